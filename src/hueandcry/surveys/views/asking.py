"""What a request asks of a survey, and which build answers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest

from hueandcry.surveys import queries
from hueandcry.surveys.pages.served import Shown, shown
from hueandcry.surveys.pages.wave import Found, by_slot
from hueandcry.surveys.queries import Wave
from hueandcry.ui.addresses import public
from hueandcry.ui.builds import asked_build, build_words
from hueandcry.warehouse import reading


def served(request: HttpRequest) -> Shown:
    """Return the build that the address asks for while it is kept, else the present one. Raises `NothingBuilt`."""
    opened = reading.served(settings.HOME, asked_build(request))
    note, link = build_words(request, shown=opened.build.id, present=reading.reader(settings.HOME).build.id)
    return shown(opened, note=note, link=link)


def wave_of(build: Shown, survey: str, wave: str) -> Found | None:
    """Return what the build holds of a wave, or None."""
    every = queries.waves(build.reader, survey)
    asked = next((one for one in every if one.wave == wave), None)
    if asked is None:
        return None
    changes = queries.changes(build.reader, survey=survey, wave=wave)
    before = _before(every, {one.before for one in changes if one.is_tested} or {one.before for one in changes})
    codes = [domain["code"] for split in asked.about["splits"] for domain in split["domains"]]
    return Found(
        wave=asked,
        before=before,
        estimates=tuple(queries.estimates(build.reader, survey=survey, wave=wave)),
        changes=by_slot(changes, before.wave) if before else {},
        groups=tuple(queries.groups(build.reader, survey=survey, wave=wave)),
        publications=tuple(queries.publications(build.reader, survey=survey, wave=wave)),
        areas=queries.area_names(build.reader, codes),
    )


def found_or_404(build: Shown, survey: str, wave: str) -> Found:
    """Return what the build holds of a wave. Raises `Http404`."""
    found = wave_of(build, survey, wave)
    if found is None:
        raise Http404
    return found


def full(request: HttpRequest) -> Callable[[str], str]:
    """Return a function that makes a full address of one of ours."""
    return lambda path: public(path, request)


def _before(every: list[Wave], names: set[str]) -> Wave | None:
    """Return the latest of the earlier waves with which this one is compared."""
    return next((one for one in every if one.wave in names), None)
