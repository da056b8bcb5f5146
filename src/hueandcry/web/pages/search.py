"""What a search shows when it does not lead to one place at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from hueandcry.claims.pages.addresses import of_claim, tight
from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.claims.words import VERDICTS
from hueandcry.ui.components import PlaceCard, Search
from hueandcry.ui.format import number
from hueandcry.ui.rooms import is_open
from hueandcry.web.pages import addresses
from hueandcry.web.pages.home import doors
from hueandcry.web.pages.words import coverage_words, level_words
from hueandcry.web.queries.reference import Area, Reference
from hueandcry.web.queries.search import MOST, Found, Titled
from hueandcry.web.rules.asked import Asked, spaced

# The rooms in which to look for what is no place.
NO_PLACES = ("editions", "measures", "claims")


@dataclass(frozen=True)
class SearchPage:
    """Everything the page of a search shows."""

    title: str
    search: Search
    heading: str
    notes: tuple[str, ...]
    districts: tuple[PlaceCard, ...]
    places: tuple[PlaceCard, ...]
    titled: tuple[PlaceCard, ...]
    ways: tuple[PlaceCard, ...]
    tips: tuple[str, ...]
    coverage: str


def page(reference: Reference, asked: Asked, found: Found, titled: Sequence[Titled]) -> SearchPage:
    """Put the page of a search together."""
    cards = tuple(titled_card(one) for one in titled if is_open(one.room))
    is_other = bool(asked.name) and not (found.areas or asked.postcode or asked.code)
    return SearchPage(
        title=gettext("Search: %(words)s") % {"words": asked.text} if asked.text else gettext("Search"),
        search=Search(reverse("search"), value=asked.text),
        heading=heading(asked, found, is_titled=bool(cards)),
        notes=tuple(notes(asked, found)),
        districts=tuple(place_card(reference, area) for area in found.districts),
        places=tuple(place_card(reference, area) for area in found.areas),
        titled=cards,
        ways=doors(NO_PLACES) if is_other else (),
        tips=() if found.areas else tips(found),
        coverage=coverage_words(reference),
    )


def heading(asked: Asked, found: Found, *, is_titled: bool) -> str:
    """Say how many places were found."""
    if not asked.text:
        return gettext("Search")
    if not found.areas and is_titled:
        return gettext("No place is called “%(words)s”") % {"words": asked.text}
    if not found.areas:
        return gettext("Nothing found for “%(words)s”") % {"words": asked.text}
    many = len(found.areas)
    words = {"words": asked.text, "count": number(many)}
    if many >= MOST:
        return gettext("The first %(count)s places found for “%(words)s”") % words
    return ngettext("%(count)s place found for “%(words)s”", "%(count)s places found for “%(words)s”", many) % words


def notes(asked: Asked, found: Found) -> list[str]:
    """Say why a postcode led nowhere."""
    if found.unplaced:
        return [
            gettext("The postcode %(postcode)s is known, but lies in no area of which figures are loaded.")
            % {"postcode": spaced(found.unplaced)}
        ]
    if not found.postcodes_known and (asked.postcode or asked.outcode):
        return [gettext("No list of postcodes is loaded here. The name of a town or district may do.")]
    if asked.postcode and not found.areas:
        return [gettext("This postcode is not in the list that is loaded. It may be new, or no longer in use.")]
    return []


def place_card(reference: Reference, area: Area) -> PlaceCard:
    """Return a place with what it is and where it belongs."""
    parent = reference.areas.get(area.parent or "")
    about = level_words(area)
    if area.level == "lsoa":
        about = gettext("Small area in %(district)s") % {"district": parent.name} if parent else gettext("Small area")
    elif area.level == "district" and parent:
        about = gettext("District · %(force)s") % {"force": parent.name}
    return PlaceCard(area.name, addresses.of_place(area, reference), about)


def titled_card(one: Titled) -> PlaceCard:
    """Return a measure, or a claim with its verdict: what somebody said never stands here as if it were so."""
    if one.room == "claims":
        about = gettext("Claim: %(verdict)s") % {"verdict": VERDICTS[Verdict(one.verdict)]}
        return PlaceCard(tight(str(one.title)), of_claim(one.slug), about)
    return PlaceCard(str(one.title), reverse("measure", args=[one.slug]), gettext("Measure"))


def tips(found: Found) -> tuple[str, ...]:
    """Say what can be searched."""
    said: Sequence[str] = (
        gettext("A postcode, or its first half: NE1 4ST, NE1."),
        gettext("A district or borough: Islington, Gateshead."),
        gettext("A small area by its name or code: Gateshead 001A, E01008162."),
        gettext("A police force: Northumbria, Heddlu Gwent."),
    )
    return tuple(said if found.postcodes_known else said[1:])
