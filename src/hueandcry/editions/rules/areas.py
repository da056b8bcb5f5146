"""Whom an edition is about: the bodies of its figures, their regions, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from hueandcry.editions.rules.content import ALL_BODIES, ENGLAND, ENGLAND_AND_WALES, Area

# Marked for translation where pages show them; the Welsh stands here, since an edition is frozen in both languages.
TOGETHER = ("All bodies together", "Pob corff gyda'i gilydd")
COUNTRIES = {ENGLAND_AND_WALES: ("England and Wales", "Cymru a Lloegr"), ENGLAND: ("England", "Lloegr")}


class BodyLike(Protocol):
    """A body: its slug, names, kind and country."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def name_cy(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...


class RegionLike(Protocol):
    """A region: its slug, names and forces."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def welsh_name(self) -> str: ...
    @property
    def forces(self) -> tuple[str, ...]: ...


def areas(
    bodies: Iterable[BodyLike], regions: Sequence[RegionLike], *, table: Sequence[str], together: bool
) -> list[Area]:
    """Return the areas of an edition, the widest first, then regions, forces and other bodies by name.

    `table` names the bodies of the published table, also those whose figure could not be read. `together`: they are one
    published table, whose sum means something.
    Where none of them is a force of England and Wales there are no countries and regions.
    """
    known = {one.slug: one for one in bodies}
    forces = {one.slug: one for one in known.values() if _is_force(one)}
    national = any(slug in forces for slug in table)
    shown = [known[slug] for slug in {*table, *(forces if national else ())} if slug in known]
    bodies_shown = sorted((_of_body(one) for one in shown), key=lambda one: (_order(one.kind), one.name))
    return [
        *([Area(ALL_BODIES, *TOGETHER, "together", tuple(sorted(table)))] if together and len(table) > 1 else []),
        *(_countries(forces.values()) if national else ()),
        *((Area(one.slug, one.name, one.welsh_name, "region", one.forces) for one in regions) if national else ()),
        *bodies_shown,
    ]


def _countries(forces: Iterable[BodyLike]) -> list[Area]:
    of_both = sorted((one.slug, one.country) for one in forces)
    members = {
        ENGLAND_AND_WALES: tuple(slug for slug, _ in of_both),
        ENGLAND: tuple(slug for slug, country in of_both if country == "England"),
    }
    return [Area(code, *COUNTRIES[code], "country", found) for code, found in members.items()]


def _of_body(one: BodyLike) -> Area:
    kind = "force" if one.kind == "territorial" else "invented" if one.kind == "invented" else "other"
    return Area(one.slug, one.name, one.name_cy or one.name, kind, (one.slug,))


def _is_force(one: BodyLike) -> bool:
    return one.kind == "territorial" and one.country in ("England", "Wales")


def _order(kind: str) -> int:
    return ("force", "other", "invented").index(kind)
