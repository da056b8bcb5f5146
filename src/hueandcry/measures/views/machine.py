"""A measure for machines: CSV, what stands beside it, JSON, charts as files, and the feed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hueandcry.measures import queries
from hueandcry.measures.pages import charts, feeds, machine, words
from hueandcry.measures.pages.measure import Found, finding
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import Publisher, cite, published_words, publishers
from hueandcry.measures.queries import Definition, SourceFile, Value
from hueandcry.measures.views.answering import answering, as_svg
from hueandcry.measures.views.asking import definition_of, measure_of
from hueandcry.ui import answers, atom
from hueandcry.ui import charts as drawn
from hueandcry.ui.addresses import public
from hueandcry.ui.middleware import embeddable

EXPECTED = "the short name of a measure, such as judicial-outcomes; see /measures/"

Every = tuple[Definition, list[Value], list[SourceFile], list[Publisher]]


def every_figure(request: HttpRequest, build: Shown, slug: str) -> Every:
    """Return a version of a measure with all its figures and their files. Raises `Http404`."""
    about, _ = definition_of(build, slug, request.GET.get("version", ""))
    return (
        about,
        queries.values(build.reader, slug, version=about.version),
        queries.files(build.reader, slug, about=about),
        publishers(build.reader, about),
    )


@answering(every_figure, expected=EXPECTED)
def as_json(request: HttpRequest, build: Shown, found: Every) -> HttpResponse:
    """Return all figures of a measure as JSON, with everything that belongs to them."""
    about, values, _, _ = found
    address = public(reverse("measure", args=[about.slug]), request)
    return answers.as_json(machine.content(build, *found, address, queries.notes(build.reader, values)))


@answering(every_figure, expected=EXPECTED)
def as_csv(request: HttpRequest, build: Shown, found: Every) -> HttpResponse:
    """Return all figures of a measure as CSV, one a line, each with what belongs to it."""
    about, values, _, _ = found
    rows = machine.rows(build, *found, queries.notes(build.reader, values))
    return answers.as_csv(f"{about.slug}.csv", tuple(machine.COLUMNS), rows)


@answering(every_figure, expected=EXPECTED)
def csv_metadata(request: HttpRequest, build: Shown, found: Every) -> HttpResponse:
    """Return what stands beside the CSV (CSVW)."""
    url = public(reverse("measure-csv", args=[found[0].slug]), request)
    return answers.as_json(machine.csv_metadata(build, *found, url), kind="application/csvm+json")


@answering(measure_of, expected=EXPECTED, language=atom.in_language)
@embeddable
def funnel(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Return a funnel as a file of its own; `body` rings one body, `small=1` draws it as small as a card."""
    shown = _funnel(request, build, found)
    if shown is None:
        asked = f"{found.about.slug}, {found.asked.period}"
        return answers.missing(asked, "a period in which bodies can be compared")
    variant = "small" if request.GET.get("small") else "wide"
    return as_svg(drawn.funnel(shown, variant=variant, alone=True))


@answering(measure_of, expected=EXPECTED, language=atom.in_language)
@embeddable
def trends(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Return each body's trend among the others as a file of its own."""
    written = words.quantity(found.about, found.values)
    shown = charts.trends(found.about, found.values, written, source=published_words(found.publishers))
    if shown is None:
        return answers.missing(found.about.slug, "a measure with figures of two periods")
    return as_svg(drawn.multiples_file(shown))


@answering(measure_of, expected=EXPECTED, language=atom.in_language)
def feed(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Tell of new periods and changed definitions."""
    about = found.about
    entries = feeds.entries(about, found.versions, found.values, found.files)
    updated = max((one.updated for one in entries), default=build.built_at)
    page = reverse("measure", args=[about.slug])
    return atom.feed(request, entries, title=about.title, subtitle=about.question, page=page, updated=updated)


def _funnel(request: HttpRequest, build: Shown, found: Found) -> drawn.Funnel | None:
    written = words.quantity(found.about, found.values)
    page = public(reverse("measure", args=[found.about.slug]), request)
    return charts.funnel(
        found.about,
        found.of_period,
        found.limits,
        written,
        title=f"{found.about.title}. {finding(found.about, written, found.of_period)}",
        here=found.asked.body,
        source=cite(build, found.about, published_words(found.publishers), page),
    )
