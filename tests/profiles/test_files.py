"""A profile as files: each figure with its interval, its state, its caveats, its terms and its sources."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings

from hueandcry.profiles import queries
from hueandcry.profiles.pages import files
from hueandcry.ui.notes import FigureNote
from hueandcry.warehouse import reading
from surveys import homes as surveyed
from web import homes, towns

ISLINGTON, BOROUGH = "/places/E09000019/profile", "/places/E23990001/profile"

SECTIONS = ("by year", "judged", "force", "survey", "group")


@pytest.fixture
def london():
    with homes.served(towns.towns()) as client:
        yield client


@pytest.fixture(params=[(towns.towns, ISLINGTON), (homes.county, BOROUGH)], ids=["islington", "invented"])
def profile(request):
    """A client, and the address of a profile in its home."""
    home, path = request.param
    with homes.served(home()) as client:
        yield client, path


def rows(answer) -> list[dict]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_csv_and_json_tell_the_same_figures(profile):
    client, path = profile
    told = client.get(f"{path}.json").json()
    table = rows(client.get(f"{path}.csv"))

    assert len(table) == len(told["figures"]) > 0
    assert list(table[0]) == list(told["columns"]) == list(files.COLUMNS)
    for line, figure in zip(table, told["figures"], strict=True):
        assert (line["section"], line["item"], line["period"]) == (figure["section"], figure["item"], figure["period"])
        assert [float(line[name]) if line[name] else None for name in ("value", "lower", "upper")] == [
            figure[name] for name in ("value", "lower", "upper")
        ]


def test_profile_tells_the_force_the_surveys_and_the_groups_apart():
    with surveyed.served(surveyed.county()) as client:
        told = client.get(f"{BOROUGH}.json").json()
        page = client.get(f"{BOROUGH}/").content.decode()

    found = {section: [one for one in told["figures"] if one["section"] == section] for section in SECTIONS}
    assert sum(map(len, found.values())) == len(told["figures"])
    assert {one["of"] for one in found["force"]} == {"exampleshire"}
    assert {one["range"] for one in found["survey"]} == {"95 % interval"}
    assert all(one["lower"] <= one["value"] <= one["upper"] and one["base"] > 0 for one in found["survey"])
    assert {(one["state"], one["lower"] > 0) for one in found["group"]} == {("more", True)}
    assert page.count(" percentage points above everybody else") == len(found["group"])


def test_every_figure_says_who_published_it_and_under_which_licence(profile):
    client, path = profile

    lines = rows(client.get(f"{path}.csv"))

    assert [one["item"] for one in lines if "" in (one["publisher"], one["licence"], one["source_sha256"])] == []


def test_a_figure_that_is_missing_says_why(profile):
    client, path = profile

    bare = [one for one in client.get(f"{path}.json").json()["figures"] if one["value"] is None]

    assert [one for one in bare if one["section"] != "judged" and not one["why"]] == []


def test_csvw_client_reads_the_csv_by_what_stands_beside_it(profile, tmp_path):
    from csvw import TableGroup

    client, path = profile
    answer = client.get(f"{path}.csv")
    metadata = client.get(answer.headers["Link"].split(">")[0].strip("<")).json()
    assert metadata["url"].endswith(f"{path}.csv")
    metadata["url"] = "profile.csv"
    (tmp_path / "profile.csv").write_bytes(answer.content)
    described = tmp_path / "profile.csv-metadata.json"
    described.write_text(json.dumps({"@context": metadata.pop("@context"), "tables": [metadata]}), "utf-8")

    table = TableGroup.from_file(described).tables[0]
    found = list(table.iterdicts(strict=True))

    assert table.check_primary_key() in (True, None)
    assert len(found) == len(rows(answer))
    assert {type(one["invented"]) for one in found} == {bool}


def test_machines_read_english_whatever_the_reader_speaks(london):
    welsh = london.get(f"{ISLINGTON}.csv", headers={"Accept-Language": "cy"})
    english = london.get(f"{ISLINGTON}.csv?again")

    assert welsh.content == english.content


def test_place_that_is_not_there_is_told_to_a_machine(london):
    for kind in ("json", "csv", "csv-metadata.json"):
        answer = london.get(f"/places/E09999999/profile.{kind}")

        assert (answer.status_code, answer.json()["error"]["found"]) == (404, "E09999999")


def test_files_beside_a_page_of_an_earlier_build_are_of_that_build(london):
    build = london.get(f"{ISLINGTON}.json").headers["X-Build"]
    page = london.get(f"{ISLINGTON}/?build={build}").content.decode()

    assert f'href="{ISLINGTON}.csv?build={build}"' in page
    assert f'href="{ISLINGTON}.json?build={build}"' in page
    assert f'href="{ISLINGTON}.csv"' in london.get(f"{ISLINGTON}/").content.decode()


def wave(**domains):
    """Return the part of a wave that says among which groups its figures are split."""
    splits = [{"slug": slug, "domains": [{"code": code} for code in codes]} for slug, codes in domains.items()]
    return SimpleNamespace(about={"splits": splits})


@pytest.mark.parametrize(
    ("splits", "told"),
    [
        ({}, True),
        ({"age": ["16-24"]}, True),
        ({"force": ["metropolitan", "kent"]}, True),
        ({"force": ["kent", "essex"]}, False),
        ({"region": ["E12000007"]}, True),
        ({"region": ["london-region", "south-east-region"]}, True),
        ({"region": ["capital", "elsewhere"]}, True),
        ({"region": ["S92000003"]}, False),
        ({"region": ["E12000008"]}, False),
        ({"force": ["metropolitan"], "region": ["E12000008"]}, False),
    ],
)
def test_a_survey_that_asked_elsewhere_alone_is_not_told_of_here(splits, told):
    with homes.served(towns.towns()):
        here = queries.area(reading.reader(settings.HOME), "E09000019")

    assert queries._speaks_of(wave(**splits), here) is told
    assert queries._speaks_of(wave(**splits), replace(here, force=None))


def test_a_survey_of_another_country_names_it():
    with homes.served(towns.towns()):
        here = queries.area(reading.reader(settings.HOME), "E09000019")
    north = replace(here, force="police-scotland", country="Scotland")

    assert queries._speaks_of(wave(region=["S92000003", "E12000001"]), north)
    assert not queries._speaks_of(wave(region=["E12000001"]), north)


def test_a_note_stands_beside_the_figures_of_its_month_alone():
    with homes.served(homes.forces()):
        reader = reading.reader(settings.HOME)
        found = queries.known(reader, queries.area(reader, "E23000032"))
    noted = FigureNote("kent", date(2018, 6, 1), "=1+1 Counts came late.", "A data desk", date(2026, 11, 21))

    lines = list(files.lines(replace(found, notes=(noted,)), "b"))
    told = files.content(replace(found, notes=(noted,)), "b", "/")["notes"]

    beside = {(one["item"], one["period"]) for one in lines if one.get("notes")}
    assert beside == {(one["item"], one["period"]) for one in lines if one["period"] == "2018-19"} != set()
    assert [(one["month"], one["text"]) for one in told] == [("2018-06", "=1+1 Counts came late.")]
