"""Kinds of crime and outcomes, as reviewed: which there are, what they are called, what they mean."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Kind:
    """A kind of crime within a scheme. Kinds of different schemes are never added.

    `activity` marks kinds that count police activity (drugs, weapons): a rise may be an operation, not more crime,
    and is not alerted as danger. `online` marks kinds that happen mostly online.
    """

    scheme: str
    code: str
    name: str
    published_as: str
    name_cy: str
    activity: bool
    online: bool
    until: str


@dataclass(frozen=True)
class Outcome:
    """An outcome as published. `result` is positive, negative, court, pending or other."""

    code: str
    name: str
    name_cy: str
    result: str


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("hueandcry.offences").joinpath("reviewed", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every reviewed kind of every scheme."""
    return street_kinds() + mps_kinds()


@cache
def street_kinds() -> tuple[Kind, ...]:
    """Return the kinds of data.police.uk's street files, today's and those no longer used."""
    return tuple(_kind("street", row) for row in _rows("street_kinds.csv"))


@cache
def mps_kinds() -> tuple[Kind, ...]:
    """Return the kinds of the Metropolitan Police's borough series."""
    return tuple(_kind("mps", row) for row in _rows("mps_kinds.csv"))


def _kind(scheme: str, row: dict[str, str]) -> Kind:
    return Kind(
        scheme=scheme,
        code=row["code"],
        name=row["name"],
        published_as=row.get("published_as", ""),
        name_cy=row["name_cy"],
        activity=row["activity"] == "yes",
        online=row["online"] == "yes",
        until=row.get("until", ""),
    )


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return the outcomes of data.police.uk, today's and earlier ones."""
    return tuple(
        Outcome(code=row["code"], name=row["name"], name_cy=row["name_cy"], result=row["result"])
        for row in _rows("outcomes.csv")
    )


def recorded_name(published: str, language: str = "en") -> str:
    """Return what an offence of the national tables is called: as published; in Welsh by our own reviewed name."""
    return _recorded_names().get(published, published) if language == "cy" else published


@cache
def _recorded_names() -> dict[str, str]:
    return {row["published_as"]: row["name_cy"] for row in _rows("recorded_offences.csv")}


def advice(scheme: str, kind: str, language: str = "en", *, online: bool = False) -> str:
    """Return the one sentence that says what a person can do about a kind of crime.

    A kind of which none is written (of a tidy series, for example) has the sentence for online crime or for any crime.
    """
    found = _advice()
    english, welsh = found.get((scheme, kind)) or found["any", "online" if online else "crime"]
    return welsh if language == "cy" and welsh else english


@cache
def _advice() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["scheme"], row["kind"]): (row["sentence"], row["sentence_cy"]) for row in _rows("advice.csv")}
