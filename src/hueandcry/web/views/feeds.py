"""Atom feeds of rises: for a place, a force, and all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.ui import atom
from hueandcry.ui.answers import missing
from hueandcry.web.pages import addresses
from hueandcry.web.pages import feeds as pages
from hueandcry.web.queries import places, rises
from hueandcry.web.queries.reference import Withdrawal
from hueandcry.web.rules.months import index_of, month_at
from hueandcry.web.views.machine import open_data
from hueandcry.web.views.served import Served

# A feed reaches back this far, and holds at most so many entries of each sort.
MONTHS = 12
MOST = 200


@open_data
def every(request: HttpRequest, build: Served) -> HttpResponse:
    """Tell the rises of the whole country."""
    with atom.in_language(request):
        return _feed(request, build, title=gettext("Unusual rises"), page=reverse("rises"))


@open_data
def force(request: HttpRequest, build: Served, slug: str) -> HttpResponse:
    """Tell the rises of a force's territory."""
    body = build.reference.bodies.get(slug)
    if body is None:
        return missing(slug, "the short name of a police force, such as northumbria")
    with atom.in_language(request):
        title = gettext("Unusual rises: %(place)s") % {"place": body.name}
        return _feed(request, build, title=title, page=reverse("force", args=[slug]), force=slug)


@open_data
def place(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Tell the rises of a place."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return missing(code, "the code of a district, a small area or a police force area")
    with atom.in_language(request):
        page = addresses.of_place(area, build.reference)
        return _feed(request, build, title=pages.place_title(area), page=page, area=area.code)


def _feed(
    request: HttpRequest, build: Served, *, title: str, page: str, force: str = "", area: str = ""
) -> HttpResponse:
    reader, reference = build.reader, build.reference
    last = reference.data_to
    since = month_at(index_of(last) - MONTHS + 1) if last else date.max
    told = pages.entries(
        reference,
        rises=rises.rises(reader, reference, months=(since, last), many=MOST, force=force, area=area) if last else [],
        over=rises.over(reader, reference, since=since, many=MOST, force=force, area=area) if last else [],
        withdrawn=_withdrawn(build, force, area),
        arrivals=rises.news_times(reader),
    )
    return atom.feed(request, told, title=title, subtitle=pages.subtitle(), page=page, updated=reference.built_at)


def _withdrawn(build: Served, force: str, area: str) -> Sequence[Withdrawal]:
    found = (
        one
        for one in build.reference.withdrawals
        if (not force or one.force == force) and (not area or one.area == area)
    )
    return list(found)[:MOST]
