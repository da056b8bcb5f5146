"""Pages of the dashboard: the newest edition and the list of all; one edition for one area."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hueandcry.editions import queries
from hueandcry.editions.pages import dashboard as shown
from hueandcry.editions.views import asked
from hueandcry.ui.middleware import cached_page


@require_safe
@cached_page
@asked.page_of_record
def every(request: HttpRequest) -> HttpResponse:
    """Show the newest edition in brief, and the list of all; where nothing is published, what it will be."""
    editions = queries.every(settings.HOME)
    if not editions:
        return render(request, "editions/none.html", {"links": shown.ways()})
    newest = editions[0]
    area = asked.area(request, newest)
    context = {
        **shown.edition(request, newest, area, versions=queries.versions(settings.HOME, newest.slug)),
        "editions": shown.lines(editions),
    }
    return render(request, "editions/every.html", context)


@require_safe
@cached_page
@asked.page_of_record
def edition(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show an edition for an area: as last corrected, or the publication of a number."""
    found = asked.edition(slug, number)
    area = asked.area(request, found)
    context = shown.edition(
        request,
        found,
        area,
        versions=queries.versions(settings.HOME, slug),
        noted_today=queries.noted_today(settings.HOME, found.content),
    )
    return render(request, "editions/edition.html", context)
