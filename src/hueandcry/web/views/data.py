"""Pages about data: what is loaded, what is missing, what changed its meaning, and how to take it along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import data as shown
from hueandcry.web.queries import data, methods
from hueandcry.web.queries.reference import Reference
from hueandcry.web.views.served import Served, with_build


@require_safe
@cached_page
@with_build
def overview(request: HttpRequest, build: Served) -> HttpResponse:
    """Show what is loaded and the ways on."""
    reader, known = build.reader, build.reference
    context = {
        "ways": shown.doors(),
        "datasets": shown.datasets_table(data.datasets(reader)),
        "build_size": shown.size_words(data.build_bytes(reader)),
    }
    return _page(request, "web/data.html", known, context)


@require_safe
@cached_page
@with_build
def files(request: HttpRequest, build: Served) -> HttpResponse:
    """Show the manifest, fifty landings a page, of all or of one dataset, body or hash."""
    reader, known = build.reader, build.reference
    asked = {name: request.GET.get(name, "") for name in ("dataset", "body", "sha256")}
    found = data.files(reader, **asked, page=_page_number(request))
    context = {
        "asked": asked,
        "datasets": data.datasets(reader),
        "bodies": data.bodies_with_files(reader, known),
        "files": shown.files_table(known, found),
        "pages": shown.files_pages(found, asked),
    }
    return _page(request, "web/data_files.html", known, context)


@require_safe
@cached_page
@with_build
def coverage(request: HttpRequest, build: Served) -> HttpResponse:
    """Show for which months there is data: every body, or one of them month by month."""
    reader, known = build.reader, build.reference
    titles = data.titles(data.datasets(reader), known)
    body = request.GET.get("body", "")
    if body:
        return _coverage_of_body(request, known, titles, body, data.doubted(reader, body=body))
    matrices = [
        (titles.get(dataset, dataset), shown.coverage_of(known, bodies))
        for dataset, bodies in data.covered(known).items()
    ]
    return _page(request, "web/data_coverage.html", known, {"matrices": matrices, "silent": data.silent(known)})


@require_safe
@cached_page
@with_build
def breaks(request: HttpRequest, build: Served) -> HttpResponse:
    """Show where figures stop meaning what they meant."""
    reader, known = build.reader, build.reference
    titles = data.titles(data.datasets(reader), known)
    context = {"breaks": shown.breaks_told(known), "gaps": shown.gaps_told(known, titles, data.gaps())}
    return _page(request, "web/data_breaks.html", known, context)


@require_safe
@cached_page
@with_build
def downloads(request: HttpRequest, build: Served) -> HttpResponse:
    """Show what can be downloaded: files by force and month, and the build itself with all its tables."""
    reader, known = build.reader, build.reference
    titles = data.titles(data.datasets(reader), known)
    chosen = data.bulk_of(reader, dataset=request.GET.get("dataset", ""), body=request.GET.get("body", ""))
    context = {
        "bulk": shown.bulk_table(known, titles, data.bulk(reader)),
        "chosen": chosen,
        "chosen_body": data.body_name(known, chosen.body) if chosen else "",
        "chosen_title": titles.get(chosen.dataset, chosen.dataset) if chosen else "",
        "chosen_months": shown.months_by_year(chosen) if chosen else [],
        "builds": shown.builds_kept(data.builds_kept()),
        "tables": data.tables(reader),
    }
    return _page(request, "web/data_downloads.html", known, context)


@require_safe
@cached_page
@with_build
def api(request: HttpRequest, build: Served) -> HttpResponse:
    """Show what programs can ask."""
    known = build.reference
    return _page(request, "web/data_api.html", known, {"method": methods.page("api")})


def _coverage_of_body(request: HttpRequest, known: Reference, titles: dict, body: str, doubted: list) -> HttpResponse:
    covered = [
        (titles.get(dataset, dataset), dataset, bodies[body])
        for dataset, bodies in data.covered(known).items()
        if body in bodies
    ]
    context = {
        "body": known.bodies.get(body),
        "name": data.body_name(known, body),
        "datasets": [
            (title, shown.years_of(months), shown.doubted_told([one for one in doubted if one.dataset == dataset]))
            for title, dataset, months in covered
        ],
        "keys": shown.state_keys(),
    }
    status = 200 if body in known.bodies else 404
    return _page(request, "web/data_coverage_body.html", known, context, status=status)


def _page(request: HttpRequest, template: str, known: Reference, context: dict, *, status: int = 200) -> HttpResponse:
    """Render a page with what all of these pages know."""
    return render(request, template, {**context, "known": known, "invented": known.shows_invented}, status=status)


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
