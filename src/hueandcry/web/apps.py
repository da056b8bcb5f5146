"""What the pages tell the look of the house when it starts: the doors, the foot of every page, the build."""

from __future__ import annotations

from datetime import date

from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.ui import context, middleware, rooms
from hueandcry.ui.components import Link
from hueandcry.warehouse import builds, frozen
from hueandcry.warehouse.reading import NothingBuilt

BEHIND_DATA = ("data", "methods", "dashboards", "measures", "surveys")


class Web(AppConfig):
    """The pages that gather from several rooms."""

    name = "hueandcry.web"

    def ready(self) -> None:
        """Say where doors, footer, coverage line and build come from."""
        context.offer(doors=doors, footer_links=footer_links, coverage_line=coverage_line, problem_url=problem_url)
        middleware.set_build_source(pages_stand_for)


def doors(request: HttpRequest) -> list[Link]:
    """Return the doors that exist, the one we are behind marked."""
    behind_data = request.path.startswith(tuple(reverse(name) for name in BEHIND_DATA))
    check = Link(gettext("Check"), reverse("claims"), current=request.path.startswith(reverse("claims")))
    return [
        Link(gettext("Near you"), reverse("home"), current=_is_near(request) and not behind_data),
        *([check] if rooms.is_open("claims") else []),
        Link(gettext("Data"), reverse("data"), current=behind_data),
    ]


def footer_links(request: HttpRequest) -> list[Link]:
    """Return the links at the foot of every page."""
    return [
        Link(gettext("How this was worked out"), reverse("methods")),
        Link(gettext("Police forces"), reverse("forces")),
        Link(gettext("Accessibility"), reverse("accessibility")),
        Link(gettext("Privacy"), reverse("privacy")),
        Link(gettext("Contact"), reverse("contact")),
    ]


def coverage_line(request: HttpRequest) -> str:
    """Return how far the data reach; nothing while there is no build."""
    from hueandcry.web.pages.words import coverage_words
    from hueandcry.web.views.served import served

    try:
        return coverage_words(served().reference)
    except NothingBuilt:
        return ""


def problem_url(request: HttpRequest) -> str:
    """Return the form by which a reader tells of a problem with what this page shows."""
    from hueandcry.web.pages.addresses import of_problem

    return of_problem(request.get_full_path())


def pages_stand_for() -> str:
    """Return what finished pages stay true for: one build, what is published, and one month (a month's age is told)."""
    build = builds.current(settings.HOME)
    return f"{build.id}/{frozen.state(settings.HOME)}/{date.today():%Y-%m}" if build else ""


def _is_near(request: HttpRequest) -> bool:
    """Are we at a search, a place, a force or a rise?"""
    near = ("home",), ("search",), ("rises",), ("forces",)
    starts = [reverse(*name) for name in near[1:]]
    home = reverse("home")
    return request.path == home or request.path.startswith((*starts, f"{home}places/"))
