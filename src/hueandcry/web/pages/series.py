"""One kind in one place: the figure of a month with its whole trail, the chart, and every month in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from hueandcry.ui import notes as note_lines
from hueandcry.ui.addresses import public, speaking
from hueandcry.ui.charts import Band
from hueandcry.ui.components import Call, Link, Table
from hueandcry.ui.format import count_sentence, day_name, month_name, number, range_short
from hueandcry.web.pages import addresses, rise, series_table
from hueandcry.web.pages.caveats import caveats, definition
from hueandcry.web.pages.place import crumbs
from hueandcry.web.pages.words import age_words, kind_in_place, residents_words
from hueandcry.web.queries.places import CHART_MONTHS, Judgement, KindMonth
from hueandcry.web.queries.reference import KnownBreak, Reference
from hueandcry.web.queries.series import MonthOfSeries, Series, SourceFile
from hueandcry.web.rules.months import index_of
from hueandcry.web.rules.verdicts import shown

# Below this many residents a rate would mislead more than it tells.
ENOUGH_RESIDENTS = 500
RATE_MONTHS = 12


@dataclass(frozen=True)
class Fact:
    """A line of the trail: what it is about, and what is known."""

    about: str
    said: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class BreakLine:
    """A reviewed break of this series."""

    title: str
    span: str
    why: str
    effect: str
    source: str
    verified: str


@dataclass(frozen=True)
class SeriesPage:
    """Everything the page of a series shows."""

    title: str
    crumbs: tuple[Link, ...]
    sentence: str
    verdict: str
    notes: tuple[str, ...]
    chart: Band
    unit: str
    links: tuple[Link, ...]
    strength: tuple[str, ...]
    facts: tuple[Fact, ...]
    files: tuple[SourceFile, ...]
    permalink: str
    cite: str
    embed: str
    chart_url: str
    breaks: tuple[BreakLine, ...]
    figure_notes: tuple[note_lines.NoteLine, ...]
    table: Table
    call: Call
    problem_url: str
    build_note: str
    build_link: Link | None
    invented: bool


def page(
    *,
    request: HttpRequest,
    reference: Reference,
    series: Series,
    month: date,
    files: Sequence[SourceFile],
    today: date,
    build_note: str = "",
    build_link: Link | None = None,
) -> SeriesPage:
    """Put the page of a series together, for one month."""
    place, kind, one = series.place, series.kind, series.at(month)
    judged = one.judged if one else None
    count = one.count if one else None
    here = addresses.of_series(place.code, kind, month=month, build=reference.build)
    return SeriesPage(
        title=kind_in_place(kind, place),
        crumbs=crumbs(reference, place, Link(kind.name, "", current=True)),
        sentence=count_sentence(count, month, *usual_of(judged)),
        verdict=shown(judged.verdict, count, judged.lower) if judged else "",
        notes=tuple(notes(reference, series, one, month, today=today)),
        chart=chart(reference, series, month),
        unit=rise.unit_words(series.scheme),
        links=rise.series_links(place, kind)[1:3],
        strength=tuple(strength(reference, series, one, month)) if one and judged else (),
        facts=tuple(facts(reference, series, one, month)),
        files=tuple(file for file in files if file.covers(month)),
        permalink=public(here, request),
        cite=citation(reference, series, one, month, public(here, request)),
        embed=embed(request, series),
        chart_url=chart_address(series),
        breaks=tuple(break_line(found) for found in _breaks(reference, series)),
        figure_notes=note_lines.lines(reference.notes_of(place.force, {one.month for one in series.months})),
        table=series_table.table(series),
        call=rise.call(reference, place, kind, rose=bool(judged and judged.verdict == "rise")),
        problem_url=addresses.of_problem(here),
        build_note=build_note,
        build_link=build_link,
        invented=reference.is_invented(place.force),
    )


def usual_of(judged: Judgement | None) -> tuple[float | None, float | None]:
    """Return both ends of the usual range, as far as they are known."""
    return (judged.lower, judged.upper_usual) if judged else (None, None)


def chart(reference: Reference, series: Series, month: date) -> Band:
    """Return the chart of a series up to a month, titled by its finding.

    Where the last five years have no figure at all, the whole series is drawn: so that one sees when it stopped.
    """
    one = series.at(month)
    judged = one.judged if one else None
    finding = count_sentence(one.count if one else None, month, *usual_of(judged))
    last = index_of(month)
    known = [at for at in series.counts if at <= last]
    has_lately = bool(known) and max(known) > last - CHART_MONTHS
    return rise.band(
        reference=reference,
        place=series.place,
        kind=series.kind,
        counts=series.counts,
        past=series.judged,
        last=month,
        title=gettext("%(what)s: %(finding)s") % {"what": kind_in_place(series.kind, series.place), "finding": finding},
        months=CHART_MONTHS if has_lately or not known else last - min(known) + 1,
    )


def notes(reference: Reference, series: Series, one: MonthOfSeries | None, month: date, *, today: date) -> list[str]:
    """Say what stands beside the sentence: why there is no figure, and how old the month is."""
    said = []
    state = one.state if one else "outside"
    if words := state_sentences(reference, series, month).get(state):
        said.append(words)
    if series.months and month == series.months[-1].month and (old := age_words(month, today=today)):
        said.append(old)
    return said


def state_sentences(reference: Reference, series: Series, month: date) -> dict[str, str]:
    """Return the sentence for each state of a month that has no count, or one in doubt."""
    elsewhere = next(
        (one for one in _breaks(reference, series) if one.effect == "elsewhere" and one.covers(month)), None
    )
    return {
        "outside": gettext("Nothing is loaded for this month. Missing is not zero."),
        "missing": gettext("Nothing was published for this month. Missing is not zero."),
        "partial": gettext("Only a part of this month was published, so no count is shown."),
        "unpublished": gettext("No figure of this kind was published for this month. Missing is not zero."),
        "suspect": gettext("This month's figures are in doubt: they are shown, and not judged."),
        "elsewhere": str(elsewhere.why) if elsewhere else gettext("The area was drawn otherwise in this month."),
    }


def strength(reference: Reference, series: Series, one: MonthOfSeries, month: date) -> list[str]:
    """Say in words how long a rise has lasted, and how strong the evidence is."""
    judged = one.judged or Judgement("")
    said = [str(judged.why)] if judged.why and judged.verdict != "rise" else []
    if judged.verdict == "rise":
        row = KindMonth(series.kind, one.count, recent_of(series, month), judged)
        said += rise.rise_words(reference, row, month)
    if judged.p_value is not None and one.count is not None:
        said.append(p_words(judged.p_value, one.count))
    if judged.verdict == "rise" and judged.q_value is not None:
        said.append(q_words(judged.q_value))
    return said


def p_words(p_value: float, count: int) -> str:
    """Say how often a month like this comes by chance, if nothing has changed."""
    if p_value >= 0.5:
        return gettext("If nothing had changed, %(count)s or more would come in most months.") % {
            "count": number(count)
        }
    many = 1 / max(p_value, 1e-6)
    written_many = number(round(many, -max(0, len(str(int(many))) - 2)))
    return gettext("If nothing had changed, %(count)s or more would come about once in %(many)s months like this.") % {
        "count": number(count),
        "many": written_many,
    }


def q_words(q_value: float) -> str:
    """Say how many of the series with evidence at least as strong are expected to be chance."""
    if q_value < 0.01:
        return gettext(
            "Of all series tested with evidence as strong as this, fewer than 1 in 100 are expected to be chance."
        )
    return gettext(
        "Of all series tested with evidence as strong as this, about %(many)s in 100 are expected to be chance."
    ) % {"many": number(round(q_value * 100))}


def recent_of(series: Series, month: date) -> tuple[int | None, ...]:
    """Return the last two years up to a month, as a list of kinds shows them."""
    counts, last = series.counts, index_of(month)
    return tuple(counts.get(at) for at in range(last - 23, last + 1))


def facts(reference: Reference, series: Series, one: MonthOfSeries | None, month: date) -> list[Fact]:
    """Return what it takes to understand the figure."""
    found = [
        Fact(gettext("What it is"), (definition(series.scheme, series.kind, series.place),)),
        Fact(gettext("What it cannot tell"), tuple(caveats(series.scheme, series.kind, series.place.level))),
        Fact(gettext("Period"), (month_name(month),)),
        Fact(gettext("Coverage"), (coverage_words(series),)),
    ]
    if one and one.judged and one.judged.lower is not None:
        found.append(Fact(gettext("Usual range"), tuple(range_facts(one.judged)), (method_link(),)))
    if rate := rate_words(series, month):
        found.append(Fact(gettext("Rate"), (rate,)))
    scheme = series.scheme
    found.append(
        Fact(
            gettext("Published by"),
            (
                gettext("%(publisher)s. Licence: %(licence)s.")
                % {"publisher": scheme.publisher, "licence": scheme.licence},
            ),
            (Link(scheme.address, scheme.address),) if scheme.address else (),
        )
    )
    return found


def range_facts(judged: Judgement) -> list[str]:
    """Say what the usual range is, and above what a count is looked at as a rise."""
    said = [
        gettext("%(range)s: nine months in ten like this one fall into it when nothing has changed.")
        % {"range": range_short(judged.lower, judged.upper_usual)}
    ]
    if judged.upper is not None:
        said.append(
            gettext("A count above %(limit)s raises an alarm, which then has to hold among all series tested.")
            % {"limit": number(judged.upper)}
        )
    if judged.years:
        said.append(
            ngettext(
                "Worked out from %(years)s year before it.", "Worked out from %(years)s years before it.", judged.years
            )
            % {"years": judged.years}
        )
    return said


def method_link() -> Link:
    """Return the way to the method."""
    return Link(gettext("How this was worked out"), reverse("methods"))


def coverage_words(series: Series) -> str:
    """Say between which months there are figures, and of how many there are none."""
    if not series.months:
        return gettext("Nothing is loaded for this place.")
    without = sum(one.count is None for one in series.months)
    span = {"first": month_name(series.months[0].month), "last": month_name(series.months[-1].month)}
    if not without:
        return gettext("Every month from %(first)s to %(last)s.") % span
    return ngettext(
        "%(first)s to %(last)s; %(without)s month of them without a figure.",
        "%(first)s to %(last)s; %(without)s months of them without a figure.",
        without,
    ) % {**span, "without": number(without)}


def rate_words(series: Series, month: date) -> str:
    """Say how many there were for each 1,000 residents in a year; nothing where residents or months are not known."""
    people = series.place.population
    year = recent_of(series, month)[-RATE_MONTHS:]
    if not people or people < ENOUGH_RESIDENTS or any(count is None for count in year):
        return ""
    total = sum(count for count in year if count is not None)
    return gettext(
        "%(rate)s for each 1,000 residents in the twelve months to %(month)s (%(total)s; %(people)s). "
        "People who work or visit here are not counted among them."
    ) % {
        "rate": number(total * 1000 / people, 1),
        "month": month_name(month),
        "total": number(total),
        "people": residents_words(series.place),
    }


def citation(reference: Reference, series: Series, one: MonthOfSeries | None, month: date, permalink: str) -> str:
    """Return the words by which the figure is cited."""
    return gettext(
        "%(what)s, %(month)s: %(count)s. Source: %(publisher)s. Worked out by Hue and Cry, "
        "build %(build)s of %(day)s. %(address)s"
    ) % {
        "what": kind_in_place(series.kind, series.place),
        "month": month_name(month),
        "count": number(one.count if one else None),
        "publisher": series.scheme.publisher,
        "build": reference.build,
        "day": day_name(reference.built_at),
        "address": permalink,
    }


def chart_address(series: Series) -> str:
    """Return the address of the chart as a file of its own."""
    return speaking(reverse("chart", args=[series.place.code, series.kind.scheme, series.kind.code]))


def embed(request: HttpRequest, series: Series) -> str:
    """Return the lines that put the chart on another page."""
    page = public(addresses.of_series(series.place.code, series.kind), request)
    words = gettext("%(what)s, by month") % {"what": kind_in_place(series.kind, series.place)}
    return f'<a href="{page}"><img src="{public(chart_address(series), request)}" alt="{words}"></a>'


EFFECTS = {
    "elsewhere": lambda: gettext("These months are not data here: missing, not zero."),
    "leave_out": lambda: gettext("These months are left out of what is usual, and are not judged."),
    "truncate": lambda: gettext("What lies before is not compared with what lies after."),
    "mark": lambda: gettext("Marked on the chart; how much it changed is not known."),
}


def break_line(one: KnownBreak) -> BreakLine:
    """Return a reviewed break with its reason and source."""
    span = (
        gettext("%(first)s to %(last)s") % {"first": month_name(one.first), "last": month_name(one.last)}
        if one.last
        else gettext("since %(first)s") % {"first": month_name(one.first)}
    )
    return BreakLine(
        title=str(one.title),
        span=span,
        why=str(one.why),
        effect=EFFECTS[one.effect](),
        source=one.source,
        verified=str(one.verified),
    )


def _breaks(reference: Reference, series: Series) -> list[KnownBreak]:
    return reference.breaks_of(
        scheme=series.kind.scheme, force=series.place.force, area=series.place.code, kind=series.kind.code
    )
