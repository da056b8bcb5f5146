"""Editions as they were published: from frozen files alone.

The build that is served is asked two things only: which notes it holds, and whether it holds the invented county.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from hueandcry.editions.rules.content import Content, Note, from_plain
from hueandcry.editions.rules.periods import Period, asked, period
from hueandcry.errors import NotReady
from hueandcry.warehouse import frozen, reading
from hueandcry.warehouse.frozen import Frozen
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.editions"
KIND = "dashboard"
EDITION = "edition.json"


@dataclass(frozen=True, eq=False)
class Edition:
    """One publication of an edition: number 1, or a correction of it."""

    frozen: Frozen

    @property
    def slug(self) -> str:
        """Return the name of its period."""
        return self.frozen.slug

    @property
    def number(self) -> int:
        """Return 1 for the first publication, 2 and more for corrections."""
        return self.frozen.number

    @property
    def note(self) -> str:
        """Return what was corrected; nothing for the first."""
        return self.frozen.note

    @property
    def published_at(self) -> datetime:
        """Return when it was published."""
        return self.frozen.published_at

    @property
    def period(self) -> Period:
        """Return the time that it is about."""
        return asked(self.slug)

    @cached_property
    def content(self) -> Content:
        """Return what it tells. Raises `Tampered` where its file is not the one that was published."""
        return _parsed(self.frozen.read(EDITION))

    @property
    def invented(self) -> bool:
        """Whether its figures are those of the invented county."""
        return self.content.invented


@lru_cache(maxsize=64)
def _parsed(data: bytes) -> Content:
    return from_plain(json.loads(data))


def edition(home: Home, slug: str, number: int | None = None) -> Edition | None:
    """Return an edition, by default as last corrected; None where there is none."""
    found = versions(home, slug)
    if number is None:
        return found[-1] if found else None
    return next((one for one in found if one.number == number), None)


def versions(home: Home, slug: str) -> list[Edition]:
    """Return an edition and its corrections, oldest first."""
    return [Edition(one) for one in frozen.versions(home, KIND, slug)] if period(slug) else []


def every(home: Home) -> list[Edition]:
    """Return the editions that stand, the newest period first; the invented ones last, and only beside their county."""
    found = [Edition(one) for one in frozen.every(home, KIND) if period(one.slug)]
    shown = [one for one in found if not one.invented or shows_invented(home)]
    return sorted(shown, key=lambda one: (not one.invented, one.period.ends, one.period.begins), reverse=True)


def every_version(home: Home) -> list[Edition]:
    """Return every publication of the editions that `every` returns, corrections and what they corrected."""
    return [one for standing in every(home) for one in versions(home, standing.slug)]


def newest(home: Home) -> Edition | None:
    """Return the edition of the newest period; an invented one only where there is no other."""
    return next(iter(every(home)), None)


def newest_of(home: Home, area: str) -> Edition | None:
    """Return the newest edition in which an area has figures: for pages about the area."""
    return next((one for one in every(home) if any(figure.there for figure in one.content.of(area))), None)


def noted(reader: Reader, content: Content) -> tuple[Note, ...]:
    """Return the notes that stand in a build on the bodies and months of an edition, and on those of the period that it
    is compared with."""
    months = [month for told in (content.edition, content.before) for month in asked(told).months]
    bodies = {body for area in content.areas for body in area.members}
    found = (Note(**row) for row in reader.rows(ROOM, "notes_standing", months=months))
    return tuple(one for one in found if one.body in bodies)


def noted_today(home: Home, content: Content) -> tuple[Note, ...] | None:
    """Return the same for the build that is served; None where there is none, and so nobody can tell what stands."""
    try:
        return noted(reading.reader(home), content)
    except NotReady:
        return None


def shows_invented(home: Home) -> bool:
    """Does the build that is served hold the invented county?"""
    try:
        return reading.reader(home).row(ROOM, "invented_there") is not None
    except NotReady:
        return False
