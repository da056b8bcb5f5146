"""Unloading: a wrong load is undone, and what it superseded counts again."""

from collections.abc import Sequence
from datetime import datetime

from hueandcry.errors import HueAndCryError
from hueandcry.warehouse import manifest
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.landing import remove
from hueandcry.warehouse.manifest import Landing

SHORTEST_HASH = 8


class NothingToUnload(HueAndCryError):
    """Nothing that is loaded answers to the name given."""


def unload(*, home: Home, what: Sequence[str], now: datetime) -> list[Landing]:
    """Undo landings named by source file, by hash (eight digits or more), or by load; return what is gone.

    Raises `NothingToUnload` when one of the names answers to nothing; then nothing is undone.
    """
    with manifest.locked(home):
        every = manifest.landings(home)
        gone = [landing for name in what for landing in _named(every, name)]
        manifest.append_unloaded(home, {landing.sha256 for landing in gone}, at=now.isoformat())
        remove(home, gone)
    return gone


def _named(every: Sequence[Landing], name: str) -> list[Landing]:
    found = [
        landing
        for landing in every
        if name in (landing.source, landing.source.rsplit("/", 1)[-1], landing.load)
        or (len(name) >= SHORTEST_HASH and landing.sha256.startswith(name))
    ]
    if not found:
        raise NothingToUnload(
            found="nothing loaded under that name",
            expected="a source file, the first eight digits of its hash or more, or a load",
            where=name,
            remedy="Look it up with `hueandcry status`.",
        )
    return found
