"""Any two figures of a measure beside each other: how far apart, and whether by more than chance; or why not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from hueandcry.measures.queries.said import ROOM, said
from hueandcry.measures.queries.told import Comparison, Value
from hueandcry.measures.rules.comparing import Placed, Span, difference, is_usual, ratio
from hueandcry.ui.format import number
from hueandcry.warehouse.reading import Reader

# Breaks that make what lies before them unlike what comes after; the others are said beside a comparison.
BARRING = ("truncate", "elsewhere")

# What can be compared with something: the others are not whole, or not there.
COMPARABLE = ("shown", "few")


def compare(reader: Reader, slug: str, a: Value, b: Value) -> Comparison:
    """Return two values of a measure set beside each other: two bodies in one period, or one body in two periods.

    Of two bodies in one funnel it is also told whether they differ by more than two bodies usually do. Where one of the
    two has few cases, or cannot be compared with other bodies, both figures stand and nothing is said about which is
    the higher: `undecided` says why.
    """
    breaks = _breaks(reader, slug, a, b)
    refused = _unlike(slug, a, b) or _unknown(a, b) or next((one for barring, one in breaks if barring), "")
    if refused:
        return Comparison(a, b, refused=refused)
    told = tuple(dict.fromkeys([one for _, one in breaks] + _flags(a, b)))
    undecided = _undecided(a, b)
    if undecided:
        return Comparison(a, b, undecided=undecided, cautions=told)
    one, other = _span(a), _span(b)
    apart = difference(one, other)
    return Comparison(
        a,
        b,
        difference=apart,
        ratio=ratio(one, other) if one.lower >= 0 and other.lower >= 0 else None,
        more_than_chance=not apart.holds(0.0),
        usual_spread=_usual_spread(reader, a, b),
        cautions=told,
    )


def _flags(a: Value, b: Value) -> list[str]:
    """Return what to know before comparing, with the name of the body that it is about."""
    return [gettext("%(name)s: %(flag)s.") % {"name": one.name, "flag": one.flag} for one in (a, b) if one.flag]


def _undecided(a: Value, b: Value) -> str:
    """Return why nothing can be said of the difference of two figures that may stand beside each other."""
    few = [one for one in (a, b) if one.state == "few"]
    if few:
        said = gettext("There are too few cases to say whether the two differ: %(sides)s.")
        return said % {"sides": "; ".join(_few_words(one) for one in few)}
    flagged = [one for one in (a, b) if one.flag]
    if a.body != b.body and flagged:
        said = gettext("Whether the two differ is not told, because one cannot be compared with other bodies.")
        both = gettext("Whether the two differ is not told, because neither can be compared with other bodies.")
        return both if len(flagged) > 1 else said
    return ""


def _few_words(one: Value) -> str:
    told = {"name": one.name, "period": one.period, "part": number(one.numerator), "all": number(one.denominator)}
    if one.denominator is None:
        return gettext("%(name)s, %(period)s: %(part)s") % told
    return gettext("%(name)s, %(period)s: %(part)s of %(all)s") % told


def _unlike(slug: str, a: Value, b: Value) -> str:
    if (a.measure, a.version) != (b.measure, b.version) or a.measure != slug:
        return gettext("These are figures of two measures, or of two versions of one.")
    if a.part != b.part:
        return gettext("These are figures of two different things.")
    if a.invented != b.invented:
        return gettext("One of the two is invented.")
    if a.body != b.body and a.period != b.period:
        return gettext(
            "Two bodies can be compared in one period only, and two periods of one body only: "
            "otherwise nobody could tell what is due to the body and what to the time."
        )
    if a.body != b.body and (a.whole or b.whole):
        return gettext("One of the two holds the other, so that they are not apart.")
    if a.period != b.period and a.begins <= b.ends and b.begins <= a.ends:
        return gettext("The two periods overlap.")
    return ""


def _unknown(a: Value, b: Value) -> str:
    for one in (a, b):
        if one.state not in COMPARABLE or one.value is None:
            return one.why or gettext("Of one of the two there is no figure.")
        if one.lower is None or one.upper is None:
            return gettext("How far chance reaches is not known for one of the two, so that nothing can be told.")
    return ""


def _breaks(reader: Reader, slug: str, a: Value, b: Value) -> list[tuple[bool, str]]:
    """Return what changed between two periods or within one of them, each with whether it bars a comparison."""
    first, last = min(a.begins, b.begins), max(a.ends, b.ends)
    asked = {"slug": slug, "version": a.version, "part": a.part, "body": a.body, "first": first, "last": last}
    found = [] if a.period == b.period else reader.rows(ROOM, "breaks_between", **asked)
    own = json.loads(found[0]["own"] or "[]") if found else []
    between = [one for one in own if min(a.ends, b.ends) < date.fromisoformat(one["first"]) <= last]
    changed = [(row["effect"] in BARRING, said(row, "title")) for row in found if row["title"]]
    return [(True, said(one, "title")) for one in between] + changed


def _usual_spread(reader: Reader, a: Value, b: Value) -> bool | None:
    """Whether two bodies of one funnel lie no further apart than two of its bodies usually do (19 of 20 pairs)."""
    if a.body == b.body or a.period != b.period:
        return None
    asked = {"slug": a.measure, "version": a.version, "part": a.part, "period": a.period}
    found = reader.rows(ROOM, "spread_of_funnel", **asked)
    sides = [_placed(one, found[0]) for one in (a, b)] if found else []
    one, other = sides if len(sides) == 2 else (None, None)
    return is_usual(one, other, tau2=found[0]["tau2"]) if one and other else None


def _placed(value: Value, funnel: Mapping[str, Any]) -> Placed | None:
    """Return where a body lies in its funnel; of rates the expected count is its size, of shares the whole."""
    if value.z is None or not value.denominator:
        return None
    size = value.denominator * funnel["target"] / funnel["per"] if funnel["kind"] == "rate" else value.denominator
    return Placed(value.z, size)


def _span(value: Value) -> Span:
    assert value.value is not None and value.lower is not None and value.upper is not None
    return Span(value.value, value.lower, value.upper)
