"""How we write months, days, numbers and ranges, in English and in Welsh.

Every function takes the language as `lang` ("en" or "cy"; None means the language of the page being made), so that
charts and feeds can be written in either without switching the whole process over.
"""

import math
from datetime import date

from django.utils.translation import get_language, gettext

MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}
# Three letters where they are enough; Welsh needs four to tell Mawrth from Mai and Mehefin.
SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "cy": ("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"),
}


def language(lang: str | None = None) -> str:
    """Return "en" or "cy": the language asked for, else the one active now, else English."""
    code = (lang or get_language() or "en")[:2]
    return code if code in MONTHS else "en"


def month_alone(on: date, lang: str | None = None) -> str:
    """Return the month without its year: "March"."""
    return MONTHS[language(lang)][on.month - 1]


def month_name(on: date, lang: str | None = None) -> str:
    """Return the month with its year: "March 2025"."""
    return f"{month_alone(on, lang)} {on.year}"


def month_short(on: date, lang: str | None = None) -> str:
    """Return the month shortened, for axes and narrow columns: "Mar 2025"."""
    return f"{SHORT_MONTHS[language(lang)][on.month - 1]} {on.year}"


def day_name(on: date, lang: str | None = None) -> str:
    """Return the day as we write it: "21 November 2025"."""
    return f"{on.day} {month_name(on, lang)}"


def months_from(first: date, count: int) -> date:
    """Return the first day of the month that lies `count` months after `first` (before it, when negative)."""
    index = first.year * 12 + first.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def is_missing(value: float | None) -> bool:
    """Is there no figure here? None and NaN both say so; zero does not."""
    return value is None or value != value


def number(value: float | None, decimals: int = 0) -> str:
    """Return a figure with thousands separators: "12,345". A missing one is "no data", never "0"."""
    if value is None or is_missing(value):
        return gettext("no data")
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:,.{decimals}f}".replace("-", "−")


def percent(share: float | None, decimals: int = 0) -> str:
    """Return a share of one as a percentage: 0.219 is "22%" (with one decimal "21.9%"); 0.002 is "under 1%"."""
    if share is None or is_missing(share):
        return gettext("no data")
    smallest = 10 ** -(decimals + 2)
    if 0 < share < smallest / 2:
        return gettext("under %(share)s") % {"share": f"{smallest * 100:.{decimals}f}%"}
    return f"{share * 100:,.{decimals}f}%".replace("-", "−")


def range_short(lower: float | None, upper: float | None) -> str:
    """Return a range for a table cell: "9 to 19"; "9" when both ends are the same."""
    if is_missing(lower) or is_missing(upper):
        return gettext("not known")
    if number(lower) == number(upper):
        return number(lower)
    return gettext("%(lower)s to %(upper)s") % {"lower": number(lower), "upper": number(upper)}


def range_words(lower: float | None, upper: float | None) -> str:
    """Return what was expected, as we say it: "between 9 and 19 were expected"."""
    if is_missing(lower) or is_missing(upper):
        return gettext("what to expect is not known")
    if not upper:
        return gettext("none were expected")
    if number(lower) == number(upper):
        return gettext("about %(count)s were expected") % {"count": number(lower)}
    return gettext("between %(lower)s and %(upper)s were expected") % {"lower": number(lower), "upper": number(upper)}


def count_sentence(count: float | None, on: date, lower: float | None, upper: float | None) -> str:
    """Return the sentence of a month: "31 in March 2025; between 9 and 19 were expected"."""
    if is_missing(count):
        return gettext("No data for %(month)s") % {"month": month_name(on)}
    if is_missing(lower) or is_missing(upper):
        return gettext("%(count)s in %(month)s") % {"count": number(count), "month": month_name(on)}
    return gettext("%(count)s in %(month)s; %(expected)s") % {
        "count": number(count),
        "month": month_name(on),
        "expected": range_words(lower, upper),
    }
