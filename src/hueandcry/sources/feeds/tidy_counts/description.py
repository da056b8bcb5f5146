"""The description of a table of tidy counts: checked as a whole, so that every fault is told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hueandcry.sources.feeds import NameBook
from hueandcry.sources.feeds.delimited import decoded
from hueandcry.sources.feeds.faults import WrongShapeError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TEXTS = ("scheme", "title", "publisher", "licence", "address", "level", "absent", "month_format")
WELSH_TEXTS = ("title_cy", "publisher_cy", "licence_cy")
OPTIONAL_TEXTS = ("body", "delimiter", *WELSH_TEXTS)
ABSENT = ("zero", "unknown")

# Schemes of other feeds: counts of two feeds are never one series.
TAKEN = ("street", "mps")
ADDRESS = re.compile(r"https?://\S+")
NEEDED_COLUMNS = ("kind", "month", "count")
OPTIONAL_COLUMNS = ("body", "area_code", "area_name")
KIND_TEXTS = ("code", "name")
KIND_WELSH = "name_cy"
KIND_FLAGS = ("activity", "online")

# What the code of an area looks like, level by level.
AREA_CODES = {
    "lsoa": r"[EWS]01\d{6}|N21\d{6}|95[A-Z]{2}\d{2}[A-Z]\d",
    "district": r"(E0[6-9]|W06|S12|N09)\d{6}",
    "force": r"(E23|W15|S23|N99)\d{6}",
}


@dataclass(frozen=True)
class Kind:
    """A kind of the table: our code and name for it (in Welsh too, where the description gives it), what it counts."""

    code: str
    name: str
    name_cy: str
    activity: bool
    online: bool


@dataclass(frozen=True)
class Description:
    """What the columns and codes of a table of tidy counts mean. Made only from a description without faults.

    `columns` maps kind, month, count and, where there are any, body, area_code and area_name to the table's columns;
    `kinds` maps the kinds as written to ours.
    """

    scheme: str
    title: str
    publisher: str
    licence: str
    address: str
    level: str
    absent: str
    month_format: str
    columns: Mapping[str, str]
    kinds: Mapping[str, Kind]
    body: str = ""
    delimiter: str = ","
    title_cy: str = ""
    publisher_cy: str = ""
    licence_cy: str = ""

    @classmethod
    def of(cls, about: Mapping[str, Any], name: str) -> Description:
        """Return the description, or refuse it with every fault found."""
        faults = list(_faults(about))
        if faults:
            raise WrongShapeError(
                file=name,
                faults=faults,
                expected="a description as the README of the feed tidy_counts shows",
                remedy="Correct the description and load again.",
            )
        kinds = {written: _kind(kind) for written, kind in about["kinds"].items()}
        texts = {key: about[key] for key in (*TEXTS, *OPTIONAL_TEXTS) if key in about}
        return cls(**texts, columns=about["columns"], kinds=kinds)

    def body_slug(self, names: NameBook) -> str:
        """Return the slug of the body that the description names for the whole table."""
        slug = names.body(self.body)
        if slug is None:
            raise WrongShapeError(
                file=f"description of {self.scheme}",
                faults=[f"body {self.body!r}"],
                expected="a body we know",
                remedy="Write its name as bodies/reviewed has it, or add a reviewed alias.",
            )
        return slug


def description(data: bytes, name: str = "description") -> Description:
    """Return the description written in a TOML file."""
    try:
        about = tomllib.loads(decoded(data, name))
    except ValueError as error:  # of TOML, and of a number with more digits than Python reads
        raise WrongShapeError(
            file=name,
            faults=[f"broken TOML ({error})"],
            expected="a description as the README of the feed tidy_counts shows",
            remedy="Correct the line named.",
        ) from None
    return Description.of(about, name)


def _kind(kind: Mapping[str, Any]) -> Kind:
    return Kind(
        code=kind["code"],
        name=kind["name"],
        name_cy=kind.get(KIND_WELSH, ""),
        activity=kind.get("activity", False),
        online=kind.get("online", False),
    )


def _faults(about: Mapping[str, Any]) -> Iterator[str]:
    yield from _text_faults(about)
    yield from _column_faults(about)
    yield from _kind_faults(about.get("kinds"))
    known = {*TEXTS, *OPTIONAL_TEXTS, "columns", "kinds"}
    yield from (f"unknown key {key!r}" for key in about if key not in known)


def _text_faults(about: Mapping[str, Any]) -> Iterator[str]:
    wrong = [key for key in TEXTS if not _text(about.get(key))]
    yield from (f"no {key}" if key not in about else f"{key} is not a text" for key in wrong)
    sound = {key: about[key] for key in TEXTS if key not in wrong}
    if "scheme" in sound and not SLUG.fullmatch(sound["scheme"]):
        yield f"scheme {sound['scheme']!r} is not small letters, figures and hyphens"
    if sound.get("scheme") in TAKEN:
        yield f"scheme {sound['scheme']!r} is that of another feed"
    if "address" in sound and not ADDRESS.fullmatch(sound["address"]):
        yield f"address {sound['address']!r} does not begin with https:// or http://"
    if sound.get("level", "lsoa") not in AREA_CODES:
        yield f"level {sound['level']!r} is none of {', '.join(AREA_CODES)}"
    if sound.get("absent", "zero") not in ABSENT:
        yield f"absent {sound['absent']!r} is none of {', '.join(ABSENT)}"
    if "month_format" in sound and not _has_month(sound["month_format"]):
        yield f"month_format {sound['month_format']!r} has no year and month"
    yield from (f"{key} is not a text" for key in WELSH_TEXTS if key in about and not _text(about[key]))
    if not isinstance(about.get("body", ""), str):
        yield "body is not a text"
    if not isinstance(about.get("delimiter", ","), str) or len(about.get("delimiter", ",")) != 1:
        yield "delimiter is not one character"


def _has_month(layout: str) -> bool:
    year, month = ("%Y" in layout or "%y" in layout), any(mark in layout for mark in ("%m", "%b", "%B"))
    return (year and month) or "%F" in layout


def _column_faults(about: Mapping[str, Any]) -> Iterator[str]:
    columns = about.get("columns")
    if not isinstance(columns, dict):
        yield "no [columns]"
        return
    yield from (f"no column for {key}" for key in NEEDED_COLUMNS if not _text(columns.get(key)))
    known = (*NEEDED_COLUMNS, *OPTIONAL_COLUMNS)
    yield from (f"unknown column {key!r}; known are {', '.join(known)}" for key in columns if key not in known)
    yield from (f"column {key} is not a text" for key in OPTIONAL_COLUMNS if key in columns and not _text(columns[key]))
    if ("body" in columns) == bool(about.get("body")):
        yield "body must be given once: for the whole table, or as a column"
    if "area_code" not in columns and about.get("level") != "force":
        yield "no column for area_code, which every level but force needs"


def _kind_faults(kinds: Any) -> Iterator[str]:
    if not isinstance(kinds, dict) or not kinds:
        yield "no [kinds]"
        return
    seen: dict[str, str] = {}
    for written, kind in kinds.items():
        if not isinstance(kind, dict):
            yield f"kind {written!r} is not a table"
            continue
        yield from _one_kind_faults(written, kind)
        code = str(kind.get("code"))
        if _text(kind.get("code")) and seen.setdefault(code, written) != written:
            yield f"kinds {seen[code]!r} and {written!r} share the code {code!r}"


def _one_kind_faults(written: str, kind: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"kind {written!r} has no {key}" for key in KIND_TEXTS if not _text(kind.get(key)))
    yield from (
        f"{key} of kind {written!r} is neither true nor false"
        for key in KIND_FLAGS
        if not isinstance(kind.get(key, False), bool)
    )
    if KIND_WELSH in kind and not _text(kind[KIND_WELSH]):
        yield f"{KIND_WELSH} of kind {written!r} is not a text"
    known = (*KIND_TEXTS, KIND_WELSH, *KIND_FLAGS)
    yield from (f"unknown key {key!r} of kind {written!r}" for key in kind if key not in known)
    if _text(kind.get("code")) and not SLUG.fullmatch(kind["code"]):
        yield f"code {kind['code']!r} is not small letters, figures and hyphens"


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
