"""News of surveys: a wave was published, or corrected."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from hueandcry.surveys.pages import addresses
from hueandcry.surveys.queries import Publication, Wave
from hueandcry.ui.atom import Entry


def entries(waves: Sequence[Wave], publications: Sequence[Publication]) -> list[Entry]:
    """Return one entry for each publication."""
    known = {(one.survey, one.wave): one for one in waves}
    return [_entry(known[one.survey, one.wave], one) for one in publications if (one.survey, one.wave) in known]


def _entry(wave: Wave, one: Publication) -> Entry:
    named = {"survey": wave.title, "wave": wave.wave_title}
    if one.number == 1:
        title = gettext("Published: %(survey)s, %(wave)s") % named
        said = gettext("Estimates with their intervals, and how they were asked.")
    else:
        title = gettext("Corrected: %(survey)s, %(wave)s") % named
        said = one.note
    if wave.invented:
        said = gettext("Invented. %(words)s") % {"words": said}
    return Entry(
        ident=f"survey:{one.survey}:{one.wave}:{one.number}",
        title=title,
        words=said,
        path=addresses.of_wave(wave),
        updated=one.published_at,
    )
