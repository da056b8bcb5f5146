"""How an edition speaks: what its figures are called, how they are written, what changed, what they cannot tell.

The language is the one that is active. What is told of a name stands in a sentence that leaves the name as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.editions.rules.content import Area, Change, Content, Figure
from hueandcry.editions.rules.periods import Period, asked
from hueandcry.ui.format import language, month_alone, month_name, number, percent

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
# What would fill a tile of which nothing is on file.
FILLS = {
    "public": gettext_lazy("A wave of the public attitude survey would fill this: hueandcry survey publish."),
    "business": gettext_lazy("A wave of the business attitude survey would fill this: hueandcry survey publish."),
    "referred": gettext_lazy("A table of monthly counts with the scheme “referrals” would fill this."),
    "outcomes": gettext_lazy("A table of monthly counts with the scheme “referrals” would fill this."),
    "positive": gettext_lazy("A table of monthly counts with the scheme “referrals” would fill this."),
    "negative": gettext_lazy("A table of monthly counts with the scheme “referrals” would fill this."),
    "any": gettext_lazy("A table of monthly counts with the scheme “prevention-disruption” would fill this."),
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
PERIOD = re.compile(r"\b(20\d{2}-)(?=\d{2}\b|Q\d)")

MISSING = gettext_lazy("Missing is never zero.")
LICENCE = gettext_lazy("Figures keep the terms of those who published them; they are named with each source.")
SEASON = gettext_lazy("Quarters of a year differ by season: a change from one to the next holds that too.")


# ---- names ----------------------------------------------------------------------------------------------------------


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
    """Return what the figures of a tile cannot tell."""
    season = [str(SEASON)] if content.frequency == "quarterly" and tile != "victimisation" else []
    return [*map(str, CAVEATS[tile]), *season]


def unbroken(text: str) -> str:
    """Return a text in which no period is broken at its hyphen: "2018-19", "2025-Q3"."""
    return PERIOD.sub(rf"\1{JOINED}", text)


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


# ---- figures --------------------------------------------------------------------------------------------------------


def value_written(figure: Figure) -> str:
    """Return a figure as it is written: "43,717", "14.8%", "3.8 million"; "no data" where there is none."""
    return _written(figure, figure.value)


def unit_written(figure: Figure) -> str:
    """Return what follows a figure: "crimes", "of outcomes recorded"."""
    if figure.unit == "share":
        return str(SHARE_OF.get(figure.item, ""))
    return "" if figure.unit == "number" else str(UNITS[figure.unit])


def interval_written(figure: Figure) -> str:
    """Return the interval of a figure in words; for one without, that there is none."""
    if not figure.there:
        return ""
    if figure.lower is None or figure.upper is None:
        return gettext("How far chance reaches is not told by the source.")
    parts = {"lower": _written(figure, figure.lower), "upper": _written(figure, figure.upper)}
    return gettext("between %(lower)s and %(upper)s, allowing for chance") % parts


def note_written(figure: Figure) -> str:
    """Return what to know about a figure, or why there is none; nothing where there is nothing to say."""
    if figure.state == "few":
        return gettext("Of few outcomes: one more or less moves it.")
    return why_not(figure.why, figure.lacking, figure.of)


def state_word(figure: Figure) -> str:
    """Return what stands in the place of a figure that is not there."""
    if figure.why == "no_outcomes":
        return gettext("no outcome")
    if figure.why == "small_base":
        return gettext("not shown")
    return gettext("not whole") if figure.state == "partial" else gettext("no data yet")


def why_not(why: str, lacking: int | None = None, of: int | None = None) -> str:
    """Return a reason in words; nothing where there is none."""
    if why == "not_whole":
        return ngettext(
            "%(lacking)s of %(of)s months is missing, so there is no figure.",
            "%(lacking)s of %(of)s months are missing, so there is no figure.",
            lacking or 0,
        ) % {"lacking": number(lacking), "of": number(of)}
    if why == "members":
        return gettext("%(lacking)s of %(of)s bodies have no whole figure, so there is no sum.") % {
            "lacking": number(lacking),
            "of": number(of),
        }
    return str(WHYS.get(why, ""))


WHYS: Mapping[str, object] = {
    "no_data": gettext_lazy("Nothing is on file."),
    "no_outcomes": gettext_lazy("No outcome was recorded, so there is no share."),
    "small_base": gettext_lazy("Too few were asked, so it is not shown."),
    "no_before": gettext_lazy("Of the period before there is no figure to compare with."),
    "from_zero": gettext_lazy("There were none in the period before, so no change can be worked out."),
    "too_few": gettext_lazy("So few that nothing can be told of the change."),
    "other_members": gettext_lazy("The table of the period before is of other bodies, so no change is told."),
    "no_interval": gettext_lazy("How far chance reaches is not known, so no change is told."),
    "barred": gettext_lazy("People were asked by telephone in one of the two periods, so no change is told."),
    "suspect": gettext_lazy("A month holds far less than usual: perhaps not all was sent."),
}


def _written(figure: Figure, value: float | None) -> str:
    if figure.unit == "share":
        return percent(value, 1)
    if figure.unit == "incidents" and value is not None and value >= 1_000_000:
        return gettext("%(count)s million") % {"count": number(value / 1_000_000, 1)}
    return number(value, 1 if figure.unit == "per 1,000" else 0)


# ---- change ---------------------------------------------------------------------------------------------------------


def than_written(content: Content, change: Change) -> str:
    """Return what a change is compared with: "2017-18", or an earlier wave of a survey."""
    return said(change.than, change.than_cy) or asked(content.before).short


def change_written(content: Content, figure: Figure) -> str:
    """Return what changed: "16.1% fewer than in 2017-18 (between 11.1% and 20.7% fewer)"; or why it is not told."""
    change = figure.change
    if change is None:
        return ""
    if change.value is None or change.lower is None:
        return why_not(change.why)
    before = than_written(content, change)
    return _ratio(change, before) if change.kind == "ratio" else _difference(change, before)


def verdict_written(figure: Figure) -> str:
    """Return whether a change is more than chance, in words; nothing where it was not tested."""
    change = figure.change
    if change is None or change.more_than_chance is None:
        return ""
    if not change.more_than_chance:
        return gettext("Chance could explain the change") if not change.dispersion else _swings(change)
    if change.usual:
        return gettext("More than chance, but within the usual swings of bodies")
    return gettext("More than chance")


def _swings(change: Change) -> str:
    if change.method == "newcombe":
        return gettext("Chance could explain the change")
    return gettext("Chance and the usual swings of bodies could explain the change")


def _ratio(change: Change, before: str) -> str:
    assert change.value is not None and change.lower is not None and change.upper is not None
    parts = {
        "by": _apart(change.value),
        "low": _apart(change.lower),
        "high": _apart(change.upper),
        "before": before,
    }
    if change.value == 1.0:
        said = gettext("the same number as in %(before)s (between %(low)s fewer and %(high)s more)")
    elif change.value < 1.0 and change.upper <= 1.0:
        said = gettext("%(by)s fewer than in %(before)s (between %(high)s and %(low)s fewer)")
    elif change.value > 1.0 and change.lower >= 1.0:
        said = gettext("%(by)s more than in %(before)s (between %(low)s and %(high)s more)")
    elif change.value < 1.0:
        said = gettext("%(by)s fewer than in %(before)s (between %(low)s fewer and %(high)s more)")
    else:
        said = gettext("%(by)s more than in %(before)s (between %(low)s fewer and %(high)s more)")
    return said % parts


def _apart(ratio: float) -> str:
    """Return how far a ratio lies from one: "16.1%", "1,100%"."""
    return percent(abs(ratio - 1.0), 1 if abs(ratio - 1.0) < 1.0 else 0)


def _difference(change: Change, before: str) -> str:
    assert change.value is not None and change.lower is not None and change.upper is not None
    parts = {
        "by": _points(change.value),
        "low": _points(change.lower),
        "high": _points(change.upper),
        "before": before,
    }
    if change.value < 0 and change.upper <= 0:
        said = gettext("%(by)s percentage points lower than in %(before)s (between %(high)s and %(low)s lower)")
    elif change.value > 0 and change.lower >= 0:
        said = gettext("%(by)s percentage points higher than in %(before)s (between %(low)s and %(high)s higher)")
    elif change.value < 0:
        said = gettext("%(by)s percentage points lower than in %(before)s (between %(low)s lower and %(high)s higher)")
    else:
        said = gettext("%(by)s percentage points higher than in %(before)s (between %(low)s lower and %(high)s higher)")
    return said % parts


def _points(share: float) -> str:
    return number(abs(share) * 100, 1)


# ---- the headline ---------------------------------------------------------------------------------------------------


def headline(content: Content, area: Area) -> list[str]:
    """Return the sentences that sum an edition up for an area."""
    referred = content.figure(area.code, "referrals", "referred")
    positive = content.figure(area.code, "outcomes", "positive")
    said = [_headline_of_referrals(content, referred)] if referred else []
    if positive and positive.there:
        said.append(_headline_of_outcomes(content, positive))
    return [one for one in said if one]


def _headline_of_referrals(content: Content, figure: Figure) -> str:
    period, before = period_name(asked(content.edition)), asked(content.before).short
    if not figure.there:
        return gettext("No whole figure of frauds and cyber crimes referred in %(period)s.") % {"period": period}
    parts = {"count": number(figure.value), "period": period, "before": before}
    change = figure.change
    if change is None or change.more_than_chance is None or change.value is None:
        return gettext("%(count)s frauds and cyber crimes were referred in %(period)s.") % parts
    parts["by"] = _apart(change.value)
    if not change.more_than_chance:
        return (
            gettext(
                "%(count)s frauds and cyber crimes were referred in %(period)s: "
                "no more of a change from %(before)s than chance and the usual swings of bodies could explain."
            )
            % parts
        )
    if change.value < 1.0:
        return (
            gettext(
                "%(count)s frauds and cyber crimes were referred in %(period)s, "
                "%(by)s fewer than in %(before)s: more than chance explains."
            )
            % parts
        )
    return (
        gettext(
            "%(count)s frauds and cyber crimes were referred in %(period)s, "
            "%(by)s more than in %(before)s: more than chance explains."
        )
        % parts
    )


def _headline_of_outcomes(content: Content, figure: Figure) -> str:
    parts = {"outcomes": number(figure.denominator), "share": percent(figure.value, 1)}
    change = figure.change
    if change is None or change.before is None:
        return gettext("Of %(outcomes)s outcomes recorded, %(share)s were judicial.") % parts
    parts |= {"before": asked(content.before).short, "share_before": percent(change.before, 1)}
    return str(HEADLINES_OF_OUTCOMES[verdict(figure)]) % parts


HEADLINES_OF_OUTCOMES = {
    "": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s."
    ),
    "chance": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s, "
        "and chance could explain the change."
    ),
    "usual": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s, "
        "a change of more than chance, but within the usual swings of bodies."
    ),
    "more": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s, "
        "a change that is more than chance explains."
    ),
}


# ---- short forms for tables -----------------------------------------------------------------------------------------


def change_short(figure: Figure) -> str:
    """Return a change for a table cell: "−16.1%", "+2.3 points"; a dash where it is not told."""
    change = figure.change
    if change is None or change.value is None:
        return "–"
    if change.kind == "ratio":
        apart = change.value - 1.0
        return f"{_sign(apart)}{_apart(change.value)}"
    return gettext("%(by)s points") % {"by": f"{_sign(change.value)}{_points(change.value)}"}


def verdict(figure: Figure) -> str:
    """Return whether a change is "more" than chance, "usual" for bodies although more, or "chance"; else nothing."""
    change = figure.change
    if change is None or change.more_than_chance is None:
        return ""
    if not change.more_than_chance:
        return "chance"
    return "usual" if change.usual else "more"


VERDICTS_SHORT = {
    "more": gettext_lazy("yes"),
    "usual": gettext_lazy("yes, within usual swings"),
    "chance": gettext_lazy("no"),
}


def verdict_short(figure: Figure) -> str:
    """Return whether a change is more than chance, for a table cell; why it was not tested, where that is so."""
    found = verdict(figure)
    if found:
        return str(VERDICTS_SHORT[found])
    why = figure.change.why if figure.change else ""
    return gettext("too few to tell") if why == "too_few" else gettext("not tested") if why else ""


def source_written(figure: Figure) -> str:
    """Return which survey or publication a figure is from, and how many were asked."""
    source = (figure.source_cy if language() == "cy" else "") or figure.source
    if source and figure.base:
        return gettext("%(source)s; about %(base)s were asked") % {"source": source, "base": number(figure.base)}
    return source


def _sign(apart: float) -> str:
    return "+" if apart > 0 else "−" if apart < 0 else ""


# ---- method ---------------------------------------------------------------------------------------------------------


def method(content: Content) -> list[str]:
    """Return how the figures of an edition were worked out."""
    return [
        gettext(
            "The interval of a count is the exact one of Garwood, that of a share Wilson's: "
            "where the figure may lie if chance alone moved it. Both hold the truth in 95 of 100 cases."
        ),
        gettext(
            "Counts are compared by their ratio. Its interval allows for how much the changes of bodies vary beyond "
            "chance, which is worked out from all bodies of the table together. Where there are too few bodies to "
            "tell, chance alone is allowed for."
        ),
        gettext(
            "Shares are compared by their difference, with Newcombe's interval, which allows for chance alone. "
            "Where a change is more than chance, it is also told whether it lies within the usual swings of bodies: "
            "how much their shares move from one period to the next, the small ones more than the large."
        ),
        gettext("A change of a survey's figure was tested by the survey, with its design."),
        gettext(
            "In a funnel the wide limits hold 99.8% of bodies that differ by chance and by the usual spread alone. "
            "Nothing is ranked: a body outside them is unlike the others, and why is another question."
        ),
        gettext(
            "A sum over bodies is told only if every one of them has a whole figure. "
            "A quarter of which a month is missing is not told at all. Missing is never zero."
        ),
    ]


def said(english: str, welsh: str) -> str:
    """Return a text in the language of the page; in English where there is no Welsh."""
    return (welsh if language() == "cy" else "") or english
