"""Pages of surveys: the list, a survey, a wave, and questionnaires."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hueandcry.surveys import queries
from hueandcry.surveys.pages import lists, questions
from hueandcry.surveys.pages import wave as shown
from hueandcry.surveys.rules.questionnaire import Questionnaire
from hueandcry.surveys.views.asking import found_or_404, full, served
from hueandcry.ui.addresses import speaking
from hueandcry.ui.answers import once_built
from hueandcry.ui.components import Link
from hueandcry.ui.middleware import cached_page


@require_safe
@cached_page
@once_built
def every(request: HttpRequest) -> HttpResponse:
    """Show the surveys that are published, and the questionnaires that can be used."""
    build = served(request)
    newest, waves = queries.surveys(build.reader), queries.waves(build.reader)
    estimates = queries.estimates(build.reader, split="")
    context = {
        "cards": lists.cards(newest, waves, estimates),
        "empty": lists.nothing_published(),
        "questionnaires": lists.questionnaire_cards(queries.questionnaires()),
        "links": [Link(gettext("Feed"), speaking(reverse("surveys-feed"))), Link("JSON", reverse("surveys-json"))],
        "crumbs": _to_data(),
        "invented": any(wave.invented for wave in newest),
    }
    return render(request, "surveys/every.html", context)


@require_safe
@cached_page
@once_built
def survey(request: HttpRequest, survey: str) -> HttpResponse:
    """Show a survey: its waves side by side."""
    build = served(request)
    waves = queries.waves(build.reader, survey)
    if not waves:
        raise Http404
    estimates = queries.estimates(build.reader, survey=survey, split="")
    changes = queries.changes(build.reader, survey=survey, split="")
    context = {
        "newest": waves[0],
        "people": waves[0].words("people"),
        "over_time": lists.over_time(waves, estimates, changes),
        "waves": lists.waves_table(waves),
        "crumbs": [*_to_data(), Link(gettext("Surveys"), reverse("surveys")), _here(waves[0].title)],
        "invented": waves[0].invented,
    }
    return render(request, "surveys/survey.html", context)


@require_safe
@cached_page
@once_built
def wave(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    """Show a wave; `estimate` is shown by group, `build` asks for an earlier build while it is kept."""
    build = served(request)
    found = found_or_404(build, survey, wave)
    known = [one.estimate for one in found.everybody]
    asked = request.GET.get("estimate", "")
    chosen = asked if asked in known else next((one.estimate for one in shown.headlines(found)), known[0])
    page = shown.page(build, found, estimate=chosen, full=full(request))
    return render(request, "surveys/wave.html", {"page": page, "invented": page.invented})


@require_safe
@cached_page
@once_built
def wave_questions(request: HttpRequest, survey: str, wave: str) -> HttpResponse:
    """Show the questions that a wave asked."""
    found = found_or_404(served(request), survey, wave)
    asked = queries.questions_of(settings.HOME, found.wave)
    if asked is None:
        raise Http404
    trail = [*shown.crumbs(found.wave), Link(str(found.wave.wave_title), reverse("survey-wave", args=[survey, wave]))]
    return _questionnaire(request, asked, [*trail, _here(gettext("Questions"))], invented=found.wave.invented)


@require_safe
@cached_page
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Show the questionnaires that come with the project."""
    context = {
        "questionnaires": [
            (one, questions.text(one.title), questions.text(one.people)) for one in queries.questionnaires()
        ],
        "crumbs": [*_to_data(), Link(gettext("Surveys"), reverse("surveys")), _here(gettext("Questionnaires"))],
    }
    return render(request, "surveys/questionnaires.html", context)


@require_safe
@cached_page
def questionnaire(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a questionnaire as a person would be asked it."""
    asked = queries.questionnaire(slug)
    if asked is None:
        raise Http404
    way = [
        Link(gettext("Surveys"), reverse("surveys")),
        Link(gettext("Questionnaires"), reverse("questionnaires")),
        _here(questions.text(asked.title)),
    ]
    return _questionnaire(request, asked, way, json=reverse("questionnaire-json", args=[slug]))


def _questionnaire(
    request: HttpRequest, asked: Questionnaire, crumbs: list[Link], *, json: str = "", invented: bool = False
) -> HttpResponse:
    context = {
        "asked": asked,
        "title": questions.text(asked.title),
        "about": questions.text(asked.about),
        "people": questions.text(asked.people),
        "sections": questions.sections(asked),
        "made_of": questions.made_of(asked),
        "json": json,
        "crumbs": crumbs,
        "invented": invented,
    }
    return render(request, "surveys/questionnaire.html", context)


def _to_data() -> list[Link]:
    return [Link(gettext("Data"), reverse("data"))]


def _here(title: object) -> Link:
    return Link(str(title), "", current=True)
