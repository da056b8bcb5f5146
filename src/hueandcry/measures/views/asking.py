"""What a request asks of a measure, and which build answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest

from hueandcry.measures import queries
from hueandcry.measures.pages.measure import Asked, Found, latest_period
from hueandcry.measures.pages.served import Shown, shown
from hueandcry.measures.pages.tables import sorting
from hueandcry.measures.pages.trails import publishers
from hueandcry.measures.queries import Definition, Value
from hueandcry.ui.addresses import public
from hueandcry.ui.builds import asked_build, build_words
from hueandcry.warehouse import reading


def served(request: HttpRequest) -> Shown:
    """Return the build that the address asks for while it is kept, else the present one. Raises `NothingBuilt`."""
    opened = reading.served(settings.HOME, asked_build(request))
    note, link = build_words(request, shown=opened.build.id, present=reading.reader(settings.HOME).build.id)
    return shown(opened, note=note, link=link)


def definition_of(build: Shown, slug: str, version: str) -> tuple[Definition, tuple[Definition, ...]]:
    """Return the version that is asked for, by default the one in force, and all of them. Raises `Http404`."""
    every = tuple(queries.versions(build.reader, slug))
    about = next((one for one in every if str(one.version) == version or (not version and one.latest)), None)
    if about is None:
        raise Http404
    return about, every


def measure_of(request: HttpRequest, build: Shown, slug: str) -> Found:
    """Return what a request asks of a measure. Raises `Http404`."""
    about, every = definition_of(build, slug, request.GET.get("version", ""))
    part = request.GET.get("part", "")
    if part and part not in {one.code for one in about.parts}:
        raise Http404
    parts = frozenset(
        row["part"] for row in build.reader.rows(queries.ROOM, "parts_with_values", slug=slug, version=about.version)
    )
    if not part and "" not in parts and parts:
        part = next((one.code for one in about.parts if one.code in parts), "")
    values = values_of(build, about, part)
    labels = {one.period for one in values}
    wanted = request.GET.get("period", "")
    period = wanted if wanted in labels else latest_period(values)
    notes = queries.notes(build.reader, [one for one in values if one.period == period])
    found = queries.limits(build.reader, slug, version=about.version, part=part, period=period)
    return Found(
        about=about,
        versions=every,
        values=tuple(values),
        limits=found,
        files=tuple(queries.files(build.reader, slug, about=about)),
        publishers=tuple(publishers(build.reader, about)),
        parts=parts,
        figure_notes=tuple(notes),
        asked=Asked(
            part=part,
            period=period,
            version="" if about.latest else str(about.version),
            build=build.build if build.link else "",
            order=sorting(request.GET.get("sort", ""), request.GET.get("order", "")),
            body=request.GET.get("body", "") if request.GET.get("body") in {one.body for one in values} else "",
        ),
    )


def values_of(build: Shown, about: Definition, part: str) -> list[Value]:
    """Return the values of one part of a version."""
    return queries.values(build.reader, about.slug, version=about.version, part=part)


def full(request: HttpRequest) -> Callable[[str], str]:
    """Return a function that makes a full address of one of ours."""
    return lambda path: public(path, request)


def is_invented(values: Sequence[Value]) -> bool:
    """Is any figure here of the invented county?"""
    return any(one.invented and one.value is not None for one in values)
