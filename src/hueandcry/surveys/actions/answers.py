"""The answers of a wave's respondents, question by question, and the groups they fall into; or faults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from hueandcry.bodies import queries as bodies
from hueandcry.surveys.actions.respondents import Respondents
from hueandcry.surveys.rules.answering import Answers, Coded, Ints, Unreadable, answers
from hueandcry.surveys.rules.faults import Faults, records
from hueandcry.surveys.rules.planning import Plan
from hueandcry.surveys.rules.questionnaire import AREA, BODY, NUMBER, ONE, Question, Questionnaire, Split, Text

AREA_CODE = re.compile(r"[EWSNJKLM][0-9]{8}")
BETWEEN = "/"


@dataclass(frozen=True, eq=False)
class Grouping:
    """Respondents by group.

    Attributes
    ----------
    codes : (n,) the group of each; -1 for none
    domains : code of each group → what it is called
    """

    codes: Ints
    domains: Mapping[str, Text]


@dataclass(frozen=True, eq=False)
class Everybody:
    """What all respondents answered, and the groups by which figures are split."""

    answers: Mapping[str, Answers]
    groupings: Mapping[str, Grouping]


def everybody(respondents: Respondents, questionnaire: Questionnaire, plan: Plan, faults: Faults) -> Everybody | None:
    """Read every answer that the questionnaire knows; None where there are faults."""
    found: dict[str, Answers] = {}
    named: dict[str, Grouping] = {}
    for question in questionnaire.asked(plan.not_asked):
        column = respondents.coded(question.column)
        if question.kind in (ONE, NUMBER):
            found[question.column], wrong = answers(question, column, found)
            _tell(question, wrong, faults)
        else:
            named[question.column] = _named(question, column, faults)
    if faults:
        return None
    splits = questionnaire.without(plan.not_asked).splits
    return Everybody(found, {split.slug: _grouping(split, found, named) for split in splits})


def _tell(question: Question, wrong: Unreadable, faults: Faults) -> None:
    """Tell of what cannot be read, by record alone: the cell may hold somebody's words."""
    where = question.column
    if wrong.unknown.size:
        number = f"a whole number from {question.least} to {question.most:,}"
        codes = f"one of the codes {', '.join(question.codes)}" if question.options else ""
        expected = " or ".join(part for part in (number if question.kind == NUMBER else "", codes) if part)
        what = "text in a number cell" if question.kind == NUMBER else "a code that the questionnaire does not know"
        faults.add(f"{records(wrong.unknown)}, {where}", what, expected)
    if wrong.out_of_range.size:
        expected = f"a whole number from {question.least} to {question.most:,}"
        faults.add(f"{records(wrong.out_of_range)}, {where}", "a number out of range", expected)
    if wrong.not_asked.size:
        expected = "nothing: it is asked only after " + " or ".join(str(one) for one in question.ask_if)
        faults.add(f"{records(wrong.not_asked)}, {where}", "an answer to a question that was not to be asked", expected)


# ---- groups ---------------------------------------------------------------------------------------------------------


def _named(question: Question, column: Coded, faults: Faults) -> Grouping:
    """Return respondents by police force or area; an empty cell is in none."""
    slugs = [_code_of(question, label) for label in column.labels]
    unknown = np.array([*(slug is None for slug in slugs), False])[column.codes]
    if unknown.any():
        what, expected = {
            BODY: ("a name that is no police force's", "the name or slug of a police force that is on file"),
            AREA: ("something that is no area's code", "a code such as E08000021"),
        }[question.kind]
        faults.add(f"{records(np.flatnonzero(unknown))}, {question.column}", what, expected)
    domains = sorted({slug for slug in slugs if slug})
    places = np.array([*(domains.index(slug) if slug else -1 for slug in slugs), -1], dtype=np.int64)
    return Grouping(places[column.codes], {slug: _name_of(question, slug) for slug in domains})


def _code_of(question: Question, label: str) -> str | None:
    if question.kind == BODY:
        return bodies.body(label)
    return label if AREA_CODE.fullmatch(label) else None


def _name_of(question: Question, code: str) -> Text:
    body = bodies.get(code) if question.kind == BODY else None
    return Text(body.name, body.welsh_name) if body else Text(code)


def _grouping(split: Split, found: Mapping[str, Answers], named: Mapping[str, Grouping]) -> Grouping:
    parts = [named[column] if column in named else _chosen(found[column]) for column in split.columns]
    if len(parts) == 1:
        return parts[0]
    first, second = parts
    inside = (first.codes >= 0) & (second.codes >= 0)
    pairs = np.where(inside, first.codes * len(second.domains) + second.codes, -1)
    domains = {
        f"{one}{BETWEEN}{two}": Text(f"{a.en}, {b.en}", f"{a.cy or a.en}, {b.cy or b.en}")
        for (one, a), (two, b) in product(first.domains.items(), second.domains.items())
    }
    return Grouping(pairs, domains)


def _chosen(found: Answers) -> Grouping:
    """Return respondents by what they chose; who told nothing is in no group."""
    kept = [at for at, option in enumerate(found.question.options) if not option.missing]
    places = np.full(len(found.question.options) + 1, -1, dtype=np.int64)
    places[kept] = np.arange(len(kept))
    return Grouping(
        places[found.codes], {found.question.options[at].code: found.question.options[at].text for at in kept}
    )
