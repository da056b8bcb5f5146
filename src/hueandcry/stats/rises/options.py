"""The options of `farrington`, checked once, before any number is touched."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.errors import HueAndCryError

METHODS = ("nb_plugin", "delta", "muan")
POWERS = ("2/3", "1/2", "none")
FREQUENCIES = (12, 52)
MOST_BLOCKS = {12: 12, 52: 52}


class RisesInputError(HueAndCryError, ValueError):
    """An option or an array that `farrington` cannot use; says what was found, expected, where, and the remedy."""


@dataclass(frozen=True)
class Options:
    """Every setting of the method, valid by construction. The meanings stand at `farrington`."""

    frequency: int
    b: int
    w: int
    no_periods: int
    past_not_included: int
    reweight: bool
    weights_threshold: float
    trend: bool
    p_threshold_trend: float
    threshold_method: str
    power: str
    alpha: float
    limit54: tuple[int, int]
    compatible: bool

    def __post_init__(self) -> None:
        _one_of("frequency", self.frequency, FREQUENCIES)
        _one_of("threshold_method", self.threshold_method, METHODS)
        _one_of("power", self.power, POWERS)
        _whole("b", self.b, 1)
        _whole("w", self.w, 0)
        _whole("no_periods", self.no_periods, 1)
        _whole("past_not_included", self.past_not_included, 0)
        _between("alpha", self.alpha, 0.0, 0.5)
        _between("p_threshold_trend", self.p_threshold_trend, 0.0, 1.0)
        if not self.weights_threshold > 0:
            raise _bad(
                "weights_threshold", repr(self.weights_threshold), "a number above 0", "2.58 is the published choice."
            )
        if len(self.limit54) != 2 or self.limit54[0] < 0 or self.limit54[1] < 1:
            raise _bad(
                "limit54", repr(self.limit54), "(counts, periods), such as (5, 4)", "(0, 4) switches the rule off."
            )
        self._blocks_fit_the_year()

    def _blocks_fit_the_year(self) -> None:
        between = self.frequency - (2 * self.w + 1)
        if between < 0:
            raise _bad("w", repr(self.w), f"2 w + 1 periods within a year of {self.frequency}", "Choose a smaller w.")
        if self.no_periods - 1 > between:
            raise _bad(
                "no_periods",
                repr(self.no_periods),
                f"at most {between + 1} blocks, since w = {self.w} leaves {between} periods of the year",
                "Choose fewer blocks or a smaller w.",
            )


def _one_of(name: str, value: Any, allowed: tuple[Any, ...]) -> None:
    if value not in allowed:
        raise _bad(name, repr(value), "one of " + ", ".join(repr(a) for a in allowed), "Choose one of these.")


def _whole(name: str, value: Any, least: int) -> None:
    if int(value) != value or value < least:
        raise _bad(name, repr(value), f"a whole number, {least} or more", "Correct the option.")


def _between(name: str, value: float, low: float, high: float) -> None:
    if not low < value <= high:
        raise _bad(name, repr(value), f"a number above {low:g}, at most {high:g}", "Correct the option.")


def _bad(name: str, found: object, expected: str, remedy: str) -> RisesInputError:
    return RisesInputError(found=str(found), expected=expected, where=f"farrington({name}=…)", remedy=remedy)


@dataclass(frozen=True)
class Series:
    """The arrays of one call, of agreeing shapes and possible values. `counts` keeps its own type and is never
    copied."""

    counts: NDArray[Any]
    at: NDArray[np.int64]
    dates: NDArray[np.datetime64] | None
    population: NDArray[Any] | None

    @classmethod
    def checked(
        cls, counts: ArrayLike, at: ArrayLike, dates: ArrayLike | None, population: ArrayLike | None
    ) -> "Series":
        table = _table("counts", counts)
        people = None if population is None else _table("population", population)
        if people is not None and people.shape != table.shape:
            raise _bad("population", people.shape, f"the shape of counts, {table.shape}", "Give one for every count.")
        return cls(table, _times(at, table.shape[1]), _dates(dates, table.shape[1]), people)


def _table(name: str, values: ArrayLike) -> NDArray[Any]:
    table = np.asarray(values)
    if table.ndim != 2:
        raise _bad(
            name, f"shape {table.shape}", "two dimensions, (series, times)", "For one series use counts[None, :]."
        )
    if table.dtype.kind not in "fiub":
        raise _bad(name, f"type {table.dtype}", "numbers, NaN for no data", "Convert with .astype(float).")
    if table.dtype.kind in "fi" and table.size:
        smallest, largest = np.fmin.reduce(table, axis=None), np.fmax.reduce(table, axis=None)
        if smallest < 0 or np.isinf(largest):
            worst = smallest if smallest < 0 else largest
            row, column = (int(i[0]) for i in np.nonzero(table == worst))
            raise _bad(name, f"{worst} in series {row} at time {column}", "finite, 0 or more", "Mark no data as NaN.")
    return table


def _times(at: ArrayLike, n_times: int) -> NDArray[np.int64]:
    times = np.atleast_1d(np.asarray(at))
    if times.ndim != 1 or times.dtype.kind not in "iu":
        if times.size == 0:
            return np.empty(0, np.int64)
        raise _bad("at", f"{times.dtype} of shape {times.shape}", "0-based time indices", "Such as at=[131].")
    outside = times[(times < 0) | (times >= n_times)]
    if outside.size:
        raise _bad("at", int(outside[0]), f"0 to {n_times - 1}, the times of counts", "Count from 0.")
    return times.astype(np.int64)


def _dates(dates: ArrayLike | None, n_times: int) -> NDArray[np.datetime64] | None:
    if dates is None:
        return None
    days = np.asarray(dates).astype("datetime64[D]")
    if days.shape != (n_times,):
        raise _bad("dates", f"shape {days.shape}", f"({n_times},), one for each time of counts", "One date a column.")
    if np.isnat(days).any() or (days[1:] <= days[:-1]).any():
        raise _bad("dates", "a missing, repeated or earlier date", "dates that always increase", "Sort the columns.")
    return days
