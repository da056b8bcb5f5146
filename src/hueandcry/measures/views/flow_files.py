"""What became of crimes, as CSV and as JSON: the same figures as on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hueandcry.measures import queries
from hueandcry.measures.pages import addresses, flow_files, flows
from hueandcry.measures.pages.measure import FLOW_OF
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import publishers
from hueandcry.measures.queries import Flow
from hueandcry.measures.views.asking import definition_of, full, served
from hueandcry.measures.views.flowing import known_flows
from hueandcry.ui import answers
from hueandcry.ui.answers import open_data

EXPECTED = "a force whose crimes could be followed: ?body=city-of-london&period=2016"
ENGLISH = "en-gb"


@require_safe
@open_data
def as_json(request: HttpRequest) -> HttpResponse:
    """Return a flow as JSON, with everything that belongs to it."""
    with override(ENGLISH):
        build = served(request)
        found = _found(request, build)
        if found is None:
            return answers.missing(request.GET.get("body", ""), EXPECTED)
        about, _ = definition_of(build, FLOW_OF, "")
        files = queries.files(build.reader, FLOW_OF, body=found.body, about=about)
        here = addresses.of_flow(body=found.body, kind=found.kind, period=found.period, build=build.build)
        told = flow_files.content(build, about, found, files, publishers(build.reader, about), full(request)(here))
        return _of(build, answers.as_json(told))


@require_safe
@open_data
def as_csv(request: HttpRequest) -> HttpResponse:
    """Return a flow as CSV, one step a line, each with what belongs to it."""
    with override(ENGLISH):
        build = served(request)
        found = _found(request, build)
        if found is None:
            return answers.missing(request.GET.get("body", ""), EXPECTED)
        about, _ = definition_of(build, FLOW_OF, "")
        files = queries.files(build.reader, FLOW_OF, body=found.body, about=about)
        rows = flow_files.rows(build, about, found, files)
        return _of(build, answers.as_csv("flow.csv", tuple(flow_files.COLUMNS), rows))


def _found(request: HttpRequest, build: Shown) -> Flow | None:
    known = known_flows(build)
    asked = flows.chosen(known, **{name: request.GET.get(name, "") for name in ("body", "kind", "period")})
    return queries.flow(build.reader, asked[0], asked[1], asked[2] or None) if asked[0] else None


def _of(build: Shown, response: HttpResponse) -> HttpResponse:
    response.headers["X-Build"] = build.build
    return response
