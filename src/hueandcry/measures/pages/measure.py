"""The page of a measure: question, answer, funnel, trends, table; beside them what the figure is and cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from hueandcry.measures import queries
from hueandcry.measures.pages import addresses, charts, tables, words
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.tables import Sorting
from hueandcry.measures.pages.trails import Publisher, published_words, trail
from hueandcry.measures.queries import Definition, Period, SourceFile, Value
from hueandcry.ui.charts import Dots, Funnel, Multiples
from hueandcry.ui.charts.funnel import aside_words, outside_words
from hueandcry.ui.components import Call, Link, State, Table, Trail
from hueandcry.ui.format import day_name
from hueandcry.ui.notes import FigureNote, NoteLine, lines

# The measure whose definition and files the flow from crime to court shares.
FLOW_OF = "after-charge"

# So many periods are links; more are a list to choose from.
MOST_LINKS = 8


@dataclass(frozen=True)
class Choice:
    """One thing to choose from a list."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Fact:
    """A line about the measure."""

    about: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What of a measure is asked for: a part, a period, a version, a build, an order, a body to be ringed."""

    part: str
    period: str
    version: str
    build: str
    order: Sorting
    body: str = ""

    def query(self, **changed: str) -> dict[str, str]:
        """Return the query of an address that keeps all this but for what is changed."""
        told = {name: getattr(self, name) for name in ("part", "period", "version", "build", "body")}
        return {**told, **changed}


@dataclass(frozen=True)
class Found:
    """What was found of a measure: one version, the values of one part, the funnel of one period, the files.

    `parts` are those of which there is any figure, "" for everything together.
    """

    about: Definition
    versions: tuple[Definition, ...]
    values: tuple[Value, ...]
    limits: queries.Limits | None
    files: tuple[SourceFile, ...]
    publishers: tuple[Publisher, ...]
    asked: Asked
    figure_notes: tuple[FigureNote, ...] = ()
    parts: frozenset[str] = frozenset()

    @property
    def of_period(self) -> list[Value]:
        """Return the values of the period that is asked for."""
        return [one for one in self.values if one.period == self.asked.period]


@dataclass(frozen=True)
class MeasurePage:
    """Everything the page of a measure shows."""

    slug: str
    title: str
    question: str
    crumbs: tuple[Link, ...]
    answer: str
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    part: str
    parts: tuple[Choice, ...]
    period: str
    periods: tuple[Link, ...]
    period_choices: tuple[Choice, ...]
    hidden: tuple[tuple[str, str], ...]
    funnel: Funnel | None
    dots: Dots | None
    chart_words: tuple[str, ...]
    chart_url: str
    embed: str
    trends: Multiples | None
    trends_url: str
    table: Table | None
    below: tuple[str, ...]
    figure_notes: tuple[NoteLine, ...]
    empty: State | None
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]
    unlike: tuple[str, ...]
    versions: tuple[Link, ...]
    links: tuple[Link, ...]
    flow: Link | None
    trail: Trail
    call: Call
    feed: str
    invented: bool
    build_note: str
    build_link: Link | None


def page(shown: Shown, found: Found, public: Any) -> MeasurePage:
    """Put the page of a measure together; `public` makes a full address of one of ours."""
    about, asked, now = found.about, found.asked, found.of_period
    written = words.quantity(about, found.values)
    source = published_words(found.publishers)
    is_latest = asked.period == latest_period(found.values)
    answer = words.answer(about, written, now, found.values if is_latest else ())
    title = finding(about, written, now)
    funnel = charts.funnel(about, now, found.limits, written, title=title, here=asked.body, source=source)
    has_any = any(one.value is not None for one in found.values)
    here = addresses.of_measure(about.slug, **asked.query(build=shown.build))
    sorted_by = {} if asked.order == Sorting() else _order_query(asked.order)
    return MeasurePage(
        slug=about.slug,
        title=about.title,
        question=about.question,
        crumbs=crumbs(Link(about.title, "", current=True)),
        answer=answer if has_any else "",
        notes=(*notes(about, now), *words.middle_words(written, now, found.limits)) if has_any else (),
        warnings=tuple(version_words(about)),
        part=asked.part,
        parts=part_choices(found) if has_any else (),
        period=words.period_of(now[0]) if now else "",
        periods=period_links(found, sorted_by) if has_any else (),
        period_choices=period_choices(found) if has_any else (),
        hidden=tuple((k, v) for k, v in {**_kept(found), **sorted_by}.items() if v),
        funnel=funnel,
        dots=None if funnel else charts.dots(about, now, written, title=title, source=source),
        chart_words=(*outside_words(funnel.units), *aside_words(funnel.units))
        if funnel
        else tuple(charts.without_words(now)),
        chart_url=addresses.of_chart("measure-funnel", about.slug, **asked.query()),
        embed=embed(about, asked, public) if funnel else "",
        trends=charts.trends(about, found.values, written, part=asked.part, source=source),
        trends_url=addresses.of_chart("measure-trends", about.slug, **asked.query(period="")),
        table=tables.table(about, now, written, asked.order, asked.query()) if has_any else None,
        below=tuple(tables.below_words(now)),
        figure_notes=lines(found.figure_notes),
        empty=None if has_any else nothing_yet(about, found.values),
        facts=tuple(facts(about, found.publishers)),
        caveats=about.caveats,
        unlike=about.unlike,
        versions=version_links(found),
        links=ways(about, asked),
        flow=flow_link(about, asked),
        trail=trail(shown, about, found.files, source, here=here, permalink=public(here)),
        call=call(about, asked),
        feed=addresses.of_chart("measure-feed", about.slug),
        invented=any(one.invented and one.value is not None for one in found.values),
        build_note=shown.note,
        build_link=shown.link,
    )


def embed(about: Definition, asked: Asked, public: Any) -> str:
    """Return the lines that put the chart on another page."""
    query = {"part": asked.part, "period": asked.period, "version": asked.version}
    page = escape(public(addresses.of_measure(about.slug, **query)))
    chart = escape(public(addresses.of_chart("measure-funnel", about.slug, **query)))
    return f'<a href="{page}"><img src="{chart}" alt="{escape(about.title)}"></a>'


def crumbs(*last: Link) -> tuple[Link, ...]:
    """Return the way to here."""
    return (
        Link(gettext("Data"), reverse("data")),
        Link(gettext("Measures"), reverse("measures")),
        *last,
    )


# ---- what is asked for --------------------------------------------------------------------------------------------


def latest_period(values: Sequence[Value]) -> str:
    """Return the latest period with a figure: of a real body before the invented, a whole one before a part."""
    known = [one for one in values if one.value is not None] or list(values)
    if not known:
        return ""
    return max(known, key=lambda one: (not one.invented, one.state == "shown", one.ends, one.begins)).period


def periods_of(values: Sequence[Value]) -> list[Period]:
    """Return the periods of some values, oldest first."""
    found = {one.period: Period(one.period, one.begins, one.ends) for one in values}
    return sorted(found.values(), key=lambda one: (one.begins, one.ends, one.label))


def period_links(found: Found, order: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the periods as links, newest first; none where there are many."""
    periods = periods_of(found.values)
    if not 1 < len(periods) <= MOST_LINKS:
        return ()
    return tuple(
        Link(
            words.period_words(one.label, one.begins, one.ends),
            addresses.of_measure(found.about.slug, **found.asked.query(period=one.label), **order),
            current=one.label == found.asked.period,
        )
        for one in reversed(periods)
    )


def period_choices(found: Found) -> tuple[Choice, ...]:
    """Return the periods to choose from, newest first, where there are many or where a part is chosen with them."""
    periods = periods_of(found.values)
    if len(periods) <= MOST_LINKS:
        return ()
    return tuple(
        Choice(one.label, words.period_words(one.label, one.begins, one.ends), one.label == found.asked.period)
        for one in reversed(periods)
    )


def part_choices(found: Found) -> tuple[Choice, ...]:
    """Return the parts with any figure to choose from, by name; none where the measure has none."""
    chosen = found.asked.part
    parts = [Choice(one.code, one.name, one.code == chosen) for one in found.about.parts if one.code in found.parts]
    together = [Choice("", gettext("All together"), not chosen)] if "" in found.parts else []
    return (*together, *sorted(parts, key=lambda one: one.title)) if parts else ()


def _kept(found: Found) -> dict[str, str]:
    """Return what a form keeps beside what is chosen in it."""
    chosen = ("part", "period") if period_choices(found) else ("part",)
    return {name: value for name, value in found.asked.query().items() if name not in chosen}


def _order_query(order: Sorting) -> dict[str, str]:
    return {"sort": order.by, "order": "down" if order.down else "up"}


# ---- what is said -------------------------------------------------------------------------------------------------


def finding(about: Definition, written: Any, values: Sequence[Value]) -> str:
    """Return the title of a chart: the answer, and how many bodies lie outside the limits."""
    parts = [words.answer(about, written, values), words.spread_words(values)]
    return " ".join(part for part in parts if part) or about.title


def notes(about: Definition, values: Sequence[Value]) -> list[str]:
    """Say from what the answer was worked out, and how far bodies lie apart."""
    whole = next((one for one in values if one.whole and one.value is not None), None)
    found = [words.worked_out_words(about, whole), words.spread_words(values)]
    return [said for said in found if said]


def version_words(about: Definition) -> list[str]:
    """Say that an earlier definition is shown."""
    if about.latest:
        return []
    said = gettext("This is an earlier definition, number %(version)s. Figures by it stay as they were published.")
    return [said % {"version": about.version}]


def nothing_yet(about: Definition, values: Sequence[Value]) -> State:
    """Say that there is no figure yet, and which file would fill the measure."""
    return State(
        gettext("No data yet"),
        gettext("The measure is defined, and nothing is loaded from which it could be worked out. %(fill)s")
        % {"fill": about.fill},
        (Link(gettext("What is loaded"), reverse("data")),),
    )


def facts(about: Definition, publishers: Sequence[Publisher]) -> list[Fact]:
    """Return what it takes to understand the figure."""
    found = [
        Fact(gettext("Why it matters"), (about.why,)),
        Fact(gettext("What is counted"), (_sentence(about.numerator),)),
        *([Fact(gettext("Out of what"), (_sentence(about.denominator),))] if about.denominator else []),
        Fact(gettext("Unit"), (about.unit,)),
        Fact(gettext("Which way"), (words.DIRECTIONS[about.direction](),)),
        Fact(
            gettext("Uncertainty"),
            tuple(one for one in (words.interval_note(about), words.smallest_words(about)) if one),
        ),
    ]
    published = tuple(
        gettext("%(publisher)s. Licence: %(licence)s.") % {"publisher": one.name, "licence": one.licence}
        for one in publishers
    )
    if published:
        found.append(Fact(gettext("Published by"), published))
    reviewed = gettext("Authors: %(authors)s. Checked by: %(checked)s. Next review: %(day)s.")
    told = {"authors": about.authors, "checked": about.checked_by, "day": day_name(about.next_review)}
    return [*found, Fact(gettext("Review"), (reviewed % told,))]


def version_links(found: Found) -> tuple[Link, ...]:
    """Return every definition that there was, newest first."""
    return tuple(
        Link(
            gettext("Definition %(version)s, since %(day)s") % {"version": one.version, "day": day_name(one.since)},
            addresses.of_measure(found.about.slug, version="" if one.latest else one.version, build=found.asked.build),
            current=one.version == found.about.version,
        )
        for one in reversed(found.versions)
    )


def ways(about: Definition, asked: Asked) -> tuple[Link, ...]:
    """Return the ways on: files, and the comparison."""
    kept = {"version": asked.version, "build": asked.build}
    return (
        Link(gettext("Compare two bodies or two periods"), addresses.of_comparison(about.slug, **_compared(asked))),
        Link(gettext("All figures as CSV"), addresses.of_file("measure-csv", about.slug, **kept), download=True),
        Link(gettext("As JSON"), addresses.of_file("measure-json", about.slug, **kept)),
        Link(gettext("What the columns mean (CSVW)"), addresses.of_file("measure-csv-metadata", about.slug, **kept)),
    )


def flow_link(about: Definition, asked: Asked) -> Link | None:
    """Return the way to the flow from crime to court, which belongs to one measure."""
    if about.slug != FLOW_OF:
        return None
    title = gettext("The whole flow, from crime to outcome to court, by force and kind")
    return Link(title, addresses.of_flow(body=asked.body, kind=asked.part, period=asked.period, build=asked.build))


def _compared(asked: Asked) -> dict[str, str]:
    return {"part": asked.part, "version": asked.version, "body": asked.body, "build": asked.build}


def call(about: Definition, asked: Asked) -> Call:
    """Return the three lines that end the page."""
    to_do = {
        True: gettext(
            "A body outside the limits is unlike the others, for a reason that these figures do not tell. "
            "Ask it for the reason; do not make a league table of the rest."
        ),
        False: gettext("Look at a figure together with its interval, and ask the body what stands behind it."),
    }
    return Call(
        what_to_do=to_do[about.kind in ("proportion", "rate")],
        what_to_do_link=Link(
            gettext("Compare two bodies or two periods"), addresses.of_comparison(about.slug, **_compared(asked))
        ),
        who_answers=gettext(
            "Each body answers for its own figures. Nobody has been asked by this site, so no answer is due."
        ),
        who_answers_link=Link(gettext("Police forces, and how to reach them"), reverse("forces")),
        follow=gettext("A feed tells when a new period comes, or when the definition changes."),
        follow_link=Link(gettext("Follow this measure"), addresses.of_chart("measure-feed", about.slug)),
    )


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")
