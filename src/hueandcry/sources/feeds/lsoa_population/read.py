"""Reads the population of small areas. The year is in the file's name; the table itself says only "All Ages"."""

from __future__ import annotations

import re
from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, columns_of, end_notes, header, records
from hueandcry.sources.feeds.faults import WrongShapeError

COLUMNS = ("LSOA Code", "LSOA Name", "All Ages")
DISTRICT_CODE = re.compile(r"LA Code \((\d{4}) boundaries\)")
MID_YEAR = re.compile(r"mid[-_ ]?(\d{4})", re.IGNORECASE)


def recognises(sample: Sample) -> bool:
    """Is this a table of LSOA populations? It has LSOA codes and a column "All Ages"."""
    return set(COLUMNS) <= set(header(sample))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part: the population of every LSOA in the mid-year that the file's name gives."""
    year, boundaries = _year(name), _boundaries(data, name)
    sorting = Sorting(key=("code",))
    districts = [f"LA {part} ({edition} boundaries)" for edition in boundaries for part in ("Code", "name")]
    for record in records(data, name, expected=(*COLUMNS, *districts)):
        ask = Ask(record)
        sorting.put(_row(ask, year, boundaries), ask)
    parts = [Part("all", str(year), table(sorting.rows, Path(__file__).parent))] if sorting.rows else []
    return Reading(parts, sorting.aside, sorting.read, end_notes(data))


def _row(ask: Ask, year: int, boundaries: list[str]) -> dict:
    first, last = boundaries[0], boundaries[-1]
    return {
        "code": ask.code("LSOA Code", r"[EW]01\d{6}"),
        "name": ask.text("LSOA Name"),
        "year": year,
        "population": ask.whole("All Ages", least=0),
        "district_code": ask.code(f"LA Code ({last} boundaries)", r"[EW]\d{8}"),
        "district": ask.text(f"LA name ({last} boundaries)"),
        "earlier_district_code": ask.code(f"LA Code ({first} boundaries)", r"[EW]\d{8}"),
        "earlier_district": ask.text(f"LA name ({first} boundaries)"),
    }


def _boundaries(data: bytes, name: str) -> list[str]:
    """Return the years of the district boundaries the file uses, earliest first."""
    columns = columns_of(data, name)
    editions = sorted(match[1] for match in map(DISTRICT_CODE.fullmatch, columns) if match)
    if not editions:
        raise WrongShapeError(
            file=f"{name}, line 1",
            faults=["no district column", f"the columns are {', '.join(columns)}"],
            expected="a column such as 'LA Code (2019 boundaries)'",
            remedy="Load the table with its district columns, as the Office for National Statistics publishes it.",
        )
    return editions


def _year(name: str) -> int:
    years = set(MID_YEAR.findall(name))
    if len(years) != 1:
        raise WrongShapeError(
            file=name,
            faults=[f"{len(years)} mid-years in the file's name"],
            expected="one, such as lsoa_mid2019_population.csv: the table itself has no date",
            remedy="Rename the file so that its name says which mid-year it estimates.",
        )
    return int(years.pop())
