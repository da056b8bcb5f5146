"""The dashboard in brief, on the page of a force: the tiles of the newest edition in which it has figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from hueandcry.editions import queries
from hueandcry.editions.pages import dashboard, words
from hueandcry.editions.pages.dashboard import TileShown
from hueandcry.editions.pages.sheet import published_words, tile
from hueandcry.editions.rules.content import TILES
from hueandcry.ui.components import Link
from hueandcry.warehouse.frozen import Tampered
from hueandcry.warehouse.home import Home


@dataclass(frozen=True)
class Brief:
    """What the newest edition tells of an area: the tiles that have a figure, and the way to all of it."""

    period: str
    tiles: tuple[TileShown, ...]
    edition: Link


def brief(request: HttpRequest, home: Home, area: str) -> Brief | None:
    """Return the tiles of an area; None where no edition has a figure of it, or one is not what was published."""
    try:
        found = queries.newest_of(home, area)
    except Tampered:
        return None
    shown = found.content.area(area) if found else None
    if found is None or shown is None:
        return None
    tiles = [dashboard.tile(request, found, shown, tile(found.content, shown, name)) for name in TILES]
    return Brief(
        period=f"{words.period_name(found.period)} · {published_words(found.published_at)}",
        tiles=tuple(one for one in tiles if any(figure.told.there for figure in one.figures)),
        edition=Link(words.title(found.content), dashboard.address(found, shown)),
    )
