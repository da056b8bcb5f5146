"""Surveys for machines: CSV, JSON, CSVW, data package, charts as files, feed, questionnaires for survey tools."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from hueandcry.surveys import queries
from hueandcry.surveys.pages import addresses, feeds, machine, questions
from hueandcry.surveys.pages.served import Shown
from hueandcry.surveys.pages.wave import dots
from hueandcry.surveys.queries import ABOUT, FIGURES, GROUPS
from hueandcry.surveys.views.asking import served, wave_of
from hueandcry.ui import answers, atom
from hueandcry.ui import charts as drawn
from hueandcry.ui.addresses import public
from hueandcry.ui.answers import open_data
from hueandcry.ui.middleware import embeddable

EXPECTED = "a survey and a wave that are published; see /surveys/"
ENGLISH = "en-gb"


@require_safe
@open_data
def every(request: HttpRequest) -> HttpResponse:
    """Return the waves that are published."""
    build = served(request)
    return _of(build, answers.as_json(machine.listed(queries.waves(build.reader), build=build.build)))


@require_safe
@open_data
def wave_csv(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    """Return every estimate of a wave, one a line."""
    build = served(request)
    found = wave_of(build, survey, wave)
    if found is None:
        return answers.missing(f"{survey}, {wave}", EXPECTED)
    response = answers.as_csv(
        f"{survey}-{wave}.csv", list(machine.ESTIMATES), machine.rows(found, "estimates", build=build.build)
    )
    beside = addresses.of_file("csv-metadata", found.wave)
    response.headers["Link"] = f'<{beside}>; rel="describedby"; type="application/csvm+json"'
    return _of(build, response)


@require_safe
@open_data
def csv_metadata(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    """Return what stands beside the CSV (CSVW)."""
    build = served(request)
    found = wave_of(build, survey, wave)
    if found is None:
        return answers.missing(f"{survey}, {wave}", EXPECTED)
    url = public(addresses.of_file("csv", found.wave), request)
    told = machine.csv_metadata(found, url, build=build.build)
    return _of(build, answers.as_json(told, kind="application/csvm+json"))


@require_safe
@open_data
def wave_json(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    """Return a wave whole."""
    build = served(request)
    found = wave_of(build, survey, wave)
    if found is None:
        return answers.missing(f"{survey}, {wave}", EXPECTED)
    address = public(reverse("survey-wave", args=[survey, wave]), request)
    publication = public(addresses.of_publication(found.wave, found.wave.number), request)
    return _of(
        build, answers.as_json(machine.content(found, build=build.build, address=address, publication=publication))
    )


@require_safe
@open_data
def package(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    """Return the data package for an open-data portal."""
    build = served(request)
    found = wave_of(build, survey, wave)
    if found is None:
        return answers.missing(f"{survey}, {wave}", EXPECTED)
    address = public(reverse("survey-wave", args=[survey, wave]), request)
    response = HttpResponse(machine.package(found, build=build.build, address=address), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{survey}-{wave}.zip"'
    return _of(build, response)


@require_safe
@open_data
def publication(request: HttpRequest, survey: str, wave: str, number: int) -> HttpResponse:
    """Return one publication of a wave as it was frozen; a corrected one stays. Raises `Tampered`."""
    build = served(request)
    found = queries.wave(build.reader, survey, wave)
    made = queries.publication(settings.HOME, found, number) if found else None
    if made is None:
        return answers.missing(f"{survey}, {wave}, publication {number}", EXPECTED)
    told = {
        "number": made.number,
        "published_at": made.published_at.isoformat(),
        "note": made.note,
        "sha256": dict(made.files),
        "about": made.json(ABOUT),
        "estimates": made.json(FIGURES),
        "groups": made.json(GROUPS),
    }
    return answers.as_json(told)


@require_safe
@open_data
@embeddable
def chart(request: HttpRequest, survey: str, wave: str, estimate: str, split: str) -> HttpResponse:
    """Return one estimate by group as a chart of its own: `lang` (en, cy), `variant` (wide, phone)."""
    with atom.in_language(request):
        build = served(request)
        found = wave_of(build, survey, wave)
        shown = dots(found, estimate, split) if found else None
        if shown is None:
            return answers.missing(f"{survey}, {wave}, {estimate}, {split}", EXPECTED)
        variant = "phone" if request.GET.get("variant") == "phone" else "wide"
        svg = drawn.dots(shown, variant=variant, alone=True)
        return _of(build, HttpResponse(svg, content_type="image/svg+xml"))


@require_safe
@open_data
def feed(request: HttpRequest) -> HttpResponse:
    """Return the news of surveys: waves published and corrected."""
    with atom.in_language(request):
        build = served(request)
        entries = feeds.entries(queries.waves(build.reader), queries.publications(build.reader))
        return _of(
            build,
            atom.feed(
                request,
                entries,
                title=gettext("Surveys"),
                subtitle=gettext("Waves that were published or corrected"),
                page=reverse("surveys"),
                updated=max((entry.updated for entry in entries), default=build.built_at),
            ),
        )


@require_safe
@open_data
def questionnaire(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a questionnaire for survey tools."""
    asked = queries.questionnaire(slug)
    if asked is None:
        return answers.missing(slug, "a questionnaire that comes with the project; see /surveys/questionnaires/")
    with override(ENGLISH):
        return answers.as_json(questions.content(asked))


def _of(build: Shown, response: HttpResponse) -> HttpResponse:
    response.headers["X-Build"] = build.build
    return response
