"""What the figures of a scheme are, and what they cannot tell: on pages and inside every download."""

from __future__ import annotations

from django.utils.translation import gettext

from hueandcry.web.queries.reference import Area, Kind, Scheme


def definition(scheme: Scheme, kind: Kind, place: Area) -> str:
    """Say what was counted."""
    parts = {"kind": kind.name, "place": place.name, "publisher": scheme.publisher, "title": scheme.title}
    if scheme.code == "street" and place.level == "force":
        return (
            gettext(
                "Crimes and incidents of the kind “%(kind)s” that the force reported, wherever they happened, "
                "one for each row published in “%(title)s” (%(publisher)s)."
            )
            % parts
        )
    if scheme.code == "street":
        return (
            gettext(
                "Crimes and incidents of the kind “%(kind)s” that the territorial force reported for %(place)s, "
                "one for each row published in “%(title)s” (%(publisher)s)."
            )
            % parts
        )
    return gettext("Crimes of the kind “%(kind)s” for %(place)s, as published in “%(title)s” (%(publisher)s).") % parts


def caveats(scheme: Scheme, kind: Kind, level: str) -> list[str]:
    """Say what figures of a kind and of places of a level cannot tell."""
    said = []
    if scheme.code == "street":
        said.append(
            gettext("The month is the one the force gave. Crimes recorded late can make a month look like a rise.")
        )
        if level != "force":
            said.append(
                gettext(
                    "Places are rounded to a map point nearby, so a crime can be counted in the next small area. "
                    "Crimes without a place are counted for the force alone."
                )
            )
    if kind.activity:
        said.append(
            gettext(
                "These figures count what the police do as well as what happens: "
                "a rise may be an operation and not more crime."
            )
        )
    if scheme.absent == "unknown":
        said.append(gettext("A month without a figure was not published; it is not zero."))
    return [
        *said,
        gettext("Only what is reported and recorded is counted. Missing is never zero; untested is never safe."),
    ]
