"""Publishing an edition: worked out once, frozen, and never changed without a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hueandcry.editions import queries
from hueandcry.editions.actions import packing
from hueandcry.editions.actions.gathering import Gathered, gather
from hueandcry.editions.actions.working_out import content
from hueandcry.editions.printing import PAPERS, paper
from hueandcry.editions.queries import KIND, Edition
from hueandcry.editions.rules.content import Content, alike
from hueandcry.editions.rules.periods import Period, asked
from hueandcry.errors import HueAndCryError
from hueandcry.warehouse import frozen, reading
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

State = Literal["published", "corrected", "unchanged", "differs"]


class NothingToPublish(HueAndCryError):
    """A period of which the build has no whole figures."""


class CorrectionOfWhat(HueAndCryError):
    """A note without the name of the edition that it corrects."""


class NotCorrected(HueAndCryError):
    """Other figures than were published, and nobody says why."""


@dataclass(frozen=True)
class Published:
    """What became of one edition: published, corrected, unchanged, or published earlier with other figures."""

    slug: str
    state: State
    number: int
    published_at: datetime


def publish(*, home: Home, now: datetime, edition: str | None = None, note: str = "") -> list[Published]:
    """Publish every edition that the build allows and that is not published yet, or the one named.

    The same figures again are no publication, whatever analysts noted on them since. Other figures are refused, unless
    `note` says what is corrected: then they are another publication, and the one before stays. Raises `NotAPeriod`,
    `NothingToPublish`, `NotCorrected`; and `NotFrozen` where somebody else published the edition meanwhile.
    """
    if note.strip() and edition is None:
        raise CorrectionOfWhat(
            found="a note without an edition",
            expected="the edition that it corrects",
            where="the options",
            remedy="Name it with --edition, such as --edition 2018-19.",
        )
    reader = reading.reader(home)
    gathered = gather(reader)
    if edition is not None:
        return [_publish_named(home, reader, gathered, asked(edition), now=now, note=note.strip())]
    return [_publish_new(home, reader, gathered, one, now=now) for one in gathered.periods()]


def publish_all(*, home: Home, now: datetime) -> list[Published]:
    """Publish every edition that the build allows and that is not published yet: after the first build of a home."""
    return publish(home=home, now=now)


def _publish_named(
    home: Home, reader: Reader, gathered: Gathered, over: Period, *, now: datetime, note: str
) -> Published:
    if over not in gathered.periods():
        known = ", ".join(one.slug for one in gathered.periods()) or "none"
        raise NothingToPublish(
            found=f"no whole count of referrals for {over.slug}",
            expected=f"one of the periods that the build holds ({known})",
            where=f"build {gathered.build['build']}",
            remedy="Load the files of that period and build; a quarter needs all its three months.",
        )
    told, before = content(reader, gathered, over), queries.edition(home, over.slug)
    if before and alike(told, before.content):
        return _as(before, "unchanged")
    if before and not note:
        raise NotCorrected(
            found=f"other figures than were published on {before.published_at.date()}",
            expected="the same, or a note that says what is corrected",
            where=f"the dashboard {over.slug}",
            remedy="Publish it with --note; the edition published before stays beside it.",
        )
    return _as(_freeze(home, gathered, told, before, now=now, note=note), "corrected" if before else "published")


def _publish_new(home: Home, reader: Reader, gathered: Gathered, over: Period, *, now: datetime) -> Published:
    """Publish an edition unless it is published; then only say whether its figures still are those of the build."""
    told, before = content(reader, gathered, over), queries.edition(home, over.slug)
    if before is None:
        return _as(_freeze(home, gathered, told, None, now=now, note=""), "published")
    return _as(before, "unchanged" if alike(told, before.content) else "differs")


def _freeze(
    home: Home, gathered: Gathered, told: Content, before: Edition | None, *, now: datetime, note: str
) -> Edition:
    number = before.number + 1 if before else 1
    files = packing.files(told, number=number, published_at=now, note=note, build=gathered.build)
    for name, language in PAPERS.items():
        files[name] = paper(told, told.default_area, language, number=number, published_at=now, note=note)
    made = frozen.freeze(
        home=home,
        kind=KIND,
        slug=told.edition,
        files=files,
        now=now,
        build=gathered.build["build"],
        note=note,
        number=number,
    )
    return Edition(made)


def _as(edition: Edition, state: State) -> Published:
    return Published(edition.slug, state, edition.number, edition.published_at)
