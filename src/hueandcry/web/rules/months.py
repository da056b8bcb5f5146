"""Months as numbers, so that a series is a plain list; and which month may be called current."""

import re
from datetime import date

# Crime was first counted by the month in our time; a year far from it is a slip.
WRITTEN = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])")

# A month older than this is never called current (see the words of the home page).
CURRENT_FOR_MONTHS = 6


def index_of(month: date) -> int:
    """Return how many months lie between year 0 and this month.

    >>> index_of(date(2025, 11, 1))
    24310
    """
    return month.year * 12 + month.month - 1


def month_at(index: int) -> date:
    """Return the first day of the month with this number.

    >>> month_at(24310)
    datetime.date(2025, 11, 1)
    """
    return date(index // 12, index % 12 + 1, 1)


def written(month: date) -> str:
    """Return the month as it stands in addresses: "2025-11"."""
    return f"{month.year:04d}-{month.month:02d}"


def parsed(text: str | None) -> date | None:
    """Return the month that an address names, or None: a month that does not exist is not guessed.

    >>> parsed("2025-11")
    datetime.date(2025, 11, 1)
    """
    found = WRITTEN.fullmatch(text or "")
    return date(int(found[1]), int(found[2]), 1) if found else None


def is_current(month: date, *, today: date) -> bool:
    """Is this month recent enough to tell what is happening now?"""
    return index_of(today) - index_of(month) <= CURRENT_FOR_MONTHS
