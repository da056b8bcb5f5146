"""A questionnaire as a person would be asked it, and for survey tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, override

from hueandcry.surveys.pages.help import HelpLine, lines
from hueandcry.surveys.rules.questionnaire import NUMBER, Condition, Question, Questionnaire, Text
from hueandcry.ui.languages import Bilingual

ENGLISH, WELSH = "en-gb", "cy"


@dataclass(frozen=True)
class AskedQuestion:
    """One question on the page: its number, what is asked, the answers, when it is asked, and who helps."""

    number: int
    ask: str
    note: str
    only_if: str
    kind: str
    answers: tuple[str, ...]
    help: tuple[HelpLine, ...]


@dataclass(frozen=True)
class AskedSection:
    """Questions that belong together."""

    title: str
    text: str
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True)
class Made:
    """An estimate and the questions it is made of."""

    title: str
    what: str
    questions: str


def text(both: Text) -> str:
    """Return a text in the language of the page."""
    return str(Bilingual(both.en, both.cy))


def sections(asked: Questionnaire) -> list[AskedSection]:
    """Return the questionnaire as it is asked."""
    numbers = _numbers(asked)
    return [
        AskedSection(
            text(section.title),
            text(section.text),
            tuple(_asked(question, asked, numbers) for question in asked.of_section(section.slug)),
        )
        for section in asked.sections
    ]


def made_of(asked: Questionnaire) -> list[Made]:
    """Return which estimates come of which questions."""
    numbers = _numbers(asked)
    return [
        Made(
            text(one.title),
            text(one.what),
            ", ".join(str(number) for number in sorted(numbers[column] for column in one.columns)),
        )
        for one in asked.estimates
    ]


def _numbers(asked: Questionnaire) -> dict[str, int]:
    """Return the number under which each question is asked: section by section."""
    ordered = [question.column for section in asked.sections for question in asked.of_section(section.slug)]
    return {column: number for number, column in enumerate(ordered, 1)}


def _asked(question: Question, asked: Questionnaire, numbers: dict[str, int]) -> AskedQuestion:
    return AskedQuestion(
        number=numbers[question.column],
        ask=text(question.ask),
        note=text(question.note),
        only_if=_only_if(question, asked, numbers),
        kind=question.kind,
        answers=tuple(text(option.text) for option in question.options),
        help=tuple(lines(question.help)),
    )


def _only_if(question: Question, asked: Questionnaire, numbers: dict[str, int]) -> str:
    """Say after which answers a question is asked: "Only if you said “Yes” to question 7, or “Yes” to question 9."."""
    if not question.ask_if:
        return ""
    parts = [_condition(one, asked.by_column[one.column], numbers) for one in question.ask_if]
    return gettext("Only if you said %(answers)s.") % {"answers": gettext(", or ").join(parts)}


def _condition(one: Condition, question: Question, numbers: dict[str, int]) -> str:
    told = {"number": numbers[one.column]}
    if not one.code:
        return gettext("more than none to question %(number)s") % told
    answer = text(question.options[question.codes[one.code]].text)
    return gettext("“%(answer)s” to question %(number)s") % {**told, "answer": answer}


# ---- for survey tools -----------------------------------------------------------------------------------------------


def content(asked: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire whole, in both languages: columns, codes, routing, help, and what comes of the answers."""
    return {
        "questionnaire": asked.slug,
        "version": asked.version,
        "since": asked.since.isoformat(),
        "reviewed_by": asked.reviewed_by,
        "welsh_reviewed_by": asked.welsh_reviewed_by,
        "title": asked.title.both(),
        "about": asked.about.both(),
        "people": asked.people.both(),
        "reference_months": asked.reference_months,
        "sections": [{"slug": one.slug, "title": one.title.both(), "text": one.text.both()} for one in asked.sections],
        "questions": [_question(one) for one in asked.questions],
        "estimates": [
            {
                "slug": one.slug,
                "title": one.title.both(),
                "what": one.what.both(),
                "kind": one.kind,
                "unit": one.unit,
                "yes": [str(condition) for condition in one.yes],
                "count": list(one.count),
                "among": [str(condition) for condition in one.among],
                "headline": one.headline,
            }
            for one in asked.estimates
        ],
        "splits": [{"slug": one.slug, "title": one.title.both(), "columns": list(one.columns)} for one in asked.splits],
    }


def _question(one: Question) -> dict[str, Any]:
    told: dict[str, Any] = {
        "column": one.column,
        "kind": one.kind,
        "section": one.section,
        "ask": one.ask.both(),
        "note": one.note.both(),
        "answers": [
            {"code": option.code, "text": option.text.both(), "missing": option.missing, "too_many": option.too_many}
            for option in one.options
        ],
        "ask_if_any": [str(condition) for condition in one.ask_if],
        "sensitive": one.sensitive,
        "help": _help(one),
    }
    return {**told, "least": one.least, "most": one.most} if one.kind == NUMBER else told


def _help(one: Question) -> list[dict[str, Any]]:
    with override(ENGLISH):
        english = lines(one.help)
    with override(WELSH):
        welsh = lines(one.help)
    return [
        {"what": {"en": line.what, "cy": other.what}, "phone": line.phone, "website": line.website}
        for line, other in zip(english, welsh, strict=True)
    ]
