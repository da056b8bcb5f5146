"""Answers: what a column says about everybody, question by question, and what may be counted of it.

Three values: 1 for yes, 0 for no, NaN for not known. Who was not asked because an earlier answer made the question
pointless counts as no; who gave no answer to what they were asked is not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hueandcry.surveys.rules.questionnaire import NUMBER, Condition, Question

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Coded:
    """A column as places in a list of its distinct texts; -1 where the cell is empty."""

    codes: Ints
    labels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to one question.

    Attributes
    ----------
    question : Question
    codes : (n,) which option was chosen; -1 for none
    number : (n,) the number that was told; NaN for none
    asked : (n,) 1 asked, 0 not asked, NaN where it is not known whether it should have been
    """

    question: Question
    codes: Ints
    number: Floats
    asked: Floats

    @property
    def too_many(self) -> Bools:
        """Who told of more than can be counted."""
        return self._chose([option.too_many for option in self.question.options])

    @property
    def told_nothing(self) -> Bools:
        """Who left it empty, or chose an answer that tells nothing."""
        silent = self._chose([option.missing for option in self.question.options])
        return silent | ((self.codes < 0) & np.isnan(self.number))

    def _chose(self, which: Sequence[bool]) -> Bools:
        """Who chose one of these options."""
        return np.array([*which, False], dtype=bool)[self.codes]

    def where_asked(self, value: Floats) -> Floats:
        """Return the value of who was asked, 0 of who was not, NaN where that is not known."""
        return np.where(self.asked == 1, value, np.where(np.isnan(self.asked), np.nan, 0.0))


@dataclass(frozen=True, eq=False)
class Unreadable:
    """Records whose answer is none of the questionnaire's, or a number out of range, or was not to be given."""

    unknown: Ints
    out_of_range: Ints
    not_asked: Ints


def answers(question: Question, column: Coded, before: Mapping[str, Answers]) -> tuple[Answers, Unreadable]:
    """Return the answers to a question; `before` holds those to earlier ones, which say who was asked."""
    blank = column.codes < 0
    chosen, told = _meanings(question, column)
    asked = np.ones(blank.size)
    if question.ask_if:
        asked = any_of([holds(before, one) for one in question.ask_if])
    in_range = np.isnan(told) | ((told >= question.least) & (told <= question.most))
    return Answers(question, chosen, np.where(in_range, told, np.nan), asked), Unreadable(
        unknown=np.flatnonzero(~blank & (chosen < 0) & np.isnan(told)),
        out_of_range=np.flatnonzero(~in_range),
        not_asked=np.flatnonzero(~blank & (asked == 0)),
    )


def holds(every: Mapping[str, Answers], condition: Condition) -> Floats:
    """Return for everybody whether a condition holds."""
    found = every[condition.column]
    places = found.question.codes
    yes = found.codes == places[condition.code] if condition.code else found.too_many | (found.number > 0)
    return found.where_asked(np.where(yes, 1.0, np.where(found.told_nothing, np.nan, 0.0)))


def any_of(conditions: Sequence[Floats]) -> Floats:
    """Return 1 where any holds, else NaN where any is not known, else 0.

    >>> any_of([np.array([1.0, 0.0, 0.0]), np.array([np.nan, np.nan, 0.0])]).tolist()
    [1.0, nan, 0.0]
    """
    table = np.array(conditions)
    return np.where((table == 1).any(axis=0), 1.0, np.where(np.isnan(table).any(axis=0), np.nan, 0.0))


def incidents(found: Answers) -> Floats:
    """Return how many incidents everybody told of; who told of too many to count has none here (see `too_many`)."""
    return found.where_asked(np.where(found.too_many, 0.0, found.number))


def _meanings(question: Question, column: Coded) -> tuple[Ints, Floats]:
    """Return the option (or -1) and the number (or NaN) that each cell holds."""
    places = np.array([*(question.codes.get(label, -1) for label in column.labels), -1], dtype=np.int64)
    numbers = np.full(places.size, np.nan)
    if question.kind == NUMBER:
        numbers[:-1] = [_number(label) if places[at] < 0 else np.nan for at, label in enumerate(column.labels)]
    return places[column.codes], numbers[column.codes]


def _number(label: str) -> float:
    """Read a whole number; NaN for anything else."""
    return float(label) if label.isascii() and label.isdigit() and len(label) < 16 else np.nan
