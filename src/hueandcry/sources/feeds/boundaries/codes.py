"""Which area a feature is: its code, level, name and vintage, as its properties tell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RECODED = Path(__file__).parent / "recoded.csv"
CODE = re.compile(r"[EWSN]\d{8}")
DATED = re.compile(r"([A-Z]{3,5})(\d{2})CD", re.IGNORECASE)
PLAIN_CODES = ("gss_code", "code", "id")
PLAIN_NAMES = ("name", "nm")
LEVELS = {
    **dict.fromkeys(("E01", "W01", "S01", "N21"), "lsoa"),
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09"), "district"),
    **dict.fromkeys(("E23", "W15"), "force"),
}
SMALLEST_FIRST = ("lsoa", "district", "force")


class NoCodeError(Exception):
    """A feature that does not say which area it is."""


@dataclass(frozen=True)
class Area:
    """What a feature says about itself. `code` is today's code, `published_code` the file's."""

    code: str
    published_code: str
    level: str
    name: str
    vintage: int | None


def area(properties: Mapping[str, Any], feature_id: Any) -> Area:
    """Return the area that the properties tell; where they tell several (an LSOA and its district), the smallest."""
    found = sorted(_candidates(properties, feature_id), key=lambda one: SMALLEST_FIRST.index(LEVELS[one[1][:3]]))
    if not found:
        raise NoCodeError(_no_code(properties, feature_id))
    key, code = found[0]
    name = _name(properties, key)
    if not name:
        raise NoCodeError(f"{code} has no name among {', '.join(properties) or 'no properties'}")
    return Area(recoded().get(code, code), code, LEVELS[code[:3]], name, _vintage(key))


@cache
def recoded() -> Mapping[str, str]:
    """Return old code → code in force today, for areas that stayed what they were."""
    with RECODED.open(encoding="utf-8", newline="") as opened:
        return {row["published_code"]: row["code"] for row in csv.DictReader(opened)}


def _candidates(properties: Mapping[str, Any], feature_id: Any) -> Iterator[tuple[str, str]]:
    """Yield property and code wherever a code of a level we draw stands: dated properties first, then plain ones."""
    dated = [key for key in properties if DATED.fullmatch(key)]
    plain = [key for key in properties if key.lower() in PLAIN_CODES]
    for key, value in [*((key, properties[key]) for key in (*dated, *plain)), ("", feature_id)]:
        if isinstance(value, str) and CODE.fullmatch(value) and value[:3] in LEVELS:
            yield key, value


def _name(properties: Mapping[str, Any], code_key: str) -> str:
    """Return the name that belongs to the code's property (LSOA11NM to LSOA11CD), or a plain name."""
    twin = next((key for key in properties if key.upper() == f"{code_key[:-2]}NM".upper()), None)
    keys = [twin, *(key for key in properties if key.lower() in PLAIN_NAMES)]
    names = (properties[key] for key in keys if key is not None)
    return next((name.strip() for name in names if isinstance(name, str) and name.strip()), "")


def _vintage(key: str) -> int | None:
    match = DATED.fullmatch(key)
    return 2000 + int(match[2]) if match else None


def _no_code(properties: Mapping[str, Any], feature_id: Any) -> str:
    shown = ", ".join(f"{key}={value!r}" for key, value in properties.items() if isinstance(value, str)) or "no text"
    return (
        f"no code of an LSOA (E01…, W01…), district (E06… to E09…, W06…) or force (E23…, W15…) among {shown}, "
        f"id={feature_id!r}"
    )
