"""The map of a place, on demand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hueandcry.ui.middleware import cached_page
from hueandcry.web.pages import maps as pages
from hueandcry.web.queries import maps, places
from hueandcry.web.views.places import months_of, no_such_place, own_address
from hueandcry.web.views.served import Served, with_build


@cached_page
@with_build
def place_map(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Show a place among its neighbours: as a list, and on a map when asked for."""
    reader, reference = build.reader, build.reference
    area = places.place(reader, reference, code)
    if area is None:
        return no_such_place(request, code)
    if elsewhere := own_address(build, area, code):
        return redirect(elsewhere)
    shapes = maps.around(reader, area.code)
    months = {
        area.code: months_of(reference, area.force),
        **{one.code: months_of(reference, one.force) for one in shapes},
    }
    body = reference.bodies.get(area.force or "")
    page = pages.page(
        reference,
        area,
        has_outline=maps.outline(reader, area.code) is not None,
        neighbours=shapes,
        verdicts=places.verdicts_of_each(reader, months),
        months=months,
        force_outline=body.area_code if body and maps.outline(reader, body.area_code) else "",
    )
    return render(request, "web/map.html", {"page": page, "invented": page.invented})
