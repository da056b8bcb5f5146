"""Which rooms an installation opens: a closed room's addresses answer 404, and no page leads to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

# What an operator leaves to others, unless ROOMS_CLOSED says otherwise. A police force does not judge what politicians
# say; a provider of networks or accounts publishes no dashboard of how forces deal with crime.
CLOSED_BY_DEFAULT = {"police": ("claims",), "provider": ("claims", "editions")}


def closed_by(kind: str, asked: str | None) -> frozenset[str]:
    """Return the closed rooms: those that were asked for (empty: none), else those an operator of this kind closes."""
    if asked is None:
        return frozenset(CLOSED_BY_DEFAULT.get(kind, ()))
    return frozenset(name.strip() for name in asked.split(",") if name.strip())


def is_open(room: str) -> bool:
    """May pages lead to this room?"""
    return room not in settings.ROOMS_CLOSED


class ClosedRooms:
    """Answers 404 for every view of a closed room, whichever its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> None:
        """Refuse before the view runs."""
        package, _, module = view.__module__.partition(".")
        if package == "hueandcry" and not is_open(module.partition(".")[0]):
            raise Http404
