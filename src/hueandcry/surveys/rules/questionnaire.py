"""What a questionnaire is: questions as people are asked them, and which estimates come of the answers.

A questionnaire is a reviewed file, not code (`questionnaires/<slug>/questionnaire.toml`; `reading_questions.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

# Of one question: one answer is chosen, a number is told, a police force or an area is named, or words are written.
# Words are never read by this system: such a column is left in the file.
ONE, NUMBER, BODY, AREA, WORDS = "one", "number", "body", "area", "words"
KINDS = (ONE, NUMBER, BODY, AREA, WORDS)
GROUPING_KINDS = (ONE, BODY, AREA)

# Estimates: the share of people who say yes, incidents per 1,000, how many people, how many incidents.
SHARE, RATE, PEOPLE, INCIDENTS = "share", "rate", "people", "incidents"
UNITS = {SHARE: "proportion", RATE: "per 1,000", PEOPLE: "number", INCIDENTS: "number"}
OF_YES, OF_COUNTS = (SHARE, PEOPLE), (RATE, INCIDENTS)

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,39}")
COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
_CONDITION = re.compile(r"(?P<column>[A-Za-z][A-Za-z0-9_]*)\s*(?:=\s*(?P<code>\S+)|(?P<counted>>\s*0))")


@dataclass(frozen=True)
class Text:
    """A text in English and in Welsh (empty where there is none)."""

    en: str
    cy: str = ""

    def both(self) -> dict[str, str]:
        """Return it as it is published."""
        return {"en": self.en, "cy": self.cy}


@dataclass(frozen=True)
class Condition:
    """Whether someone gave this answer; without a code: whether they told of more than none."""

    column: str
    code: str = ""

    def __str__(self) -> str:
        """Return it as it stands in a questionnaire."""
        return f"{self.column}={self.code}" if self.code else f"{self.column}>0"


def condition(text: str) -> Condition | None:
    """Read "column=code" or "column>0"; None for anything else."""
    found = _CONDITION.fullmatch(text.strip())
    return Condition(found["column"], found["code"] or "") if found else None


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen. `missing`: it tells nothing; `too_many`: more incidents than one can count."""

    code: str
    text: Text
    missing: bool = False
    too_many: bool = False


@dataclass(frozen=True)
class Question:
    """One question, the column its answers stand in, who is asked it (any of `ask_if`), and help beside it."""

    column: str
    kind: str
    section: str
    ask: Text
    note: Text
    options: tuple[Option, ...] = ()
    ask_if: tuple[Condition, ...] = ()
    least: int = 0
    most: int = 0
    sensitive: bool = False
    help: tuple[str, ...] = ()

    @cached_property
    def codes(self) -> Mapping[str, int]:
        """Return the place of each answer's code."""
        return {option.code: at for at, option in enumerate(self.options)}


@dataclass(frozen=True)
class Section:
    """Questions that belong together, with what is said before them."""

    slug: str
    title: Text
    text: Text


@dataclass(frozen=True)
class Asked:
    """An estimate: what it is called, what it means, and which answers it is made of.

    `yes` (any of them) for shares and people, `count` (their sum) for rates and incidents, `among` (any of them) for
    who counts at all.
    """

    slug: str
    title: Text
    what: Text
    kind: str
    yes: tuple[Condition, ...] = ()
    count: tuple[str, ...] = ()
    among: tuple[Condition, ...] = ()
    headline: bool = False
    groups: bool = False

    @property
    def unit(self) -> str:
        """Return "proportion", "per 1,000" or "number"."""
        return UNITS[self.kind]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that it is made of, each once."""
        named = (*self.count, *(one.column for one in (*self.yes, *self.among)))
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Split:
    """What people are grouped by; `groups` are compared with each other to see who is affected more."""

    slug: str
    title: Text
    columns: tuple[str, ...]
    groups: bool = False


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire, valid by construction: made by `reading_questions.questionnaire`."""

    slug: str
    version: int
    since: date
    title: Text
    about: Text
    people: Text
    reference_months: int
    reviewed_by: str
    welsh_reviewed_by: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    estimates: tuple[Asked, ...]
    splits: tuple[Split, ...]

    @cached_property
    def by_column(self) -> Mapping[str, Question]:
        """Return column → question."""
        return {question.column: question for question in self.questions}

    def of_section(self, slug: str) -> list[Question]:
        """Return the questions of a section, in order."""
        return [question for question in self.questions if question.section == slug]

    def asked(self, not_asked: Sequence[str] = ()) -> list[Question]:
        """Return the questions whose answers are read: all but words and what a wave left out."""
        return [one for one in self.questions if one.kind != WORDS and one.column not in not_asked]

    def fingerprint(self, asked: Asked) -> str:
        """Return what tells whether two waves asked the same: a hash of the wording that an estimate rests on."""
        told = [asked.kind, [str(one) for one in asked.yes], list(asked.count), [str(one) for one in asked.among]]
        worded = [
            [column, question.ask.en, [option.code for option in question.options], [str(c) for c in question.ask_if]]
            for name in asked.columns
            for column in self._with_routing(name)
            if (question := self.by_column[column])
        ]
        return hashlib.sha256(json.dumps([told, worded, self.reference_months]).encode()).hexdigest()[:16]

    def without(self, columns: Sequence[str]) -> Questionnaire:
        """Return what can be estimated where these columns were not asked."""
        gone = set(columns)

        def possible(names: Sequence[str]) -> bool:
            return not any(column in gone for name in names for column in self._with_routing(name))

        return replace(
            self,
            estimates=tuple(one for one in self.estimates if possible(one.columns)),
            splits=tuple(one for one in self.splits if possible(one.columns)),
        )

    def _with_routing(self, column: str) -> list[str]:
        """Return the columns that decide whether this one is asked, in the order of asking, and the column itself."""
        wanted = {column}
        for question in reversed(self.questions):  # only earlier questions can lead to one
            if question.column in wanted:
                wanted |= {one.column for one in question.ask_if}
        return [question.column for question in self.questions if question.column in wanted]
