"""Pages of measures for people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hueandcry.measures import queries
from hueandcry.measures.pages import comparing, flows, listing, measure
from hueandcry.measures.views.asking import full, is_invented, measure_of, served
from hueandcry.measures.views.comparing import compared_of
from hueandcry.measures.views.flowing import flow_of
from hueandcry.ui.answers import once_built
from hueandcry.ui.middleware import cached_page


@require_safe
@cached_page
@once_built
def every(request: HttpRequest) -> HttpResponse:
    """List the measures by tag, each question with its answer."""
    build = served(request)
    values = queries.latest(build.reader)
    groups = listing.groups(queries.every(build.reader), values, queries.of_few_bodies(build.reader))
    return render(request, "measures/every.html", {"groups": groups, "invented": is_invented(values)})


@require_safe
@cached_page
@once_built
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a measure in a period: by default the latest; of an earlier build while that is kept."""
    build = served(request)
    page = measure.page(build, measure_of(request, build, slug), full(request))
    context = {"page": page, "invented": page.invented, "problem_url": page.trail.problem}
    return render(request, "measures/measure.html", context)


@require_safe
@cached_page
@once_built
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show two bodies in one period, or one body in two periods, beside each other."""
    build = served(request)
    found, asked, compared = compared_of(request, build, slug)
    page = comparing.page(build, found, asked, compared, full(request))
    return render(
        request, "measures/compare.html", {"page": page, "invented": page.invented, "problem_url": page.trail.problem}
    )


@require_safe
@cached_page
@once_built
def flow(request: HttpRequest) -> HttpResponse:
    """Show what became of the crimes of a force, kind and year."""
    build = served(request)
    page = flows.page(build, flow_of(request, build), full(request))
    return render(
        request, "measures/flow.html", {"page": page, "invented": page.invented, "problem_url": page.trail.problem}
    )
