"""A few invented crimes of real forces, placed so that every answer of the API can be counted by hand.

Around `CENTRE` in Kent, July 2022. Nothing of June 2022 was published there; Durham published 10,001 crimes on one
point; the Police Service of Northern Ireland published one month without small areas; nobody published anything in
most of the country.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from hueandcry.sources.actions import building, load
from hueandcry.sources.embedded import county
from hueandcry.warehouse import builds
from hueandcry.warehouse.home import Home
from police_files import OUTCOMES, crime_id, street_file, street_row

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

CENTRE = (51.28, 1.08)
STATION = (51.2845, 1.0755)
FAR = (51.40, 1.08)  # eight miles north of the centre, in Kent's boundary
NOWHERE = (48.85, 2.35)
DURHAM_POINT = (54.776, -1.575)
BELFAST = (54.597, -5.93)

CHARGED, TWICE, UNPLACED, WELSH, NO_FILE, STRANGER = 1, 3, 4, 5, 6, 77

KENT = [
    street_row(CHARGED, outcome="Suspect charged"),
    street_row(None, kind="Anti-social behaviour", outcome=""),
    street_row(None, kind="Anti-social behaviour", outcome=""),
    street_row(TWICE, lng="1.081000", kind="Drugs", outcome="Local resolution"),
    street_row(TWICE, lng="1.081000", kind="Possession of weapons", outcome="Local resolution"),
    street_row(
        UNPLACED, lng="", lat="", location="No Location", lsoa="", lsoa_name="", kind="Violence and sexual offences"
    ),
    street_row(WELSH, lat="51.281000", location='On or near Ffordd Tŷ "Gŵyl"', kind="Other theft"),
    street_row(NO_FILE, lng="1.079000", kind="Robbery", outcome="Unable to prosecute suspect") + "Seen at dusk",
    street_row(8, lat="51.400000", location="On or near Far Lane"),
]
OLD = [street_row(9, month="2022-05", location="On or near Earlier Name")]
BTP = [
    street_row(
        20, body="British Transport Police", lat="51.284500", lng="1.075500",
        location="On or near Canterbury West (Station)", kind="Bicycle theft", outcome="",
    )
]  # fmt: skip
BELFAST_ROWS = [
    street_row(
        30, month="2022-05", body="Police Service of Northern Ireland", lat="54.597000", lng="-5.930000", lsoa="",
        lsoa_name="", outcome="",
    )
]  # fmt: skip
DURHAM = [
    street_row(
        1000 + number, body="Durham Constabulary", lat="54.776000", lng="-1.575000", lsoa="E01020634",
        lsoa_name="County Durham 001A", kind="Burglary" if number else "Robbery", outcome="",
    )
    for number in range(10_001)
]  # fmt: skip


def outcome_row(number: int, outcome: str, *, month: str = "2022-07", lat: str = "51.280000", lng: str = "1.080000"):
    return (
        f"{crime_id(number)},{month},Kent Police,Kent Police,{lng},{lat},On or near Invented Street,"
        f"E01024001,Canterbury 001A,{outcome}"
    )


OUTCOMES_IN_JULY = [
    outcome_row(CHARGED, "Investigation complete; no suspect identified"),
    outcome_row(TWICE, "Local resolution", lng="1.081000"),
    outcome_row(STRANGER, "Decided in a new way"),
]
OUTCOMES_IN_AUGUST = [
    outcome_row(CHARGED, "Suspect charged", month="2022-08"),
    outcome_row(CHARGED, "Suspect charged", month="2022-08"),
]


def _outcome_file(path: Path, rows: Iterable[str]) -> None:
    path.write_text("\n".join([OUTCOMES, *rows]) + "\n", "utf-8")


def real_forces(root: Path) -> Home:
    """Load and build the crimes above."""
    files = root / "files"
    street_file(files / "2022-05-kent-street.csv", OLD)
    street_file(files / "2022-07-kent-street.csv", KENT)
    street_file(files / "2022-07-btp-street.csv", BTP)
    street_file(files / "2022-05-northern-ireland-street.csv", BELFAST_ROWS)
    street_file(files / "2022-07-durham-street.csv", DURHAM)
    _outcome_file(files / "2022-07-kent-outcomes.csv", OUTCOMES_IN_JULY)
    _outcome_file(files / "2022-08-kent-outcomes.csv", OUTCOMES_IN_AUGUST)
    (files / "forces.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"PFA23CD": "E23000032",'
        ' "PFA23NM": "Kent"}, "geometry": {"type": "Polygon", "coordinates":'
        " [[[0.2, 51.0], [1.5, 51.0], [1.5, 51.45], [0.2, 51.45], [0.2, 51.0]]]}}]}",
        "utf-8",
    )
    return built(root, files)


def invented_county(root: Path) -> Home:
    """Load and build the last three months of the invented county, with its boundaries, and a month of 2012."""
    files = root / "files"
    for name, data in county.files():
        if not name[:4].isdigit() or name >= "2026-07":
            (files / name).parent.mkdir(parents=True, exist_ok=True)
            (files / name).write_bytes(data)
    street_file(
        files / "2012-12-exampleshire-street.csv",
        [
            street_row(
                1, month="2012-12", body=county.FORCE, lng="2.203000", lat="54.604000", lsoa="E01090001",
                lsoa_name="Hollin Vale 001A", kind="Violent crime", outcome="",
            )
        ],
    )  # fmt: skip
    return built(root, files)


def nothing_loaded(root: Path) -> Home:
    """Build without anything loaded."""
    return _build(Home(root / "home").make())


def built(root: Path, files: Path) -> Home:
    home = Home(root / "home").make()
    report = load(home=home, paths=[files], now=NOW)
    assert not report.set_aside, report
    return _build(home)


def _build(home: Home) -> Home:
    builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})
    return home
