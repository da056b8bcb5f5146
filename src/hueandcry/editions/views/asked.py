"""Which publication and which area a reader asks for; what happens where a frozen file was changed."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from hueandcry.editions import queries
from hueandcry.editions.queries import Edition
from hueandcry.editions.rules.content import Area
from hueandcry.ui.answers import problem
from hueandcry.warehouse.frozen import Tampered

View = Callable[..., HttpResponseBase]

NUMBER = re.compile(r"[0-9]{1,6}")  # an int of thousands of digits is refused with an error of Python's own


def edition(slug: str, number: int | str | None = None) -> Edition:
    """Return the publication that is asked for, by default as last corrected; else 404."""
    if number is not None and not NUMBER.fullmatch(str(number)):
        raise Http404
    found = queries.edition(settings.HOME, slug, int(number) if number is not None else None)
    if found is None:
        raise Http404
    return found


def area(request: HttpRequest, found: Edition) -> Area:
    """Return the area that is asked for, by default the widest; else 404."""
    content = found.content
    code = request.GET.get("area") or content.default_area
    asked = content.area(code)
    if asked is None:
        raise Http404
    return asked


def page_of_record(view: View) -> View:
    """Where a frozen file is not what was published, show nothing of it and say so."""

    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except Tampered:
            return render(request, "editions/tampered.html", status=500)

    return answered


def file_of_record(view: View) -> View:
    """The same for machines."""

    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except Tampered as error:
            return problem(error, status=500)

    return answered


def attached(body: bytes, name: str, kind: str) -> HttpResponse:
    """Answer with a file to keep."""
    response = HttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
