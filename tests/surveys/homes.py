"""Installations whose pages show surveys: the invented waves, and small ones published in every way that matters."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.test import Client, override_settings

from hueandcry.project import building
from hueandcry.sources.actions import load_example
from hueandcry.surveys import actions
from hueandcry.warehouse.home import Home
from surveys.waves import folder, rows

# Builds are told apart by their second.
COUNTY = datetime(2026, 11, 21, 9, 0, 1, tzinfo=UTC)
SMALL = datetime(2026, 11, 21, 9, 0, 2, tzinfo=UTC)
TWICE = datetime(2026, 11, 21, 9, 0, 4, tzinfo=UTC)
EMPTY = datetime(2026, 11, 21, 9, 0, 3, tzinfo=UTC)
FORMULA = "=HYPERLINK(0)"


@cache
def county() -> Home:
    """Return the invented county with its three waves."""
    home = Home(_folder()).make()
    load_example(home=home, now=COUNTY)
    actions.publish_example(home=home, now=COUNTY)
    return _built(home, COUNTY)


@cache
def small() -> Home:
    """Return three waves of a small survey: the first corrected, the second by telephone; and a hostile title."""
    home = Home(_folder()).make()
    at = _folder()
    actions.publish(home=home, folder=folder(at / "a"), now=SMALL)
    corrected = folder(at / "a", respondents=rows(seed=2))
    actions.publish(home=home, folder=corrected, now=SMALL.replace(day=22), note="Weights were wrong.")
    by_telephone = {"wave": "2026", "wave_title": "All of 2026", "begins": "2026-01-01", "ends": "2026-06-30"}
    actions.publish(home=home, folder=folder(at / "b", mode="telephone", **by_telephone), now=SMALL)
    few = [row | {"force": "kent" if number < 40 else "gwent"} for number, row in enumerate(rows(seed=3, share=0.45))]
    later = {"wave": "2027", "wave_title": "All of 2027", "begins": "2027-01-01", "ends": "2027-06-30"}
    actions.publish(home=home, folder=folder(at / "c", respondents=few, **later), now=SMALL)
    actions.publish(home=home, folder=folder(at / "d", survey="hostile", wave_title=FORMULA), now=SMALL)
    return _built(home, SMALL)


@cache
def twice() -> Home:
    """Return a wave that was corrected between two builds, both of which are kept."""
    home = Home(_folder()).make()
    at = _folder()
    actions.publish(home=home, folder=folder(at / "a"), now=TWICE)
    _built(home, TWICE)
    later = TWICE.replace(minute=1)
    actions.publish(home=home, folder=folder(at / "a", respondents=rows(seed=2)), now=later, note="Weights were wrong.")
    return _built(home, later)


@cache
def empty() -> Home:
    """Return an installation where nothing is published."""
    return _built(Home(_folder()).make(), EMPTY)


@contextmanager
def served(home: Home) -> Iterator[Client]:
    """Give a client of the pages on a home."""
    with override_settings(HOME=home):
        yield Client()


def _built(home: Home, now: datetime) -> Home:
    building.build(home=home, now=now, settings={"false_discovery_rate": 0.1})
    return home


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hueandcry-surveys-"))
