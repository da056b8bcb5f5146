"""What every table feed must hold, and that no two of them claim the same real file."""

import gzip
import tomllib

import pytest

from feed_reading import HEAD, sample
from hueandcry.sources.feeds import Sample, feeds
from hueandcry.sources.feeds.columns import TYPES, columns
from real import FOLDER, real_file

TABLES = [feed for feed in feeds() if feed.is_table]
EXPECTED = {
    "geo/london_boroughs.geojson.gz": "boundaries",
    "geo/lsoa2011/E09000001.geojson": "boundaries",
    "geo/lsoa2011/topo_E06000048.json": "boundaries",
    "geo/lsoa2011/topo_E09000001.json": "boundaries",
    "geo/lsoa_mid2019_population.csv": "lsoa_population",
    "geo/police-forces.geojson": "boundaries",
    "geo/topo_lad_england.json.gz": "boundaries",
    "geo/postcodes/LargeUser.csv": None,
    "geo/postcodes/SmallUser.csv": None,
    "geo/postcodes/lsoa11_names.json.gz": "lsoa_names",
    "geo/postcodes/lsoa21_names.json.gz": "lsoa_names",
    "geo/postcodes/onspd_schema.json": None,
    "geo/postcodes/police_force_areas.json": None,
    "geo/UK-GeoJSON_licence.txt": None,
    "series/csp_lad_to_csp.csv": "area_lookup",
    "series/forces.csv": "force_population",
    "series/mps_borough_historical.csv": "mps_borough",
    "series/mps_borough_recent24.csv": "mps_borough",
    "series/rec-crime-pfa.csv": "recorded_rolling",
    "tables/action_fraud/action_fraud_referrals_outcomes_by_force.csv": "action_fraud",
    "tables/ons_pfa/policeforceareadatatablesyearendingjune2018corrected.xlsx": "ons_pfa",
    "tables/ons_pfa/policeforceareatablesyearendingdecember2018.xlsx": "ons_pfa",
    "tables/ons_pfa/policeforceareatablesyearendingmarch2018v2.xlsx": "ons_pfa",
    "tables/ons_pfa/policeforceareatablesyearendingsep18corrected.xlsx": "ons_pfa",
    "tables/ons_pfa/policeforceareatablesyeendingmarch2019.xlsx": "ons_pfa",
    "tables/police_grant_2025-26.csv": "police_grant",
    "tables/published_figures.csv": "published_figures",
    "MANIFEST.md": None,
}


@pytest.mark.parametrize("feed", TABLES, ids=lambda feed: feed.slug)
def test_feed_describes_every_column_it_lands(feed):
    about = feed.about["columns"]

    assert columns(feed.folder).names == list(about)
    assert [name for name, column in about.items() if not column["what"] or column["type"] not in TYPES] == []
    counted = ("whole", "number")
    years = ("year", "edition", "vintage")
    assert [
        name for name, one in about.items() if one["type"] in counted and name not in years and "unit" not in one
    ] == [name for name in about if feed.slug in ("ons_pfa", "published_figures") and name == "value"]


@pytest.mark.parametrize("feed", TABLES, ids=lambda feed: feed.slug)
def test_feed_has_a_readme_a_grain_and_says_what_was_verified(feed):
    about = tomllib.loads((feed.folder / "feed.toml").read_text("utf-8"))

    assert (feed.folder / "README.md").read_text("utf-8").startswith("# ")
    assert [
        key for key in ("grain", "retrieved", "verified", "licence", "publisher", "address") if not about[key]
    ] == []


def test_no_two_table_feeds_share_a_dataset():
    datasets = [feed.dataset for feed in TABLES]

    assert len(datasets) == len(set(datasets)) == 14


@pytest.mark.parametrize("head", [b"", b"\x00\xff\xfe" * 100, b'"a,b\r\rc', b"{", b"PK\x03\x04" + b"\x00" * 60])
def test_no_table_feed_claims_rubbish(head):
    assert [feed.slug for feed in TABLES if feed.recognises(Sample("rubbish.bin", head))] == []


@pytest.mark.real
@pytest.mark.parametrize(("path", "slug"), EXPECTED.items())
def test_real_file_is_recognised_by_its_feed_alone(path, slug):
    data = real_file(path)
    whole = gzip.decompress(data) if path.endswith(".gz") else data

    claimed = [feed.slug for feed in TABLES if feed.recognises(sample(whole, path.rsplit("/", 1)[-1]))]

    assert claimed == ([slug] if slug else [])


@pytest.mark.real
@pytest.mark.parametrize("folder", ["stix", "text", "netintel", "police"])
def test_other_real_files_are_claimed_by_no_table_feed(folder):
    real_file("MANIFEST.md")
    files = sorted(path for path in (FOLDER / folder).rglob("*") if path.is_file())[:150]

    claimed = []
    for path in files:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as opened:
            beginning = Sample(path.name, opened.read(HEAD))
        claimed += [(path.name, feed.slug) for feed in TABLES if feed.recognises(beginning)]

    assert (len(files) > 0, claimed) == (True, [])
