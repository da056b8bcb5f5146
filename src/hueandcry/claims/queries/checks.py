"""Reading the steps and checks of a claim: expressions are parsed and tried, so that a fault is told before a build."""

from __future__ import annotations

from fractions import Fraction

from hueandcry.claims.queries.claim import Check, Claimed, Step
from hueandcry.claims.queries.sections import NOTHING, Section
from hueandcry.claims.rules.arithmetic import MOST_PLACES, UNITS, Quantity, quantity, worked_out
from hueandcry.claims.rules.expression import Node, Number, parse
from hueandcry.claims.rules.spans import EmptySpan, NotAFigure, Span, as_given, decimals, figure
from hueandcry.errors import HueAndCryError

BOUNDS = ("low", "high", "above", "below")
UNREAD = Number("0", False, 0)


def step(one: Section, known: dict[str, Quantity]) -> Step:
    """Return a step, and add its name to what later expressions may use."""
    name, expression, unit = one.plain("name"), one.plain("expression"), one.plain("unit", among=UNITS)
    tree, found = _tried(one, "expression", expression, known)
    if isinstance(found, bool):
        one.fault("expression", "a comparison", "a number", "Put comparisons into a check.")
    elif found is not None and unit in UNITS and found.powers != quantity(Fraction(0), unit).powers:
        one.fault("unit", repr(unit), f"{found.unit!r}, which the expression gives")
    if name in known:
        one.fault("name", repr(name), "a name of its own", "A fact or an earlier step has it.")
    # What follows is tried with this unit, so that one fault is told once.
    known[name] = found if isinstance(found, Quantity) else quantity(Fraction(1), unit if unit in UNITS else "count")
    made = Step(name, one.text("label"), expression, tree, unit, one.whole("places", 0, most=MOST_PLACES))
    one.done()
    return made


def check(one: Section, known: dict[str, Quantity]) -> Check:
    """Return a check: what is claimed, and the expression, or the two bounds, that are set beside it."""
    ranged = one.has("low") or one.has("high")
    if ranged and one.has("expression"):
        one.fault("expression", "an expression and bounds", "one of the two")
    keys = ("low", "high") if ranged else ("expression",)
    texts = [one.plain(key) for key in keys]
    tried = [_tried(one, key, text, known) for key, text in zip(keys, texts, strict=True)]
    claimed, given = _claimed(one.section("claimed"), compares=any(isinstance(found, bool) for _, found in tried))
    for key, (_, found) in zip(keys, tried, strict=True):
        if isinstance(found, Quantity) and found.powers != quantity(Fraction(0), claimed.unit).powers:
            one.fault("claimed.unit", repr(claimed.unit), f"{found.unit!r}, which {key} gives")
    places = one.whole("places", min(given + 1, MOST_PLACES) if claimed.unit == "%" else given, most=MOST_PLACES)
    if ranged and any(isinstance(found, bool) for _, found in tried):
        one.fault("low", "a comparison", "two numbers: a comparison is written as expression")
    trees = (tried[0][0], tried[-1][0])
    made = Check(one.text("label", needed=False), claimed, texts[0], texts[-1], trees, places)
    one.done()
    return made


def _claimed(one: Section, *, compares: bool) -> tuple[Claimed, int]:
    """Return what is claimed, and with how many decimals it was given."""
    text, reading = one.text("text"), one.text("reading", needed=False)
    unit = one.plain("unit", default="count", among=UNITS)
    value, bounds = one.plain("value", default=""), {key: one.plain(key, default="") for key in BOUNDS}
    given = [*([value] if value else []), *filter(None, bounds.values())]
    span, places = None, 0
    try:
        if given and not compares:
            places = max(decimals(text) for text in given)
            span = _span(value, bounds, counted=unit == "count")
    except (NotAFigure, EmptySpan) as error:
        one.error("value", error)
    if compares and given:
        one.fault("value", "a value beside a comparison", "none: a comparison holds or does not")
    if not compares and not given:
        one.fault("value", "nothing", f"a value, or bounds: {', '.join(BOUNDS)}", "Say which values the claim allows.")
    if any(bounds.values()) and not reading:
        one.fault("reading", "nothing", "a sentence that says why these bounds")
    one.done()
    return Claimed(text, unit if unit in UNITS else "count", span, reading or NOTHING), places


def _span(value: str, bounds: dict[str, str], *, counted: bool) -> Span:
    if not any(bounds.values()):
        return as_given(value, counted=counted)
    low, high = bounds["low"] or bounds["above"], bounds["high"] or bounds["below"]
    return Span(
        figure(low) if low else None,
        figure(high) if high else None,
        low_open=bool(bounds["above"]),
        high_open=bool(bounds["below"]),
    )


def _tried(one: Section, key: str, text: str, known: dict[str, Quantity]) -> tuple[Node, Quantity | bool | None]:
    """Return an expression's tree and what it comes to with these numbers; what is wrong with it is noted."""
    if not text:
        return UNREAD, None
    try:
        tree = parse(text)
        return tree, worked_out(text, tree, known)
    except HueAndCryError as error:
        one.error(key, error)
    return UNREAD, None
