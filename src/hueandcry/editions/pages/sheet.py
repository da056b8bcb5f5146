"""An edition for one area, as it is shown: the same plain values for a page and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from hueandcry.editions.pages import noting, sections, words
from hueandcry.editions.pages.sections import Section
from hueandcry.editions.rules.content import ENGLAND_AND_WALES, TILES, Area, Content, Figure
from hueandcry.editions.rules.periods import asked
from hueandcry.ui.format import day_name
from hueandcry.ui.notes import NoteLine


@dataclass(frozen=True)
class Shown:
    """One figure of a tile, written out. `verdict` is "more", "usual" or "chance", or nothing where it was not tested;
    `item` names it in addresses. `fill` tells whoever runs the site what would fill the place of a figure that is not
    there: pages say it, paper does not."""

    item: str
    label: str
    value: str
    there: bool
    unit: str = ""
    interval: str = ""
    note: str = ""
    period: str = ""
    source: str = ""
    change: str = ""
    verdict: str = ""
    verdict_words: str = ""
    fill: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """A figure that there is for another area only, in words; `area` is its code."""

    words: str
    area: str


@dataclass(frozen=True)
class Tile:
    """A tile: its title, its figures, what they cannot tell; and the figures that only a wider area has."""

    ident: str
    title: str
    figures: tuple[Shown, ...]
    caveats: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All that is shown of an edition for an area."""

    title: str
    area: str
    period: str
    frequency: str
    published: str
    invented: bool
    corrected: str
    headline: tuple[str, ...]
    compared: str
    tiles: tuple[Tile, ...]
    notes: tuple[NoteLine, ...]
    sections: tuple[Section, ...]
    method: tuple[str, ...]


def sheet(content: Content, area: Area, *, number: int, published_at: datetime, note: str) -> Sheet:
    """Return an edition for an area, in the language that is active."""
    return Sheet(
        title=words.title(content),
        area=words.area_name(area),
        period=words.period_name(asked(content.edition)),
        frequency=words.frequency_word(content.frequency),
        published=published_words(published_at),
        invented=area.kind == "invented",
        corrected=corrected_words(number, note, published_at),
        headline=tuple(words.headline(content, area)),
        compared=words.compared_with(content),
        tiles=tuple(tile(content, area, name) for name in TILES),
        notes=noting.shown(content, area, content.notes),
        sections=tuple(sections.sections(content, area)),
        method=tuple(words.method(content)),
    )


def published_words(published_at: datetime) -> str:
    """Say when an edition was published."""
    return gettext("Published on %(day)s") % {"day": day_name(published_at)}


def corrected_words(number: int, note: str, published_at: datetime) -> str:
    """Say that this is a correction, and of what; nothing for a first publication."""
    if number == 1:
        return ""
    parts = {"day": day_name(published_at), "note": note}
    return gettext("Corrected on %(day)s: %(note)s") % parts


def tile(content: Content, area: Area, name: str) -> Tile:
    """Return a tile with its figures."""
    found = content.of(area.code, name)
    return Tile(
        ident=name,
        title=words.tile_title(name),
        figures=tuple(shown(content, one) for one in found),
        caveats=tuple(words.caveats(content, name)),
        elsewhere=tuple(elsewhere(content, area)) if name == "victimisation" else (),
    )


def elsewhere(content: Content, area: Area) -> Iterator[Elsewhere]:
    """Yield the survey figures that England and Wales has and this area has not."""
    wider = content.area(ENGLAND_AND_WALES)
    own = {one.item for one in content.of(area.code, "victimisation") if one.there}
    if wider is None or area.kind == "invented":
        return
    for figure in content.of(wider.code, "victimisation"):
        if figure.there and figure.item not in own:
            yield Elsewhere(
                gettext("For %(area)s: %(label)s, %(value)s.")
                % {
                    "area": words.area_name(wider),
                    "label": words.item_title(content, figure),
                    "value": words.value_written(figure),
                },
                wider.code,
            )


def shown(content: Content, figure: Figure) -> Shown:
    """Return a figure written out; where there is none, what would fill its place."""
    label, period = words.item_title(content, figure), words.figure_period(content, figure)
    source = words.source_written(figure)
    told_already = period == words.period_name(asked(content.edition)) or period in source
    if not figure.there:
        nothing = figure.why == "no_data"
        return Shown(
            item=figure.item,
            label=label,
            value=words.state_word(figure),
            there=False,
            note=str((nothing and words.NONE_YET.get(figure.item)) or words.note_written(figure)),
            fill=str(words.FILLS.get(figure.item, "")) if nothing else "",
        )
    return Shown(
        item=figure.item,
        label=label,
        value=words.value_written(figure),
        there=True,
        unit=words.unit_written(figure),
        interval=words.interval_written(figure),
        note=words.note_written(figure),
        period="" if told_already else period,
        source=source,
        change=words.change_written(content, figure),
        verdict=words.verdict(figure),
        verdict_words=words.verdict_written(figure),
    )
