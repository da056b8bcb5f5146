"""A place, and one kind of crime in a place."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hueandcry.ui.builds import build_words
from hueandcry.ui.components import Search
from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import addresses
from hueandcry.web.pages import place as place_page
from hueandcry.web.pages import series as series_page
from hueandcry.web.queries import places
from hueandcry.web.queries import series as series_queries
from hueandcry.web.queries.reference import Area, Kind, Reference
from hueandcry.web.rules.months import index_of, month_at, parsed
from hueandcry.web.rules.verdicts import standing
from hueandcry.web.views.served import Served, as_asked, with_build


@cached_page
@with_build
def place(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Show a place in a month: by default the latest that its force published."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return no_such_place(request, code)
    if elsewhere := own_address(build, area, code):
        return redirect(elsewhere)
    page = page_of(build, area, parsed(request.GET.get("month")))
    return render(request, "web/place.html", {"page": page, "code": area.code, "invented": page.invented})


def own_address(build: Served, area: Area, code: str) -> str:
    """Return where this area's page really is: a force has its own, and a code is written in one way."""
    return addresses.of_place(area, build.reference) if area.level == "force" or area.code != code else ""


def no_such_place(request: HttpRequest, code: str) -> HttpResponse:
    """Say that there is no such place here, and what to do."""
    return render(request, "web/no_such_place.html", {"code": code, "search": Search(reverse("search"))}, status=404)


def page_of(build: Served, area: Area, month: date | None) -> place_page.PlacePage:
    """Ask what a place's page needs, and put it together."""
    reader, reference = build.reader, build.reference
    shown = places.place_month(reader, reference, area, month=month)
    told = [row for one in shown.schemes for row in (*one.rises, *one.ended)]
    oldest = min((one.month for one in shown.schemes), default=date.today())
    since = month_at(index_of(oldest) - places.CHART_MONTHS + 1)
    kinds = sorted({row.kind.code for row in told})
    parent = reference.areas.get(area.parent or "") if area.level == "lsoa" else None
    is_silent = standing(shown.verdicts) not in ("rises", "quiet")
    months = {one.scheme.code: one.month for one in shown.schemes}
    return place_page.page(
        reference=reference,
        shown_month=shown,
        counts=places.area_counts(reader, area.code, since=since) if told else {},
        past=places.history(reader, area.code, kinds, since=since) if told else {},
        parent_verdicts=places.verdicts(reader, [parent.code], months_of(reference, parent.force)).get(parent.code, {})
        if parent and is_silent
        else {},
        parts=places.parts(reader, area, months=months) if area.level == "district" else [],
        today=date.today(),
        asked_month=month,
    )


def months_of(reference: Reference, force: str | None) -> dict[str, date]:
    """Return the last month that a force published, of each scheme."""
    return {code: month for code in reference.schemes if (month := reference.latest(code, force))}


@cached_page
@with_build
def series(request: HttpRequest, build: Served, code: str, scheme: str, kind: str) -> HttpResponse:
    """Show one kind in one place, with the whole trail of one month's figure; of an earlier build while it is kept."""
    present, build = build, as_asked(request)
    area = places.place(build.reader, build.reference, code)
    known = build.reference.kinds.get((scheme, kind))
    if area is None or known is None:
        return no_such_place(request, code)
    found = series_of(build, area, known)
    if found is None:
        return no_such_place(request, code)
    month = parsed(request.GET.get("month")) or found.months[-1].month
    note, link = build_words(request, shown=build.reference.build, present=present.reference.build)
    page = series_page.page(
        request=request,
        reference=build.reference,
        series=found,
        month=month,
        files=series_queries.source_files(build.reader, found.scheme, area.force),
        today=date.today(),
        build_note=note,
        build_link=link,
    )
    return render(request, "web/series.html", {"page": page, "invented": page.invented, "problem_url": ""})


def series_of(build: Served, area: Area, kind: Kind) -> series_queries.Series | None:
    """Return a series; None where its force published nothing of the scheme."""
    found = series_queries.every_series(build.reader, build.reference, area, scheme=kind.scheme, kind=kind.code)
    return found[0] if found and found[0].months else None
