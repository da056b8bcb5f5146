"""Reads the lookup from district to community safety partnership to force; its cells are parted by semicolons."""

from __future__ import annotations

import re
from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Sorting, columns_of, end_notes, header, records

COLUMNS = ("lad-code", "lad-name", "csp-code", "csp-name")
FORCE = re.compile(r"PFA(\d{2})CD")


def recognises(sample: Sample) -> bool:
    """Is this the lookup? Parted by semicolons, its header holds lad-code and csp-code."""
    return set(COLUMNS) <= set(header(sample, ";"))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every pair of a district and a partnership: either may have several of the other."""
    edition = next((match[1] for match in map(FORCE.fullmatch, columns_of(data, name, delimiter=";")) if match), "21")
    force = (f"PFA{edition}CD", f"PFA{edition}NM")
    sorting = Sorting(key=("district_code", "partnership_code"))
    for record in records(data, name, expected=(*COLUMNS, *force), delimiter=";"):
        ask = Ask(record)
        sorting.put(_row(ask, names, *force), ask)
    parts = [Part("all", f"20{edition}", table(sorting.rows, Path(__file__).parent))] if sorting.rows else []
    return Reading(parts, sorting.aside, sorting.read, end_notes(data))


def _row(ask: Ask, names: NameBook, force_code: str, force_name: str) -> dict:
    return {
        "district_code": ask.code("lad-code", r"[EW]\d{8}"),
        "district_name": ask.text("lad-name"),
        "partnership_code": ask.code("csp-code", r"[EW]\d{8}"),
        "partnership": ask.text("csp-name"),
        "force_code": ask.code(force_code, r"(E23|W15)\d{6}", may_be_blank=True) or None,
        "force_name": ask.text(force_name),
        "body": ask.body(force_name, names),
    }
