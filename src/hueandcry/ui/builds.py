"""Which build an address asks for, and what a page says where it shows another than the present one."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from hueandcry.ui.components import Link

# The name of a build: when it was made (UTC), and of what.
NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-z]{1,40}")


def asked_build(request: HttpRequest) -> str:
    """Return the build that an address asks for, or nothing. Raises `Http404` for what was never a build's name."""
    asked = request.GET.get("build", "")
    if asked and not NAME.fullmatch(asked):
        raise Http404
    return asked


def build_words(request: HttpRequest, *, shown: str, present: str) -> tuple[str, Link | None]:
    """Say of which build the figures are, where it is not the present one or not the one that was asked for.

    The link leads to the present figures, where others are shown.
    """
    asked = asked_build(request)
    if asked in ("", present):
        return "", None
    if shown != asked:
        words = gettext("The build %(build)s is no longer kept here. These are the figures of the present build.")
        return words % {"build": asked}, None
    words = gettext("These are the figures of an earlier build, %(build)s. The present one may differ.")
    return words % {"build": asked}, Link(gettext("See the present figures"), request.path)
