"""What tiles, figures, areas and periods are called, and what their figures cannot tell."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from hueandcry.editions.rules.content import Area, Content, Figure
from hueandcry.editions.rules.periods import Period, asked
from hueandcry.ui.format import language, month_alone, month_name

TILE_TITLES = {
    "victimisation": gettext_lazy("Headline victimisation"),
    "referrals": gettext_lazy("Referrals received"),
    "outcomes": gettext_lazy("Positive and negative outcomes"),
    "prevention": gettext_lazy("Prevention and disruption"),
}
ITEM_TITLES = {
    "public": gettext_lazy("People who met online crime"),
    "business": gettext_lazy("Businesses that met online crime"),
    "fraud-incidents": gettext_lazy("Incidents of fraud"),
    "misuse-incidents": gettext_lazy("Incidents of computer misuse"),
    "referred": gettext_lazy("Frauds and cyber crimes referred"),
    "outcomes": gettext_lazy("Outcomes recorded"),
    "positive": gettext_lazy("Positive: judicial outcomes"),
    "negative": gettext_lazy("Negative: all other outcomes"),
    "any": gettext_lazy("Actions to prevent and disrupt"),
}
UNITS = {
    "share": gettext_lazy("share of one"),
    "crimes": gettext_lazy("crimes"),
    "outcomes": gettext_lazy("outcomes"),
    "incidents": gettext_lazy("incidents"),
    "actions": gettext_lazy("actions"),
    "per 1,000": gettext_lazy("per 1,000"),
    "number": gettext_lazy("number"),
}
SHARE_OF = {
    "public": gettext_lazy("of those asked"),
    "business": gettext_lazy("of those asked"),
    "positive": gettext_lazy("of outcomes recorded"),
    "negative": gettext_lazy("of outcomes recorded"),
}
# What a figure says of which nothing is on file: to readers; and to whoever runs the site, how to fill it.
NONE_YET = {
    "public": gettext_lazy("No survey of the public has been published here for this period."),
    "business": gettext_lazy("No survey of businesses has been published here for this period."),
    "referred": gettext_lazy("No figures of referrals have been published here for this area and period."),
    "outcomes": gettext_lazy("No figures of outcomes have been published here for this area and period."),
    "positive": gettext_lazy("No figures of outcomes have been published here for this area and period."),
    "negative": gettext_lazy("No figures of outcomes have been published here for this area and period."),
    "any": gettext_lazy("No figures of prevention and disruption have been published here for this period."),
}
FILLS = {
    "public": gettext_lazy(
        "For whoever runs this site: a wave of the public attitude survey would fill this (hueandcry survey publish)."
    ),
    "business": gettext_lazy(
        "For whoever runs this site: a wave of the business attitude survey would fill this (hueandcry survey publish)."
    ),
    **dict.fromkeys(
        ("referred", "outcomes", "positive", "negative"),
        gettext_lazy(
            "For whoever runs this site: a table of monthly counts with the scheme “referrals” would fill this."
        ),
    ),
    "any": gettext_lazy(
        "For whoever runs this site: a table of monthly counts with the scheme “prevention-disruption” would fill this."
    ),
}
CAVEATS = {
    "victimisation": (
        gettext_lazy("A survey asks some people and not all, so that its figures have a margin, which is shown."),
        gettext_lazy("It also holds what nobody reported: it is never to be compared with what was referred."),
    ),
    "referrals": (
        gettext_lazy("Only what somebody reported, and what was then passed on to a body, is counted."),
        gettext_lazy("More referrals can mean more crime, more reporting, or more that could be followed up."),
    ),
    "outcomes": (
        gettext_lazy(
            "Outcomes recorded in a period may belong to crimes referred in earlier ones, or to another body. "
            "So outcomes divided by referrals is no rate of success, and is never shown."
        ),
        gettext_lazy(
            "Judicial outcomes are charges, cautions and the like. Bodies often record outcomes in batches, "
            "so a share can move by more than chance although nothing else changed."
        ),
    ),
    "prevention": (
        gettext_lazy("These figures count what was done, not what it changed."),
        gettext_lazy("Unlike actions are not added up."),
    ),
}
JOINED = "\u2060"  # word joiner
HYPHEN = re.compile(r"(?<=\b20\d{2}-)(?=\d{2}\b|Q\d)|(?<=\b[Aa]r-)(?=lein\b)")

MISSING = gettext_lazy("Missing is never zero.")
LICENCE = gettext_lazy("Figures keep the terms of those who published them; they are named with each source.")
SEASON = gettext_lazy("Quarters of a year differ by season: a change from one to the next holds that too.")
COMPARED = {
    "year": gettext_lazy("Compared with %(before)s, the year before."),
    "season": gettext_lazy("Compared with %(before)s, the same quarter a year before, so that the season is the same."),
    "quarter": gettext_lazy("Compared with %(before)s, the quarter before, which is of another season."),
}


def said(english: str, welsh: str) -> str:
    """Return a text in the language of the page; in English where there is no Welsh."""
    return (welsh if language() == "cy" else "") or english


def area_name(area: Area) -> str:
    """Return what an area is called, in the language of the page."""
    return (area.name_cy if language() == "cy" else "") or area.name


def tile_title(tile: str) -> str:
    """Return what a tile is called."""
    return str(TILE_TITLES[tile])


def item_title(content: Content, figure: Figure) -> str:
    """Return what a figure counts."""
    if figure.item in ITEM_TITLES:
        return str(ITEM_TITLES[figure.item])
    for one in content.items:
        if (one.tile, one.item) == (figure.tile, figure.item):
            return (one.name_cy if language() == "cy" else "") or one.name
    return figure.item


def caveats(content: Content, tile: str) -> list[str]:
    """Return what the figures of a tile cannot tell. A survey is compared with its own wave before, at any time."""
    season = [str(SEASON)] if _compared(content) == "quarter" and tile != "victimisation" else []
    return [*map(str, CAVEATS[tile]), *season]


def compared_with(content: Content) -> str:
    """Say which period an edition is compared with; nothing where no figure of that period is on file."""
    changes = [one.change for one in content.figures if one.change and not one.change.than]
    if all(one.before is None for one in changes):
        return ""
    return str(COMPARED[_compared(content)]) % {"before": period_name(asked(content.before))}


def _compared(content: Content) -> str:
    if content.frequency == "annual":
        return "year"
    return "season" if asked(content.before) == asked(content.edition).year_before else "quarter"


def unbroken(text: str) -> str:
    """Return a text in which no period is broken at its hyphen ("2018-19", "2025-Q3"), nor the Welsh for online."""
    return HYPHEN.sub(JOINED, text)


def short(slug: str) -> str:
    """Return a period as tables of figures name it, unbroken."""
    return unbroken(asked(slug).short)


def period_name(period: Period) -> str:
    """Return a period in words: "April 2018 to March 2019", "July to September 2025"."""
    return _span(period.begins, period.ends)


def _span(first: date, last: date) -> str:
    begins = month_alone(first) if first.year == last.year else month_name(first)
    return gettext("%(first)s to %(last)s") % {"first": begins, "last": month_name(last)}


def frequency_word(frequency: str) -> str:
    """Return whether an edition is of a year or of a quarter."""
    return gettext("annual") if frequency == "annual" else gettext("quarterly")


def title(content: Content) -> str:
    """Return what an edition is called: "Online crime dashboard, 2018-19 (annual)"."""
    return gettext("Online crime dashboard, %(period)s (%(frequency)s)") % {
        "period": asked(content.edition).short,
        "frequency": frequency_word(content.frequency),
    }


def figure_period(content: Content, figure: Figure) -> str:
    """Return the time that a figure is about."""
    if not figure.begins or (figure.begins, figure.ends) == (content.begins, content.ends):
        return period_name(asked(content.edition))
    return _span(date.fromisoformat(figure.begins), date.fromisoformat(figure.ends))
