"""Police forces: the list, and each one's page, figures and charts."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hueandcry.editions.pages.brief import brief
from hueandcry.measures import queries as measures
from hueandcry.ui import answers, rooms
from hueandcry.ui import notes as note_lines
from hueandcry.ui.addresses import public
from hueandcry.ui.atom import in_language
from hueandcry.ui.builds import build_words
from hueandcry.ui.charts import flow, small_bars
from hueandcry.ui.components import Link
from hueandcry.ui.middleware import cached_page, embeddable
from hueandcry.web.pages import force_downloads, force_figures, force_measures, lists
from hueandcry.web.pages import forces as shown
from hueandcry.web.queries import data, forces, rises
from hueandcry.web.queries.reference import Body
from hueandcry.web.rules.months import parsed
from hueandcry.web.views.machine import open_data
from hueandcry.web.views.places import page_of
from hueandcry.web.views.served import Served, as_asked, with_build

MOST_RISES = 300
# The measure that has the judicial shares of the table of referrals.
JUDICIAL = "judicial-outcomes"
FORCE_EXPECTED = "the short name of a police force, such as northumbria"


@require_safe
@cached_page
@with_build
def every(request: HttpRequest, build: Served) -> HttpResponse:
    """List the forces by name."""
    known = build.reference
    loaded, silent = shown.lines(forces.every(known))
    context = {"loaded": loaded, "silent": silent, "invented": known.shows_invented}
    return render(request, "web/forces.html", context)


@require_safe
@cached_page
@with_build
def force(request: HttpRequest, build: Served, slug: str) -> HttpResponse:
    """Show a force in a month: by default the latest that it published; of an earlier build while that is kept."""
    present, build = build, as_asked(request)
    body = _body(build, slug)
    note, link = build_words(request, shown=build.reference.build, present=present.reference.build)
    found = {**_as_place(build, body, parsed(request.GET.get("month"))), **_as_body(request, build, body)}
    context = {
        **found,
        "contents": shown.contents(found),
        "body": body,
        "about": shown.about(body),
        "crumbs": [Link(shown.list_title(), reverse("forces"))],
        "build_note": note,
        "build_link": link,
        "invented": build.reference.is_invented(slug),
    }
    return render(request, "web/force.html", context)


@require_safe
@open_data
def as_json(request: HttpRequest, build: Served, slug: str) -> HttpResponse:
    """Return a force's tables as JSON, with everything that belongs to them."""
    body = build.reference.bodies.get(slug)
    if body is None:
        return answers.missing(slug, FORCE_EXPECTED)
    address = public(reverse("force", args=[slug]), request)
    with override("en-gb"):
        return answers.as_json(force_downloads.content(build.reference, _figures(build, body), address))


@require_safe
@open_data
def as_csv(request: HttpRequest, build: Served, slug: str) -> HttpResponse:
    """Return a force's tables as CSV, one figure a line."""
    body = build.reference.bodies.get(slug)
    if body is None:
        return answers.missing(slug, FORCE_EXPECTED)
    with override("en-gb"):
        rows = force_downloads.rows(build.reference, _figures(build, body))
        return answers.as_csv(f"{slug}.csv", force_downloads.COLUMNS, rows)


@require_safe
@open_data
@embeddable
def outcomes_chart(request: HttpRequest, build: Served, slug: str) -> HttpResponse:
    """Return the flow of outcomes as a file of its own: `lang` (en, cy)."""
    body = build.reference.bodies.get(slug)
    found = forces.outcomes(build.reader, build.reference, slug) if body else None
    if found is None:
        return answers.missing(slug, "a force whose outcomes are loaded")
    with in_language(request):
        drawn = flow(force_figures.outcomes_flow(found), alone=True)
    return HttpResponse(drawn, content_type="image/svg+xml")


@require_safe
@open_data
@embeddable
def referrals_chart(request: HttpRequest, build: Served, slug: str, which: str) -> HttpResponse:
    """Return the bars of crimes referred (`referred`) or of outcomes (`recorded`) as a file: `lang` (en, cy)."""
    found = forces.referrals(build.reader, slug)
    with in_language(request):
        charts = dict(zip(("referred", "recorded"), force_figures.referral_charts(found), strict=True))
        if not found or which not in charts:
            return answers.missing(f"{slug}/{which}", "a force in the table of referrals, then referred or recorded")
        drawn = small_bars(charts[which], alone=True)
    return HttpResponse(drawn, content_type="image/svg+xml")


def _body(build: Served, slug: str) -> Body:
    body = build.reference.bodies.get(slug)
    if body is None:
        raise Http404
    return body


def _as_place(build: Served, body: Body, month: date | None) -> dict:
    """Return what is shown of a force's area: its kinds, the rises in it, its districts."""
    area = build.reference.areas.get(body.area_code)
    months = _months(build, body, month)
    if area is None or not months:
        return {"place": None}
    return {"place": page_of(build, area, month), **_inside(build, body, months, asked=month)}


def _months(build: Served, body: Body, month: date | None) -> dict[str, date]:
    """Return the month to be shown of each scheme that the force published: the one asked for, or its latest."""
    known = build.reference
    return {scheme: month or latest for scheme in known.schemes if (latest := known.latest(scheme, body.slug))}


def _inside(build: Served, body: Body, months: dict[str, date], *, asked: date | None) -> dict:
    """Return the rises inside a force's area in a month of each scheme, and its districts."""
    verdicts = forces.judged_inside(build.reader, body.slug, month=asked)
    by_district, small = shown.rises_by_place(_rises(build, body, months))
    latest = max(months.values())
    return {
        "rises_words": shown.rises_words(verdicts, latest),
        "notes": shown.notes(verdicts, latest, asked=asked is not None, today=date.today()),
        "by_district": by_district,
        "small": small,
        "districts": lists.parts(forces.districts(build.reader, build.reference, body, months=months)),
    }


def _rises(build: Served, body: Body, months: dict[str, date]) -> list[rises.Rise]:
    span = (min(months.values()), max(months.values()))
    found = rises.rises(build.reader, build.reference, months=span, force=body.slug, many=MOST_RISES)
    return [one for one in found if months.get(one.kind.scheme) == one.month]


def _as_body(request: HttpRequest, build: Served, body: Body) -> dict:
    """Return what is shown of a force as an organisation: coverage, outcomes, referrals, money, contact."""
    known, figures = build.reference, _figures(build, body)
    loaded = data.datasets(build.reader)
    titles = data.titles(loaded, known)
    page = public(reverse("force", args=[body.slug]), request)
    trails = force_figures.trails(known, body, figures.files, loaded, page=page)
    return {
        "coverage": shown.coverage_lines(titles, figures.published),
        "coverage_fails": shown.coverage_fails(known, titles, figures.published),
        "outcomes": force_figures.outcomes_section(figures.outcomes, trails["outcomes"]) if figures.outcomes else None,
        "referrals": force_figures.referrals_section(body, figures.referrals, trails["action_fraud"], figures.shares)
        if figures.referrals
        else None,
        "grant": force_figures.grant_figure(figures.grant, trails["police_grant"]) if figures.grant else None,
        "levels": force_figures.levels_table(figures.levels) if figures.levels else None,
        "levels_trail": trails["recorded_rolling"],
        "figure_notes": note_lines.lines(known.notes_of(body.slug)),
        "contact": shown.contact_lines(body),
        "dashboard": brief(request, settings.HOME, body.slug) if rooms.is_open("editions") else None,
        **_as_measured(build, body),
    }


def _shares(build: Served, body: Body) -> dict[str, measures.Value]:
    """Return the judicial share of a body by financial year, as the measure has it; nothing where that is closed."""
    if not rooms.is_open("measures"):
        return {}
    return {one.period: one for one in measures.values(build.reader, JUDICIAL, body=body.slug)}


def _as_measured(build: Served, body: Body) -> dict:
    """Return what measures say of a force, and what became of those charged; nothing where that room is closed."""
    if not rooms.is_open("measures"):
        return {}
    found = measures.beside(build.reader, body.slug)
    definitions = measures.every(build.reader) if found else []
    return {
        "measured": force_measures.measures_section(body.slug, found, definitions),
        "charged": force_measures.charged_section(measures.flow(build.reader, body.slug)),
    }


def _figures(build: Served, body: Body) -> force_downloads.Figures:
    found = forces.outcomes(build.reader, build.reference, body.slug)
    return force_downloads.Figures(
        body=body,
        published=forces.published(build.reference, body.slug),
        doubted=data.doubted(build.reader, body=body.slug),
        outcomes=found,
        referrals=forces.referrals(build.reader, body.slug),
        grant=forces.grant(build.reader, body.slug),
        levels=forces.levels(build.reader, body.slug),
        files=forces.files(build.reader, body.slug, found),
        shares=_shares(build, body),
    )
