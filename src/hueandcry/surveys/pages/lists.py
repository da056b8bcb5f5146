"""The list of surveys, and the page of one: its waves side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from hueandcry.surveys.pages import addresses, words
from hueandcry.surveys.pages.questions import text
from hueandcry.surveys.queries import Change, Estimate, Wave
from hueandcry.surveys.rules.questionnaire import Questionnaire
from hueandcry.ui.components import Cell, Column, Link, PlaceCard, State, Table
from hueandcry.ui.format import day_name, number
from hueandcry.ui.languages import Bilingual

Slot = tuple[str, str]  # wave, estimate


@dataclass(frozen=True)
class SurveyCard:
    """A survey in the list: its newest wave and what it found first."""

    title: str
    url: str
    about: str
    sentence: str
    waves: str


def cards(newest: Sequence[Wave], every: Sequence[Wave], estimates: Sequence[Estimate]) -> list[SurveyCard]:
    """Return the surveys, each by its newest wave."""
    found = {(one.survey, one.wave, one.estimate): one for one in estimates}
    made = []
    for wave in newest:
        count = sum(one.survey == wave.survey for one in every)
        leading = next((one["slug"] for one in wave.about["estimates"] if one["headline"]), "")
        first = found.get((wave.survey, wave.wave, leading))
        made.append(
            SurveyCard(
                title=str(wave.title),
                url=addresses.of_survey(wave.survey),
                about=str(wave.words("people")),
                sentence=_sentence(wave, first) if first else "",
                waves=ngettext("%(count)s wave, the newest: %(wave)s", "%(count)s waves, the newest: %(wave)s", count)
                % {"count": number(count), "wave": wave.wave_title},
            )
        )
    return made


def _sentence(wave: Wave, one: Estimate) -> str:
    told = {"estimate": wave.title_of(one.estimate), "figure": words.figure_words(one)}
    if not one.is_shown:
        return gettext("%(estimate)s: not shown.") % told
    unit = words.unit_words(one.unit)
    told["figure"] = f"{told['figure']} {unit}".strip()
    return gettext("%(estimate)s: %(figure)s; %(interval)s.") % {**told, "interval": words.interval_words(one)}


def questionnaire_cards(asked: Sequence[Questionnaire]) -> list[PlaceCard]:
    """Return the questionnaires that come with the project."""
    return [
        PlaceCard(
            text(one.title),
            reverse("questionnaire", args=[one.slug]),
            ngettext("%(count)s question", "%(count)s questions", len(one.questions))
            % {"count": number(len(one.questions))},
        )
        for one in asked
    ]


def nothing_published() -> State:
    """Say that no survey is published yet, and what to do."""
    return State(
        title=gettext("No survey is published here yet"),
        text=gettext(
            "Surveys ask people what happened to them, reported or not. Whoever runs this installation publishes a "
            "wave with one command; only estimates are kept, never anybody's answers."
        ),
        links=(
            Link(gettext("Questionnaires to use"), reverse("questionnaires")),
            Link(gettext("How surveys are estimated"), reverse("method", args=["surveys"])),
        ),
    )


# ---- one survey -----------------------------------------------------------------------------------------------------


def waves_table(waves: Sequence[Wave]) -> Table:
    """Return the waves of a survey, newest first."""
    return Table(
        caption=gettext("Every wave that is published, newest first."),
        columns=(
            Column(gettext("Wave")),
            Column(gettext("How people were asked")),
            Column(gettext("Answered"), numeric=True),
            Column(gettext("Published")),
        ),
        rows=tuple(
            (
                Cell(str(one.wave_title), url=addresses.of_wave(one)),
                words.asked_words(one),
                number(one.about["method"]["respondents"]),
                Cell(day_name(one.published_at), note=_correction(one)),
            )
            for one in waves
        ),
    )


def _correction(one: Wave) -> str:
    return gettext("corrected: %(note)s") % {"note": one.note} if one.number > 1 else ""


def over_time(waves: Sequence[Wave], estimates: Sequence[Estimate], changes: Sequence[Change]) -> Table | None:
    """Return the headline figures of every wave side by side, oldest first; None where there is one wave only."""
    if len(waves) < 2:
        return None
    ordered = list(reversed(waves))
    found: Mapping[Slot, Estimate] = {(one.wave, one.estimate): one for one in estimates if not one.split}
    titles = {wave.wave: wave.wave_title for wave in waves}
    changed: dict[Slot, Change] = {}
    for one in sorted((one for one in changes if not one.split), key=lambda one: one.is_tested):
        changed[one.wave, one.estimate] = one  # a test, where there is one, over why there is none
    leading = [one["slug"] for one in waves[0].about["estimates"] if one["headline"]]
    return Table(
        # xgettext:no-python-format
        caption=gettext("Headline figures wave by wave, with 95% intervals. Below a figure: whether it changed."),
        columns=(
            Column(gettext("Estimate")),
            *(Column(str(wave.wave_title), numeric=True) for wave in ordered),
        ),
        rows=tuple(
            (
                str(waves[0].title_of(slug)),
                *(_cell(found.get((wave.wave, slug)), changed.get((wave.wave, slug)), titles) for wave in ordered),
            )
            for slug in leading
        ),
    )


def _cell(one: Estimate | None, change: Change | None, titles: Mapping[str, Bilingual]) -> Cell:
    if one is None:
        return Cell("–", note=gettext("not asked"))
    if not one.is_shown:
        return Cell(words.figure_words(one), note=words.why_words(one.why))
    figure = f"{words.figure_words(one)} {words.unit_words(one.unit)}".strip()
    if change is None:
        return Cell(figure, note=words.interval_short(one))
    if change.difference is None:
        return Cell(figure, note=f"{words.interval_short(one)}. {words.why_words(change.why)}")
    note = gettext("%(interval)s; %(difference)s since %(before)s, %(verdict)s") % {
        "before": titles[change.before],
        "interval": words.interval_short(one),
        "difference": words.difference_words(change.difference, one.unit),
        "verdict": words.verdict_words(change),
    }
    return Cell(figure, note=note)
