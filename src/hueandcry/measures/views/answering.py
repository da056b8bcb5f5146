"""How addresses for machines answer: what is asked for is found first, and every answer names its build."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hueandcry.measures.pages.served import Shown
from hueandcry.measures.views.asking import served
from hueandcry.ui import answers
from hueandcry.ui.answers import View, open_data

ENGLISH = "en-gb"

Found = TypeVar("Found")


def in_english(_request: HttpRequest) -> override:
    """Speak English, whatever language the reader's last page had."""
    return override(ENGLISH)


def answering(
    find: Callable[[HttpRequest, Shown, str], Found],
    *,
    expected: str,
    language: Callable[[HttpRequest], override] = in_english,
) -> Callable[[View], View]:
    """Give a view the build and what `find` finds in it; where that raises `Http404`, say what was expected."""

    def decorated(view: View) -> View:
        @require_safe
        @open_data
        @functools.wraps(view)
        def answered(request: HttpRequest, slug: str = "") -> HttpResponseBase:
            with language(request):
                build = served(request)
                try:
                    found = find(request, build, slug)
                except Http404:
                    return answers.missing(slug or request.GET.get("body", ""), expected)
                response = view(request, build, found)
            response.headers["X-Build"] = build.build
            return response

        return answered

    return decorated


def as_svg(chart: str) -> HttpResponse:
    """Return a chart as a file."""
    return HttpResponse(chart, content_type="image/svg+xml")
