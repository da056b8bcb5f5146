"""The coverage strip: for which months a body's figures are there, in one thin line."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.ui.charts import standalone, svg
from hueandcry.ui.format import month_name, months_from

WIDTH, KEY_WIDTH, HEIGHT = 600, 36, 20
STATES = ("complete", "partial", "suspect", "missing", "outside")


@dataclass(frozen=True)
class CoverageStrip:
    """One state a month from `first` on: complete, partial, suspect, missing, or outside (not asked for).

    The strip is stretched to the room it gets; `width` is how wide it is meant to be.
    """

    first: date
    states: tuple[str, ...]
    title: str = ""
    width: int = WIDTH

    def __post_init__(self) -> None:
        """Refuse a state that has no drawing."""
        unknown = sorted(set(self.states) - set(STATES))
        if unknown:
            raise ValueError(f"found the state {unknown[0]!r}; expected one of {', '.join(STATES)}")


def coverage_strip(strip: CoverageStrip, *, alone: bool = False) -> SafeString:
    """Draw the strip; equal months in a row become one shape. With `alone` as a complete file."""
    step = strip.width / max(1, len(strip.states))
    body = "".join(
        stretch(state, start * step, (end - start + 1) * step) for state, start, end in stretches(strip.states)
    )
    described = describe(strip)
    size: dict[str, Any] = {
        "width": strip.width,
        "height": HEIGHT,
        "classes": "strip",
        "title": strip.title or described,
    }
    if alone:
        return standalone.file(**size, description=described, body=body, source="")
    return SafeString(svg.frame(**size, description=described if strip.title else "", body=body, stretched=True))


def stretches(states: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Return runs of equal states: [(state, first, last)]."""
    found: list[tuple[str, int, int]] = []
    for index, state in enumerate(states):
        if found and found[-1][0] == state:
            found[-1] = (state, found[-1][1], index)
        else:
            found.append((state, index, index))
    return found


def stretch(state: str, x: float, width: float) -> str:
    """Return one run: full for complete, half for partial, an outline for suspect, a hatch for missing."""
    if state == "complete":
        return svg.rect(x, 2, width, HEIGHT - 4, classes="c-complete")
    if state == "partial":
        return svg.rect(x, HEIGHT / 2, width, HEIGHT / 2 - 2, classes="c-complete")
    if state == "suspect":
        return svg.rect(x + 0.75, 2.75, max(0.5, width - 1.5), HEIGHT - 5.5, classes="c-suspect")
    if state == "missing":
        return svg.no_data(x, 2, width, HEIGHT - 4)
    return ""


def describe(strip: CoverageStrip) -> str:
    """Return the runs that are not complete in words, or say that all is there."""
    if not strip.states:
        return gettext("No months.")
    named = {
        "partial": gettext("Partial: %(when)s."),
        "suspect": gettext("Suspect: %(when)s."),
        "missing": gettext("Missing: %(when)s."),
    }
    spans: dict[str, list[str]] = {}
    for state, start, end in stretches(strip.states):
        spans.setdefault(state, []).append(span(strip.first, start, end))
    sentences = [sentence % {"when": ", ".join(spans[state])} for state, sentence in named.items() if state in spans]
    return " ".join(sentences) or gettext("Complete: %(when)s.") % {"when": ", ".join(spans.get("complete", []))}


def span(first: date, start: int, end: int) -> str:
    """Return "July 2019" or "July 2019 to March 2020"."""
    begins = month_name(months_from(first, start))
    if start == end:
        return begins
    return gettext("%(first)s to %(last)s") % {"first": begins, "last": month_name(months_from(first, end))}
