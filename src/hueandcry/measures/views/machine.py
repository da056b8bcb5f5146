"""A measure for machines: CSV, what stands beside it, JSON, charts as files, and the feed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hueandcry.measures import queries
from hueandcry.measures.pages import charts, feeds, flows, machine, words
from hueandcry.measures.pages.hiding import told
from hueandcry.measures.pages.measure import FLOW_OF, Found, finding
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import Publisher, cite, published_words, publishers
from hueandcry.measures.queries import Definition, SourceFile, Value
from hueandcry.measures.views.asking import definition_of, measure_of, served
from hueandcry.measures.views.flowing import known_flows
from hueandcry.ui import answers, atom
from hueandcry.ui import charts as drawn
from hueandcry.ui.addresses import public
from hueandcry.ui.answers import open_data
from hueandcry.ui.middleware import embeddable

EXPECTED = "the short name of a measure, such as judicial-outcomes; see /measures/"
ENGLISH = "en-gb"


@require_safe
@open_data
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Return all figures of a measure as JSON, with everything that belongs to them."""
    with override(ENGLISH):
        build = served(request)
        about = _about(request, build, slug)
        if about is None:
            return answers.missing(slug, EXPECTED)
        address, found = public(reverse("measure", args=[slug]), request), _all(build, about)
        notes = queries.notes(build.reader, found[1])
        return _of(build, answers.as_json(machine.content(build, *found, address, notes)))


@require_safe
@open_data
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Return all figures of a measure as CSV, one a line, each with what belongs to it."""
    with override(ENGLISH):
        build = served(request)
        about = _about(request, build, slug)
        if about is None:
            return answers.missing(slug, EXPECTED)
        found = _all(build, about)
        rows = machine.rows(build, *found, queries.notes(build.reader, found[1]))
        return _of(build, answers.as_csv(f"{slug}.csv", tuple(machine.COLUMNS), rows))


@require_safe
@open_data
def csv_metadata(request: HttpRequest, slug: str) -> HttpResponse:
    """Return what stands beside the CSV (CSVW)."""
    with override(ENGLISH):
        build = served(request)
        about = _about(request, build, slug)
        if about is None:
            return answers.missing(slug, EXPECTED)
        url = public(reverse("measure-csv", args=[slug]), request)
        found = machine.csv_metadata(build, *_all(build, about), url)
        return _of(build, answers.as_json(found, kind="application/csvm+json"))


@require_safe
@open_data
@embeddable
def funnel(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a funnel as a file of its own; `body` rings one body, `small=1` draws it as small as a card."""
    with atom.in_language(request):
        build = served(request)
        found = _found(request, build, slug)
        if found is None:
            return answers.missing(slug, EXPECTED)
        shown = _funnel(request, build, found, request.GET.get("body", ""))
        if shown is None:
            return answers.missing(f"{slug}, {found.asked.period}", "a period in which bodies can be compared")
        variant = "small" if request.GET.get("small") else "wide"
        return _of(build, _svg(drawn.funnel(shown, variant=variant, alone=True)))


@require_safe
@open_data
@embeddable
def trends(request: HttpRequest, slug: str) -> HttpResponse:
    """Return each body's trend among the others as a file of its own."""
    with atom.in_language(request):
        build = served(request)
        found = _found(request, build, slug)
        if found is None:
            return answers.missing(slug, EXPECTED)
        written = words.quantity(found.about, found.values)
        shown = charts.trends(found.about, found.values, written, source=published_words(found.publishers))
        if shown is None:
            return answers.missing(slug, "a measure with figures of two periods")
        return _of(build, _svg(drawn.multiples_file(shown)))


@require_safe
@open_data
@embeddable
def flow(request: HttpRequest) -> HttpResponse:
    """Return what became of the crimes of a force, kind and year as a file of its own."""
    with atom.in_language(request):
        build = served(request)
        known = known_flows(build)
        asked = flows.chosen(known, **{name: request.GET.get(name, "") for name in ("body", "kind", "period")})
        found = queries.flow(build.reader, asked[0], asked[1], asked[2] or None) if asked[0] else None
        if found is None:
            return answers.missing(request.GET.get("body", ""), "a force whose crimes could be followed")
        about, _ = definition_of(build, FLOW_OF, "")
        source = published_words(publishers(build.reader, about))
        title = flows.lead(found, known)
        return _of(build, _svg(drawn.flow(charts.flow(found, title=title, source=source), alone=True)))


@require_safe
@open_data
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell of new periods and changed definitions."""
    with atom.in_language(request):
        build = served(request)
        found = _found(request, build, slug)
        if found is None:
            return answers.missing(slug, EXPECTED)
        entries = feeds.entries(found.about, found.versions, found.values, found.files)
        updated = max((one.updated for one in entries), default=build.built_at)
        page = reverse("measure", args=[slug])
        return atom.feed(
            request, entries, title=found.about.title, subtitle=found.about.question, page=page, updated=updated
        )


def _about(request: HttpRequest, build: Shown, slug: str) -> Definition | None:
    version = request.GET.get("version", "")
    return queries.definition(build.reader, slug, int(version) if version.isdigit() else None)


def _all(build: Shown, about: Definition) -> tuple[Definition, list[Value], list[SourceFile], list[Publisher]]:
    return (
        about,
        told(queries.values(build.reader, about.slug, version=about.version)),
        queries.files(build.reader, about.slug, version=about.version),
        publishers(build.reader, about),
    )


def _found(request: HttpRequest, build: Shown, slug: str) -> Found | None:
    """Return what is asked of a measure; None where there is no such measure, part or version."""
    try:
        return measure_of(request, build, slug)
    except Http404:
        return None


def _funnel(request: HttpRequest, build: Shown, found: Found, here: str) -> drawn.Funnel | None:
    written = words.quantity(found.about, found.values)
    page = public(reverse("measure", args=[found.about.slug]), request)
    return charts.funnel(
        found.about,
        found.of_period,
        found.limits,
        written,
        title=f"{found.about.title}. {finding(found.about, written, found.of_period)}",
        here=here,
        source=cite(build, found.about, published_words(found.publishers), page),
    )


def _svg(chart: str) -> HttpResponse:
    return HttpResponse(chart, content_type="image/svg+xml")


def _of(build: Shown, response: HttpResponse) -> HttpResponse:
    response.headers["X-Build"] = build.build
    return response
