"""How a change is written, in a sentence and in a cell, and whether it is more than chance."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from hueandcry.editions.pages.words.figures import why_not
from hueandcry.editions.pages.words.names import said
from hueandcry.editions.rules.content import Change, Content, Figure
from hueandcry.editions.rules.periods import asked
from hueandcry.ui.format import number, percent

# A change that may as well be a halving as a doubling tells nothing.
HALVED, DOUBLED = 0.5, 2.0
# A smaller difference of shares is written as 0.0 percentage points, which are neither higher nor lower.
SAME = 0.0005


def nothing_told(change: Change) -> bool:
    """May a count as well have halved as doubled, for all that chance leaves? Then its change is not told."""
    if change.kind != "ratio" or change.lower is None or change.upper is None:
        return False
    return change.lower < HALVED and change.upper > DOUBLED


def than_written(content: Content, change: Change) -> str:
    """Return what a change is compared with: "2017-18", or an earlier wave of a survey."""
    return said(change.than, change.than_cy) or asked(content.before).short


def change_written(content: Content, figure: Figure) -> str:
    """Return what changed: "16.1% fewer than in 2017-18 (between 11.1% and 20.7% fewer)"; or why it is not told."""
    change = figure.change
    if change is None:
        return ""
    if change.value is None or change.lower is None or change.upper is None:
        return why_not(change.why)
    before = than_written(content, change)
    if nothing_told(change):
        return gettext("Too few to tell how it changed from %(before)s.") % {"before": before}
    return _ratio(change, before) if change.kind == "ratio" else _difference(change, before)


def verdict_written(figure: Figure) -> str:
    """Return whether a change is more than chance, in words; nothing where it was not tested."""
    change = figure.change
    if change is None or change.more_than_chance is None or nothing_told(change):
        return ""
    if not change.more_than_chance:
        return gettext("Chance could explain the change") if not change.dispersion else _swings(change)
    if change.usual:
        return gettext("More than chance, but within the usual swings of bodies")
    return gettext("More than chance")


def _swings(change: Change) -> str:
    if change.method == "newcombe":
        return gettext("Chance could explain the change")
    return gettext("Chance and the usual swings of bodies could explain the change")


def _ratio(change: Change, before: str) -> str:
    assert change.value is not None and change.lower is not None and change.upper is not None
    parts = {
        "by": apart(change.value),
        "low": apart(change.lower),
        "high": apart(change.upper),
        "before": before,
    }
    if change.value == 1.0:
        said = gettext("the same number as in %(before)s (between %(low)s fewer and %(high)s more)")
    elif change.value < 1.0 and change.upper <= 1.0:
        said = gettext("%(by)s fewer than in %(before)s (between %(high)s and %(low)s fewer)")
    elif change.value > 1.0 and change.lower >= 1.0:
        said = gettext("%(by)s more than in %(before)s (between %(low)s and %(high)s more)")
    elif change.value < 1.0:
        said = gettext("%(by)s fewer than in %(before)s (between %(low)s fewer and %(high)s more)")
    else:
        said = gettext("%(by)s more than in %(before)s (between %(low)s fewer and %(high)s more)")
    return said % parts


def apart(ratio: float) -> str:
    """Return how far a ratio lies from one: "16.1%", "1,100%"."""
    return percent(abs(ratio - 1.0), 1 if abs(ratio - 1.0) < 1.0 else 0)


def _difference(change: Change, before: str) -> str:
    assert change.value is not None and change.lower is not None and change.upper is not None
    parts = {
        "by": _points(change.value),
        "low": _points(change.lower),
        "high": _points(change.upper),
        "before": before,
    }
    if abs(change.value) < SAME and change.lower <= 0 <= change.upper:
        said = gettext(
            "about the same share as in %(before)s (between %(low)s percentage points lower and %(high)s higher)"
        )
    elif change.value < 0 and change.upper <= 0:
        said = gettext("%(by)s percentage points lower than in %(before)s (between %(high)s and %(low)s lower)")
    elif change.value > 0 and change.lower >= 0:
        said = gettext("%(by)s percentage points higher than in %(before)s (between %(low)s and %(high)s higher)")
    elif change.value < 0:
        said = gettext("%(by)s percentage points lower than in %(before)s (between %(low)s lower and %(high)s higher)")
    else:
        said = gettext("%(by)s percentage points higher than in %(before)s (between %(low)s lower and %(high)s higher)")
    return said % parts


def _points(share: float) -> str:
    return number(abs(share) * 100, 1)


def change_short(figure: Figure) -> str:
    """Return a change for a table cell: "−16.1%", "+2.3 points"; a dash where it is not told."""
    change = figure.change
    if change is None or change.value is None or change.lower is None or nothing_told(change):
        return "–"
    if change.kind == "ratio":
        return f"{_sign(change.value - 1.0)}{apart(change.value)}"
    return gettext("%(by)s points") % {"by": f"{_sign(change.value)}{_points(change.value)}"}


def verdict(figure: Figure) -> str:
    """Return whether a change is "more" than chance, "usual" for bodies although more, or "chance"; else nothing."""
    change = figure.change
    if change is None or change.more_than_chance is None or nothing_told(change):
        return ""
    if not change.more_than_chance:
        return "chance"
    return "usual" if change.usual else "more"


VERDICTS_SHORT = {
    "more": gettext_lazy("yes"),
    "usual": gettext_lazy("yes, within usual swings"),
    "chance": gettext_lazy("no"),
}


def verdict_short(figure: Figure) -> str:
    """Return whether a change is more than chance, for a table cell; why it was not tested, where that is so."""
    found = verdict(figure)
    if found:
        return str(VERDICTS_SHORT[found])
    why = figure.change.why if figure.change else ""
    if why == "too_few" or (figure.change and nothing_told(figure.change)):
        return gettext("too few to tell")
    return gettext("not tested") if why else ""


def _sign(difference: float) -> str:
    return "+" if difference > 0 else "−" if difference < 0 else ""
