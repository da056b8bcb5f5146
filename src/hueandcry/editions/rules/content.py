"""What stands in an edition: figures of areas, each with its state, its interval and what changed.

These values are frozen as JSON and read back from it; nothing of them is ever worked out again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any

# What every figure says, even if it says that there is none.
ALWAYS = ("area", "tile", "item", "unit", "value", "state")

TILES = ("victimisation", "referrals", "outcomes", "prevention")

# The bodies of a table together, whatever they are; and the two countries whose forces it is about.
ALL_BODIES, ENGLAND_AND_WALES, ENGLAND = "all-bodies", "england-and-wales", "england"

# Why there is no figure, or no change: told in words by the pages, in the reader's language.
WHYS = (
    "",
    "no_data",  # nothing on file
    "not_whole",  # months of the period are missing
    "members",  # bodies of the area are missing
    "no_total",  # the published total, which would show that no body is missing, is not there
    "no_outcomes",  # a share of nothing
    "small_base",  # too few people were asked
    "no_before",  # nothing to compare with
    "from_zero",  # there were none before, so nothing to divide by
    "too_few",  # so few, where bodies swing so much, that nothing can be told
    "other_members",  # the period before is of other bodies
    "no_interval",  # how far chance reaches is not known
    "barred",  # interviewed by telephone
    "suspect",  # a month holds far less than usual
    "suspect_month",  # so does one of either period, and so the change is not judged
)

# What a figure and its change say in words: other words for the same figure correct nothing.
NAMES = frozenset({"source", "source_cy", "than", "than_cy"})


@dataclass(frozen=True)
class Area:
    """Whom figures are about. `kind`: together, country, region, force, other or invented."""

    code: str
    name: str
    name_cy: str
    kind: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What changed since the period that the edition is compared with.

    `kind`: "ratio" (this ÷ before) or "difference" (this - before). `more_than_chance` is None where it was not tested,
    and `why` then says why. `usual` tells of a share that changed by more than chance whether bodies often move that
    much. `dispersion` is how much more bodies' changes vary than chance has them: the interval allows for it. `than`
    names what it is compared with, where that is not the edition's: an earlier wave of a survey.
    """

    kind: str
    before: float | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    more_than_chance: bool | None = None
    usual: bool | None = None
    method: str = ""
    dispersion: float | None = None
    why: str = ""
    than: str = ""
    than_cy: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure of an area, or the line that says why there is none.

    `state`: shown; few (shown, but of so few cases that one more or less moves it); partial (some of it is missing, so
    no figure); missing. `lacking` of `of` months or bodies are missing. `begins` and `ends` are given where the figure
    is of another time than the edition.
    """

    area: str
    tile: str
    item: str
    unit: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    state: str = "missing"
    why: str = "no_data"
    lacking: int | None = None
    of: int | None = None
    begins: str = ""
    ends: str = ""
    source: str = ""
    source_cy: str = ""
    base: int | None = None
    change: Change | None = None

    @property
    def there(self) -> bool:
        """Is there a figure?"""
        return self.value is not None


@dataclass(frozen=True)
class Item:
    """What a figure of a tile counts, where its name comes from data: a kind of action."""

    tile: str
    item: str
    name: str
    name_cy: str


@dataclass(frozen=True)
class Definition:
    """The reviewed definition behind a tile, as it stood when the edition was published."""

    slug: str
    version: int
    title: str
    title_cy: str
    caveats: tuple[str, ...] = ()
    caveats_cy: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file that figures of a tile were read from, and who published it under which terms."""

    tile: str
    dataset: str
    name: str
    sha256: str
    release: str
    title: str
    title_cy: str
    publisher: str
    publisher_cy: str
    licence: str
    licence_cy: str


@dataclass(frozen=True)
class Note:
    """What an analyst says about the figures of a body and month ("2018-07"), and who noted it on which day."""

    body: str
    month: str
    text: str
    author: str
    noted_on: str


@dataclass(frozen=True)
class Dot:
    """A body in a funnel. `compared`: it is among those that set the middle and the limits; `flag` says what
    makes it unlike the others."""

    area: str
    numerator: float
    denominator: float
    value: float
    few: bool = False
    compared: bool = True
    flag: str = ""
    flag_cy: str = ""
    outside: str = ""


@dataclass(frozen=True)
class Funnel:
    """Bodies against their size, with the limits that 95 and 99.8 % of them lie in."""

    item: str
    dots: tuple[Dot, ...]
    target: float
    phi: float
    denominator: tuple[float, ...]
    lower95: tuple[float, ...]
    upper95: tuple[float, ...]
    lower998: tuple[float, ...]
    upper998: tuple[float, ...]


@dataclass(frozen=True)
class Content:
    """All that an edition tells, but for when and from which build it was published.

    `before` is the period that it is compared with. `notes` are those on its bodies and months, also those of the
    period before, that stood when it was published.
    """

    edition: str
    frequency: str
    begins: str
    ends: str
    before: str
    invented: bool
    areas: tuple[Area, ...]
    figures: tuple[Figure, ...]
    items: tuple[Item, ...] = ()
    definitions: Mapping[str, tuple[Definition, ...]] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    funnels: tuple[Funnel, ...] = ()
    notes: tuple[Note, ...] = ()

    def area(self, code: str) -> Area | None:
        """Return an area, or None."""
        return next((one for one in self.areas if one.code == code), None)

    def of(self, area: str, tile: str | None = None) -> list[Figure]:
        """Return the figures of an area, those of one tile if asked."""
        return [one for one in self.figures if one.area == area and tile in (None, one.tile)]

    def figure(self, area: str, tile: str, item: str) -> Figure | None:
        """Return one figure, or None."""
        return self._by_item.get((area, tile, item))

    @cached_property
    def _by_item(self) -> Mapping[tuple[str, str, str], Figure]:
        return {(one.area, one.tile, one.item): one for one in self.figures}

    @property
    def default_area(self) -> str:
        """Return the area that a reader meets first: the widest there is."""
        return self.areas[0].code


def as_plain(content: Content) -> dict[str, Any]:
    """Return the content as it is written to JSON; what is empty is left out of figures."""
    told = asdict(content)
    told["figures"] = [_without_empty(one) for one in told["figures"]]
    return told


def from_plain(told: Mapping[str, Any]) -> Content:
    """Return the content that was written."""
    return Content(
        **{name: told[name] for name in ("edition", "frequency", "begins", "ends", "before", "invented")},
        areas=_each(Area, told["areas"]),
        figures=tuple(_figure(one) for one in told["figures"]),
        items=_each(Item, told["items"]),
        definitions={tile: _each(Definition, found) for tile, found in told["definitions"].items()},
        sources=_each(Source, told["sources"]),
        funnels=tuple(_funnel(one) for one in told["funnels"]),
        notes=_each(Note, told.get("notes", ())),  # an edition may be older than notes in editions
    )


def of_area(notes: Iterable[Note], area: Area) -> list[Note]:
    """Return those on bodies that an area's figures are made of."""
    return [one for one in notes if one.body in area.members]


def alike(one: Content, other: Content) -> bool:
    """Are these the same figures of the same areas? Where they were read from, what they are called, and what analysts
    note on them may differ.

    A number may differ in its tenth figure: another version of a library rounds otherwise, and tells nothing else.
    """
    return _close(_compared(one), _compared(other))


def _compared(content: Content) -> list[Any]:
    areas = [[one.code, list(one.members)] for one in content.areas]
    return [content.before, areas, [_without_names(_without_empty(asdict(one))) for one in content.figures]]


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_close(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_close, one, other))
    return bool(one == other)


def _without_empty(told: dict[str, Any]) -> dict[str, Any]:
    change = told.pop("change")
    kept = {name: value for name, value in told.items() if name in ALWAYS or value not in (None, "")}
    if change:
        kept["change"] = {name: value for name, value in change.items() if value not in (None, "")}
    return kept


def _without_names(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    return {name: _without_names(value) for name, value in told.items() if name not in NAMES}


def _figure(told: Mapping[str, Any]) -> Figure:
    change = told.get("change")
    return Figure(**{"why": "", **told, "change": Change(**change) if change else None})


def _funnel(told: Mapping[str, Any]) -> Funnel:
    return Funnel(**{**_tuples(told), "dots": _each(Dot, told["dots"])})


def _each(kind: type, found: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    known = {one.name for one in fields(kind)}
    return tuple(kind(**_tuples({name: value for name, value in one.items() if name in known})) for one in found)


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
