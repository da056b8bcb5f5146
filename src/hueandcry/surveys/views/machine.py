"""Surveys for machines: CSV, JSON, CSVW, data package, charts as files, feed, questionnaires for survey tools."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from hueandcry.surveys import queries
from hueandcry.surveys.pages import addresses, feeds, machine, questions
from hueandcry.surveys.pages.served import Shown
from hueandcry.surveys.pages.wave import Found, dots
from hueandcry.surveys.queries import ABOUT, FIGURES, GROUPS
from hueandcry.surveys.views.answering import EXPECTED, built, of_wave
from hueandcry.surveys.views.asking import served
from hueandcry.ui import answers, atom
from hueandcry.ui import charts as drawn
from hueandcry.ui.addresses import public
from hueandcry.ui.answers import open_data
from hueandcry.ui.middleware import embeddable

ENGLISH = "en-gb"


@require_safe
@open_data
def every(request: HttpRequest) -> HttpResponseBase:
    """Return the waves that are published."""
    build = served(request)
    return built(build, answers.as_json(machine.listed(queries.waves(build.reader), build=build.build)))


@of_wave
def wave_csv(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Return every estimate of a wave, one a line."""
    wave = found.wave
    rows = machine.rows(found, "estimates", build=build.build)
    response = answers.as_csv(f"{wave.survey}-{wave.wave}.csv", list(machine.ESTIMATES), rows)
    beside = addresses.of_file("csv-metadata", wave, build=build.earlier)
    response.headers["Link"] = f'<{beside}>; rel="describedby"; type="application/csvm+json"'
    return response


@of_wave
def csv_metadata(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Return what stands beside the CSV (CSVW)."""
    url = public(addresses.of_file("csv", found.wave, build=build.earlier), request)
    return answers.as_json(machine.csv_metadata(found, url, build=build.build), kind="application/csvm+json")


@of_wave
def wave_json(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Return a wave whole."""
    address = public(addresses.of_wave(found.wave, build=build.earlier), request)
    publication = public(addresses.of_publication(found.wave, found.wave.number), request)
    return answers.as_json(machine.content(found, build=build.build, address=address, publication=publication))


@of_wave
def package(request: HttpRequest, build: Shown, found: Found) -> HttpResponse:
    """Return the data package for an open-data portal."""
    wave = found.wave
    address = public(addresses.of_wave(wave, build=build.earlier), request)
    response = HttpResponse(machine.package(found, build=build.build, address=address), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{wave.survey}-{wave.wave}.zip"'
    return response


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


@of_wave
@embeddable
def chart(request: HttpRequest, build: Shown, found: Found, *, estimate: str, split: str) -> HttpResponse:
    """Return one estimate by group as a chart of its own: `lang` (en, cy), `variant` (wide, phone)."""
    with atom.in_language(request):
        shown = dots(found, estimate, split)
        if shown is None:
            return answers.missing(f"{found.wave.survey}, {found.wave.wave}, {estimate}, {split}", EXPECTED)
        variant = "phone" if request.GET.get("variant") == "phone" else "wide"
        return HttpResponse(drawn.dots(shown, variant=variant, alone=True), content_type="image/svg+xml")


@require_safe
@open_data
def feed(request: HttpRequest) -> HttpResponseBase:
    """Return the news of surveys: waves published and corrected."""
    with atom.in_language(request):
        build = served(request)
        entries = feeds.entries(queries.waves(build.reader), queries.publications(build.reader))
        return built(
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
