"""How a wave was asked and worked out, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.surveys.pages.words import asked_words
from hueandcry.surveys.queries import Wave, bilingual
from hueandcry.ui.format import number

LONELY = {
    "fail": "",
    "certainty": gettext_lazy("A stratum with a single sampling point adds nothing to the errors."),
    "remove": gettext_lazy("A stratum with a single sampling point adds nothing to the errors."),
    "adjust": gettext_lazy("A stratum with a single sampling point is compared with the mean of all, to be cautious."),
    "average": gettext_lazy("A stratum with a single sampling point adds as much to the errors as others on average."),
}


@dataclass(frozen=True)
class Fact:
    """One thing to know about a wave: what it is about, and what is said of it."""

    about: str
    said: tuple[str, ...]
    url: str = ""


def facts(wave: Wave, *, questions: str) -> list[Fact]:
    """Return what to know before using a figure."""
    method = wave.about["method"]
    return [
        Fact(gettext("Who was asked"), (str(wave.words("people")),)),
        Fact(gettext("When and how"), (f"{asked_words(wave)}.",)),
        Fact(gettext("How many answered"), (gettext("About %(count)s") % {"count": number(method["respondents"])},)),
        Fact(gettext("Who asked"), (str(wave.run_by),)),
        Fact(gettext("What was asked"), (_questionnaire(wave),), url=questions),
        Fact(gettext("Sample"), tuple(_sample(method))),
        Fact(gettext("Weights"), (_weights(method),)),
        Fact(gettext("Intervals"), tuple(_intervals())),
        Fact(gettext("Incidents"), tuple(_incidents(method))),
        Fact(gettext("What is not shown"), tuple(_hidden(method))),
        Fact(gettext("Changes"), (_changes(),)),
        Fact(gettext("Licence"), (wave.about["licence"],), url=wave.about["licence_url"]),
    ]


def _questionnaire(wave: Wave) -> str:
    asked = wave.about["questionnaire"]
    months = asked["reference_months"]
    told = ngettext(
        "%(title)s, version %(version)s; what happened in the last %(months)s month",
        "%(title)s, version %(version)s; what happened in the last %(months)s months",
        months,
    )
    return told % {"title": bilingual(asked["title"]), "version": asked["version"], "months": months}


def _sample(method: dict[str, Any]) -> Iterator[str]:
    if method["design_factor"]:
        told = gettext("The sampling points are not in the data; a published design factor of %(factor)s is used.")
        yield told % {"factor": number(method["design_factor"], 2)}
        return
    units = number(method["sampling_units"])
    if method["clustered"] and method["strata"]:
        told = gettext("Drawn at %(units)s sampling points in %(strata)s strata.")
        yield told % {"units": units, "strata": number(method["strata"])}
    elif method["clustered"]:
        yield gettext("Drawn at %(units)s sampling points.") % {"units": units}
    elif method["strata"]:
        yield gettext("Drawn one by one in %(strata)s strata.") % {"strata": number(method["strata"])}
    else:
        yield gettext("Drawn one by one.")
    if method["finite_population"]:
        yield gettext("How many there were to draw from is allowed for.")
    if LONELY[method["lonely"]]:
        yield str(LONELY[method["lonely"]])


def _weights(method: dict[str, Any]) -> str:
    if not method["fitted_to"]:
        return gettext("Each answer is weighted by how many people it stands for.")
    told = gettext("Weighted, and fitted to what is known of: %(margins)s. The errors allow for that.")
    return told % {"margins": ", ".join(method["fitted_to"])}


def _intervals() -> Iterator[str]:
    yield gettext("95%: of a hundred such intervals about five miss the true figure, by chance alone.")
    yield gettext(
        "A design effect of 1.5 says that the sample tells as much as one two thirds its size, drawn one by one."
    )


def _incidents(method: dict[str, Any]) -> Iterator[str]:
    yield gettext(
        "The longest series are cut at the number that 98 in 100 victims do not exceed, as the Crime Survey cuts them."
    )
    if any(cap is None for cap in method["caps"].values()):
        yield gettext("Where few were victims, where the cut lies is not told: it would be what one of them said.")


def _hidden(method: dict[str, Any]) -> Iterator[str]:
    yield gettext(
        "Figures that rest on fewer than %(count)s people, or on fewer than two sampling points to spare."
    ) % {"count": number(method["least_base"])}
    yield gettext(
        "Figures for which fewer than %(count)s of a group gave the answer, or fewer than %(count)s did not, and "
        "what would give them away. Numbers of people asked are rounded to the nearest five."
    ) % {"count": number(method["least_said"])}


def _changes() -> str:
    return gettext(
        "Tested against the wave before, unless either was asked by telephone, the question changed, or people may be "
        "in both. Of twenty tests where nothing changed, one says “more than chance”."
    )
