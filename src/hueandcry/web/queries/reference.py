"""What hardly changes and every page needs: schemes, kinds, bodies, coverage, breaks. Read once for each build."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal

from django.conf import settings
from django.utils.translation import gettext_noop as _

from hueandcry.ui.languages import Bilingual, in_both, named
from hueandcry.ui.notes import FigureNote
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import Reader
from hueandcry.web.rules.months import index_of, month_at

ROOM = "hueandcry.web"
INVENTED = "invented"
NAMES = ("name", "name_cy")
INVENTED_TITLE = _("Invented crimes, in the format of data.police.uk")
INVENTED_PUBLISHER = _("nobody (invented figures)")
INVENTED_LICENCE = _("none needed")
FORCES_OF_ENGLAND_AND_WALES = 43


def in_two_languages(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return a row in which each of these texts stands as one value in both languages (columns `why` and `why_cy`)."""
    texts = {name: Bilingual(row[name] or "", row[f"{name}_cy"]) for name in names}
    return {name: value for name, value in row.items() if name.removesuffix("_cy") not in names} | texts


@dataclass(frozen=True)
class Scheme:
    """A way of counting, never added to another. `absent`: what a covered month without a row means."""

    code: str
    title: Bilingual
    publisher: Bilingual
    licence: Bilingual
    address: str
    dataset: str
    absent: Literal["zero", "unknown"]

    @property
    def feed(self) -> str:
        """Return the dataset as the manifest of files names it (a tidy series carries its scheme after a colon)."""
        return "tidy_counts" if self.dataset.startswith("tidy:") else self.dataset


@dataclass(frozen=True)
class Kind:
    """A kind of crime within a scheme; `first` and `last` are the months between which anyone counted it."""

    scheme: str
    code: str
    english: str
    welsh: str | None
    family: str | None
    activity: bool
    online: bool
    first: int | None
    last: int | None

    @property
    def name(self) -> str:
        """Return what it is called, in the language of the page."""
        return named(self.english, self.welsh)


@dataclass(frozen=True)
class Body:
    """A force or agency, and how it is reached."""

    slug: str
    area_code: str
    english: str
    welsh: str
    kind: str
    country: str
    website: str
    advice: str
    non_emergency: str

    @property
    def name(self) -> str:
        """Return what it is called, in the language of the page."""
        return named(self.english, self.welsh)


@dataclass(frozen=True)
class Area:
    """A small area, a district or a force's area. `begins`, `ends`: between which months it was drawn as it is."""

    code: str
    english: str
    welsh: str | None
    level: Literal["lsoa", "district", "force"]
    parent: str | None
    force: str | None
    population: int | None
    population_year: int | None
    begins: date | None
    ends: date | None

    @property
    def name(self) -> str:
        """Return what it is called, in the language of the page."""
        return named(self.english, self.welsh)


@dataclass(frozen=True)
class KnownBreak:
    """A reviewed change in what a series means (effect: elsewhere, leave_out, truncate or mark)."""

    id: str
    scheme: str
    body: str
    area: str
    kinds: tuple[str, ...]
    first: date
    last: date | None
    effect: str
    title: Bilingual
    why: Bilingual
    source: str
    verified: Bilingual

    def concerns(self, *, scheme: str, body: str | None, area: str, kind: str) -> bool:
        """Does it touch this series?"""
        pairs = ((self.scheme, scheme), (self.body, body), (self.area, area))
        return all(not ours or ours == theirs for ours, theirs in pairs) and (not self.kinds or kind in self.kinds)

    def covers(self, month: date) -> bool:
        """Does it lie over this month?"""
        return self.first <= month and (self.last is None or month <= self.last)


@dataclass(frozen=True)
class Withdrawal:
    """A rise that an earlier build told and this one does not confirm."""

    scheme: str
    area: str
    area_english: str
    area_welsh: str | None
    level: str
    force: str | None
    kind: str
    month: date
    was: int
    now: int | None
    published_in: str
    withdrawn_in: str
    why: str

    @property
    def place(self) -> str:
        """Return the area's name, in the language of the page."""
        return named(self.area_english or self.area, self.area_welsh)


@dataclass(frozen=True, eq=False)
class Reference:
    """All of it, for one build. `areas`: the larger ones; `coverage`: dataset and body → month number → state."""

    build: str
    built_at: datetime
    version: str
    false_share: float
    schemes: dict[str, Scheme]
    kinds: dict[tuple[str, str], Kind]
    bodies: dict[str, Body]
    by_area: dict[str, Body]
    areas: dict[str, Area]
    coverage: dict[tuple[str, str], dict[int, str]]
    breaks: tuple[KnownBreak, ...]
    withdrawals: tuple[Withdrawal, ...]
    notes: tuple[FigureNote, ...]
    levels: frozenset[tuple[str, str | None, str]]

    def counts_at(self, scheme: str, place: Area) -> bool:
        """Return whether a scheme counts the places of this level of this force at all: else nothing is known there."""
        return (scheme, place.force, place.level) in self.levels

    def scheme_of(self, code: str, force: str | None) -> Scheme:
        """Return a scheme as it is told of a force: nobody ever published what is invented."""
        scheme = self.schemes[code]
        if not self.is_invented(force) or scheme.feed == "tidy_counts":  # a tidy series says itself that it is invented
            return scheme
        return replace(
            scheme,
            title=in_both(INVENTED_TITLE),
            publisher=in_both(INVENTED_PUBLISHER),
            licence=in_both(INVENTED_LICENCE),
            address="",
        )

    def covered(self, scheme: str, force: str | None) -> dict[int, str]:
        """Return the state of each month that a force published of a scheme; empty when it published none."""
        return self.coverage.get((self.schemes[scheme].dataset, force or ""), {})

    def latest(self, scheme: str, force: str | None) -> date | None:
        """Return the last month of which a force published anything of a scheme."""
        published = [month for month, state in self.covered(scheme, force).items() if state != "missing"]
        return month_at(max(published)) if published else None

    def kinds_of(self, scheme: str) -> list[Kind]:
        """Return the kinds of a scheme, by name."""
        return [kind for (code, _), kind in self.kinds.items() if code == scheme]

    def last_loaded(self, scheme: str) -> date | None:
        """Return the last month of a scheme that any body published."""
        dataset = self.schemes[scheme].dataset
        months = [max(found) for (covered, _), found in self.coverage.items() if covered == dataset and found]
        return month_at(max(months)) if months else None

    def breaks_of(self, *, scheme: str, force: str | None, area: str, kind: str) -> list[KnownBreak]:
        """Return the breaks that touch a series."""
        return [one for one in self.breaks if one.concerns(scheme=scheme, body=force, area=area, kind=kind)]

    def notes_of(self, force: str | None, months: Container[date] | None = None) -> list[FigureNote]:
        """Return what analysts say about a force's figures, newest month first: of some months, or of all."""
        return [one for one in self.notes if one.body == force and (months is None or one.month in months)]

    def notes_on(self, figures: Container[tuple[str | None, date]]) -> list[FigureNote]:
        """Return what analysts say about figures of several forces, each as (force, month); with the force's name."""
        return [replace(one, name=self.bodies[one.body].name) for one in self.notes if (one.body, one.month) in figures]

    def is_invented(self, force: str | None) -> bool:
        """Is this the force of the invented county?"""
        body = self.bodies.get(force or "")
        return body is not None and body.kind == INVENTED

    @property
    def shows_invented(self) -> bool:
        """Does the build hold the invented county?"""
        return any(self.is_invented(body) for _, body in self.coverage)

    @property
    def forces_with_data(self) -> list[Body]:
        """Return the territorial forces of England and Wales of which anything is loaded."""
        published = {body for _, body in self.coverage}
        return [
            body
            for slug, body in self.bodies.items()
            if slug in published and body.kind == "territorial" and body.country in ("England", "Wales")
        ]

    @property
    def data_to(self) -> date | None:
        """Return the last month that anyone published."""
        months = [max(months) for months in self.coverage.values() if months]
        return month_at(max(months)) if months else None


def reader() -> Reader:
    """Return a reader of the build being served. Raises `NothingBuilt`."""
    return reading.reader(settings.HOME)


@lru_cache(maxsize=4)
def reference(reader: Reader) -> Reference:
    """Return what hardly changes, as this build knows it."""
    about = {row["key"]: row["value"] for row in reader.rows(ROOM, "about_build")}
    bodies = {row["slug"]: _body(row) for row in reader.rows(ROOM, "bodies")}
    return Reference(
        build=reader.build.id,
        built_at=datetime.fromisoformat(about["built_at"]),
        version=about["version"],
        false_share=float(about.get("false_discovery_rate") or settings.RISES_FALSE_DISCOVERY_RATE),
        schemes={row["code"]: _scheme(row) for row in reader.rows(ROOM, "schemes")},
        kinds={(row["scheme"], row["code"]): _kind(row) for row in reader.rows(ROOM, "kinds")},
        bodies=bodies,
        by_area={body.area_code: body for body in bodies.values()},
        areas={row["code"]: as_area(row) for row in reader.rows(ROOM, "larger_areas")},
        coverage={
            (row["dataset"], row["body"]): dict(zip(row["months"], row["states"], strict=True))
            for row in reader.rows(ROOM, "covered")
        },
        breaks=tuple(_break(row) for row in reader.rows(ROOM, "known_breaks")),
        withdrawals=tuple(_withdrawal(row) for row in reader.rows(ROOM, "withdrawals")),
        notes=tuple(FigureNote(**row) for row in reader.rows(ROOM, "figure_notes")),
        levels=frozenset((row["scheme"], row["force"], row["level"]) for row in reader.rows(ROOM, "levels_counted")),
    )


def as_area(row: dict[str, Any]) -> Area:
    """Return an area from its row."""
    return Area(
        row["code"],
        row["name"],
        row["name_cy"],
        row["level"],
        row["parent"],
        row["force"],
        row["population"],
        row["population_year"],
        row["begins"],
        row["ends"],
    )


def _scheme(row: dict[str, Any]) -> Scheme:
    return Scheme(**in_two_languages(row, "title", "publisher", "licence"))


def _break(row: dict[str, Any]) -> KnownBreak:
    return KnownBreak(**in_two_languages(row, "title", "why", "verified") | {"kinds": tuple(row["kinds"])})


def _kind(row: dict[str, Any]) -> Kind:
    seen = {name: index_of(row[name]) if row[name] else None for name in ("first_seen", "last_seen")}
    return Kind(
        scheme=row["scheme"],
        code=row["code"],
        english=row["name"],
        welsh=row["name_cy"],
        family=row["family"],
        activity=row["activity"],
        online=row["online"],
        first=seen["first_seen"],
        last=seen["last_seen"],
    )


def _body(row: dict[str, Any]) -> Body:
    return Body(english=row["name"], welsh=row["name_cy"], **{k: v for k, v in row.items() if k not in NAMES})


def _withdrawal(row: dict[str, Any]) -> Withdrawal:
    return Withdrawal(
        area_english=row["area_name"] or "",
        area_welsh=row["area_name_cy"],
        was=row["was_observed"],
        now=row["now_observed"],
        **{
            name: row[name]
            for name in ("scheme", "area", "level", "force", "kind", "month", "published_in", "withdrawn_in", "why")
        },
    )
