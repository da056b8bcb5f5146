"""Two installations made by the real loader and build: the invented county, and a few figures of real forces.

`forces` holds what a page about a force or about data can trip over. All counts in it are invented, but for the Action
Fraud table that comes with the package. Each is made once for a test process.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path

from django.test import Client, override_settings

from hueandcry.project import building
from hueandcry.sources.actions import load, load_example
from hueandcry.warehouse.home import Home
from police_files import OUTCOMES, crime_id, street_file, street_row

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

# Kent: June and August 2022 are published, July is not; one row of August cannot be read; August came twice.
JUNE = [street_row(number, month="2022-06") for number in range(4)]
AUGUST_FIRST = [street_row(number, month="2022-08") for number in range(2)]
AUGUST = [street_row(number, month="2022-08") for number in range(3)]
FAULTY = street_row(9, month="2022-08", kind="Shouting at clouds")

# Outcomes of May 2019, the last month with results of courts, to July 2019; nothing of June.
CHARGED = "Suspect charged"
OUTCOMES_IN_MAY = [
    (1, CHARGED),
    (1, CHARGED),
    (2, CHARGED),
    (3, "Offender sent to prison"),
    (4, "Decided in a new way"),
]
OUTCOMES_IN_JULY = [(number, "Investigation complete; no suspect identified") for number in range(10, 16)]

GRANT = "force,budget_gbp\nKent,231607316\n"
ROLLING = (
    "12 months ending,PFA,Region,Offence,Rolling year total number of offences\n"
    "31-12-2017,Kent,South East,Robbery,900\n31-12-2018,Kent,South East,Robbery,1100\n"
    "31-12-2018,Kent,South East,Homicide,-2\n31-12-2018,Kent,South East,Shoplifting,0\n"
)


@cache
def county() -> Home:
    """Return the invented county, as a fresh installation has it."""
    home = Home(_folder()).make()
    load_example(home=home, now=NOW)
    return _built(home)


@cache
def forces() -> Home:
    """Return Kent with its gaps and Northern Ireland with one month; every other force has nothing."""
    files = _folder()
    home = Home(_folder()).make()
    street_file(files / "early" / "2022-08-kent-street.csv", AUGUST_FIRST)
    load(home=home, paths=[files / "early"], now=NOW, release="2022-10")
    street_file(files / "late" / "2022-06-kent-street.csv", JUNE)
    street_file(files / "late" / "2022-08-kent-street.csv", [*AUGUST, FAULTY])
    street_file(files / "late" / "2022-06-northern-ireland-street.csv", [_northern_irish()])
    _outcomes(files / "late" / "2019-05-kent-outcomes.csv", "2019-05", OUTCOMES_IN_MAY)
    _outcomes(files / "late" / "2019-07-kent-outcomes.csv", "2019-07", OUTCOMES_IN_JULY)
    (files / "late" / "police_grant_2025-26.csv").write_text(GRANT, "utf-8")
    (files / "late" / "rolling.csv").write_text(ROLLING, "utf-8")
    fraud = resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_bytes()
    (files / "late" / "action_fraud.csv").write_bytes(fraud)
    load(home=home, paths=[files / "late"], now=NOW, release="2022-11")
    return _built(home)


@cache
def empty() -> Home:
    """Return an installation that was built before anything was loaded."""
    return _built(Home(_folder()).make())


@contextmanager
def served(home: Home) -> Iterator[Client]:
    """Give a client of the pages on a home."""
    with override_settings(HOME=home):
        yield Client()


def _northern_irish() -> str:
    body = "Police Service of Northern Ireland"
    return street_row(
        50, month="2022-06", body=body, lat="54.597000", lng="-5.930000", lsoa="", lsoa_name="", outcome=""
    )


def _outcomes(path: Path, month: str, found: list[tuple[int, str]]) -> None:
    where = "1.080000,51.280000,On or near Invented Street,E01024001,Canterbury 001A"
    rows = [f"{crime_id(number)},{month},Kent Police,Kent Police,{where},{outcome}" for number, outcome in found]
    path.write_text("\n".join([OUTCOMES, *rows]) + "\n", "utf-8")


def _built(home: Home) -> Home:
    building.build(home=home, now=NOW, settings={"false_discovery_rate": 0.1})
    return home


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hueandcry-web-"))
