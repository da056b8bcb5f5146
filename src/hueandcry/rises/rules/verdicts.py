"""The verdict on a series in a month: one of eight, with the reason in words.

Whether a month can be judged at all is a ladder, read from the top: the first rung that holds decides. Only what falls
through it was tested. None of the rungs but the last asks how large the judged count is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.rises.rules import marked as _
from hueandcry.rises.rules.history import YEARS_NEEDED, YEARS_WANTED


class Verdict(StrEnum):
    """What can be said. Silence is never shown as safety: each of the last six says what is not known."""

    RISE = "rise"
    USUAL = "within its usual range"
    TOO_FEW = "too few to tell"
    TOO_LITTLE_HISTORY = "too little history"
    NO_DATA = "no data"
    SUSPECT = "suspect"
    BREAK = "break"
    REDRAWN = "area redrawn"


class Standing(IntEnum):
    """Why a month cannot be judged, in the order in which it is asked; or that it was."""

    ENDED = 0
    ELSEWHERE = 1
    NO_COUNT = 2
    LEFT_OUT = 3
    IN_DOUBT = 4
    REDRAWN_LATELY = 5
    BROKEN_LATELY = 6
    SHORT = 7
    SPARSE = 8
    UNSETTLED = 9
    FEW_NOW = 10
    ROSE = 11
    ABOVE = 12
    BELOW = 13
    INSIDE = 14


VERDICTS: dict[Standing, Verdict] = {
    Standing.ENDED: Verdict.REDRAWN,
    Standing.ELSEWHERE: Verdict.BREAK,
    Standing.NO_COUNT: Verdict.NO_DATA,
    Standing.LEFT_OUT: Verdict.BREAK,
    Standing.IN_DOUBT: Verdict.SUSPECT,
    Standing.REDRAWN_LATELY: Verdict.REDRAWN,
    Standing.BROKEN_LATELY: Verdict.BREAK,
    Standing.SHORT: Verdict.TOO_LITTLE_HISTORY,
    Standing.SPARSE: Verdict.TOO_FEW,
    Standing.UNSETTLED: Verdict.TOO_FEW,
    Standing.FEW_NOW: Verdict.TOO_FEW,
    Standing.ROSE: Verdict.RISE,
    Standing.ABOVE: Verdict.USUAL,
    Standing.BELOW: Verdict.USUAL,
    Standing.INSIDE: Verdict.USUAL,
}
"""Which verdict each standing comes to."""

# Where the reason is a reviewed break or a body's coverage, the record says why and this is only for where it does not.
WHY: dict[Standing, str] = {
    Standing.ENDED: _("The area was redrawn, and is counted under other codes since."),
    Standing.ELSEWHERE: _("Counted elsewhere since."),
    Standing.NO_COUNT: _("No count was published for this month."),
    Standing.LEFT_OUT: _("A month that cannot be compared with others."),
    Standing.IN_DOUBT: _("The figures of this month may not be complete."),
    Standing.REDRAWN_LATELY: _("The area was redrawn less than three years before."),
    Standing.BROKEN_LATELY: _("Less than three years of comparable counts since a change in what is counted."),
    Standing.SHORT: _("Fewer than three whole years of months to compare with."),
    Standing.SPARSE: _("So few in the years before that a rise could hardly be told from chance."),
    Standing.UNSETTLED: _("The counts of the years before are too uneven to say what is usual."),
    Standing.FEW_NOW: _("Fewer than five in the last four months."),
    Standing.ROSE: "",
    Standing.ABOVE: _("Above its usual range, but among so many tested chance alone gives some."),
    Standing.BELOW: _("Below its usual range."),
    Standing.INSIDE: "",
}

FEWER_YEARS: dict[int, str] = {
    3: _("Compared with three whole years instead of five."),
    4: _("Compared with four whole years instead of five."),
}


@dataclass(frozen=True)
class Facts:
    """What is known about series in one month before their counts are judged: flags, and numbers of years.

    `ended`: the area was redrawn by then. `elsewhere`, `left_out`: a break of that effect covers the month.
    `counted`: there is a count. `in_doubt`: the body's month is suspect. `years`: usable whole years; `years_uncut`:
    how many there would be if neither a redrawing (`redrawn`) nor a truncating break had cut them off. `dense`: the
    baseline has the crimes that a test needs. `settled`: a model could be fitted. `enough_now`: the small-count rule
    holds.
    """

    ended: ArrayLike
    elsewhere: ArrayLike
    counted: ArrayLike
    left_out: ArrayLike
    in_doubt: ArrayLike
    years: ArrayLike
    years_uncut: ArrayLike
    redrawn: ArrayLike
    dense: ArrayLike
    settled: ArrayLike
    enough_now: ArrayLike


def standings(facts: Facts) -> NDArray[np.int8]:
    """Return the first rung of the ladder that holds; `INSIDE` where none does, and the count may be judged."""
    short = np.less(facts.years, YEARS_NEEDED)
    cut_off = short & np.greater_equal(facts.years_uncut, YEARS_NEEDED)
    ladder = {
        Standing.ENDED: facts.ended,
        Standing.ELSEWHERE: facts.elsewhere,
        Standing.NO_COUNT: np.logical_not(facts.counted),
        Standing.LEFT_OUT: facts.left_out,
        Standing.IN_DOUBT: facts.in_doubt,
        Standing.REDRAWN_LATELY: np.logical_and(cut_off, facts.redrawn),
        Standing.BROKEN_LATELY: cut_off,
        Standing.SHORT: short,
        Standing.SPARSE: np.logical_not(facts.dense),
        Standing.UNSETTLED: np.logical_not(facts.settled),
        Standing.FEW_NOW: np.logical_not(facts.enough_now),
    }
    rungs = np.broadcast_arrays(*(np.asarray(held, dtype=bool) for held in ladder.values()))
    return np.select(list(rungs), list(ladder), Standing.INSIDE).astype(np.int8)


def judged(
    *, observed: ArrayLike, lower: ArrayLike, upper_usual: ArrayLike, upper: ArrayLike, q: ArrayLike, q_limit: float
) -> NDArray[np.int8]:
    """Return where a tested count stands.

    A rise lies above the alarm limit, above the usual range (the limit leaves out how uncertain the fit is, so it can
    lie inside), and has a q-value at or under the limit.
    """
    seen = np.asarray(observed)
    rose = (seen > upper) & (seen > upper_usual) & (np.asarray(q) <= q_limit)
    return np.select(
        [rose, seen > upper_usual, seen < lower], [Standing.ROSE, Standing.ABOVE, Standing.BELOW], Standing.INSIDE
    ).astype(np.int8)


def reason(standing: Standing, *, years: int, recorded: str = "", say: Callable[[str], str] = str) -> str:
    """Return why, in words: as recorded, else our own; and how many years were compared where they were fewer.

    `say` translates a sentence of our own; what is recorded comes in the right language.
    """
    said = [recorded or (WHY[standing] and say(WHY[standing]))]
    if standing >= Standing.FEW_NOW and years < YEARS_WANTED:
        said.append(say(FEWER_YEARS[years]))
    return " ".join(sentence for sentence in said if sentence)
