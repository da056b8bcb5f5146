"""How it is worked out, whom it is for, what is kept, and whom to ask. None of these pages needs a build."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hueandcry.ui.middleware import cached_page
from hueandcry.web.queries import methods as documents
from hueandcry.web.queries.contacts import fraud_lines


@require_safe
@cached_page
def methods(request: HttpRequest) -> HttpResponse:
    """List the methods pages, by group."""
    listed = [page for page in documents.pages() if page.group]
    groups = [(group, list(pages)) for group, pages in groupby(listed, key=lambda page: page.group)]
    return render(request, "web/methods.html", {"groups": groups})


@require_safe
@cached_page
def method(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one methods page."""
    page = documents.page(slug)
    if page is None or not page.group:
        raise Http404
    return render(request, "web/method.html", {"method": page, "around": documents.around(page)})


@require_safe
@cached_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say for whom these pages work, and what has not been tested."""
    return render(request, "web/accessibility.html")


@require_safe
@cached_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about readers."""
    return render(request, "web/privacy.html")


@require_safe
@cached_page
def contact(request: HttpRequest) -> HttpResponse:
    """Say who runs this site and how to reach them."""
    return render(request, "web/contact.html", {"fraud_lines": fraud_lines()})
