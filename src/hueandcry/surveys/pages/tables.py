"""Tables of a wave: every estimate for everybody, and one estimate group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from hueandcry.surveys.pages import addresses, words
from hueandcry.surveys.queries import Change, Estimate, Wave
from hueandcry.ui.components import Cell, Column, Table
from hueandcry.ui.format import number

NONE = "–"


def of_everybody(
    wave: Wave,
    estimates: Sequence[Estimate],
    changes: Mapping[str, Change],
    before: Wave | None,
    *,
    build: str = "",
) -> Table:
    """Return every estimate for everybody, in the order of the questionnaire; `build` goes into its addresses."""
    changed = (Column(gettext("Change since %(before)s") % {"before": before.wave_title}),) if before else ()
    return Table(
        caption=gettext("Every estimate for everybody who was asked."),
        columns=(Column(gettext("Estimate")), *columns(), *changed),
        rows=tuple(
            (
                Cell(
                    str(wave.title_of(one.estimate)),
                    url=addresses.of_wave(wave, estimate=one.estimate, build=build) + "#groups",
                ),
                *_cells(one),
                *((_changed(changes.get(one.estimate), one.unit),) if before else ()),
            )
            for one in estimates
        ),
    )


def of_groups(
    title: str, names: Mapping[str, str], estimates: Sequence[Estimate], changes: Mapping[str, Change]
) -> Table:
    """Return one estimate by group."""
    changed = (Column(gettext("Change")),) if changes else ()
    return Table(
        caption=gettext("The same figures as a table: %(split)s.") % {"split": title},
        columns=(Column(title), *columns(), *changed),
        rows=tuple(
            (
                names[one.domain],
                *_cells(one),
                *((_changed(changes.get(one.domain), one.unit),) if changes else ()),
            )
            for one in estimates
        ),
    )


def columns() -> tuple[Column, ...]:
    """Return the columns that every table of figures has."""
    return (
        # xgettext:no-python-format
        Column(gettext("Figure and 95% interval"), numeric=True),
        Column(gettext("Answered"), numeric=True),
        Column(gettext("Design effect"), numeric=True),
    )


def _cells(one: Estimate) -> tuple[Cell, ...]:
    unit = words.unit_words(one.unit)
    figure = f"{words.figure_words(one)} {unit}".strip() if one.is_shown else words.figure_words(one)
    return (
        Cell(figure, note=words.interval_short(one) or words.why_words(one.why)),
        Cell(NONE if one.base is None else number(one.base)),
        Cell(NONE if one.design_effect is None else number(one.design_effect, 2)),
    )


def _changed(one: Change | None, unit: str) -> Cell:
    if one is None:
        return Cell(NONE)
    if one.difference is None:
        return Cell(NONE, note=words.why_words(one.why))
    return Cell(words.difference_words(one.difference, unit), note=words.verdict_words(one))
