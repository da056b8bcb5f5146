"""Every month of a series in a table: the numbers of its chart."""

from __future__ import annotations

from django.utils.translation import gettext

from hueandcry.ui.components import VERDICTS, Cell, Column, Table
from hueandcry.ui.format import month_name, number, range_short
from hueandcry.web.pages import addresses
from hueandcry.web.queries.places import Judgement
from hueandcry.web.queries.series import MonthOfSeries, Series
from hueandcry.web.rules.months import written
from hueandcry.web.rules.verdicts import shown


def table(series: Series) -> Table:
    """Return every month, newest first. A month without a figure says so; it is never a zero."""
    base = addresses.of_series(series.place.code, series.kind)
    return Table(
        caption=gettext("Every month, newest first."),
        columns=(
            Column(gettext("Month")),
            Column(gettext("Count"), numeric=True),
            Column(gettext("Usual range"), numeric=True),
            Column(gettext("Verdict")),
            Column(gettext("Coverage")),
        ),
        rows=tuple(table_row(base, one) for one in reversed(series.months)),
    )


def table_row(base: str, one: MonthOfSeries) -> tuple[Cell | str, ...]:
    """Return one month of the table."""
    judged = one.judged
    return (
        Cell(month_name(one.month), url=f"{base}?month={written(one.month)}"),
        number(one.count),
        range_short(judged.lower, judged.upper_usual) if judged and judged.lower is not None else "–",
        verdict_words(judged, one.count) if judged else gettext("not judged"),
        state_words(one.state),
    )


def verdict_words(judged: Judgement, count: int | None) -> str:
    """Return the word of a verdict."""
    return str(VERDICTS[shown(judged.verdict, count, judged.lower)])


def state_words(state: str) -> str:
    """Return what a month's state is called."""
    return {
        "complete": gettext("complete"),
        "suspect": gettext("in doubt"),
        "partial": gettext("published in part"),
        "missing": gettext("nothing published"),
        "unpublished": gettext("no figure published"),
        "elsewhere": gettext("counted elsewhere"),
    }.get(state, state)
