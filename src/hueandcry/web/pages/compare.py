"""Two places or two months side by side, with what cannot be compared said first. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from hueandcry.ui.components import Cell, Column, Link, State, Table
from hueandcry.ui.format import month_name, number, range_short
from hueandcry.ui.notes import NoteLine, lines
from hueandcry.web.pages import addresses
from hueandcry.web.pages.home import Choice
from hueandcry.web.pages.place import crumbs
from hueandcry.web.queries.comparing import Side
from hueandcry.web.queries.places import KindMonth
from hueandcry.web.queries.reference import Area, KnownBreak, Reference, Scheme
from hueandcry.web.rules.months import month_at, written

# Below this many residents a rate would mislead more than it tells.
ENOUGH_RESIDENTS = 500


@dataclass(frozen=True)
class ComparePage:
    """Everything the page of a comparison shows."""

    title: str
    crumbs: tuple[Link, ...]
    heading: str
    table: Table | None
    nothing: State | None
    warnings: tuple[str, ...]
    figure_notes: tuple[NoteLine, ...]
    schemes: tuple[Choice, ...]
    months: tuple[Choice, ...]
    others: tuple[Choice, ...]
    asked_place: str
    place_note: str
    invented: bool


def page(
    reference: Reference,
    *,
    one: Side | None,
    other: Side | None,
    place: Area,
    schemes: Sequence[Scheme],
    scheme: str,
    breaks: Sequence[KnownBreak],
    asked_place: str,
    place_note: str,
) -> ComparePage:
    """Put the page of a comparison together; without sides there is nothing to compare."""
    has_both = one is not None and other is not None
    shown = table(one, other) if one and other and (one.counted or other.counted) else None
    return ComparePage(
        title=gettext("Compare %(place)s") % {"place": place.name},
        crumbs=crumbs(reference, place, Link(gettext("Compare"), "", current=True)),
        heading=heading(one, other) if one and other else "",
        table=shown,
        nothing=None if shown else nothing(),
        warnings=tuple(warnings(one, other, breaks)) if has_both and one and other else (),
        figure_notes=lines(reference.notes_on({(side.place.force, side.month) for side in (one, other) if side})),
        schemes=tuple(Choice(known.code, str(known.title), known.code == scheme) for known in schemes),
        months=month_choices(reference, place, scheme, one.month if one else None),
        others=month_choices(reference, place, scheme, other.month if other else None),
        asked_place=asked_place,
        place_note=place_note,
        invented=any(reference.is_invented(side.place.force) for side in (one, other) if side),
    )


def heading(one: Side, other: Side) -> str:
    """Say what stands beside what."""
    parts = {"one": side_words(one, other), "other": side_words(other, one)}
    return gettext("%(one)s beside %(other)s") % parts


def side_words(side: Side, beside: Side) -> str:
    """Name a side by what tells it from the other: its place, its month, or both."""
    if side.place.code == beside.place.code:
        return month_name(side.month)
    if side.month == beside.month:
        return side.place.name
    return gettext("%(place)s, %(month)s") % {"place": side.place.name, "month": month_name(side.month)}


def table(one: Side, other: Side) -> Table:
    """Return the kinds of both sides, by name; rates only where both sides' residents are known."""
    has_rates = can_have_rates(one, other)
    names = side_words(one, other), side_words(other, one)
    return Table(
        caption=caption(one, other, has_rates=has_rates),
        columns=(
            Column(gettext("Kind")),
            *(
                column
                for name in names
                for column in (
                    Column(name, numeric=True),
                    *(
                        (Column(gettext("%(side)s, for 100,000 residents") % {"side": name}, numeric=True),)
                        if has_rates
                        else ()
                    ),
                )
            ),
        ),
        rows=tuple(row(code, one, other, has_rates=has_rates) for code in kinds_of_both(one, other)),
        empty=gettext("No kind is counted on both sides."),
    )


def caption(one: Side, other: Side, *, has_rates: bool) -> str:
    """Say what stands in the cells."""
    month = gettext("%(month)s.") % {"month": month_name(one.month)} if one.month == other.month else ""
    where = gettext("%(place)s.") % {"place": one.place.name} if one.place.code == other.place.code else ""
    usual = gettext("Counts of the month, with the usual range of each place beside them where it is known.")
    rates = gettext("People who work or visit are not among the residents.") if has_rates else ""
    return " ".join(part for part in (where, month, usual, rates) if part)


def kinds_of_both(one: Side, other: Side) -> list[str]:
    """Return the kinds of either side, by name."""
    names = {code: row.kind.name for side in (one, other) for code, row in side.by_kind.items()}
    return sorted(names, key=lambda code: names[code])


def row(code: str, one: Side, other: Side, *, has_rates: bool) -> tuple[Cell | str, ...]:
    """Return one kind."""
    found = one.by_kind.get(code), other.by_kind.get(code)
    known = next(row for row in found if row)
    cells: list[Cell | str] = [
        Cell(known.kind.name, url=addresses.of_series(one.place.code, known.kind, month=one.month))
    ]
    for side, counted in zip((one, other), found, strict=True):
        cells.append(count_cell(counted))
        if has_rates:
            cells.append(rate_words(counted, side.place.population))
    return tuple(cells)


def count_cell(row: KindMonth | None) -> Cell:
    """Return a count with its usual range beneath."""
    if row is None or row.count is None:
        return Cell(number(None), note=row.instead if row else "")
    if row.judged.lower is None:
        return Cell(number(row.count))
    usual = range_short(row.judged.lower, row.judged.upper_usual)
    return Cell(number(row.count), note=gettext("usual: %(range)s") % {"range": usual})


def rate_words(row: KindMonth | None, residents: int | None) -> str:
    """Return crimes for each 100,000 residents in the month."""
    if row is None or row.count is None or not residents:
        return number(None)
    return number(row.count * 100_000 / residents, 1)


def can_have_rates(one: Side, other: Side) -> bool:
    """Are there enough residents, known, on both sides, and are they two places?"""
    residents = [side.place.population or 0 for side in (one, other)]
    return one.place.code != other.place.code and min(residents) >= ENOUGH_RESIDENTS


def warnings(one: Side, other: Side, breaks: Sequence[KnownBreak]) -> list[str]:
    """Say what makes the two sides unlike."""
    said = []
    if one.place.code != other.place.code:
        said.append(
            gettext(
                "Two places differ in how many people live, work and go out there. "
                "A larger count is not a more dangerous place."
            )
        )
        if one.place.force != other.place.force:
            said.append(gettext("Two police forces may record the same thing differently."))
        if one.place.level != other.place.level:
            said.append(gettext("These are places of different size: a district holds many small areas."))
        if not can_have_rates(one, other):
            said.append(
                gettext("No rates are shown: the number of residents is not known for both places, or too small.")
            )
    for side in (one, other):
        if side.counted is None or side.counted.state in ("", "missing", "partial"):
            said.append(
                gettext("No whole month is known for %(place)s in %(month)s. Missing is not zero.")
                % {"place": side.place.name, "month": month_name(side.month)}
            )
        elif side.counted.state == "suspect":
            said.append(
                gettext("The figures of %(place)s for %(month)s are in doubt.")
                % {"place": side.place.name, "month": month_name(side.month)}
            )
    return [*dict.fromkeys(said), *(f"{known.title}. {known.why}" for known in breaks)]


def nothing() -> State:
    """Say that there is nothing to compare."""
    return State(
        gettext("Nothing to compare"),
        gettext("No crime figures of this place are loaded. That says nothing about how much crime there is."),
    )


def month_choices(reference: Reference, place: Area, scheme: str, chosen: date | None) -> tuple[Choice, ...]:
    """Return the months that a scheme has for a place, newest first."""
    states = reference.covered(scheme, place.force) if scheme else {}
    months = (month_at(at) for at in sorted(states, reverse=True))
    return tuple(Choice(written(month), month_name(month), month == chosen) for month in months)
