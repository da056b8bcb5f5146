"""Reading measures from the build."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from hueandcry.measures.queries.said import ROOM, said
from hueandcry.measures.queries.told import (
    ALL_BODIES,
    ENGLAND_AND_WALES,
    NONE_PUBLISHED,
    SURVEYED,
    Definition,
    Flow,
    FlowSpan,
    Limits,
    Part,
    Period,
    SourceFile,
    Stream,
    Value,
)
from hueandcry.ui.format import language, month_name, number
from hueandcry.warehouse.reading import Reader

# So many months after its crime most outcomes of a crime are there.
LONG_ENOUGH = 6


def every(reader: Reader) -> list[Definition]:
    """Return every measure, each in the version in force, in the order of their titles."""
    found = [_definition(row) for row in reader.rows(ROOM, "definitions", slug=None)]
    return sorted((one for one in found if one.latest), key=lambda one: one.title)


def versions(reader: Reader, slug: str) -> list[Definition]:
    """Return the versions of a measure, oldest first; none if there is no such measure."""
    return [_definition(row) for row in reader.rows(ROOM, "definitions", slug=slug)]


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
    found = [as_value(row) for row in reader.rows(ROOM, "values_of_measure", **asked)]
    return sorted(found, key=lambda one: (one.begins, one.period, one.part, one.whole, one.name))


def of_body(reader: Reader, body: str) -> list[Value]:
    """Return a body's values of every measure in force, part "", in the latest period that each has for it."""
    return [as_value(row) for row in reader.rows(ROOM, "values_of_body", body=body)]


def latest(reader: Reader) -> list[Value]:
    """Return the values of every measure in force, part "", each in the latest period with a figure, by name."""
    return sorted(
        (as_value(row) for row in reader.rows(ROOM, "latest_values")), key=lambda one: (one.measure, one.name)
    )


def of_few_bodies(reader: Reader) -> list[Value]:
    """Return every value, part "", of the measures in force of which no more than four bodies have any."""
    return [as_value(row) for row in reader.rows(ROOM, "values_of_few_bodies")]


def periods(reader: Reader, slug: str, *, version: int | None = None) -> list[Period]:
    """Return the periods of which a measure has any row, oldest first."""
    rows = reader.rows(ROOM, "periods_of_measure", slug=slug, version=version)
    return [Period(row["period"], row["begins"], row["ends"]) for row in rows]


def limits(reader: Reader, slug: str, *, version: int | None = None, part: str = "", period: str) -> Limits | None:
    """Return the funnel of a part and period; None where too few bodies can be compared."""
    return as_limits(reader.rows(ROOM, "limits_of_measure", slug=slug, version=version, part=part, period=period))


def as_limits(rows: list[dict[str, Any]]) -> Limits | None:
    """Return the funnel of one measure, part and period from its rows; None where there are none."""
    if not rows:
        return None
    first = rows[0]
    curves = ("denominator", "lower95", "upper95", "lower998", "upper998")
    return Limits(
        **{name: tuple(row[name] for row in rows) for name in curves},
        target=first["target"],
        phi=first["phi"],
        tau2=first["tau2"],
    )


def files(
    reader: Reader, slug: str, *, version: int | None = None, body: str | None = None, about: Definition | None = None
) -> list[SourceFile]:
    """Return the files that a measure was made from, those of one body if asked; tables of all bodies are always among
    them. `about` is the definition where it has been read already."""
    about = about or definition(reader, slug, version)
    if about is None:
        return []
    rows = reader.rows(ROOM, "files_of_measure", reads=list(about.reads), body=body)
    return [SourceFile(**row) for row in rows]


def flows(reader: Reader) -> list[tuple[str, str, str]]:
    """Return for which (body, kind, period) there is a flow; kind "" is all kinds together."""
    return [(row["body"], row["kind"], row["period"]) for row in reader.rows(ROOM, "flows_known")]


def flow_spans(reader: Reader) -> dict[tuple[str, str], FlowSpan]:
    """Return which months of a year are followed, by body and year."""
    rows = reader.rows(ROOM, "flow_spans")
    return {(row["body"], row["period"]): FlowSpan(row["first"], row["last"], row["months"]) for row in rows}


def flow(reader: Reader, body: str, kind: str = "", period: str | None = None) -> Flow | None:
    """Return what became of the crimes of a body, kind and period; None if nothing is known.

    By default of the latest year of which every month is followed; where there is none, of the latest.
    """
    rows = reader.rows(ROOM, "flow_of_body", body=body, kind=kind, period=period)
    if not rows:
        return None
    crimes = next(row for row in rows if row["stage"] == "crime")
    return Flow(
        body=body,
        name=said(crimes, "name"),
        kind=kind,
        crimes=crimes["n"],
        outcomes=tuple(_stream(row) for row in rows if row["stage"] == "outcome"),
        results=tuple(_stream(row) for row in rows if row["stage"] == "court"),
        why=_followed(crimes),
        **{name: crimes[name] for name in ("body_kind", "period", "followed_until", "courts_until", "gaps")},
        **{name: crimes[name] for name in ("first", "last", "months")},
    )


def _definition(row: dict[str, Any]) -> Definition:
    told = json.loads(row["definition"])
    names = zip(row["part_codes"] or (), row["part_names"] or (), row["part_names_cy"] or (), strict=True)
    welsh = language() == "cy"
    return Definition(
        slug=row["slug"],
        version=row["version"],
        since=row["since"],
        latest=row["latest"],
        **{name: said(told, name) for name in ("title", "question", "why", "numerator", "denominator", "unit")},
        **{name: told[name] for name in ("per", "kind", "interval", "direction", "period", "smallest", "smallest_of")},
        authors=said(told, "authors"),
        checked_by=said(told, "checked_by"),
        next_review=date.fromisoformat(told["next_review"]),
        caveats=tuple(said(told, "caveats")),
        unlike=tuple(said(told, "unlike")),
        tags=tuple(said(told, "tags")),
        parts=tuple(Part(code, (name_cy if welsh else None) or name) for code, name, name_cy in names),
        reads=tuple(told["reads"]),
        fill=said(told, "fill"),
        beside=said(told, "beside"),
        answer=said(told, "answer"),
        decimals=told.get("decimals"),
    )


def as_value(row: dict[str, Any]) -> Value:
    """Return a value from its row, in the language of the page."""
    told = {name: row[name] for name in Value.__dataclass_fields__ if name in row}
    whole = {
        ALL_BODIES: gettext("All bodies together"),
        ENGLAND_AND_WALES: gettext("England and Wales"),
        SURVEYED: gettext("Everybody the survey speaks for"),
    }
    told["name"] = said(row, "name") or whole.get(row["body"], row["body"])
    told["body_kind"] = row["body_kind"] or "whole"
    return Value(**{**told, "why": said(row, "why"), "flag": said(row, "flag")})


def _followed(row: dict[str, Any]) -> str:
    """Return in words how far crimes could be followed."""
    told = [
        gettext("Followed in the files of outcomes up to %(month)s.") % {"month": month_name(row["followed_until"])},
    ]
    if row["gaps"]:
        count = row["gaps"]
        words = ngettext("%(count)s month of them is missing.", "%(count)s months of them are missing.", count)
        told.append(words % {"count": number(count)})
    if row["courts_until"] is None:
        told.append(gettext("They hold no result of any court: these stop in the published files after May 2019."))
    elif row["courts_until"] < row["followed_until"]:
        told.append(
            gettext("The last result of a court in them is of %(month)s.") % {"month": month_name(row["courts_until"])}
        )
    if row["last"] and _months_apart(row["last"], row["followed_until"]) < LONG_ENOUGH:
        told.append(gettext("Later outcomes are not known here, so that the last crimes had little time to get one."))
    return " ".join(told)


def _months_apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _stream(row: dict[str, Any]) -> Stream:
    return Stream(
        outcome=row["came_from"] or row["label"],
        outcome_name=said(row, "outcome_name") or _unnamed(row["came_from"] or row["label"]),
        result=row["label"] if row["stage"] == "court" else "",
        result_name=(said(row, "result_name") or _unnamed(row["label"])) if row["stage"] == "court" else "",
        crimes=row["n"],
    )


def _unnamed(label: str) -> str:
    return gettext("No result published") if label == NONE_PUBLISHED else gettext("Another outcome")
