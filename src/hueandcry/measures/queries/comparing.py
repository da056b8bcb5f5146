"""Any two figures of a measure beside each other: how far apart, and whether by more than chance; or why not."""

from __future__ import annotations

import json
from datetime import date

from django.utils.translation import gettext

from hueandcry.measures.queries.said import ROOM, said
from hueandcry.measures.queries.told import Comparison, Value
from hueandcry.measures.rules.comparing import Span, difference, ratio
from hueandcry.warehouse.reading import Reader

# Breaks that make what lies before them unlike what comes after; the others are said beside a comparison.
BARRING = ("truncate", "elsewhere")

# Two scores of one funnel differ by no more than this in 95 of 100 pairs: 1.96 times the root of 2.
PAIR_REACH = 2.771807648699343

# What can be compared with something: the others are not whole, or not there.
COMPARABLE = ("shown", "few")


def compare(reader: Reader, slug: str, a: Value, b: Value) -> Comparison:
    """Return two values of a measure set beside each other: two bodies in one period, or one body in two periods.

    Chance alone is asked about: a difference of more than chance may still be no more than two bodies usually differ.
    """
    breaks = _breaks(reader, slug, a, b)
    refused = _unlike(slug, a, b) or _unknown(a, b) or next((one for barring, one in breaks if barring), "")
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
        usual_spread=_usual_spread(a, b),
        cautions=tuple(dict.fromkeys([one for _, one in breaks] + [one.flag for one in (a, b) if one.flag])),
    )


def _unlike(slug: str, a: Value, b: Value) -> str:
    if (a.measure, a.version) != (b.measure, b.version) or a.measure != slug:
        return gettext("These are figures of two measures, or of two versions of one.")
    if a.part != b.part:
        return gettext("These are figures of two different things.")
    if a.invented != b.invented:
        return gettext("One of the two is invented.")
    if a.body != b.body and a.period != b.period:
        return gettext("Two bodies can be compared in one period only, and two periods of one body only.")
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


def _usual_spread(a: Value, b: Value) -> bool | None:
    """Whether two bodies of one funnel lie no further apart than two of its bodies usually do (19 of 20 pairs)."""
    if a.z is None or b.z is None or a.body == b.body:
        return None
    return abs(a.z - b.z) <= PAIR_REACH


def _span(value: Value) -> Span:
    assert value.value is not None and value.lower is not None and value.upper is not None
    return Span(value.value, value.lower, value.upper)
