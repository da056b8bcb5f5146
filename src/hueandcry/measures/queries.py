"""What measures answer: definitions, values with their uncertainty, funnels, flows, and any two of them compared.

Texts come in the language of the page that is being made. A value is never without its state: a body that has no
figure has a row that says why, wherever the definition knows that it should have one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from hueandcry.measures.rules.comparing import Span, difference, ratio
from hueandcry.ui.format import language
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.measures"

# Bodies of a value that are no body but several together.
ALL_BODIES, ENGLAND_AND_WALES = "all-bodies", "england-and-wales"

# What can be compared with something: the others are too few, not whole, or not there.
COMPARABLE = ("shown", "few")


@dataclass(frozen=True)
class Part:
    """A part of a measure, such as a kind of crime, and what it is called."""

    code: str
    name: str


@dataclass(frozen=True)
class Period:
    """A period that has values, and the days on which it begins and ends."""

    label: str
    begins: date
    ends: date


@dataclass(frozen=True)
class Definition:
    """A version of a measure, as reviewed.

    `kind` is rate, proportion, count, duration, amount or ratio; a value is in `unit`, for rates and amounts per `per`,
    and of a proportion between 0 and 1. `direction` is "more is better", "less is better" or "none". `interval` says
    how limits were found: wilson, garwood, given (by the source), order (of the ordered durations), carried (from both
    sides), none. `since` is the date from which this version holds; `latest` whether it is the one in force.
    `fill` says which file would fill the measure where it has no value yet; `unlike` what makes the two sides unlike.
    """

    slug: str
    version: int
    since: date
    latest: bool
    title: str
    question: str
    why: str
    numerator: str
    denominator: str
    unit: str
    per: float
    kind: str
    interval: str
    direction: str
    period: str
    authors: str
    checked_by: str
    next_review: date
    caveats: tuple[str, ...]
    unlike: tuple[str, ...]
    smallest: int
    smallest_of: str
    tags: tuple[str, ...]
    parts: tuple[Part, ...]
    reads: tuple[str, ...]
    fill: str


@dataclass(frozen=True)
class Value:
    """One body's figure of one period, or the row that says why there is none.

    `body` is a slug, or `all-bodies` or `england-and-wales` for several together; `body_kind` is then "whole". `state`:

    - shown
    - few: fewer than the smallest count. Drawn and marked, never named highest or lowest
    - partial: some of the period is missing. Of counts and rates there is no value then; of proportions there is
    - missing: there is no figure
    - hidden: there is one that is not told

    `why` says in words why it is not shown whole; `flag`, in a few words, what to know before comparing it. `compared`
    tells whether it is among those that made the funnel; only such a one has `z`, and is `outside` ("above", "below")
    the limits that hold 99.8 % of bodies, their usual spread allowed for. `base_year` is the year of the residents.
    """

    measure: str
    version: int
    body: str
    name: str
    body_kind: str
    part: str
    period: str
    begins: date
    ends: date
    numerator: float | None
    denominator: float | None
    base_year: int | None
    value: float | None
    lower: float | None
    upper: float | None
    state: str
    why: str
    flag: str
    compared: bool
    z: float | None
    outside: str

    @property
    def invented(self) -> bool:
        """Whether the figure is of the invented county."""
        return self.body_kind == "invented"

    @property
    def whole(self) -> bool:
        """Whether it is of several bodies together."""
        return self.body_kind == "whole"


@dataclass(frozen=True)
class Limits:
    """A funnel: the line in its middle, and the limits on a grid of denominators, smallest first.

    95 and 99.8 % of bodies lie inside, if they differ by chance and by the usual spread of bodies alone. `phi` is how
    much more they vary than chance has them (1 = no more), `tau2` the variance between them on the funnel's scale.
    """

    denominator: tuple[float, ...]
    lower95: tuple[float, ...]
    upper95: tuple[float, ...]
    lower998: tuple[float, ...]
    upper998: tuple[float, ...]
    target: float
    phi: float
    tau2: float


@dataclass(frozen=True)
class SourceFile:
    """A file that figures were made from."""

    name: str
    sha256: str
    release: str
    dataset: str
    body: str
    period: str


@dataclass(frozen=True)
class Stream:
    """So many crimes that had the outcome `outcome`, and then the result `result` in court ("" before the court)."""

    outcome: str
    outcome_name: str
    result: str
    result_name: str
    crimes: int


@dataclass(frozen=True)
class Flow:
    """What became of the crimes of a body, kind ("" = all) and period: crime → outcome → result in court.

    Each crime is counted once, by its id. `outcomes` add up to `crimes`; `results` of an outcome add up to it.
    `courts_until` is the last month in which the body's files hold any result of a court; None if they hold none.
    """

    body: str
    name: str
    kind: str
    period: str
    crimes: int
    outcomes: tuple[Stream, ...]
    results: tuple[Stream, ...]
    courts_until: date | None
    why: str


@dataclass(frozen=True)
class Comparison:
    """Two figures beside each other: a - b and a ÷ b with their 95 % intervals.

    `more_than_chance` is None where the two may not be compared, and `refused` then says why. `usual_spread` tells, for
    two bodies in one funnel, whether they lie no further apart than two bodies usually do; None where not known.
    """

    a: Value
    b: Value
    difference: Span | None = None
    ratio: Span | None = None
    more_than_chance: bool | None = None
    usual_spread: bool | None = None
    refused: str = ""


def every(reader: Reader) -> list[Definition]:
    """Return every measure, each in the version in force, in the order of their titles."""
    found = [_definition(row) for row in reader.rows(ROOM, "definitions", slug=None, version=None)]
    return sorted((one for one in found if one.latest), key=lambda one: one.title)


def versions(reader: Reader, slug: str) -> list[Definition]:
    """Return the versions of a measure, oldest first; none if there is no such measure."""
    return [_definition(row) for row in reader.rows(ROOM, "definitions", slug=slug, version=None)]


def definition(reader: Reader, slug: str, version: int | None = None) -> Definition | None:
    """Return a measure's definition, by default the one in force; None if there is no such measure or version."""
    for found in versions(reader, slug):
        if found.version == version or (version is None and found.latest):
            return found
    return None


def values(
    reader: Reader,
    slug: str,
    *,
    version: int | None = None,
    part: str | None = None,
    period: str | None = None,
    body: str | None = None,
) -> list[Value]:
    """Return the values of a measure, by period, part and name of the body; None = all, of the version in force.

    Those of part "" are of everything together.
    """
    asked = {"slug": slug, "version": version, "part": part, "period": period, "body": body}
    found = [_value(row) for row in reader.rows(ROOM, "values_of_measure", **asked)]
    return sorted(found, key=lambda one: (one.begins, one.period, one.part, one.whole, one.name))


def of_body(reader: Reader, body: str) -> list[Value]:
    """Return a body's values of every measure in force, part "", in the latest period that each has for it."""
    return [_value(row) for row in reader.rows(ROOM, "values_of_body", body=body)]


def periods(reader: Reader, slug: str, *, version: int | None = None) -> list[Period]:
    """Return the periods of which a measure has any row, oldest first."""
    rows = reader.rows(ROOM, "periods_of_measure", slug=slug, version=version)
    return [Period(row["period"], row["begins"], row["ends"]) for row in rows]


def limits(reader: Reader, slug: str, *, version: int | None = None, part: str = "", period: str) -> Limits | None:
    """Return the funnel of a part and period; None where too few bodies can be compared."""
    rows = reader.rows(ROOM, "limits_of_measure", slug=slug, version=version, part=part, period=period)
    if not rows:
        return None
    columns = {name: tuple(row[name] for row in rows) for name in rows[0]}
    for name in ("target", "phi", "tau2"):
        columns[name] = columns[name][0]
    return Limits(**columns)


def files(reader: Reader, slug: str, *, version: int | None = None, body: str | None = None) -> list[SourceFile]:
    """Return the files that a measure was made from, those of one body if asked; tables of all bodies are always among
    them."""
    about = definition(reader, slug, version)
    if about is None:
        return []
    rows = reader.rows(ROOM, "files_of_measure", reads=list(about.reads), body=body)
    return [SourceFile(**row) for row in rows]


def flows(reader: Reader) -> list[tuple[str, str, str]]:
    """Return for which (body, kind, period) there is a flow; kind "" is all kinds together."""
    return [(row["body"], row["kind"], row["period"]) for row in reader.rows(ROOM, "flows_known")]


def flow(reader: Reader, body: str, kind: str = "", period: str | None = None) -> Flow | None:
    """Return what became of the crimes of a body, kind and period (by default the latest); None if nothing is known."""
    rows = reader.rows(ROOM, "flow_of_body", body=body, kind=kind, period=period)
    if not rows:
        return None
    crimes = next(row for row in rows if row["stage"] == "crime")
    return Flow(
        body=body,
        name=crimes["name"],
        kind=kind,
        period=crimes["period"],
        crimes=crimes["n"],
        outcomes=tuple(_stream(row) for row in rows if row["stage"] == "outcome"),
        results=tuple(_stream(row) for row in rows if row["stage"] == "court"),
        courts_until=crimes["courts_until"],
        why=_said(crimes, "why"),
    )


def compare(reader: Reader, slug: str, a: Value, b: Value) -> Comparison:
    """Return two values of a measure set beside each other: two bodies in one period, or one body in two periods.

    Chance alone is asked about: a difference of more than chance may still be no more than two bodies usually differ.
    """
    refused = _not_comparable(reader, slug, a, b)
    if refused:
        return Comparison(a, b, refused=refused)
    one, other = _span(a), _span(b)
    apart = difference(one, other)
    return Comparison(
        a,
        b,
        difference=apart,
        ratio=ratio(one, other) if one.lower >= 0 and other.lower >= 0 else None,
        more_than_chance=not apart.holds(0.0),
        usual_spread=None,
    )


def _not_comparable(reader: Reader, slug: str, a: Value, b: Value) -> str:
    if (a.measure, a.version) != (b.measure, b.version) or a.measure != slug:
        return gettext("These are figures of two measures, or of two versions of one.")
    if a.part != b.part:
        return gettext("These are figures of two different things.")
    if a.body != b.body and a.period != b.period:
        return gettext("Two bodies can be compared in one period only, and two periods of one body only.")
    if a.invented != b.invented:
        return gettext("One of the two is invented.")
    for one in (a, b):
        if one.state not in COMPARABLE or one.value is None:
            return one.why or gettext("Of one of the two there is no figure.")
        if one.lower is None or one.upper is None:
            return gettext("How far chance reaches is not known for one of the two, so that nothing can be told.")
    if a.begins < b.ends and b.begins < a.ends and a.period != b.period:
        return gettext("The two periods overlap.")
    return ""


def _span(value: Value) -> Span:
    assert value.value is not None and value.lower is not None and value.upper is not None
    return Span(value.value, value.lower, value.upper)


def _definition(row: dict[str, Any]) -> Definition:
    told = json.loads(row["definition"])
    names = zip(row["part_codes"] or (), row["part_names"] or (), row["part_names_cy"] or (), strict=True)
    welsh = language() == "cy"
    return Definition(
        slug=row["slug"],
        version=row["version"],
        since=row["since"],
        latest=row["latest"],
        **{name: _said(told, name) for name in ("title", "question", "why", "numerator", "denominator", "unit")},
        **{name: told[name] for name in ("per", "kind", "interval", "direction", "period", "smallest", "smallest_of")},
        authors=_said(told, "authors"),
        checked_by=_said(told, "checked_by"),
        next_review=date.fromisoformat(told["next_review"]),
        caveats=tuple(_said(told, "caveats")),
        unlike=tuple(_said(told, "unlike")),
        tags=tuple(_said(told, "tags")),
        parts=tuple(Part(code, (name_cy if welsh else None) or name) for code, name, name_cy in names),
        reads=tuple(told["reads"]),
        fill=_said(told, "fill"),
    )


def _value(row: dict[str, Any]) -> Value:
    told = {name: row[name] for name in Value.__dataclass_fields__ if name in row}
    whole = {ALL_BODIES: gettext("All bodies together"), ENGLAND_AND_WALES: gettext("England and Wales")}
    told["name"] = _said(row, "name") or whole.get(row["body"], row["body"])
    told["body_kind"] = row["body_kind"] or "whole"
    return Value(**{**told, "why": _said(row, "why"), "flag": _said(row, "flag")})


def _stream(row: dict[str, Any]) -> Stream:
    return Stream(
        outcome=row["came_from"] or row["label"],
        outcome_name=_said(row, "outcome_name"),
        result=row["label"] if row["stage"] == "court" else "",
        result_name=_said(row, "result_name") if row["stage"] == "court" else "",
        crimes=row["n"],
    )


def _said(row: dict[str, Any], name: str) -> Any:
    """Return a text in the language of the page; English where there is no Welsh."""
    return (row.get(f"{name}_cy") if language() == "cy" else None) or row.get(name) or type(row.get(name) or "")()
