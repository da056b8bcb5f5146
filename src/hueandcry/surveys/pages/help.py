"""Who helps, beside questions that may upset: from the one dated file of addresses, not yet checked by anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from hueandcry.bodies import queries as bodies
from hueandcry.ui.languages import Bilingual

EMERGENCY, POLICE, FRAUD, BANK = "emergency", "police", "fraud", "bank"
LINES = (EMERGENCY, POLICE, FRAUD, BANK, *bodies.support())
# Any force tells the numbers of its country.
ANY_FORCE = "northumbria"
COUNTRIES = {
    "England": gettext_lazy("England"),
    "Wales": gettext_lazy("Wales"),
    "Scotland": gettext_lazy("Scotland"),
    "Northern Ireland": gettext_lazy("Northern Ireland"),
}


@dataclass(frozen=True)
class HelpLine:
    """Who helps, by telephone or on the web."""

    what: str
    phone: str = ""
    website: str = ""


def lines(names: Sequence[str]) -> list[HelpLine]:
    """Return the lines of these names, in the language of the page."""
    return [line for name in names for line in _lines(name)]


def _lines(name: str) -> Iterator[HelpLine]:
    contact = bodies.contact(ANY_FORCE)
    if name == EMERGENCY and contact:
        yield HelpLine(gettext("In danger now: the police"), contact.emergency)
    elif name == POLICE and contact:
        yield HelpLine(gettext("The police, when it is not urgent"), contact.non_emergency)
    elif name == FRAUD:
        yield from _fraud()
    elif name == BANK:
        yield HelpLine(gettext("Your bank, from a number you can trust"), bodies.others()["bank"]["phone"])
    else:
        one = bodies.support()[name]
        yield HelpLine(str(Bilingual(one["what"], one.get("what_cy"))), one.get("phone", ""), one.get("website", ""))


def _fraud() -> Iterator[HelpLine]:
    """Yield who takes reports of fraud, one line for all the countries that share it."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for force in bodies.forces():
        contact = bodies.contact(force.slug)
        if contact and contact.fraud:
            key = (contact.fraud["name"], contact.fraud["phone"], contact.fraud["website"])
            if force.country not in found[key]:
                found[key].append(force.country)
    for (name, phone, website), countries in found.items():
        where = ", ".join(str(COUNTRIES.get(one, one)) for one in countries)
        what = gettext("To report fraud or crime online (%(countries)s): %(name)s") % {"countries": where, "name": name}
        yield HelpLine(what, phone, website)
