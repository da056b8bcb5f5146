"""From counts and months to places on the paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hueandcry.ui.format import SHORT_MONTHS, language

NICE_STEPS = (1, 2, 2.5, 5, 10)


def clean(values: Sequence[float | None]) -> list[float | None]:
    """Return the values with every way of saying "missing" (NaN, infinity) as None."""
    return [None if value is None or value != value or value in (math.inf, -math.inf) else value for value in values]


def runs(present: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where the True stretches begin and end: [(first, last)], both included."""
    found, start = [], None
    for index, here in enumerate(present):
        if here and start is None:
            start = index
        elif not here and start is not None:
            found.append((start, index - 1))
            start = None
    if start is not None:
        found.append((start, len(present) - 1))
    return found


def ticks(largest: float, about: int = 4) -> list[int]:
    """Return whole, evenly spaced marks from zero to at least `largest`: [0, 50, 100, 150, 200]."""
    if largest <= 1:
        return [0, 1]
    rough = largest / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough * 0.999)
    step = max(1, math.ceil(step))
    return list(range(0, math.ceil(largest / step - 1e-9) * step + 1, step))


@dataclass(frozen=True)
class Tick:
    """A mark on the axis of months: where it stands, and its label (None: a mark alone)."""

    at: float
    label: str | None
    centre: float = 0.0


def year_ticks(first: date, count: int, *, left: float, step: float, label_width: float) -> list[Tick]:
    """Return a mark at each January, with the year under the middle of its months where there is room.

    Where years are narrow only every second, fifth or tenth is named.
    """
    every = next((n for n in (1, 2, 5, 10, 20, 50) if n * 12 * step >= label_width), 100)
    marks = []
    for year in range(first.year, first.year + (first.month - 1 + count) // 12 + 1):
        start = (year - first.year) * 12 - (first.month - 1)
        begin, end = max(0, start), min(count, start + 12)
        if end <= begin:
            continue
        named = year % every == 0 and ((end - begin) * step >= label_width * 0.8 or (every > 1 and start >= 0))
        centre = left + (begin + end) / 2 * step
        marks.append(Tick(left + max(0, start) * step, str(year) if named else None, centre))
    return marks


def month_ticks(first: date, count: int, *, left: float, step: float, label_width: float, lang: str) -> list[Tick]:
    """Return a mark for every month, or every third, with its short name; for series of up to two years."""
    every = next((n for n in (1, 2, 3, 6, 12) if n * step >= label_width), 12)
    names = SHORT_MONTHS[language(lang)]
    marks = []
    for index in range(count):
        month = (first.month - 1 + index) % 12
        year = first.year + (first.month - 1 + index) // 12
        centre = left + (index + 0.5) * step
        if index % every == 0:
            label = f"{names[month]} {year}" if index == 0 or month < every else names[month]
            marks.append(Tick(centre, label, centre))
    return marks


def marks(largest: float, about: int = 4) -> list[float]:
    """Return evenly spaced marks from zero to at least `largest`, fractions where they are needed: [0, 0.5, 1]."""
    if largest <= 0:
        return [0.0, 1.0]
    rough = largest / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough * 0.999)
    return [index * step for index in range(math.ceil(largest / step - 1e-9) + 1)]


def log_marks(smallest: float, largest: float, most: int) -> list[float]:
    """Return at most `most` marks for an axis of orders of magnitude: 1, 2, 5, 10, … thinned to 1, 10, 100."""
    powers = range(math.floor(math.log10(smallest)), math.ceil(math.log10(largest)) + 1)
    for parts in ((1, 2, 5), (1, 3), (1,)):
        found = [part * 10.0**power for power in powers for part in parts]
        inside = [mark for mark in found if smallest <= mark <= largest]
        if len(inside) <= most:
            return inside
    every = math.ceil(len(inside) / most)
    return inside[::every]
