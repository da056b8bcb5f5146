"""What became of crimes, as CSV, as JSON and as a chart: the same figures as on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hueandcry.measures.pages import addresses, charts, flow_files, flows
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import published_words
from hueandcry.measures.views.answering import answering, as_svg
from hueandcry.measures.views.asking import full
from hueandcry.measures.views.flowing import Followed, flow_as_asked
from hueandcry.ui import answers, atom
from hueandcry.ui import charts as drawn
from hueandcry.ui.middleware import embeddable

EXPECTED = "a force whose crimes could be followed: ?body=city-of-london&period=2016"


@answering(flow_as_asked, expected=EXPECTED)
def as_json(request: HttpRequest, build: Shown, found: Followed) -> HttpResponse:
    """Return a flow as JSON, with everything that belongs to it."""
    about, flow = found
    here = addresses.of_flow(body=flow.body, kind=flow.kind, period=flow.period, build=build.build)
    return answers.as_json(flow_files.content(build, about, flow, full(request)(here)))


@answering(flow_as_asked, expected=EXPECTED)
def as_csv(request: HttpRequest, build: Shown, found: Followed) -> HttpResponse:
    """Return a flow as CSV, one step a line, each with what belongs to it."""
    return answers.as_csv("flow.csv", tuple(flow_files.COLUMNS), flow_files.rows(build, *found))


@answering(flow_as_asked, expected=EXPECTED, language=atom.in_language)
@embeddable
def chart(request: HttpRequest, build: Shown, found: Followed) -> HttpResponse:
    """Return what became of the crimes of a force, kind and year as a file of its own."""
    about, flow = found
    title = flows.lead(flow, about.known)
    shown = charts.flow(flow, title=title, source=published_words(about.publishers))
    return as_svg(drawn.flow(shown, alone=True))
