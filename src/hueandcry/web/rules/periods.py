"""Periods as files name them, taken apart: a month, a span of months, a financial year, or a word."""

from __future__ import annotations

from datetime import date

from hueandcry.web.rules.months import parsed


def span(first: str, last: str) -> tuple[date | None, date | None]:
    """Return the first and last month of periods such as "2016-01" or "2010-04_2025-11"; None where it is no month.

    >>> span("2010-04_2025-11", "2010-04_2025-11")
    (datetime.date(2010, 4, 1), datetime.date(2025, 11, 1))
    """
    return parsed(first.split("_")[0]), parsed(last.split("_")[-1])


def by_year(months: dict[int, str]) -> dict[int, list[tuple[int, str]]]:
    """Return year → its twelve months as (month number, state), "outside" where nothing was published.

    >>> by_year({2020 * 12 + 11: "complete"})[2020][-1]
    (24251, 'complete')
    """
    years = range(min(months) // 12, max(months) // 12 + 1) if months else range(0)
    return {year: [(at, months.get(at, "outside")) for at in range(year * 12, year * 12 + 12)] for year in years}


def page_numbers(page: int, pages: int) -> list[int | None]:
    """Return the page numbers to offer, None where some are left out: 1 … 4 5 6 … 20.

    >>> page_numbers(5, 20)
    [1, None, 4, 5, 6, None, 20]
    """
    near = [one for one in range(1, pages + 1) if one in (1, pages) or abs(one - page) <= 1]
    found: list[int | None] = []
    for one in near:
        if found and one - (found[-1] or 0) > 1:
            found.append(None)
        found.append(one)
    return found
