"""Two figures beside each other: what is asked for, and the files of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse

from hueandcry.measures import queries
from hueandcry.measures.pages import addresses, comparing, comparing_files
from hueandcry.measures.pages.comparing import Sides
from hueandcry.measures.pages.measure import Found
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.queries import Comparison, Value
from hueandcry.measures.views.answering import answering
from hueandcry.measures.views.asking import full, measure_of
from hueandcry.ui import answers

EXPECTED = "a measure, and two bodies or two periods of it: ?body=kent&other=essex&period=2018-19"

Compared = tuple[Found, Sides, Comparison]


def compared_of(request: HttpRequest, build: Shown, slug: str) -> tuple[Found, Sides, Comparison | None]:
    """Return the measure, what of it is to be compared, and how far apart that is. Raises `Http404`.

    What is not asked for, or is not there, is chosen for the reader. The notes are those on the two figures.
    """
    found = measure_of(request, build, slug)
    asked = comparing.sides(
        found.values,
        **{name: request.GET.get(name, "") for name in ("body", "other", "period", "against")},
    )
    a, b = _value(found.values, asked.body, asked.period), _value(found.values, asked.other, asked.against)
    if a is None or b is None or (a.body, a.period) == (b.body, b.period):
        return replace(found, figure_notes=()), asked, None
    noted = replace(found, figure_notes=tuple(queries.notes(build.reader, (a, b))))
    return noted, asked, queries.compare(build.reader, slug, a, b)


def compared_as_asked(request: HttpRequest, build: Shown, slug: str) -> Compared:
    """Return the comparison that a program asks for, and no other in its place. Raises `Http404`."""
    found, asked, compared = compared_of(request, build, slug)
    chosen = {"body": asked.body, "period": asked.period}
    if compared is None or any(request.GET.get(name, "") not in ("", one) for name, one in chosen.items()):
        raise Http404
    return found, asked, compared


@answering(compared_as_asked, expected=EXPECTED)
def as_json(request: HttpRequest, build: Shown, found: Compared) -> HttpResponse:
    """Return a comparison as JSON, with everything that belongs to it."""
    measure, asked, compared = found
    query = comparing.asked_for(measure, asked)
    address = full(request)(addresses.of_comparison(measure.about.slug, **query, build=build.build))
    return answers.as_json(comparing_files.content(build, measure, compared, address))


@answering(compared_as_asked, expected=EXPECTED)
def as_csv(request: HttpRequest, build: Shown, found: Compared) -> HttpResponse:
    """Return both figures of a comparison as CSV, one a line, each with how far apart they are."""
    measure, _, compared = found
    rows = comparing_files.rows(build, measure, compared)
    return answers.as_csv(f"{measure.about.slug}-compared.csv", comparing_files.COLUMNS, rows)


def _value(values: Sequence[Value], body: str, period: str) -> Value | None:
    return next((one for one in values if (one.body, one.period) == (body, period)), None)
