"""Two places or two months side by side."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import compare as pages
from hueandcry.web.queries import comparing, places
from hueandcry.web.queries.reference import Area, Scheme
from hueandcry.web.queries.search import find
from hueandcry.web.rules.asked import asked
from hueandcry.web.rules.months import index_of, month_at, parsed
from hueandcry.web.views.places import no_such_place, own_address
from hueandcry.web.views.served import Served, with_build

A_YEAR = 12


@cached_page
@with_build
def compare(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Show a place beside another, or beside itself in another month: by default a year earlier."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return no_such_place(request, code)
    if own_address(build, area, code):
        return (
            redirect("compare", code=area.code) if area.level != "force" else redirect(own_address(build, area, code))
        )
    schemes = schemes_of(build, area)
    scheme = chosen_scheme(schemes, request.GET.get("scheme", ""))
    other, note = other_place(build, area, request.GET.get("with", ""))
    one, two = sides(request, build, area, other, scheme) if scheme else (None, None)
    breaks = comparing.breaks_between(build.reference, one, two, scheme.code) if scheme and one and two else []
    page = pages.page(
        build.reference,
        one=one,
        other=two,
        place=area,
        schemes=schemes,
        scheme=scheme.code if scheme else "",
        breaks=breaks,
        asked_place=other.name if other.code != area.code else request.GET.get("with", "")[:80],
        place_note=note,
    )
    return render(request, "web/compare.html", {"page": page, "code": area.code, "invented": page.invented})


def schemes_of(build: Served, area: Area) -> list[Scheme]:
    """Return the schemes that count this place."""
    return [one.scheme for one in places.place_month(build.reader, build.reference, area).schemes]


def chosen_scheme(schemes: list[Scheme], code: str) -> Scheme | None:
    """Return the scheme asked for, else the first; None where there is none."""
    return next((one for one in schemes if one.code == code), schemes[0] if schemes else None)


def other_place(build: Served, area: Area, words: str) -> tuple[Area, str]:
    """Return the place to compare with, and why it is not the one asked for; the place itself where none was asked."""
    text = asked(words)
    if not text.text:
        return area, ""
    found = find(build.reader, build.reference, text)
    if not found.areas:
        return area, gettext("No place was found for “%(words)s”.") % {"words": text.text}
    if not found.is_certain:
        note = gettext("Several places were found for “%(words)s”; %(place)s is shown.")
        return found.areas[0], note % {"words": text.text, "place": found.areas[0].name}
    return found.areas[0], ""


def sides(
    request: HttpRequest, build: Served, area: Area, other: Area, scheme: Scheme
) -> tuple[comparing.Side, comparing.Side]:
    """Return both sides: the months asked for, else the latest beside the same month a year before."""
    latest = build.reference.latest(scheme.code, area.force) or date.today()
    month = parsed(request.GET.get("month")) or latest
    earlier = month_at(max(A_YEAR, index_of(month) - A_YEAR))
    against = parsed(request.GET.get("against")) or (month if other.code != area.code else earlier)
    one = comparing.side(build.reader, build.reference, area, scheme.code, month)
    return one, comparing.side(build.reader, build.reference, other, scheme.code, against)
