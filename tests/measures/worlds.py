"""Small worlds for measures: real loads and builds of a few invented files, without what judges rises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from hueandcry.measures import actions as measures
from hueandcry.measures.actions.building import DEFINITIONS
from hueandcry.measures.actions.building import steps as measure_steps
from hueandcry.sources.actions import building as sources
from hueandcry.sources.actions import load
from hueandcry.sources.rules.coverage import add_months
from hueandcry.surveys import actions as surveys
from hueandcry.warehouse import builds, reading
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader
from police_files import OUTCOMES, crime_id, street_file, street_row

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PLACE = "1.080000,51.280000,On or near Invented Street,E01024001,Canterbury 001A"
_MINUTES = count()


def built(home: Home, *, root: Path = DEFINITIONS, as_of: str | None = None) -> Reader:
    """Build what is loaded, with every check, and return a reader of it."""
    made = builds.build(
        home=home,
        steps=[*sources.steps(), *surveys.steps(), *measure_steps(root)],
        checks=[*sources.checks(), *surveys.checks(), *measures.checks()],
        now=NOW + timedelta(minutes=next(_MINUTES)),
        settings={},
        as_of=as_of,
    )
    found = reading.reader_of(home, made.id)
    assert found
    return found


def loaded(home: Home, folder: Path, *, release: str = "2026-10") -> Home:
    """Load a folder of files."""
    load(home=home, paths=[folder], now=NOW, release=release)
    return home


def months_from(first: str, number: int) -> list[str]:
    """Return so many months in a row, as files write them."""
    return [f"{add_months(date.fromisoformat(f'{first}-01'), step):%Y-%m}" for step in range(number)]


def street(
    folder: Path,
    month: str,
    numbers: Iterable[int],
    *,
    kind: str = "Burglary",
    slug: str = "kent",
    body: str = "Kent Police",
) -> None:
    """Write a street file with one crime for each number; the same number is the same Crime ID."""
    rows = [street_row(number, month=month, kind=kind, body=body) for number in numbers]
    street_file(folder / f"{month}-{slug}-street.csv", rows)


def outcomes(
    folder: Path, month: str, found: Sequence[tuple[int, str]], *, slug: str = "kent", body: str = "Kent Police"
) -> None:
    """Write an outcomes file of (number of the crime, outcome)."""
    rows = [f"{crime_id(number)},{month},{body},{body},{PLACE},{outcome}" for number, outcome in found]
    (folder / f"{month}-{slug}-outcomes.csv").write_text("\n".join([OUTCOMES, *rows]) + "\n", "utf-8")


def residents(folder: Path, number: int, *, district: str = "Canterbury", code: str = "E07000106") -> None:
    """Write an estimate of residents: all of them in one small area of a district."""
    header = (
        "LSOA Code,LSOA Name,LA Code (2019 boundaries),LA name (2019 boundaries),"
        "LA Code (2020 boundaries),LA name (2020 boundaries),All Ages"
    )
    row = f'E01024001,{district} 001A,{code},{district},{code},{district},"{number:,}"'
    (folder / "residents-mid2022.csv").write_text(f"{header}\n{row}\n", "utf-8")


def tidy(folder: Path, scheme: str, rows: Sequence[tuple[str, str, str, int]], *, absent: str = "zero") -> None:
    """Write a tidy table of (force, kind, month, count) and its description; a kind's code is its name."""
    lines = ["Force,Kind,Month,Count", *(f"{force},{kind},{month},{n}" for force, kind, month, n in rows)]
    (folder / f"{scheme}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    about = [f'scheme = "{scheme}"', f'absent = "{absent}"', 'level = "force"', 'month_format = "%Y-%m"']
    about += [f'{name} = "test"' for name in ("title", "publisher", "licence")]
    about += ['address = "https://example.org/"']
    about += ["[columns]", 'body = "Force"', 'kind = "Kind"', 'month = "Month"', 'count = "Count"']
    for kind in dict.fromkeys(kind for _, kind, _, _ in rows):
        about += [f'[kinds."{kind}"]', f'code = "{kind}"', f'name = "{kind}"', "activity = true"]
    (folder / f"{scheme}.toml").write_text("\n".join(about) + "\n", "utf-8")
