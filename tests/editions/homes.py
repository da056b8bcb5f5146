"""Installations made by the real loader and build: the yearly table that comes with the package, and invented months.

Each is made once for a test process. A test that publishes does so in a copy.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from pathlib import Path

from django.test import Client, override_settings

from hueandcry.bodies import queries as bodies
from hueandcry.editions import actions
from hueandcry.project import building
from hueandcry.sources.actions import load
from hueandcry.warehouse.home import Home

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)

FORCES = [slug for region in bodies.regions() for slug in region.forces]
MONTHS = [date(2025, month, 1) for month in range(1, 10)]
KINDS = ("referred", "judicial", "non-judicial")
# Kent sent nothing in August 2025: its third quarter is not whole.
SILENT = ("kent", date(2025, 8, 1))

DESCRIPTION = """
scheme = "{scheme}"
title = "{title}"
publisher = "Nobody (made for a test)"
licence = "None"
address = "https://www.example.org/{scheme}"
level = "force"
absent = "{absent}"
month_format = "%Y-%m"
[columns]
body = "Force"
kind = "Kind"
month = "Month"
count = "Count"
"""


def action_fraud() -> bytes:
    """Return the yearly table that comes with the package."""
    return resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_bytes()


def published_rows() -> list[dict[str, str]]:
    """Return its rows, the published totals left out."""
    return [row for row in csv.DictReader(io.StringIO(action_fraud().decode("utf-8-sig"))) if row["force"] != "Total"]


def months_of(force: str, month: date) -> Mapping[str, int]:
    """Return what a force counted in a month: by a recipe, so that tests can add it up themselves."""
    number = FORCES.index(force)
    referred = 40 + number + 3 * month.month + (60 if month.month > 6 and force == "essex" else 0)
    return {"referred": referred, "judicial": 5 + number % 7, "non-judicial": 20 + number + month.month}


@cache
def annual() -> Home:
    """Return an installation with the yearly table alone."""
    folder = _folder()
    (folder / "action_fraud.csv").write_bytes(action_fraud())
    return _built(folder)


@cache
def quarterly() -> Home:
    """Return an installation with nine months of every force of England and Wales, but for Kent's August."""
    folder = _folder()
    rows = [
        (force, kind, f"{month:%Y-%m}", n)
        for force in FORCES
        for month in MONTHS
        if (force, month) != SILENT
        for kind, n in months_of(force, month).items()
    ]
    write_months(folder, "referrals", KINDS, rows)
    acts = [("essex", "cards-stopped", f"{month:%Y-%m}", 100 + month.month) for month in MONTHS]
    acts += [("kent", "advice-given", f"{month:%Y-%m}", 30) for month in MONTHS[:6]]
    write_months(folder, "prevention-disruption", ("advice-given", "cards-stopped"), acts, absent="unknown")
    return _built(folder)


def write_months(
    folder: Path, scheme: str, kinds: Iterable[str], rows: Iterable[tuple], *, absent: str = "zero", name: str = ""
) -> None:
    """Write a table of monthly counts and its description."""
    told = DESCRIPTION.format(scheme=scheme, title=f"Made up: {scheme}", absent=absent)
    told += "".join(
        f'[kinds."{kind}"]\ncode = "{kind}"\nname = "{kind.capitalize()}"\nonline = true\n' for kind in kinds
    )
    (folder / f"{name or scheme}.toml").write_text(told, "utf-8")
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerows([("Force", "Kind", "Month", "Count"), *rows])
    (folder / f"{name or scheme}.csv").write_text(sink.getvalue(), "utf-8")


@cache
def published_annual() -> Home:
    """Return the yearly table with its three editions published."""
    return _published(annual())


@cache
def published_quarterly() -> Home:
    """Return the months with every quarter that allows it published."""
    return _published(quarterly())


def copy_of(home: Home) -> Home:
    """Return a copy of a home, for a test that changes it."""
    target = _folder() / "home"
    shutil.copytree(home.root, target)
    return Home(target)


def load_more(home: Home, files: Mapping[str, bytes], *, release: str = "2026-11") -> None:
    """Load further files into a home and build anew."""
    folder = _folder()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    load(home=home, paths=[folder], now=LATER, release=release)
    building.build(home=home, now=LATER, settings={"false_discovery_rate": 0.1})


@contextmanager
def served(home: Home) -> Iterator[Client]:
    """Give a client of the pages on a home."""
    with override_settings(HOME=home):
        yield Client()


def _published(home: Home) -> Home:
    made = copy_of(home)
    actions.publish_all(home=made, now=NOW)
    return made


def _built(folder: Path) -> Home:
    home = Home(_folder()).make()
    load(home=home, paths=[folder], now=NOW, release="2026-10")
    building.build(home=home, now=NOW, settings={"false_discovery_rate": 0.1})
    return home


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hueandcry-editions-"))


@cache
def example() -> Home:
    """Return what a fresh installation shows: the yearly table, and the invented county with surveys and editions."""
    home = Home(_folder()).make()
    building.build_example(home=home, now=NOW, settings={"false_discovery_rate": 0.1})
    return home
