"""How figures of surveys are said: whole sentences with named places, so that they can be translated."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from hueandcry.surveys.queries import Change, Estimate, Group, Wave
from hueandcry.surveys.rules import showing
from hueandcry.surveys.rules.groups import CHANCE, MORE
from hueandcry.ui.charts import Quantity
from hueandcry.ui.charts.quantity import SHARE
from hueandcry.ui.format import day_name, number

PROPORTION, RATE = "proportion", "per 1,000"

MODES = {
    "face to face": gettext_lazy("face to face"),
    "telephone": gettext_lazy("by telephone"),
    "online": gettext_lazy("online"),
    "mixed": gettext_lazy("in more than one way"),
}

WHY = {
    showing.NOBODY: gettext_lazy("Nobody was asked."),
    showing.SMALL_BASE: gettext_lazy("Too few people answered."),
    showing.FEW_UNITS: gettext_lazy("Too few sampling points lie behind it."),
    showing.FEW_SAID: gettext_lazy("Not shown, to protect people."),
    showing.NO_ERROR: gettext_lazy("Its error cannot be worked out."),
    showing.ONE_MISSING: gettext_lazy("One of the two figures is not shown."),
    showing.TELEPHONE: gettext_lazy(
        "One of the two waves was asked by telephone, of another sample and with other questions."
    ),
    showing.ASKED_OTHERWISE: gettext_lazy("The question was asked in another way."),
    showing.GROUPED_OTHERWISE: gettext_lazy(
        "The group has another name in the earlier wave: other people may be in it."
    ),
    showing.OVERLAP: gettext_lazy("The two waves overlap: some people may be in both."),
    showing.MODES_DIFFER: gettext_lazy(
        "The two waves were asked in different ways; part of a difference may come from that."
    ),
    showing.NO_SPREAD: gettext_lazy("Neither figure has an error that is known."),
}


def quantity(unit: str, largest: float = 0.0) -> Quantity:
    """Return how figures of a unit are written: "16.8%", "256", "3,674"."""
    if unit == PROPORTION:
        return SHARE
    return Quantity(decimals=1 if unit == RATE and largest < 10 else 0)


def unit_words(unit: str) -> str:
    """Return what stands beside a figure."""
    return {RATE: gettext("per 1,000")}.get(unit, "")


def axis_words(unit: str) -> str:
    """Return what an axis shows."""
    return {PROPORTION: gettext("per cent"), RATE: gettext("per 1,000")}.get(unit, gettext("number"))


def figure_words(one: Estimate) -> str:
    """Return a figure: "16.8%"; "not shown" where it is not."""
    if one.value is None:
        return gettext("not shown")
    return quantity(one.unit, one.value).written(one.value)


def interval_words(one: Estimate) -> str:
    """Return its interval: "between 14.6% and 19.2%"; nothing where it is not shown."""
    if one.lower is None or one.upper is None or one.value is None:
        return ""
    written = quantity(one.unit, one.value).written
    return gettext("between %(lower)s and %(upper)s") % {"lower": written(one.lower), "upper": written(one.upper)}


def interval_short(one: Estimate) -> str:
    """Return its interval for a table: "14.6% to 19.2%"; nothing where it is not shown."""
    if one.lower is None or one.upper is None or one.value is None:
        return ""
    written = quantity(one.unit, one.value).written
    return gettext("%(lower)s to %(upper)s") % {"lower": written(one.lower), "upper": written(one.upper)}


def why_words(why: str) -> str:
    """Return why something is not shown or not tested, in the language of the page."""
    return str(WHY.get(why, why))


def base_words(base: int | None) -> str:
    """Return how many answered."""
    return gettext("about %(count)s answered") % {"count": number(base)}


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign: "+5.8 points", "−12"."""
    times, decimals = (100.0, 1) if unit == PROPORTION else (1.0, 1 if abs(value) < 10 else 0)
    written = number(abs(value) * times, decimals)
    sign = "" if not any(digit in "123456789" for digit in written) else "+" if value > 0 else "−"
    return sign + written


def difference_words(value: float, unit: str) -> str:
    """Return a difference in its unit: "+5.8 percentage points"."""
    said = {
        PROPORTION: gettext("%(difference)s percentage points"),
        RATE: gettext("%(difference)s per 1,000"),
    }.get(unit, "%(difference)s")
    return said % {"difference": signed(value, unit)}


def change_words(one: Change, before: Wave, unit: str) -> str:
    """Return what changed since an earlier wave, and whether it is more than chance; or why no test was made."""
    if one.difference is None or one.lower is None or one.upper is None:
        return gettext("Not compared with %(before)s. %(why)s") % {
            "before": before.wave_title,
            "why": why_words(one.why),
        }
    told = {
        "difference": difference_words(one.difference, unit),
        "before": before.wave_title,
        "lower": signed(one.lower, unit),
        "upper": signed(one.upper, unit),
    }
    if one.more_than_chance:
        said = gettext("%(difference)s since %(before)s (between %(lower)s and %(upper)s): more than chance.")
    else:
        said = gettext("%(difference)s since %(before)s (between %(lower)s and %(upper)s): no more than chance.")
    return " ".join(part for part in (said % told, why_words(one.why)) if part)


def moved_words(one: Change, before: Wave) -> str:
    """Return in a sentence whether a figure rose or fell since an earlier wave; nothing where it was not tested."""
    if one.more_than_chance is None or one.difference is None:
        return ""
    if not one.more_than_chance:
        said = gettext("Since %(before)s it has changed no more than chance would bring.")
    elif one.difference > 0:
        said = gettext("Since %(before)s it has risen by more than chance.")
    else:
        said = gettext("Since %(before)s it has fallen by more than chance.")
    return " ".join(part for part in (said % {"before": before.wave_title}, why_words(one.why)) if part)


def verdict_words(one: Change) -> str:
    """Return a test in a few words, for a table, with what to bear in mind; or why there is none."""
    if one.more_than_chance is None:
        return why_words(one.why)
    said = gettext("more than chance") if one.more_than_chance else gettext("no more than chance")
    return f"{said}. {why_words(one.why)}" if one.why else said


def group_words(one: Group, name: str, unit: str) -> str:
    """Return how a group differs from everybody else, where it does by more than chance."""
    if one.verdict == CHANCE:
        return ""
    said = (
        gettext("%(group)s: more often than everybody else, %(difference)s (between %(lower)s and %(upper)s).")
        if one.verdict == MORE
        else gettext("%(group)s: less often than everybody else, %(difference)s (between %(lower)s and %(upper)s).")
    )
    return said % {
        "group": name,
        "difference": difference_words(one.difference, unit),
        "lower": signed(one.lower, unit),
        "upper": signed(one.upper, unit),
    }


def asked_words(wave: Wave) -> str:
    """Return when and how people were asked: "Asked face to face, 1 April 2026 to 30 September 2026"."""
    return gettext("Asked %(mode)s, %(begins)s to %(ends)s") % {
        "mode": MODES[wave.mode],
        "begins": day_name(wave.begins),
        "ends": day_name(wave.ends),
    }
