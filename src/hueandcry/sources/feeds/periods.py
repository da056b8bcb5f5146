"""Periods as publishers write them, read as dates.

>>> end_of_year("YE Mar 2016"), end_of_year("Apr '10 to Mar '11"), end_of_year("year ending June 18")
(datetime.date(2016, 3, 31), datetime.date(2011, 3, 31), datetime.date(2018, 6, 30))
"""

from __future__ import annotations

import calendar
import datetime
import re

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
YEAR = r"(?:'(\d{2})|(20\d{2}|19[89]\d|\d{2}))"
YEAR_ENDING = re.compile(rf"(?:year ending|ye|to)\s+{MONTH}\s+{YEAR}", re.IGNORECASE)


def end_of_month(year: int, month: int) -> datetime.date:
    """Return the last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def end_of_year(text: str) -> datetime.date | None:
    """Return the last day of the twelve months that the text names last, or None where it names none.

    Two-figure years are of this century. Footnote numbers glued to a year are left: "March 20191,2" is March 2019,
    "Mar '084" is March 2008, since a year has two figures after an apostrophe and four after "20".
    """
    found = YEAR_ENDING.findall(text)
    if not found:
        return None
    month, short, long = found[-1]
    year = short or long
    return end_of_month(int(year) if len(year) == 4 else 2000 + int(year), MONTHS[month[:3].casefold()])
