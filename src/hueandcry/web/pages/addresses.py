"""Where things are: the addresses that several pages name."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from django.urls import reverse

from hueandcry.web.queries.reference import Area, Kind, Reference
from hueandcry.web.rules.months import written


def of_place(area: Area, reference: Reference, *, month: date | None = None) -> str:
    """Return the page of an area; a force's area has the force's page."""
    body = reference.by_area.get(area.code) if area.level == "force" else None
    page = reverse("force", args=[body.slug]) if body else reverse("place", args=[area.code])
    return f"{page}?month={written(month)}" if month else page


def of_series(area_code: str, kind: Kind, *, month: date | None = None, build: str = "") -> str:
    """Return the page of one kind in one place; with `month` and `build` it always leads to the same figure."""
    page = reverse("series", args=[area_code, kind.scheme, kind.code])
    asked = {"month": written(month) if month else "", "build": build}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{page}?{query}" if query else page


def of_problem(path: str) -> str:
    """Return the form by which a reader tells of a problem with the figure at an address."""
    return f"{reverse('report-problem')}?figure={quote(path, safe='')}"
