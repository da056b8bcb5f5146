"""How a figure is written: its value, its interval, where it is from, or why it is not there."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.editions.pages.words.names import SHARE_OF, UNITS, said
from hueandcry.editions.rules.content import Figure
from hueandcry.ui.format import number, percent


def value_written(figure: Figure) -> str:
    """Return a figure as it is written: "43,717", "14.8%", "3.8 million"; "no data" where there is none."""
    return _written(figure, figure.value)


def unit_written(figure: Figure) -> str:
    """Return what follows a figure: "crimes", "of outcomes recorded"."""
    if figure.unit == "share":
        return str(SHARE_OF.get(figure.item, ""))
    return "" if figure.unit == "number" else str(UNITS[figure.unit])


def interval_written(figure: Figure) -> str:
    """Return the interval of a figure in words; for one without, that there is none."""
    if not figure.there:
        return ""
    if figure.lower is None or figure.upper is None:
        return gettext("How far chance reaches is not told by the source.")
    parts = {"lower": _written(figure, figure.lower), "upper": _written(figure, figure.upper)}
    return gettext("between %(lower)s and %(upper)s, allowing for chance") % parts


def note_written(figure: Figure) -> str:
    """Return what to know about a figure, or why there is none; nothing where there is nothing to say."""
    few = gettext("Of few outcomes: one more or less moves it.") if figure.state == "few" else ""
    return " ".join(words for words in (few, why_not(figure.why, figure.lacking, figure.of)) if words)


def state_word(figure: Figure) -> str:
    """Return what stands in the place of a figure that is not there."""
    if figure.why == "no_outcomes":
        return gettext("no outcome")
    if figure.why == "small_base":
        return gettext("not shown")
    return gettext("not whole") if figure.state == "partial" else gettext("no data yet")


def why_not(why: str, lacking: int | None = None, of: int | None = None) -> str:
    """Return a reason in words; nothing where there is none."""
    if why == "not_whole":
        return ngettext(
            "%(lacking)s of %(of)s months is missing, so there is no figure.",
            "%(lacking)s of %(of)s months are missing, so there is no figure.",
            lacking or 0,
        ) % {"lacking": number(lacking), "of": number(of)}
    if why == "members":
        return gettext("%(lacking)s of %(of)s bodies have no whole figure, so there is no sum.") % {
            "lacking": number(lacking),
            "of": number(of),
        }
    return str(WHYS.get(why, ""))


WHYS: Mapping[str, object] = {
    "no_data": gettext_lazy("Nothing is on file."),
    "no_total": gettext_lazy(
        "The published total is not on file, so we cannot tell that no body is missing. There is no sum."
    ),
    "no_outcomes": gettext_lazy("No outcome was recorded, so there is no share."),
    "small_base": gettext_lazy("Too few were asked, so it is not shown."),
    "no_before": gettext_lazy("Of the earlier period there is no figure to compare with."),
    "from_zero": gettext_lazy("There were none in the earlier period, so no change can be worked out."),
    "too_few": gettext_lazy("So few that nothing can be told of the change."),
    "other_members": gettext_lazy("The table of the earlier period is of other bodies, so no change is told."),
    "no_interval": gettext_lazy("How far chance reaches is not known, so no change is told."),
    "barred": gettext_lazy("People were asked by telephone in one of the two periods, so no change is told."),
    "suspect": gettext_lazy("A month holds far less than usual: perhaps not all was sent."),
    "suspect_month": gettext_lazy("A month of one of the two periods holds far less than usual, so no change is told."),
}


def _written(figure: Figure, value: float | None) -> str:
    if figure.unit == "share":
        return percent(value, 1)
    if figure.unit == "incidents" and value is not None and value >= 1_000_000:
        return gettext("%(count)s million") % {"count": number(value / 1_000_000, 1)}
    return number(value, 1 if figure.unit == "per 1,000" else 0)


def source_written(figure: Figure) -> str:
    """Return which survey or publication a figure is from, and how many were asked."""
    source = said(figure.source, figure.source_cy)
    if source and figure.base:
        return gettext("%(source)s; about %(base)s were asked") % {"source": source, "base": number(figure.base)}
    return source
