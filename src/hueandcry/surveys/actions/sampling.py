"""How people came into the sample: the columns of the design become a `stats.surveys.Design`, or faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hueandcry.surveys.actions.respondents import Respondents
from hueandcry.surveys.rules.answering import Bools, Coded, Floats, Ints
from hueandcry.surveys.rules.faults import Faults, records
from hueandcry.surveys.rules.planning import GREG, TELEPHONE, Plan

if TYPE_CHECKING:
    from hueandcry.stats.surveys import Design

_ABOVE_ZERO = "a number above 0"


@dataclass(frozen=True, eq=False)
class _Units:
    """The columns of a design, read: codes of strata and units, and how many there were to draw from."""

    weights: Floats
    strata: Coded | None
    clusters: tuple[Coded, ...]
    populations: tuple[Floats, ...]

    @property
    def stratum(self) -> Ints:
        """Return the stratum of each respondent; one for all where there are none."""
        return self.strata.codes if self.strata else np.zeros(self.weights.size, dtype=np.int64)

    def first_units(self) -> Ints:
        """Return the first-stage unit of each respondent."""
        own = self.clusters[0].codes if self.clusters else np.arange(self.weights.size)
        return _paired(self.stratum, own)

    def second_units(self) -> Ints:
        """Return the second-stage unit of each respondent."""
        own = self.clusters[1].codes if len(self.clusters) > 1 else np.arange(self.weights.size)
        return _paired(self.first_units(), own)


def design(respondents: Respondents, plan: Plan, faults: Faults) -> Design | None:
    """Return the design of a wave; None where there are faults."""
    _identified(respondents, plan.respondent, faults)
    units = _Units(
        weights=_above_zero(respondents, plan.weight, faults),
        strata=_labelled(respondents, plan.strata, faults) if plan.strata else None,
        clusters=tuple(_labelled(respondents, name, faults) for name in plan.clusters),
        populations=tuple(_above_zero(respondents, name, faults) for name in plan.populations),
    )
    if not faults:
        _populations_fit(units, plan, faults)
    if not faults:
        _none_lonely(units, plan, faults)
    margins = {one.column: respondents.coded(one.column) for one in plan.margins}
    _margins_fit(margins, plan, faults)
    totals = {one.column: _known(respondents, one.column, faults) for one in plan.totals}
    return None if faults else _made(units, margins, totals, plan, faults)


# ---- columns --------------------------------------------------------------------------------------------------------


def _identified(respondents: Respondents, column: str, faults: Faults) -> None:
    if not column:
        return
    found = _labelled(respondents, column, faults)
    if faults or found.codes.size == len(found.labels):
        return
    first = np.zeros(found.codes.size, dtype=bool)
    first[np.unique(found.codes, return_index=True)[1]] = True
    faults.add(f"{records(np.flatnonzero(~first))}, {column}", "a respondent who is there already", "each once")


def _labelled(respondents: Respondents, column: str, faults: Faults) -> Coded:
    found = respondents.coded(column)
    empty = np.flatnonzero(found.codes < 0)
    if empty.size:
        faults.add(f"{records(empty)}, {column}", "nothing", "a label for every respondent")
    return found


def _above_zero(respondents: Respondents, column: str, faults: Faults) -> Floats:
    numbers, bad = respondents.numbers(column)
    unreadable = np.zeros(numbers.size, dtype=bool)
    unreadable[bad] = True
    for found, wrong in (
        ("text or no finite number", unreadable),
        ("nothing", np.isnan(numbers) & ~unreadable),
        ("0", numbers == 0),
        ("a number below 0", numbers < 0),
    ):
        _tell(faults, wrong, column, found, _ABOVE_ZERO)
    return numbers


def _known(respondents: Respondents, column: str, faults: Faults) -> Floats:
    numbers, _ = respondents.numbers(column)
    _tell(faults, np.isnan(numbers), column, "nothing, text, or no finite number", "a number")
    return numbers


def _tell(faults: Faults, wrong: Bools, column: str, found: str, expected: str) -> None:
    where = np.flatnonzero(wrong)
    if where.size:
        faults.add(f"{records(where)}, {column}", found, expected)


# ---- what one column says of another --------------------------------------------------------------------------------


def _populations_fit(units: _Units, plan: Plan, faults: Faults) -> None:
    groups = (units.stratum, units.first_units())
    drawn = (units.first_units(), units.second_units())
    for name, population, group, unit in zip(plan.populations, units.populations, groups, drawn, strict=False):
        whose = "stratum" if group is groups[0] else "first-stage unit"
        smallest, largest = np.full(group.max() + 1, np.inf), np.zeros(group.max() + 1)
        np.minimum.at(smallest, group, population)
        np.maximum.at(largest, group, population)
        expected = f"one number of units for all of a {whose}"
        _tell(faults, (smallest != largest)[group], name, f"different numbers within a {whose}", expected)
        sampled = np.bincount(group[np.unique(unit, return_index=True)[1]])
        expected = "at least as many as were drawn: a number of units, not a fraction"
        _tell(faults, (largest < sampled)[group], name, f"fewer units than were drawn from the {whose}", expected)


def _none_lonely(units: _Units, plan: Plan, faults: Faults) -> None:
    """Under "fail", a group of several units of which one was drawn is refused, by the first record of each.

    Never by its label: that is a cell, and in a wrong column it may be somebody's words.
    """
    if plan.lonely != "fail" or plan.design_factor is not None:
        return
    made = _design(units, plan, lonely="certainty")
    remedy = "Join it to a like one, or choose lonely = 'adjust', 'average', 'certainty' or 'remove'."
    for at, (stage, column) in enumerate(zip(made.stages, (plan.strata, *plan.clusters), strict=False), 1):
        lonely = stage.lonely[stage.group]
        if lonely.any():
            of_unit = np.unique(stage.unit, return_index=True)[1]
            where = ", ".join(part for part in (records(np.sort(of_unit[lonely])), column) if part)
            found = f"only one unit drawn at stage {at}"
            faults.add(where, found, "two or more, or a population of one", remedy)


def _margins_fit(margins: Mapping[str, Coded], plan: Plan, faults: Faults) -> None:
    for one in plan.margins:
        column = margins[one.column]
        known = np.array([*(label in one.targets for label in column.labels), True])
        _tell(faults, column.codes < 0, one.column, "nothing", f"a level of the margin {one.name}")
        found = f"a level without a target in the margin {one.name}"
        _tell(faults, ~known[column.codes], one.column, found, "a target for every level")
        for level in sorted(set(one.targets) - set(column.labels)):
            expected = "respondents in every level with a target"
            faults.add(one.column, f"nobody in level {level!r} of the margin {one.name}", expected, "Join groups.")


# ---- the design -----------------------------------------------------------------------------------------------------


def _made(
    units: _Units, margins: Mapping[str, Coded], totals: Mapping[str, Floats], plan: Plan, faults: Faults
) -> Design | None:
    from hueandcry.stats import surveys

    try:
        made = _design(units, plan, lonely=plan.lonely)
        known: list[surveys.Margin | surveys.Quantity] = [
            surveys.Margin(
                margins[one.column].codes,
                {margins[one.column].labels.index(level): target for level, target in one.targets.items()},
                one.name,
            )
            for one in plan.margins
        ]
        known += [surveys.Quantity(totals[one.column], one.total, one.name) for one in plan.totals]
        if not known:
            return made
        if plan.fit == GREG:
            return surveys.calibrate(made, known)
        return surveys.rake(made, [one for one in known if isinstance(one, surveys.Margin)])
    except surveys.NotFittedError as error:
        faults.add("weights", error.found, error.expected, error.remedy)
    except surveys.SurveysInputError as error:
        # What was found may quote a cell; where, what is expected and the remedy do not.
        faults.add("design", "what the method cannot use", error.expected, error.remedy)
    return None


def _design(units: _Units, plan: Plan, *, lonely: str) -> Design:
    from hueandcry.stats import surveys

    def of(values: tuple, at: int):
        return values[at] if len(values) > at else None

    clusters = tuple(one.codes for one in units.clusters)
    return surveys.Design(
        units.weights,
        strata=units.strata.codes if units.strata else None,
        clusters=of(clusters, 0),
        second_units=of(clusters, 1),
        population=of(units.populations, 0),
        second_population=of(units.populations, 1),
        lonely=lonely,
        design_factor=plan.design_factor,
        wave=surveys.Wave(plan.wave, by_telephone=plan.mode == TELEPHONE),
    )


def _paired(outer: Ints, inner: Ints) -> Ints:
    """Number the pairs of two codes that occur."""
    return np.unique(outer * (int(inner.max()) + 1) + inner, return_inverse=True)[1]
