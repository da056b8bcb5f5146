"""Long lists, written as strings: a district has up to three hundred small areas, a series two hundred months.

A template takes ten times as long for them, and a place's page has to answer at once. Everything is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from hueandcry.ui.format import month_name
from hueandcry.ui.icons import verdict_svg
from hueandcry.web.queries.places import Part, PlaceMonth, Verdicts
from hueandcry.web.rules.months import index_of, month_at, written
from hueandcry.web.rules.verdicts import TESTED, standing

# The shape of a verdict for each standing of a small area.
SHAPES = {
    "rises": "rise",
    "quiet": "usual",
    "too_few": "too_few",
    "too_little_history": "too_little_history",
    "redrawn": "area_redrawn",
    "not_comparable": "break",
    "in_doubt": "suspect",
    "no_data": "no_data",
}


@dataclass(frozen=True)
class PartLine:
    """A place in a list of places: its name, the verdict's shape, and a word or two."""

    name: str
    url: str
    verdict: str
    said: str


def part_line(part: Part) -> PartLine:
    """Return one place of a list."""
    url = reverse("place", args=[part.place.code])
    return PartLine(part.place.name, url, SHAPES[standing(part.verdicts)], part_words(part.verdicts))


def parts(found: Sequence[Part]) -> SafeString:
    """Return the small areas of a district as list items. Each wording is made once: most areas share one."""
    start = reverse("place", args=["-"]).removesuffix("-/")
    said: dict[tuple, str] = {}
    items = []
    for one in found:
        told = tuple(one.verdicts.items())
        if told not in said:
            shape = verdict_svg(SHAPES[standing(one.verdicts)])
            said[told] = f'<span class="parts__said">{shape} {escape(part_words(one.verdicts))}</span>'
        items.append(f'<li><a href="{start}{quote(one.place.code)}/">{escape(one.place.name)}</a> {said[told]}</li>')
    return mark_safe("\n".join(items))  # noqa: S308  names are escaped, codes quoted


def part_words(verdicts: Verdicts) -> str:
    """Return the few words for a small area's month."""
    if rose := verdicts.get("rise", 0):
        return ngettext("%(count)s rise", "%(count)s rises", rose) % {"count": rose}
    if tested := sum(verdicts.get(one, 0) for one in TESTED):
        return ngettext("%(count)s kind tested", "%(count)s kinds tested", tested) % {"count": tested}
    words = {
        "too_few": gettext("too few to tell"),
        "too_little_history": gettext("too little history"),
        "redrawn": gettext("area redrawn"),
        "not_comparable": gettext("not comparable"),
        "in_doubt": gettext("figures in doubt"),
    }
    return words.get(standing(verdicts), gettext("no data"))


def months(shown: PlaceMonth, chosen: date | None) -> SafeString:
    """Return the months that can be asked for as options, newest first; empty where there is none."""
    if not shown.schemes:
        return SafeString("")
    first = index_of(min(one.first for one in shown.schemes))
    last = index_of(max(one.latest for one in shown.schemes))
    marked = index_of(chosen) if chosen else None
    options = []
    for at in range(last, first - 1, -1):
        month = month_at(at)
        options.append(
            f'<option value="{written(month)}"{" selected" if at == marked else ""}>{month_name(month)}</option>'
        )
    return mark_safe("\n".join(options))  # noqa: S308  months only
