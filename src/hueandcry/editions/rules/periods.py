"""Periods of editions: a financial year ("2018-19") or a quarter of a calendar year ("2025-q3")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hueandcry.errors import HueAndCryError

YEAR = re.compile(r"(20\d{2})-(\d{2})")
QUARTER = re.compile(r"(20\d{2})-q([1-4])")

Frequency = Literal["annual", "quarterly"]


class NotAPeriod(HueAndCryError):
    """A name that no edition can have."""


@dataclass(frozen=True)
class Period:
    """The time that an edition is about; `ends` is its last day."""

    slug: str
    frequency: Frequency
    begins: date
    ends: date

    @property
    def months(self) -> list[date]:
        """Return the first day of each of its months."""
        count = 12 if self.frequency == "annual" else 3
        return [_month(self.begins, step) for step in range(count)]

    @property
    def before(self) -> Period:
        """Return the period before."""
        if self.frequency == "annual":
            return self.year_before
        return quarter_of(_month(self.begins, -3))

    @property
    def year_before(self) -> Period:
        """Return the same time of the year before: from it to this one, season changes nothing."""
        if self.frequency == "annual":
            return financial_year(self.begins.year - 1)
        return quarter_of(_month(self.begins, -12))

    @property
    def short(self) -> str:
        """Return how tables of figures name it: "2018-19", "2025-Q3"."""
        return self.slug.upper()


def financial_year(begins: int) -> Period:
    """Return the year from April to March that begins in this calendar year."""
    slug = f"{begins}-{(begins + 1) % 100:02d}"
    return Period(slug, "annual", date(begins, 4, 1), date(begins + 1, 3, 31))


def quarter_of(day: date) -> Period:
    """Return the quarter in which a day lies."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(f"{day.year}-q{(day.month + 2) // 3}", "quarterly", first, _month(first, 3) - timedelta(days=1))


def period(slug: str) -> Period | None:
    """Return the period that a name stands for; None where it stands for none.

    >>> period("2018-19").ends, period("2025-q3").begins, period("2018-20")
    (datetime.date(2019, 3, 31), datetime.date(2025, 7, 1), None)
    """
    if year := YEAR.fullmatch(slug):
        found = financial_year(int(year[1]))
        return found if found.slug == slug else None
    if quarter := QUARTER.fullmatch(slug):
        return quarter_of(date(int(quarter[1]), int(quarter[2]) * 3, 1))
    return None


def asked(slug: str) -> Period:
    """Return the period that a name stands for, or refuse the name."""
    found = period(slug)
    if found is None:
        raise NotAPeriod(
            found=repr(slug),
            expected="a financial year such as 2018-19, or a quarter such as 2025-q3",
            where="the name of the edition",
            remedy="Write it so.",
        )
    return found


def _month(first: date, step: int) -> date:
    index = first.year * 12 + first.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)
