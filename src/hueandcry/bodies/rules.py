"""How the name of a body is read: as it is written, or not at all.

A reader never guesses. Two spellings are the same name only if they differ in capitals, in white space, or in
"&" for "and"; everything else ("Dyfed Powys", "London, City of") must stand in `reviewed/aliases.csv`, where a
person put it. Likeness is no evidence: "West Mercia" and "West Midlands" are two forces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class TwoBodiesOneNameError(Exception):
    """The reviewed files give one name to two bodies. Ours to mend, so not shown to the person."""


def normal(name: str) -> str:
    """Return the name without what never tells two bodies apart: capitals, white space, "&" for "and"."""
    return " ".join(name.replace("&", " and ").casefold().split())


def index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return normal name → slug for (name, slug) pairs; refuse a name that two bodies claim."""
    found: dict[str, str] = {}
    for name, slug in pairs:
        key = normal(name)
        if key and found.setdefault(key, slug) != slug:
            raise TwoBodiesOneNameError(f"{name!r} is given to both {found[key]!r} and {slug!r}")
    return found
