"""What became of crimes of a force and kind: the flow from crime to outcome to court, and every step in a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, charts, words
from hueandcry.measures.pages.measure import Choice, crumbs
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import Publisher, published_words, trail
from hueandcry.measures.queries import NONE_PUBLISHED, Definition, Flow, FlowSpan, SourceFile
from hueandcry.ui.charts import Flow as FlowChart
from hueandcry.ui.components import Column, Link, State, Table, Trail
from hueandcry.ui.format import number, percent
from hueandcry.ui.notes import FigureNote, NoteLine, lines


@dataclass(frozen=True)
class Known:
    """For which bodies, kinds and periods there is a flow, with the names of bodies and kinds."""

    flows: tuple[tuple[str, str, str], ...]
    bodies: Mapping[str, str]
    kinds: Mapping[str, str]
    invented: frozenset[str] = frozenset()
    spans: Mapping[tuple[str, str], FlowSpan] = field(default_factory=dict)

    def is_invented(self, body: str) -> bool:
        """Is this body the invented one?"""
        return body in self.invented

    def latest(self, body: str, periods: Sequence[str]) -> str:
        """Return the latest year of which every month is followed; where there is none, the latest."""
        whole = [when for when in periods if (span := self.spans.get((body, when))) and span.whole]
        return max(whole or periods)

    def words_of(self, body: str, period: str) -> str:
        """Return what a year of a body is called: by its months where not all are followed."""
        span = self.spans.get((body, period))
        return words.part_of_year_words(period, span.first, span.last, span.months) if span else period


@dataclass(frozen=True)
class Found:
    """What was found of a flow: whose crimes of which kind and year, what became of them, and what belongs to that."""

    known: Known
    asked: tuple[str, str, str]
    about: Definition
    flow: Flow | None
    files: tuple[SourceFile, ...]
    publishers: tuple[Publisher, ...]
    figure_notes: tuple[FigureNote, ...] = ()


@dataclass(frozen=True)
class FlowPage:
    """Everything the page of a flow shows."""

    title: str
    lead: str
    crumbs: tuple[Link, ...]
    bodies: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    flow: FlowChart | None
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    figure_notes: tuple[NoteLine, ...]
    chart_url: str
    csv: str
    json: str
    nothing: State | None
    caveats: tuple[str, ...]
    trail: Trail
    back: Link
    invented: bool
    kept_build: str
    build_note: str
    build_link: Link | None


def chosen(known: Known, *, body: str, kind: str, period: str) -> tuple[str, str, str]:
    """Return what was asked for, else the first body's latest whole year of all kinds together."""
    bodies = sorted({one for one, _, _ in known.flows}, key=lambda slug: known.bodies.get(slug, slug))
    body = body if body in bodies else (bodies[0] if bodies else "")
    periods = sorted({when for slug, which, when in known.flows if slug == body and which == kind})
    return body, kind, period if period in periods or not periods else known.latest(body, periods)


def page(shown: Shown, asked_for: Found, public: Any) -> FlowPage:
    """Put the page of a flow together; `public` makes a full address of one of ours."""
    known, about, found = asked_for.known, asked_for.about, asked_for.flow
    body, kind, period = asked_for.asked
    here = addresses.of_flow(body=body, kind=kind, period=period, build=shown.build)
    source = published_words(asked_for.publishers)
    kept = shown.build if shown.link else ""
    files = files_of(asked_for.asked, build=kept)
    return FlowPage(
        title=gettext("What became of crimes, and of those charged"),
        lead=lead(found, known) if found else "",
        crumbs=crumbs(Link(about.title, addresses.of_measure(about.slug)), Link(gettext("The flow"), "", current=True)),
        bodies=tuple(
            Choice(slug, name, slug == body) for slug, name in sorted(known.bodies.items(), key=lambda x: x[1])
        ),
        kinds=(
            Choice("", gettext("All kinds together"), not kind),
            *(Choice(code, name, code == kind) for code, name in sorted(known.kinds.items(), key=lambda x: x[1])),
        ),
        periods=period_choices(known, body, period),
        flow=charts.flow(found, title=title(found), source=source) if found else None,
        notes=tuple(notes(found)) if found else (),
        tables=tuple(tables(found)) if found else (),
        chart_url=addresses.of_flow_chart(body=body, kind=kind, period=period, build=kept),
        figure_notes=lines(asked_for.figure_notes),
        **files,
        nothing=None if found else nothing(about),
        caveats=about.caveats,
        trail=trail(shown, about, asked_for.files, source, here=here, permalink=public(here), **files),
        back=Link(gettext("All measures"), addresses.of_list()),
        invented=known.is_invented(body),
        kept_build=kept,
        build_note=shown.note,
        build_link=shown.link,
    )


def files_of(asked: tuple[str, str, str], *, build: str) -> dict[str, str]:
    """Return the addresses of the flow as CSV and as JSON."""
    query = {**dict(zip(("body", "kind", "period"), asked, strict=True)), "build": build}
    return {
        "csv": addresses.with_query(reverse("measure-flow-csv"), query),
        "json": addresses.with_query(reverse("measure-flow-json"), query),
    }


def title(found: Flow) -> str:
    """Return the finding: how many were charged, and of these how many have a result in court."""
    told = charged(found)
    if not found.courts_told:
        return gettext(
            "Of %(crimes)s crimes, %(charged)s led to a charge; no results of courts are published for this time"
        ) % {"crimes": number(found.crimes), "charged": number(told[0])}
    return gettext("Of %(crimes)s crimes, %(charged)s led to a charge; of these, %(court)s have a published result") % {
        "crimes": number(found.crimes),
        "charged": number(told[0]),
        "court": number(told[1]),
    }


def lead(found: Flow, known: Known) -> str:
    """Say the finding of one body, kind and period."""
    kind = known.kinds.get(found.kind, "") if found.kind else gettext("all kinds of crime together")
    return gettext("%(name)s, %(kind)s, %(period)s: %(finding)s.") % {
        "name": found.name,
        "kind": kind,
        "period": words.period_of_flow(found),
        "finding": title(found)[:1].lower() + title(found)[1:],
    }


def charged(found: Flow) -> tuple[int, int]:
    """Return how many crimes led to a charge, and how many of these have a published result in court."""
    total = sum(one.crimes for one in found.outcomes if one.outcome == "charged")
    return total, sum(one.crimes for one in found.results if one.outcome == "charged" and one.result != NONE_PUBLISHED)


def notes(found: Flow) -> list[str]:
    """Say what must be known to read the flow."""
    said = [
        gettext(
            "Each crime is counted once, by its Crime ID. "
            "Crimes without one, such as anti-social behaviour, are left out."
        )
    ]
    if found.months not in (None, 12):
        part = gettext(
            "Only part of %(year)s is here: %(period)s. Crimes or outcomes of its other months are not loaded."
        )
        said.append(part % {"year": found.period, "period": words.period_of_flow(found)})
    return [*said, *([found.why] if found.why else [])]


def tables(found: Flow) -> list[Table]:
    """Return every outcome, and every result of a court, with its share."""
    outcomes = [(_outcome(one.outcome, one.outcome_name), one.crimes) for one in found.outcomes]
    made = [
        _table(
            gettext("Crimes by outcome: where one has several, by the weightiest."),
            gettext("Outcome"),
            outcomes,
            found.crimes,
        )
    ]
    by_outcome: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one in found.results:
        by_outcome[one.outcome].append((_result(one.result, one.result_name), one.crimes))
    for rows in by_outcome.values():
        total = sum(count for _, count in rows)
        caption = gettext("The %(count)s crimes with a charge, by the result of the court.") % {"count": number(total)}
        made.append(_table(caption, gettext("Result of a court"), rows, total))
    return made


def _table(caption: str, title: str, rows: Sequence[tuple[str, int]], total: int) -> Table:
    return Table(
        caption=caption,
        columns=(Column(title), Column(gettext("Crimes"), numeric=True), Column(gettext("Share"), numeric=True)),
        rows=tuple((name, number(count), percent(count / total, 1) if total else "–") for name, count in rows),
        footer=(gettext("Together"), number(total), ""),
    )


def _outcome(code: str, name: str) -> str:
    return gettext("No outcome published") if code == NONE_PUBLISHED else name or code


def _result(code: str, name: str) -> str:
    return gettext("No result of a court published") if code == NONE_PUBLISHED else name or code


def period_choices(known: Known, body: str, period: str) -> tuple[Choice, ...]:
    """Return the periods of a body, newest first."""
    found = sorted({when for slug, _, when in known.flows if slug == body}, reverse=True)
    return tuple(Choice(one, known.words_of(body, one), one == period) for one in found)


def nothing(about: Definition) -> State:
    """Say that there is no flow, and which files would fill it."""
    return State(
        gettext("No data yet"),
        gettext("No crimes of this choice could be followed. %(fill)s") % {"fill": about.fill},
    )
