"""Reads the lookup between the LSOAs of 2011 and 2021, and holds its change letters against its codes."""

from __future__ import annotations

import re
from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, columns_of, end_notes, header, records

COLUMNS = ("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM")
CHANGE = ("CHGIND", "CHNGIND")
DISTRICT = re.compile(r"LAD(\d{2})CD")
LSOA = r"[EW]01\d{6}"


def recognises(sample: Sample) -> bool:
    """Is this the lookup? Its header holds the codes and names of both maps."""
    return set(COLUMNS) <= set(header(sample))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every pair of areas."""
    columns = columns_of(data, name)
    change = next((one for one in CHANGE if one in columns), CHANGE[0])
    edition = next((match[1] for match in map(DISTRICT.fullmatch, columns) if match), "22")
    district = (f"LAD{edition}CD", f"LAD{edition}NM")
    sorting = Sorting(key=("lsoa11", "lsoa21"))
    for record in records(data, name, expected=(*COLUMNS, change, *district)):
        ask = Ask(record)
        sorting.put(_row(ask, change, *district), ask)
    parts = [Part("all", "all", table(sorting.rows, Path(__file__).parent))] if sorting.rows else []
    return Reading(parts, sorting.aside, sorting.read, end_notes(data))


def _row(ask: Ask, change: str, district_code: str, district: str) -> dict:
    row = {
        "lsoa11": ask.code("LSOA11CD", LSOA),
        "name11": ask.text("LSOA11NM"),
        "lsoa21": ask.code("LSOA21CD", LSOA),
        "name21": ask.text("LSOA21NM"),
        "change": ask.code(change, "[USMX]"),
        "district_code": ask.code(district_code, r"[EW]\d{8}"),
        "district": ask.text(district),
    }
    if row["change"] == "U" and row["lsoa11"] != row["lsoa21"]:
        ask.refuse(f"marked unchanged, but {row['lsoa11']} became {row['lsoa21']}")
    return row
