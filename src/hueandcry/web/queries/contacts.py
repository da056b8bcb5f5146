"""Who is told what, wherever one lives: fraud, danger, a force's own lines. All of it from one dated file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from hueandcry.bodies import queries as bodies

COUNTRIES = {
    "England": _("England"),
    "Wales": _("Wales"),
    "Scotland": _("Scotland"),
    "Northern Ireland": _("Northern Ireland"),
}


@dataclass(frozen=True)
class FraudLine:
    """Who takes reports of fraud and online crime in these countries."""

    countries: tuple[str, ...]
    name: str
    website: str
    phone: str

    @property
    def where(self) -> str:
        """Return the countries in the language of the page: "England, Northern Ireland, Wales"."""
        return ", ".join(sorted(str(COUNTRIES.get(one, one)) for one in self.countries))


@cache
def fraud_lines() -> tuple[FraudLine, ...]:
    """Return who takes reports of fraud, one entry for all the countries that share it."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for country, fraud in _by_country().items():
        found.setdefault((fraud["name"], fraud["website"], fraud["phone"]), []).append(country)
    return tuple(FraudLine(tuple(countries), *line) for line, countries in found.items())


def fraud_line(country: str) -> FraudLine | None:
    """Return who takes reports of fraud in one country."""
    return next((line for line in fraud_lines() if country in line.countries), None)


def _by_country() -> Mapping[str, Mapping[str, str]]:
    """Return each country's line for fraud, as any of its forces gives it."""
    found: dict[str, Mapping[str, str]] = {}
    for force in bodies.forces():
        contact = bodies.contact(force.slug)
        if contact and contact.fraud:
            found.setdefault(force.country, contact.fraud)
    return found
