"""Fetching: the files of some forces and months are brought from data.police.uk, ready to be loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from hueandcry.sources.clients import PoliceArchive
from hueandcry.sources.rules.archives import FetchResult, Month, Progress
from hueandcry.warehouse import manifest
from hueandcry.warehouse.home import Home

# Outcomes of the last months keep changing: they are fetched again.
MONTHS_AGAIN = 3


def fetch(
    *,
    home: Home,
    forces: Sequence[str],
    first: Month,
    last: Month,
    on_progress: Callable[[Progress], None] = lambda _: None,
    archive: PoliceArchive | None = None,
) -> FetchResult:
    """Bring street and outcomes files into the home's folder `fetched/<archive>/`; nothing is loaded yet."""
    with archive or PoliceArchive() as site:
        return site.fetch(forces=forces, first=first, last=last, into=fetched(home), on_progress=on_progress)


def fetched(home: Home) -> Path:
    """Return the folder of fetched files."""
    return home.root / "fetched"


def wanted_next(home: Home, *, today: date) -> tuple[list[str], Month, Month] | None:
    """Return which forces and months a monthly run should fetch: what is loaded, from its last months to now.

    None when no street file is loaded, so that nothing says which forces are wanted.
    """
    months: dict[str, str] = {}
    for landing in manifest.live(manifest.landings(home)):
        if landing.dataset == "street" and landing.body != "exampleshire":
            months[landing.body] = max(months.get(landing.body, ""), landing.period)
    if not months:
        return None
    year, month = map(int, min(months.values()).split("-"))
    first = Month(year, month).plus(1 - MONTHS_AGAIN)
    return sorted(months), first, Month(today.year, today.month).plus(-1)
