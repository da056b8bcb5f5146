"""Addresses for machines that are handed the build being served."""

from __future__ import annotations

import functools

from django.http import HttpRequest, HttpResponseBase

from hueandcry.ui import answers
from hueandcry.ui.answers import View
from hueandcry.web.views.served import served


def open_data(view: View) -> View:
    """Hand the view the build being served; see `answers.open_data`."""

    @answers.open_data
    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponseBase:
        build = served()
        response = view(request, build, **parts)
        response.headers["X-Build"] = build.reference.build
        return response

    return answered
