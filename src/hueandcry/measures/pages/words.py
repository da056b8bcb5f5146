"""How measures speak: figures, periods, intervals, and what a state means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext, ngettext

from hueandcry.measures.queries import ALL_BODIES, Definition, Flow, Limits, Value
from hueandcry.ui.charts import COUNT, SHARE, Quantity
from hueandcry.ui.format import month_alone, month_name, number

# With figures as large as this no decimals are written; with smaller ones, one or two.
LARGE, MIDDLING = 100.0, 10.0
# Where no more bodies than these have a figure at all, an answer names each.
FEW_BODIES = 4


def quantity(about: Definition, values: Sequence[Value]) -> Quantity:
    """Return how the figures of a measure are written."""
    if about.kind in ("proportion", "ratio"):
        return SHARE if about.decimals is None else replace(SHARE, decimals=about.decimals)
    if about.kind == "count":
        return COUNT
    if about.kind == "duration":
        return Quantity(decimals=0 if all((one.value or 0.0).is_integer() for one in values) else 1)
    found = sorted(abs(one.value) for one in values if one.value is not None)
    middle = found[len(found) // 2] if found else 0.0
    decimals = 0 if middle >= LARGE else 1 if middle >= MIDDLING else 2
    return Quantity(decimals=decimals, before="£" if about.kind == "amount" else "")


def in_unit(about: Definition, written: str) -> str:
    """Return a figure in its sentence, or with its unit where the figure alone does not tell it."""
    if "{figure}" in about.answer:
        return about.answer.replace("{figure}", written)
    return plain_unit(about, written)


def plain_unit(about: Definition, written: str) -> str:
    """Return a figure with its unit, where the figure alone does not tell it."""
    if about.kind in ("proportion", "ratio"):
        return written
    if about.kind == "duration" and about.answer:
        return about.answer.replace("{figure}", written)
    return gettext("%(figure)s %(unit)s") % {"figure": written, "unit": about.unit.removeprefix("£ ")}


def period_words(label: str, begins: date, ends: date) -> str:
    """Return what a period is called: "September 2025", "July to September 2025", "2018-19"."""
    if re.fullmatch(r"\d{4}-\d{2}", label) and (begins.year, begins.month) == (ends.year, ends.month):
        return month_name(begins)
    if re.fullmatch(r"\d{4}-Q[1-4]", label):
        return gettext("%(first)s to %(last)s") % {"first": month_alone(begins), "last": month_name(ends)}
    if re.fullmatch(r"\d{4}(-\d{2})?", label):
        return label
    if begins.year * 12 + begins.month + 11 == ends.year * 12 + ends.month:
        return gettext("twelve months to %(month)s") % {"month": month_name(ends)}
    return label


def part_of_year_words(year: str, first: date | None, last: date | None, months: int | None) -> str:
    """Return what a year is called of which only some months are there: "January to June 2017"."""
    if first is None or last is None or months is None or months == 12:
        return year
    if first == last:
        return month_name(first)
    if last.month - first.month + 1 == months:
        return gettext("%(first)s to %(last)s") % {"first": month_alone(first), "last": month_name(last)}
    return gettext("%(year)s, %(count)s of its 12 months") % {"year": year, "count": number(months)}


def period_of(value: Value) -> str:
    """Return what the period of a value is called."""
    return period_words(value.period, value.begins, value.ends)


def period_of_flow(found: Flow) -> str:
    """Return what the period of a flow is called."""
    return part_of_year_words(found.period, found.first, found.last, found.months)


def between(written: Quantity, lower: float | None, upper: float | None) -> str:
    """Return an interval in words: "between 14.5% and 15.1%"; nothing where it is not known, or has no width."""
    if lower is None or upper is None or written.written(lower) == written.written(upper):
        return ""
    return gettext("between %(lower)s and %(upper)s") % {
        "lower": written.written(lower),
        "upper": written.written(upper),
    }


def interval_cell(written: Quantity, value: Value) -> str:
    """Return an interval for a table: "14.5% to 15.1%"."""
    if value.lower is None or value.upper is None or value.value is None:
        return "–"
    return gettext("%(lower)s to %(upper)s") % {
        "lower": written.written(value.lower),
        "upper": written.written(value.upper),
    }


def figure_words(about: Definition, written: Quantity, value: Value) -> str:
    """Return a figure with its interval: "14.8% of the outcomes were judicial; between 14.5% and 15.1%"."""
    figure = in_unit(about, written.written(value.value))
    interval = between(written, value.lower, value.upper)
    if value.value is None or not interval:
        return figure
    return gettext("%(figure)s; %(interval)s") % {"figure": figure, "interval": interval}


def of_whole(value: Value) -> str:
    """Return what a share was worked out from: "7,725 of 52,371"."""
    return gettext("%(part)s of %(all)s") % {"part": number(value.numerator), "all": number(value.denominator)}


def name_of(value: Value) -> str:
    """Return what a body is called. The invented one says so by its name, in both languages."""
    return value.name


def state_words(value: Value) -> str:
    """Return what must be known of one figure: why it is not whole, and what to know before comparing it."""
    said = [value.why] if value.state != "shown" else []
    return " ".join([*(one for one in said if one), *([_sentence(value.flag)] if value.flag else [])])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def answer(about: Definition, written: Quantity, values: Sequence[Value], every: Sequence[Value] = ()) -> str:
    """Return the answer of one period and part in a sentence: of all together, else how far bodies lie apart.

    Where one body alone has a figure of the period and others have one of another among `every`, each is named with
    its latest period, so that the figure of one body never passes for that of all.
    """
    said = _few_bodies(about, written, values, every) or _answer(about, written, values)
    part = next((one.name for one in about.parts if values and one.code == values[0].part), "")
    return gettext("%(part)s. %(answer)s") % {"part": part, "answer": said} if part and said else said


def _answer(about: Definition, written: Quantity, values: Sequence[Value]) -> str:
    known = [one for one in values if one.value is not None]
    told_of = [one for one in known if one.state == "shown" and not one.flag and not one.whole]
    alone = next((one for one in known if one.whole), None) or _only(told_of) or (_only(known) if not told_of else None)
    if alone:
        said = gettext("%(name)s, %(period)s: %(figure)s.") % {
            "name": alone.name,
            "period": period_of(alone),
            "figure": figure_words(about, written, alone),
        }
        return " ".join([said, *([state_words(alone)] if state_words(alone) else [])])
    if told_of:
        return _range_words(about, written, told_of)
    if known:
        return gettext("%(period)s: only figures of few cases, or of a part of the period, are there.") % {
            "period": period_of(known[0])
        }
    return ""


def _few_bodies(about: Definition, written: Quantity, values: Sequence[Value], every: Sequence[Value]) -> str:
    if len({one.body for one in values if one.value is not None}) != 1 or any(one.whole for one in every):
        return ""
    latest = _latest_of_bodies(every)
    if not 1 < len(latest) <= FEW_BODIES:
        return ""
    named = [
        gettext("%(name)s: %(figure)s (%(period)s)")
        % {"name": one.name, "figure": plain_unit(about, written.written(one.value)), "period": period_of(one)}
        for one in latest
    ]
    said = gettext("Only %(count)s bodies have a figure: %(bodies)s.")
    return said % {"count": number(len(latest)), "bodies": "; ".join(named)}


def _latest_of_bodies(every: Sequence[Value]) -> list[Value]:
    """Return the latest figure of each real body, a whole one before that of a part of a period; by name."""
    found: dict[str, Value] = {}
    for one in sorted(every, key=lambda one: (one.state == "shown", one.ends)):
        if one.value is not None and one.state in ("shown", "partial") and not one.invented:
            found[one.body] = one
    return sorted(found.values(), key=lambda one: one.name)


def _only(values: Sequence[Value]) -> Value | None:
    return values[0] if len(values) == 1 else None


def _range_words(about: Definition, written: Quantity, values: Sequence[Value]) -> str:
    found = sorted(one.value for one in values if one.value is not None)
    said = gettext("%(period)s: of %(count)s bodies half lie between %(lower)s and %(upper)s.")
    if len(found) < 4:
        said = gettext("%(period)s: %(count)s bodies, from %(lower)s to %(upper)s.")
    quarter = len(found) // 4 if len(found) >= 4 else 0
    return said % {
        "period": period_of(values[0]),
        "count": number(len(found)),
        "lower": written.written(found[quarter]),
        "upper": written.written(found[-1 - quarter]),
    }


def spread_words(values: Sequence[Value]) -> str:
    """Say how many bodies lie outside the limits of the funnel; nothing where there is none."""
    compared = [one for one in values if one.compared]
    if not compared:
        return ""
    outside = sum(bool(one.outside) for one in compared)
    told = {"count": number(outside), "all": number(len(compared))}
    if not outside:
        return (
            gettext("None of %(all)s bodies lies further out than chance and the usual differences would have it.")
            % told
        )
    return (
        ngettext(
            "%(count)s of %(all)s bodies lies further out than chance and the usual differences would have it.",
            "%(count)s of %(all)s bodies lie further out than chance and the usual differences would have it.",
            outside,
        )
        % told
    )


def worked_out_words(about: Definition, value: Value | None) -> str:
    """Say from what the figure of all together was worked out; nothing where there is none."""
    if value is None or value.numerator is None or value.denominator is None:
        return ""
    if about.kind == "proportion":
        return gettext("That is %(share)s.") % {"share": of_whole(value)}
    if about.kind == "rate":
        told = {"counted": number(value.numerator), "residents": number(value.denominator)}
        return gettext("Counted: %(counted)s. Divided by: %(residents)s.") % told
    return ""


def middle_words(written: Quantity, values: Sequence[Value], limits: Limits | None) -> list[str]:
    """Say who is in the figure of all together, in the middle of the funnel, and in one of England and Wales."""
    whole = next((one for one in values if one.body == ALL_BODIES and one.value is not None), None)
    if whole is None or limits is None:
        return []
    said = gettext(
        "All bodies together (%(all)s) are all that published, whether or not they can be compared. The middle of the "
        "funnel (%(middle)s) is of the %(count)s compared alone: without those of few cases, of no area of their own, "
        "or unlike the others. The dashboard's figure of England and Wales is of the territorial forces of both."
    )
    told = {"all": written.written(whole.value), "middle": written.written(limits.target)}
    return [said % {**told, "count": number(sum(one.compared for one in values))}]


DIRECTIONS = {
    "more is better": lambda: gettext("More is better, other things being equal."),
    "less is better": lambda: gettext("Less is better, other things being equal."),
    "none": lambda: gettext("Neither more nor less is better of itself."),
}
INTERVALS = {
    # xgettext:no-python-format
    "wilson": lambda: gettext("95% intervals of a share, after Wilson."),
    # xgettext:no-python-format
    "garwood": lambda: gettext("95% intervals of a count, exact, after Garwood."),
    # xgettext:no-python-format
    "order": lambda: gettext("95% intervals from the order of the single durations."),
    # xgettext:no-python-format
    "given": lambda: gettext("95% intervals as they were published with the figure."),
    # xgettext:no-python-format
    "carried": lambda: gettext("95% intervals carried through from both sides."),
    "none": lambda: gettext("No interval: nothing here was left to chance."),
}


def interval_note(about: Definition) -> str:
    """Say how the intervals were found."""
    return INTERVALS[about.interval]()


def smallest_words(about: Definition) -> str:
    """Say below which count a figure is called one of few cases; nothing where there is no such count."""
    if about.smallest <= 1:
        return ""
    said = {
        "numerator": gettext("Below %(count)s counted, a figure is marked as one of few cases."),
        "denominator": gettext("Below %(count)s in the whole, a figure is marked as one of few cases."),
    }
    return said[about.smallest_of] % {"count": number(about.smallest)}
