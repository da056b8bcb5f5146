"""The table of a measure: every body of one period, sorted by name or by figure. Nothing carries a rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, words
from hueandcry.measures.queries import Definition, Value
from hueandcry.ui.charts import Quantity
from hueandcry.ui.components import Cell, Column, Table
from hueandcry.ui.format import number

ORDERS: Mapping[str, Callable[[Value], float | str]] = {
    "name": lambda one: one.name,
    "figure": lambda one: one.value or 0.0,
    "size": lambda one: (one.denominator if one.denominator is not None else one.numerator) or 0.0,
}


# Where so many bodies have no figure for the same reason, they are told together below the table.
MANY_ALIKE = 8


@dataclass(frozen=True)
class Sorting:
    """By what a table is sorted, and whether the largest stands first."""

    by: str = "name"
    down: bool = False

    @property
    def aria(self) -> str:
        """Return the direction as assistive technology has it."""
        return "descending" if self.down else "ascending"


def sorting(by: str, order: str) -> Sorting:
    """Return what was asked for; anything else is by name."""
    if by not in ORDERS:
        return Sorting()
    return Sorting(by, order == "down" if order in ("up", "down") else by != "name")


def table(
    about: Definition, values: Sequence[Value], written: Quantity, order: Sorting, asked: Mapping[str, str]
) -> Table:
    """Return one period's figures; several bodies together stand apart, below the line."""
    told_below = {id(one) for _, alike in without_figure(values) for one in alike}
    bodies = in_order([one for one in values if not one.whole and id(one) not in told_below], order)
    wholes = [one for one in values if one.whole]
    has_denominator, has_beside = _has(values, "denominator"), _has(values, "beside")
    shown = [
        _column(gettext("Body"), "name", order, asked),
        _column(_unit_title(about), "figure", order, asked, numeric=True),
        # xgettext:no-python-format
        Column(gettext("95% interval"), numeric=True),
        *([Column(gettext("Counted"), numeric=True)] if has_denominator else []),
        *([_column(gettext("Out of"), "size", order, asked, numeric=True)] if has_denominator else []),
        *([Column(_beside_title(about), numeric=True)] if has_beside else []),
    ]
    if bodies and wholes:
        bodies, wholes = [*bodies, *wholes[:-1]], wholes[-1:]
    cells = [_row(one, written, has_denominator=has_denominator, has_beside=has_beside) for one in (*bodies, *wholes)]
    return Table(
        caption=caption(about, values),
        columns=tuple(shown),
        rows=tuple(cells[: len(bodies)] if bodies else cells),
        footer=cells[-1] if bodies and wholes else (),
        empty=gettext("There is no figure of this period."),
    )


def without_figure(values: Sequence[Value]) -> list[tuple[str, list[Value]]]:
    """Return the bodies without a figure for the same reason, where there are many, with the reason."""
    found: dict[str, list[Value]] = defaultdict(list)
    for one in values:
        if one.state == "missing" and one.value is None and not one.whole:
            found[one.why].append(one)
    return [(why, sorted(alike, key=_name)) for why, alike in found.items() if len(alike) >= MANY_ALIKE]


def _name(one: Value) -> str:
    return one.name


def below_words(values: Sequence[Value]) -> list[str]:
    """Say which bodies have no figure for the same reason, and which reason."""
    said = gettext("No data, for %(count)s bodies: %(names)s. %(why)s")
    return [
        said % {"count": number(len(alike)), "names": ", ".join(one.name for one in alike), "why": why}
        for why, alike in without_figure(values)
    ]


def in_order(values: Sequence[Value], order: Sorting) -> list[Value]:
    """Return values as asked. By figure, those that cannot be judged follow after the others, by name.

    So a figure of few cases, or one that cannot be compared, never stands at the top or at the bottom of the others.
    """
    by_name = sorted(values, key=lambda one: one.name)
    if order.by == "name":
        return by_name[::-1] if order.down else by_name
    has_funnel = any(one.compared for one in by_name)
    judged = [one for one in by_name if can_be_compared(one) and (one.compared or not has_funnel)]
    rest = [one for one in by_name if one not in judged]
    return [*sorted(judged, key=ORDERS[order.by], reverse=order.down), *rest]


def can_be_compared(one: Value) -> bool:
    """Has it a figure of enough cases, of the whole period, that is like the others'?"""
    return one.state == "shown" and one.value is not None and not one.flag


def caption(about: Definition, values: Sequence[Value]) -> str:
    """Say what stands in the table."""
    if not values:
        return about.title
    said = gettext("%(measure)s, %(period)s.") % {"measure": about.title, "period": words.period_of(values[0])}
    why = gettext("Bodies with few cases, or with figures unlike the others', stand apart when sorted by figure.")
    return f"{said} {why}" if any(one.state != "shown" or one.flag for one in values) else said


def _column(title: str, by: str, order: Sorting, asked: Mapping[str, str], *, numeric: bool = False) -> Column:
    is_this = order.by == by
    down = not order.down if is_this else by != "name"
    query = {**asked, "sort": by, "order": "down" if down else "up"}
    return Column(
        title,
        numeric=numeric,
        sort_url=f"{addresses.with_query('', query)}#table",
        sorted=order.aria if is_this else "",
    )


def _row(one: Value, written: Quantity, *, has_denominator: bool, has_beside: bool) -> tuple[Cell | str, ...]:
    name = words.name_of(one)
    note = words.state_words(one)
    return (
        Cell(name, note=note) if one.whole else Cell(name, url=addresses.of_body(one.body), note=note),
        _figure(one, written),
        words.interval_cell(written, one),
        *([number(one.numerator) if one.numerator is not None else "–"] if has_denominator else []),
        *([_size(one)] if has_denominator else []),
        *([number(one.beside)] if has_beside else []),
    )


def _figure(one: Value, written: Quantity) -> str:
    if one.state == "hidden":
        return gettext("not shown")
    if one.value is None and one.state == "partial":
        return gettext("not whole")
    return written.written(one.value)


def _size(one: Value) -> Cell | str:
    if one.denominator is None:
        return "–"
    return Cell(number(one.denominator), note=gettext("of %(year)s") % {"year": one.base_year} if one.base_year else "")


def _unit_title(about: Definition) -> str:
    return about.unit[:1].upper() + about.unit[1:]


def _beside_title(about: Definition) -> str:
    said = about.beside or gettext("Shown beside")
    first = said.split(":")[0]
    return first[:1].upper() + first[1:]


def _has(values: Sequence[Value], name: str) -> bool:
    return any(getattr(one, name) is not None for one in values)
