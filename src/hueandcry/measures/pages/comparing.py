"""Two bodies, or two periods, of a measure beside each other: said in a sentence, with what chance alone would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, charts, words
from hueandcry.measures.pages.measure import Choice, Fact, crumbs, facts, part_choices, periods_of
from hueandcry.measures.pages.measure import Found as Measure
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import published_words, trail
from hueandcry.measures.queries import Comparison, Definition, Value
from hueandcry.measures.rules.comparing import Span
from hueandcry.ui.charts import Dots, Quantity
from hueandcry.ui.components import Column, Link, State, Table, Trail
from hueandcry.ui.format import number
from hueandcry.ui.notes import NoteLine, lines


@dataclass(frozen=True)
class ComparePage:
    """Everything the page of a comparison shows."""

    slug: str
    title: str
    question: str
    crumbs: tuple[Link, ...]
    parts: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    others: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    earlier: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    heading: str
    sentences: tuple[str, ...]
    refused: str
    verdict: str
    undecided: str
    cautions: tuple[str, ...]
    dots: Dots | None
    table: Table | None
    figure_notes: tuple[NoteLine, ...]
    nothing: State | None
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]
    trail: Trail
    build_note: str
    build_link: Link | None
    back: Link
    invented: bool


@dataclass(frozen=True)
class Sides:
    """What is to be compared: a body in a period, with another body, or with itself in another period.

    Another body in another period can be asked for, and is refused with the reason. `named` tells whether the other
    period was asked for by name: the form keeps that, and not one that was chosen for the reader.
    """

    body: str
    other: str
    period: str
    against: str
    named: bool = False


def sides(values: Sequence[Value], *, body: str, other: str, period: str, against: str) -> Sides:
    """Return what was asked for; where nothing was, a body in the latest period and in the one before."""
    told = [one for one in values if one.value is not None]
    bodies = list(dict.fromkeys(one.body for one in sorted(told, key=lambda one: (not one.whole, one.name))))
    body = body if body in bodies else (bodies[0] if bodies else "")
    labels = [one.label for one in periods_of([one for one in told if one.body == body])]
    period = period if period in {one.period for one in values} else (labels[-1] if labels else "")
    if other and other != body:
        return Sides(body, other, period, against or period, named=bool(against))
    before = [label for label in labels if label < period] or [label for label in labels if label != period]
    return Sides(body, body, period, against or (before[-1] if before else period), named=bool(against))


def asked_for(measure: Measure, asked: Sides) -> dict[str, str]:
    """Return the query by which a comparison is asked for again."""
    beside = {"other": asked.other} if asked.other != asked.body else {}
    against = {"against": asked.against} if asked.against != asked.period else {}
    return {
        "part": measure.asked.part,
        "version": measure.asked.version,
        "body": asked.body,
        "period": asked.period,
        **beside,
        **against,
    }


def page(shown: Shown, measure: Measure, asked: Sides, found: Comparison | None, public: Any) -> ComparePage:
    """Put the page of a comparison together; without two figures there is nothing to compare."""
    about, values = measure.about, measure.values
    query = asked_for(measure, asked)
    kept = {"version": measure.asked.version, "build": measure.asked.build}
    files = {**query, "build": measure.asked.build}
    here = addresses.of_comparison(about.slug, **query, build=shown.build)
    written = words.quantity(about, values)
    refused = found.refused if found else ""
    is_told = found is not None and not refused and not found.undecided
    return ComparePage(
        slug=about.slug,
        title=gettext("Compare: %(measure)s") % {"measure": about.title},
        question=about.question,
        crumbs=crumbs(Link(about.title, addresses.of_measure(about.slug)), Link(gettext("Compare"), "", current=True)),
        parts=part_choices(measure),
        bodies=body_choices(values, asked.body),
        others=(
            Choice("", gettext("The same body, in another period"), asked.other == asked.body),
            *(one for one in body_choices(values, asked.other, wholes=False) if one.value != asked.body),
        ),
        periods=period_choices(values, asked.period),
        earlier=(
            Choice("", gettext("The one before"), not asked.named),
            *period_choices(values, asked.against if asked.named else ""),
        ),
        kept=tuple((name, value) for name, value in kept.items() if value),
        heading=heading(found) if found else "",
        sentences=tuple(sentences(about, written, found)) if found and is_told else (),
        refused=refused,
        verdict=verdict(found) if found and is_told else "",
        undecided=found.undecided if found else "",
        cautions=found.cautions if found and not refused else (),
        dots=dots(about, written, found) if found else None,
        table=table(about, written, found) if found else None,
        figure_notes=lines(measure.figure_notes),
        nothing=None if found else nothing(),
        facts=tuple(facts(about, measure.publishers)),
        caveats=(*about.caveats, *about.unlike),
        trail=trail(
            shown,
            about,
            measure.files,
            published_words(measure.publishers),
            here=here,
            permalink=public(here),
            csv=addresses.of_file("measure-compare-csv", about.slug, **files) if found else "",
            json=addresses.of_file("measure-compare-json", about.slug, **files) if found else "",
        ),
        build_note=shown.note,
        build_link=shown.link,
        back=Link(gettext("Back to the measure"), addresses.of_measure(about.slug, part=measure.asked.part, **kept)),
        invented=bool(found and (found.a.invented or found.b.invented)),
    )


def heading(found: Comparison) -> str:
    """Say what stands beside what."""
    one, other = side_words(found.a, found.b), side_words(found.b, found.a)
    if found.a.body == found.b.body:
        periods = {"one": words.period_of(found.a), "other": words.period_of(found.b), "name": found.a.name}
        return gettext("%(name)s: %(one)s beside %(other)s") % periods
    return gettext("%(one)s beside %(other)s") % {"one": one, "other": other}


def side_words(side: Value, beside: Value) -> str:
    """Name a side by what tells it from the other: its body, its period, or both."""
    if side.body == beside.body:
        return gettext("%(name)s, %(period)s") % {"name": words.name_of(side), "period": words.period_of(side)}
    if side.period == beside.period:
        return words.name_of(side)
    return gettext("%(name)s, %(period)s") % {"name": words.name_of(side), "period": words.period_of(side)}


def verdict(found: Comparison) -> str:
    """Say whether chance alone may explain the difference; and whether bodies usually differ as much."""
    if not found.more_than_chance:
        return gettext("The difference is no more than chance may explain.")
    if found.usual_spread:
        return gettext("The difference is more than chance explains, but no more than two bodies usually differ.")
    if found.usual_spread is False:
        return gettext("The difference is more than chance explains, and more than two bodies usually differ.")
    if found.a.body != found.b.body:
        return gettext(
            "The difference is more than chance alone explains; how far two bodies usually differ is not known here."
        )
    return gettext("The difference is more than chance alone explains.")


def sentences(about: Definition, written: Quantity, found: Comparison) -> list[str]:
    """Say how far the two lie apart: as a difference and as a ratio, each with its interval."""
    said = []
    if found.difference:
        said.append(difference_words(about, written, found.difference))
    if found.ratio:
        said.append(ratio_words(found.ratio))
    return said


def difference_words(about: Definition, written: Quantity, apart: Span) -> str:
    """Say a difference: "The first is 3.0 percentage points lower, between 0.8 and 5.3 lower."."""
    figure, low, high = (abs(one) for one in (apart.value, apart.lower, apart.upper))
    told = points(about, written)
    values = {"figure": told.written(figure), "unit": point_unit(about)}
    is_sure = apart.lower > 0 or apart.upper < 0
    if is_sure:
        values |= {"lower": told.written(min(low, high)), "upper": told.written(max(low, high))}
        if apart.value > 0:
            return gettext("The first is higher by %(figure)s%(unit)s; between %(lower)s and %(upper)s.") % values
        return gettext("The first is lower by %(figure)s%(unit)s; between %(lower)s and %(upper)s.") % values
    values |= {"lower": told.written(low), "upper": told.written(high)}
    if apart.value >= 0:
        said = gettext(
            "The first is higher by %(figure)s%(unit)s; it may be lower by %(lower)s or higher by %(upper)s."
        )
    else:
        said = gettext("The first is lower by %(figure)s%(unit)s; it may be lower by %(lower)s or higher by %(upper)s.")
    return said % values


def points(about: Definition, written: Quantity) -> Quantity:
    """Return how a difference is written: of shares in points, without the mark of a percentage."""
    if written.after == "%":
        return Quantity(times=written.times, decimals=written.decimals)
    return written


def point_unit(about: Definition) -> str:
    """Return the unit of a difference, with the blank before it."""
    if about.kind in ("proportion", "ratio"):
        return " " + gettext("percentage points")
    return "" if about.kind == "amount" else f" {about.unit}"


def ratio_words(times: Span) -> str:
    """Say a ratio: "The first is 0.72 times the second; between 0.57 and 0.91 times."."""
    upper = number(times.upper, 2)
    return gettext("The first is %(figure)s times the second; between %(lower)s and %(upper)s times.") % {
        "figure": number(times.value, 2),
        "lower": number(times.lower, 2),
        "upper": upper,
    }


def dots(about: Definition, written: Quantity, found: Comparison) -> Dots | None:
    """Return both figures on one axis."""
    if found.a.value is None or found.b.value is None:
        return None
    rows = tuple(charts.dot_row(one, side_words(one, two)) for one, two in ((found.a, found.b), (found.b, found.a)))
    return Dots(rows, title=heading(found), unit=about.unit[:1].upper() + about.unit[1:], quantity=written)


def table(about: Definition, written: Quantity, found: Comparison) -> Table:
    """Return both figures with all that belongs to them."""
    has_size = any(one.denominator is not None for one in (found.a, found.b))
    return Table(
        caption=gettext("Both figures, with what they were worked out from."),
        columns=(
            Column(gettext("Which")),
            Column(about.unit[:1].upper() + about.unit[1:], numeric=True),
            # xgettext:no-python-format
            Column(gettext("95% interval"), numeric=True),
            *((Column(gettext("Counted"), numeric=True), Column(gettext("Out of"), numeric=True)) if has_size else ()),
            Column(gettext("To know")),
        ),
        rows=tuple(
            (
                side_words(one, two),
                written.written(one.value),
                words.interval_cell(written, one),
                *((number(one.numerator), number(one.denominator)) if has_size else ()),
                words.state_words(one) or "–",
            )
            for one, two in ((found.a, found.b), (found.b, found.a))
        ),
    )


def body_choices(values: Sequence[Value], chosen: str, *, wholes: bool = True) -> tuple[Choice, ...]:
    """Return the bodies with any figure, by name; several together first."""
    found = {one.body: one for one in values if one.value is not None and (wholes or not one.whole)}
    ordered = sorted(found.values(), key=lambda one: (not one.whole, one.name))
    return tuple(Choice(one.body, words.name_of(one), one.body == chosen) for one in ordered)


def period_choices(values: Sequence[Value], chosen: str) -> tuple[Choice, ...]:
    """Return the periods, newest first."""
    return tuple(
        Choice(one.label, words.period_words(one.label, one.begins, one.ends), one.label == chosen)
        for one in reversed(periods_of(values))
    )


def nothing() -> State:
    """Say that there is nothing to compare."""
    return State(
        gettext("Nothing to compare"),
        gettext("There are not two figures of this measure. Missing is not zero."),
    )
