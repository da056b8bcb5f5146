"""The dashboard in brief, on the page of a force: the tiles of the newest edition in which it has figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from hueandcry.editions import queries
from hueandcry.editions.pages import dashboard
from hueandcry.editions.pages.dashboard import TileShown
from hueandcry.editions.pages.sheet import sheet
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
    told = sheet(found.content, shown, number=found.number, published_at=found.published_at, note=found.note)
    tiles = [dashboard.tile(request, found, shown, told, one) for one in told.tiles]
    return Brief(
        period=f"{told.period} · {told.published}",
        tiles=tuple(one for one in tiles if any(figure.told.there for figure in one.figures)),
        edition=Link(told.title, dashboard.address(found, shown)),
    )
