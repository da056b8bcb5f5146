"""How addresses of a wave for machines answer: the wave is found first, and every answer names its build."""

from __future__ import annotations

import functools

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from hueandcry.surveys.pages.served import Shown
from hueandcry.surveys.views.asking import served, wave_of
from hueandcry.ui import answers
from hueandcry.ui.answers import View, open_data

EXPECTED = "a survey and a wave that are published; see /surveys/"


def of_wave(view: View) -> View:
    """Give a view the build and what it holds of the wave; say what was expected where that is nothing."""

    @require_safe
    @open_data
    @functools.wraps(view)
    def answered(request: HttpRequest, survey: str, wave: str, **asked: str) -> HttpResponseBase:
        build = served(request)
        found = wave_of(build, survey, wave)
        if found is None:
            return answers.missing(f"{survey}, {wave}", EXPECTED)
        return built(build, view(request, build, found, **asked))

    return answered


def built(build: Shown, response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that names its build."""
    response.headers["X-Build"] = build.build
    return response
