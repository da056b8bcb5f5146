"""Two figures beside each other: what is asked for, and the files of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hueandcry.measures import queries
from hueandcry.measures.pages import addresses, comparing, comparing_files
from hueandcry.measures.pages.comparing import Sides
from hueandcry.measures.pages.measure import Found
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.queries import Comparison, Value
from hueandcry.measures.views.asking import full, measure_of, served
from hueandcry.ui import answers
from hueandcry.ui.answers import open_data

EXPECTED = "a measure, and two bodies or two periods of it: ?body=kent&other=essex&period=2018-19"
ENGLISH = "en-gb"


def compared_of(request: HttpRequest, build: Shown, slug: str) -> tuple[Found, Sides, Comparison | None]:
    """Return the measure, what of it is to be compared, and how far apart that is. Raises `Http404`."""
    found = measure_of(request, build, slug)
    asked = comparing.sides(
        found.values,
        **{name: request.GET.get(name, "") for name in ("body", "other", "period", "against")},
    )
    a, b = _value(found.values, asked.body, asked.period), _value(found.values, asked.other, asked.against)
    if a is None or b is None or (a.body, a.period) == (b.body, b.period):
        return found, asked, None
    return found, asked, queries.compare(build.reader, slug, a, b)


@require_safe
@open_data
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a comparison as JSON, with everything that belongs to it."""
    with override(ENGLISH):
        build = served(request)
        found = _found(request, build, slug)
        if found is None:
            return answers.missing(slug, EXPECTED)
        measure, asked, compared = found
        query = comparing.asked_for(measure, asked)
        address = full(request)(addresses.of_comparison(slug, **query, build=build.build))
        return _of(build, answers.as_json(comparing_files.content(build, measure, compared, address)))


@require_safe
@open_data
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Return both figures of a comparison as CSV, one a line, each with how far apart they are."""
    with override(ENGLISH):
        build = served(request)
        found = _found(request, build, slug)
        if found is None:
            return answers.missing(slug, EXPECTED)
        measure, _, compared = found
        rows = comparing_files.rows(build, measure, compared)
        return _of(build, answers.as_csv(f"{slug}-compared.csv", comparing_files.COLUMNS, rows))


def _found(request: HttpRequest, build: Shown, slug: str) -> tuple[Found, Sides, Comparison] | None:
    try:
        measure, asked, compared = compared_of(request, build, slug)
    except Http404:
        return None
    return (measure, asked, compared) if compared else None


def _of(build: Shown, response: HttpResponse) -> HttpResponse:
    response.headers["X-Build"] = build.build
    return response


def _value(values: Sequence[Value], body: str, period: str) -> Value | None:
    return next((one for one in values if (one.body, one.period) == (body, period)), None)
