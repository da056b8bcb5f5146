"""The front page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import home as pages
from hueandcry.web.queries import rises
from hueandcry.web.views.served import Served, with_build


@cached_page
@with_build
def home(request: HttpRequest, build: Served) -> HttpResponse:
    """Show the search box and what rose in the latest month judged."""
    latest = rises.latest(build.reader)
    shown = (
        rises.rises(build.reader, build.reference, months=(latest.month, latest.month), many=pages.CARDS)
        if latest
        else []
    )
    sparks = rises.sparks(build.reader, build.reference, shown)
    page = pages.home(build.reference, latest, shown, sparks, today=date.today())
    return render(request, "web/home.html", {"page": page, "invented": page.invented})
