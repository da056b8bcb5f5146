"""The list of forces, and what a force's page shows beside its figures as a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.bodies import queries as bodies
from hueandcry.ui.charts import CoverageStrip
from hueandcry.ui.components import Link
from hueandcry.ui.format import count_sentence, day_name, month_name, number
from hueandcry.web.pages import addresses
from hueandcry.web.pages.data import months_words
from hueandcry.web.pages.home import counts_words
from hueandcry.web.pages.words import age_words
from hueandcry.web.queries.contacts import FraudLine, fraud_line
from hueandcry.web.queries.forces import (
    ForceLine,
    Published,
    furthest,
)
from hueandcry.web.queries.reference import Area, Body, Reference
from hueandcry.web.queries.rises import Rise
from hueandcry.web.rules.verdicts import TESTED

# How many rises in small areas stand on the page; the rest is one link away.
MOST_SMALL = 20

COUNTRY_WORDS = {
    "England": gettext_lazy("Police force in England"),
    "Wales": gettext_lazy("Police force in Wales"),
    "Scotland": gettext_lazy("Police force in Scotland"),
    "Northern Ireland": gettext_lazy("Police force in Northern Ireland"),
}
KIND_WORDS = {
    "special": gettext_lazy("Police force for a special task"),
    "islands": gettext_lazy("Police force of an island outside the United Kingdom"),
    "national_centre": gettext_lazy("National centre"),
    "agency": gettext_lazy("Organisation that publishes figures"),
    "invented": gettext_lazy("Invented police force"),
}


@dataclass(frozen=True)
class ListLine:
    """A force on the list: its name, its page, and which months of its crimes are loaded (empty: none)."""

    name: str
    url: str
    said: str


@dataclass(frozen=True)
class PlaceRises:
    """The rises of one place, each with its sentence. The whole force has no address: it is this page."""

    name: str
    url: str
    rises: tuple[Link, ...]


@dataclass(frozen=True)
class CoverageLine:
    """One dataset of a body: what it is, its months as a strip, and in words."""

    title: str
    strip: CoverageStrip
    said: str


@dataclass(frozen=True)
class ContactLines:
    """How the public reaches a body, and how far that is known to be true."""

    website: str
    emergency: str
    non_emergency: str
    text: str
    fraud: FraudLine | None
    checked: str


# ---- the list -----------------------------------------------------------------------------------------------------


def list_title() -> str:
    """Return what the list is called."""
    return gettext("Police forces")


def lines(found: Sequence[ForceLine]) -> tuple[list[ListLine], list[ListLine]]:
    """Return the forces of which crimes are loaded, and the others. By name: forces are not ranked."""
    told = [ListLine(one.body.name, reverse("force", args=[one.body.slug]), _loaded_words(one)) for one in found]
    return [one for one in told if one.said], [one for one in told if not one.said]


def _loaded_words(line: ForceLine) -> str:
    return "; ".join(
        gettext("%(months)s, %(there)s months with data")
        % {"months": months_words(one.first, one.last), "there": _there_of(one.there, one.months)}
        for one in line.crimes
    )


def _there_of(there: int, months: int) -> str:
    return gettext("%(there)s of %(all)s") % {"there": number(there), "all": number(months)}


# ---- the page -----------------------------------------------------------------------------------------------------

SECTIONS = (
    ("by_district", "rises", gettext_lazy("What rose, and where")),
    ("districts", "districts", gettext_lazy("Its districts")),
    ("coverage", "coverage", gettext_lazy("Coverage")),
    ("figure_notes", "figure-notes", gettext_lazy("Notes on these figures")),
    ("dashboard", "dashboard", gettext_lazy("On the dashboard")),
    ("measured", "measured", gettext_lazy("How it compares")),
    ("outcomes", "outcomes", gettext_lazy("What became of crimes")),
    ("charged", "charged", gettext_lazy("What became of those charged")),
    ("referrals", "action_fraud", gettext_lazy("Fraud and cyber crime")),
    ("grant", "police_grant", gettext_lazy("Money")),
)


def contents(found: Mapping[str, object]) -> list[Link]:
    """Return the ways to the sections that the page has."""
    there = [Link(str(title), f"#{ident}") for name, ident, title in SECTIONS if found.get(name)]
    return [*there, Link(gettext("Who answers"), "#contact")]


# ---- coverage -----------------------------------------------------------------------------------------------------


def about(body: Body) -> str:
    """Say what a body is."""
    return str(KIND_WORDS.get(body.kind) or COUNTRY_WORDS.get(body.country) or "")


def coverage_lines(titles: Mapping[str, str], published: Sequence[Published]) -> list[CoverageLine]:
    """Return each dataset that a body published, as a strip and in words."""
    return [
        CoverageLine(
            title=titles.get(one.dataset, one.dataset),
            strip=CoverageStrip(one.first, tuple(one.states[at] for at in sorted(one.states))),
            said=gettext("%(months)s: %(there)s months with data")
            % {"months": months_words(one.first, one.last), "there": _there_of(one.there, one.months)},
        )
        for one in published
    ]


def coverage_fails(reference: Reference, titles: Mapping[str, str], published: Sequence[Published]) -> list[str]:
    """Say what is wrong with a body's coverage, before any figure is shown; nothing where all is well."""
    said = []
    for one in published:
        title, last_year = titles.get(one.dataset, one.dataset), sorted(one.states)[-12:]
        gone = sum(one.states[at] in ("missing", "partial") for at in last_year)
        furthest_month = furthest(reference, one.dataset)
        if gone:
            words = ngettext(
                "%(title)s: of the latest twelve months, %(count)s is missing or not whole.",
                "%(title)s: of the latest twelve months, %(count)s are missing or not whole.",
                gone,
            )
            said.append(words % {"title": title, "count": number(gone)})
        if one.last < furthest_month:
            words = gettext("%(title)s: the latest month is %(month)s. Other forces reach %(furthest)s.")
            months = {"month": month_name(one.last), "furthest": month_name(furthest_month)}
            said.append(words % {"title": title, **months})
    return said


# ---- rises --------------------------------------------------------------------------------------------------------


def rises_by_place(rises: Sequence[Rise]) -> tuple[list[PlaceRises], list[PlaceRises]]:
    """Return rises of the whole force and by district, and by small area; strongest evidence first."""
    found: dict[Area, list[Rise]] = defaultdict(list)
    for rise in rises:
        found[rise.place].append(rise)
    told = [(place.level, _place_rises(place, own)) for place, own in found.items()]
    larger = [one for level, one in told if level == "force"] + [one for level, one in told if level == "district"]
    small = [one for level, one in told if level == "lsoa"]
    return larger, small[:MOST_SMALL]


def _place_rises(place: Area, rises: Sequence[Rise]) -> PlaceRises:
    return PlaceRises(
        name=gettext("The whole force") if place.level == "force" else place.name,
        url="" if place.level == "force" else reverse("place", args=[place.code]),
        rises=tuple(
            Link(
                gettext("%(kind)s: %(sentence)s")
                % {
                    "kind": one.kind.name,
                    "sentence": count_sentence(one.count, one.month, one.judged.lower, one.judged.upper_usual),
                },
                addresses.of_series(place.code, one.kind, month=one.month),
            )
            for one in rises
        ),
    )


def rises_words(verdicts: Mapping[str, int], month: date) -> str:
    """Say what rose inside a force; that nothing could be tested is not the same as nothing unusual."""
    rose, tested = verdicts.get("rise", 0), sum(verdicts.get(one, 0) for one in TESTED)
    if rose:
        return ngettext(
            "%(count)s unusual rise in its districts and small areas in %(month)s.",
            "%(count)s unusual rises in its districts and small areas in %(month)s.",
            rose,
        ) % {"count": number(rose), "month": month_name(month)}
    if tested:
        return gettext("Tested in %(month)s: nothing unusual in its districts and small areas.") % {
            "month": month_name(month)
        }
    return gettext("Nothing in its districts and small areas could be tested. That does not mean that nothing rose.")


def notes(verdicts: Mapping[str, int], month: date, *, asked: bool, today: date) -> list[str]:
    """Say how many series were tested and why others could not be; and that an old month does not tell of now."""
    old = "" if asked else age_words(month, today=today)
    return [words for words in (counts_words(verdicts) if verdicts else "", old) if words]


# ---- contact ----------------------------------------------------------------------------------------------------


def contact_lines(body: Body) -> ContactLines | None:
    """Return how the public reaches a body; None where nothing is on file."""
    contact = bodies.contact(body.slug)
    if contact is None:
        return None
    checked = (
        gettext("Written down on %(day)s and checked.")
        if contact.verified
        else gettext("Written down on %(day)s; nobody has checked it with the force yet.")
    )
    return ContactLines(
        website=contact.website,
        emergency=contact.emergency,
        non_emergency=contact.non_emergency,
        text=contact.text,
        fraud=fraud_line(body.country),
        checked=checked % {"day": day_name(contact.as_of)},
    )
