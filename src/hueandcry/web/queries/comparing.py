"""Two places, or two months of one, side by side for the kinds of one scheme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.places import KindMonth, SchemeMonth, place_month
from hueandcry.web.queries.reference import Area, KnownBreak, Reference
from hueandcry.web.rules.months import index_of


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a place and a month; nothing where the scheme has no figures for it."""

    place: Area
    month: date
    counted: SchemeMonth | None

    @property
    def by_kind(self) -> dict[str, KindMonth]:
        """Return the kinds by code."""
        return {row.kind.code: row for row in self.counted.rows} if self.counted else {}


def side(reader: Reader, reference: Reference, place: Area, scheme: str, month: date) -> Side:
    """Return a place in a month, for one scheme."""
    found = place_month(reader, reference, place, month=month)
    return Side(place, month, next((one for one in found.schemes if one.scheme.code == scheme), None))


def breaks_between(reference: Reference, one: Side, other: Side, scheme: str) -> list[KnownBreak]:
    """Return the breaks that lie between two months, or over one of them: what was counted is not the same."""
    first, last = sorted((index_of(one.month), index_of(other.month)))
    sides = {(side.place.force, side.place.code) for side in (one, other)}
    kinds = {*one.by_kind, *other.by_kind}
    return [
        known
        for known in reference.breaks
        if any(
            known.concerns(scheme=scheme, body=force, area=area, kind=kind) for force, area in sides for kind in kinds
        )
        and (first < index_of(known.first) <= last or known.covers(one.month) or known.covers(other.month))
        and not (known.effect == "mark" and not first < index_of(known.first) <= last)
    ]
