"""The one search box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import addresses
from hueandcry.web.pages import search as pages
from hueandcry.web.queries.contacts import fraud_lines
from hueandcry.web.queries.search import Found, find, titled
from hueandcry.web.rules.asked import asked
from hueandcry.web.views.served import Served, with_build


@cached_page
@with_build
def search(request: HttpRequest, build: Served) -> HttpResponse:
    """Lead to the place that was meant; where several may have been, list them; where none, say what can be found."""
    words = asked(request.GET.get("q", ""))
    found = find(build.reader, build.reference, words) if words.text else Found()
    if found.is_certain:
        return redirect(addresses.of_place(found.areas[0], build.reference))
    page = pages.page(build.reference, words, found, titled(build.reader, words))
    return render(request, "web/search.html", {"page": page, "fraud_lines": fraud_lines()})
