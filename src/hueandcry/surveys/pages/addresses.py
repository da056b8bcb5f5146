"""Addresses of this room's pages and files."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.urls import reverse

from hueandcry.surveys.queries import Wave
from hueandcry.ui.addresses import speaking


def of_survey(survey: str) -> str:
    """Return the page of a survey."""
    return reverse("survey", args=[survey])


def of_wave(wave: Wave, **asked: str) -> str:
    """Return the page of a wave; what is empty is left out of the address."""
    return _asking(reverse("survey-wave", args=[wave.survey, wave.wave]), **asked)


def of_file(name: str, wave: Wave, *, build: str = "") -> str:
    """Return a file of a wave: "csv", "json", "csv-metadata" or "package"."""
    return _asking(reverse(f"survey-wave-{name}", args=[wave.survey, wave.wave]), build=build)


def of_publication(wave: Wave, number: int) -> str:
    """Return one publication of a wave, as it was frozen."""
    return reverse("survey-publication", args=[wave.survey, wave.wave, number])


def of_chart(wave: Wave, estimate: str, split: str, *, build: str = "") -> str:
    """Return a chart of a wave as a file, in the language of the page."""
    return speaking(_asking(reverse("survey-chart", args=[wave.survey, wave.wave, estimate, split]), build=build))


def of_questions(wave: Wave, *, build: str = "") -> str:
    """Return the page of the questions that a wave asked."""
    return _asking(reverse("survey-wave-questions", args=[wave.survey, wave.wave]), build=build)


def of_problem(path: str) -> str:
    """Return the form by which a reader tells of a problem with the figure at an address."""
    return f"{reverse('report-problem')}?figure={quote(path, safe='')}"


def _asking(path: str, **asked: str) -> str:
    """Return an address with what it asks for, less what is empty."""
    kept = {name: value for name, value in asked.items() if value}
    return path + (f"?{urlencode(kept)}" if kept else "")
