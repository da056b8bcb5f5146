"""The sentences that several pages say. Whole sentences with named places, so that they can be translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.ui.format import day_name, month_name, number
from hueandcry.web.queries.reference import Area, Kind, Reference
from hueandcry.web.rules.months import is_current
from hueandcry.web.rules.verdicts import TESTED, standing


def level_words(area: Area, *, residents: bool = False) -> str:
    """Say what a place is, and how many people live there where that is known."""
    names = {
        "lsoa": gettext("Small area, usually of about 1,500 people"),
        "district": gettext("District"),
        "force": gettext("Police force area"),
    }
    if not residents or area.population is None:
        return names[area.level]
    named = {
        "lsoa": gettext("Small area · %(people)s"),
        "district": gettext("District · %(people)s"),
        "force": gettext("Police force area · %(people)s"),
    }
    return named[area.level] % {"people": residents_words(area)}


def kind_in_place(kind: Kind, place: Area) -> str:
    """Name a series. What a force recorded may have happened elsewhere, so it is "recorded by", not "in"."""
    parts = {"kind": kind.name, "place": place.name}
    if place.level == "force":
        return gettext("%(kind)s recorded by %(place)s") % parts
    return gettext("%(kind)s in %(place)s") % parts


def residents_words(area: Area) -> str:
    """Say how many people live in a place, and of which year the number is."""
    if area.population_year is None:
        return gettext("%(people)s residents") % {"people": number(area.population)}
    return gettext("%(people)s residents in mid-%(year)s") % {
        "people": number(area.population),
        "year": area.population_year,
    }


def tested_words(verdicts: Mapping[str, int]) -> str:
    """Say how many kinds were tested, and why the others could not be."""
    counted = Counter(verdicts)
    every, tested = sum(counted.values()), sum(counted[verdict] for verdict in TESTED)
    if not tested:
        said = ngettext("The one kind could not be tested.", "None of %(all)s kinds could be tested.", every)
    elif tested == every:
        said = ngettext("The one kind was tested.", "All %(all)s kinds were tested.", every)
    else:
        said = ngettext("Of %(all)s kinds, %(tested)s was tested.", "Of %(all)s kinds, %(tested)s were tested.", tested)
    return " ".join([said % {"all": number(every), "tested": number(tested)}, *untested_words(counted)])


def untested_words(counted: Counter) -> list[str]:
    """Say for each reason how many could not be judged."""
    reasons = {
        "too few to tell": lambda n: ngettext(
            "%(count)s has too few crimes to tell.", "%(count)s have too few crimes to tell.", n
        ),
        "too little history": lambda n: ngettext(
            "%(count)s has too little history.", "%(count)s have too little history.", n
        ),
        "no data": lambda n: ngettext("%(count)s has no data.", "%(count)s have no data.", n),
        "suspect": lambda n: ngettext("%(count)s has figures in doubt.", "%(count)s have figures in doubt.", n),
        "break": lambda n: ngettext(
            "%(count)s cannot be compared with earlier months.", "%(count)s cannot be compared with earlier months.", n
        ),
        "area redrawn": lambda n: ngettext(
            "%(count)s begins anew because the area was redrawn.",
            "%(count)s begin anew because the area was redrawn.",
            n,
        ),
    }
    return [
        say(counted[verdict]) % {"count": number(counted[verdict])}
        for verdict, say in reasons.items()
        if counted[verdict]
    ]


STANDING_WORDS = {
    "quiet": gettext_lazy("Tested: nothing unusual."),
    "too_few": gettext_lazy("Too few crimes here to tell."),
    "too_little_history": gettext_lazy("Too little history to tell."),
    "redrawn": gettext_lazy("This area was redrawn: its figures begin anew."),
    "not_comparable": gettext_lazy("These figures cannot be compared with earlier months."),
    "in_doubt": gettext_lazy("These figures are in doubt and were not judged."),
    "no_data": gettext_lazy("No data."),
}


def standing_words(verdicts: Mapping[str, int]) -> str:
    """Return the sentence of a place's month, from how many of its kinds got which verdict."""
    if rose := verdicts.get("rise", 0):
        return ngettext("%(count)s unusual rise.", "%(count)s unusual rises.", rose) % {"count": number(rose)}
    return str(STANDING_WORDS[standing(verdicts)])


def old_words(month: date, *, today: date) -> str:
    """Warn of a month, named already, that no longer tells what is happening; nothing for a recent one."""
    return "" if is_current(month, today=today) else str(OLD)


OLD = gettext_lazy("It is over six months old: it does not tell what is happening now.")


def age_words(month: date, *, today: date) -> str:
    """Warn of a month that no longer tells what is happening; nothing for a recent one."""
    if is_current(month, today=today):
        return ""
    return gettext(
        "%(month)s is the latest month loaded. It is over six months old: it does not tell what is happening now."
    ) % {"month": month_name(month)}


def coverage_words(reference: Reference) -> str:
    """Return the line at the foot of every page: how far the data reach, of how many forces, built when."""
    built = day_name(reference.built_at)
    if reference.data_to is None:
        return gettext("No crime figures are loaded · built %(day)s") % {"day": built}
    if reference.shows_invented:
        return gettext("Data to %(month)s, invented · built %(day)s") % {
            "month": month_name(reference.data_to),
            "day": built,
        }
    return gettext("Data to %(month)s · %(forces)s of 43 forces · built %(day)s") % {
        "month": month_name(reference.data_to),
        "forces": number(len(reference.forces_with_data)),
        "day": built,
    }


def chance_words(false_share: float) -> str:
    """Say how many of the rises shown are expected to be chance."""
    return gettext("About 1 in %(many)s of the rises we show turn out to be chance.") % {
        "many": number(round(1 / false_share)) if false_share else "∞"
    }
