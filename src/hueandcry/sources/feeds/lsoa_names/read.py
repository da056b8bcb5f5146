"""Reads a map from area code to name, and tells by the codes which edition of the map it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample, SetAside
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.faults import WrongShapeError

CODE = r"(?:[EWS]01\d{6}|N21\d{6}|95[A-Z]{2}\d{2}[A-Z]\d)"
OPENING = re.compile(rf'\s*\{{\s*"{CODE}"\s*:\s*"')
DISTRICT = re.compile(r"(.+) \d{3}[A-Z]+")
COUNTRIES = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland", "9": "Northern Ireland"}

# The last codes issued for the map of 2011; higher numbers belong to areas drawn in 2021 (in Scotland 2022).
LAST_OF_2011 = {"E": "E01033768", "W": "W01001958", "S": "S01013481"}


def recognises(sample: Sample) -> bool:
    """Is this such a map? A JSON object that opens with an area code and a name."""
    return bool(OPENING.match(sample.head[:200].decode("utf-8-sig", errors="replace")))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part with every area of the map, under the edition that its codes prove."""
    found = _pairs(data, name)
    year = edition({code for code, _ in found})
    rows, aside = [], []
    first: dict[str, int] = {}
    for number, (code, area) in enumerate(found, start=1):
        reason = _fault(code, area)
        if not reason and first.setdefault(code, number) != number:
            reason = f"{code} is the same as record {first[code]}, which is kept"
        if reason:
            aside.append(SetAside(number, json.dumps({code: area}, ensure_ascii=False), reason))
        else:
            rows.append(_row(code, area.strip(), year))
    parts = [Part("all", str(year), table(rows, Path(__file__).parent))] if rows else []
    return Reading(parts, aside, len(found))


def edition(codes: set[str]) -> int:
    """Return 2021 if any code was issued after the map of 2011 was closed, else 2011.

    Most codes are of both maps, so what tells them apart is the presence of a later one, never the absence.
    """
    later = any(code.startswith("N21") or code > LAST_OF_2011.get(code[:1], code) for code in codes)
    return 2021 if later else 2011


def _pairs(data: bytes, name: str) -> list[tuple[str, Any]]:
    """Return every code with its name, also a code that stands twice."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=list)
    except ValueError as error:
        raise WrongShapeError(
            file=name,
            faults=[f"broken JSON ({error})"],
            expected="one JSON object of codes and names",
            remedy="The file may be cut short: download it again.",
        ) from None


def _fault(code: str, area: Any) -> str:
    if not re.fullmatch(CODE, code):
        return f"{code!r} is not the code of a small area"
    if not isinstance(area, str) or not area.strip():
        return f"{code} has no name"
    return ""


def _row(code: str, area: str, year: int) -> dict:
    match = DISTRICT.fullmatch(area) if code[0] in "EW" else None
    return {
        "code": code,
        "name": area,
        "district": match[1] if match else None,
        "country": COUNTRIES[code[0]],
        "edition": year,
    }
