"""All rises."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import home as pages
from hueandcry.web.pages.home import Asked
from hueandcry.web.queries import rises
from hueandcry.web.rules.months import parsed
from hueandcry.web.views.served import Served, with_build

MOST_PAGES = 1000


@cached_page
@with_build
def every(request: HttpRequest, build: Served) -> HttpResponse:
    """Show the rises of a month, strongest evidence first, with what could not be judged and what was withdrawn."""
    asked = asked_for(request)
    latest = rises.latest(build.reader)
    month = asked.month or (latest.month if latest else None)
    narrowed = {"force": asked.force, "kind": asked.kind}
    page = pages.every_rise(
        build.reference,
        asked=asked,
        latest=latest,
        month=month,
        months=rises.months_judged(build.reader),
        verdicts=rises.counted(build.reader, month=month, **narrowed) if month else {},
        rises=rises.rises(
            build.reader,
            build.reference,
            months=(month, month),
            many=pages.ROWS + 1,
            after=(asked.page - 1) * pages.ROWS,
            **narrowed,
        )
        if month
        else [],
        today=date.today(),
    )
    return render(request, "web/rises.html", {"page": page, "invented": page.invented})


def asked_for(request: HttpRequest) -> Asked:
    """Read what the list is narrowed to; what makes no sense is left out."""
    number = request.GET.get("page", "")
    return Asked(
        month=parsed(request.GET.get("month")),
        force=request.GET.get("force", "")[:80],
        kind=request.GET.get("kind", "")[:80],
        page=min(MOST_PAGES, int(number)) if number.isascii() and number.isdigit() and int(number) else 1,
    )
