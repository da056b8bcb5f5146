"""The variance of estimated totals, for many estimates in one pass.

Every estimate here is, to first order, a total of linearised values u: its error is close to sum of weight x u
(Särndal, Swensson & Wretman 1992, section 5.5; Lumley 2010, section 2.2). So one computation serves all: sums of
weight x u within sampling units, then squared deviations within strata. Only sums that are not empty are kept
("cells"), so that hundreds of domains cost hardly more than one.
"""

from dataclasses import dataclass

import numpy as np

from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.labels import Bools, Floats, Ints
from hueandcry.stats.surveys.sampling import Stage
from hueandcry.stats.surveys.selection import Selection


@dataclass(frozen=True, eq=False)
class Cells:
    """Sums of weight x linearised value over each sampling unit of each domain that has respondents there.

    Attributes
    ----------
    domain : (cells,) ascending
    unit : (cells,) ascending within the domain
    value : (cells, k) one column for each question
    number : how many domains
    """

    domain: Ints
    unit: Ints
    value: Floats
    number: int

    def merged(self, unit: Ints) -> "Cells":
        """Coarser cells: `unit` is the coarser unit of each of these."""
        starts = _starts(self.domain, unit)
        value = np.add.reduceat(self.value, starts, axis=0) if starts.size else self.value
        return Cells(self.domain[starts], unit[starts], value, self.number)


def variances(design: Design, selection: Selection, influence: Floats) -> Floats:
    """Variance of the total of weight x influence in each domain.

    Parameters
    ----------
    influence : (m, k) linearised values of the selected respondents

    Returns
    -------
    (domains, k) 0 or more
    """
    weighted = selection.weight[:, None] * influence
    if not design.stages:
        return _by_design_factor(design, selection, influence)
    if design.calibration is not None:
        return _calibrated(design, selection, weighted)
    rows = Cells(selection.domain, selection.rows, weighted, selection.number)
    cells = rows.merged(design.stages[-1].unit[selection.rows])
    total = _within_groups(design.stages[-1], cells)
    if len(design.stages) == 2:
        total = total + _within_groups(design.stages[0], cells.merged(design.stages[1].group[cells.unit]))
    return total


def degrees(design: Design, selection: Selection) -> Floats:
    """Degrees of freedom of each domain: PSUs less strata, of those where it has respondents.

    A missing answer takes away none. With a design factor: respondents who answered, less one.
    """
    if not design.stages:
        return selection.base.astype(np.float64) - 1
    first = design.stages[0]
    empty = Cells(selection.domain, selection.rows, np.empty((selection.rows.size, 0)), selection.number)
    present = empty.merged(first.unit[selection.rows])
    strata = present.merged(first.group[present.unit])
    units = np.bincount(present.domain, minlength=selection.number)
    return (units - np.bincount(strata.domain, minlength=selection.number)).astype(np.float64)


def simple_random_variances(selection: Selection, influence: Floats) -> Floats:
    """The variance that as many respondents drawn at random, with replacement, would have had: (domains, k).

    W / (n - 1) x the sum of weight x (u - mean of u)^2, with W the sum of weights: for a mean, the weighted variance
    of the answers over n.
    """
    total, base = selection.weighted_base[:, None], selection.base[:, None].astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = selection.sums(selection.weight[:, None] * influence) / total
        squares = selection.sums(selection.weight[:, None] * (influence - centre[selection.domain]) ** 2)
        return np.where(base > 1, total / (base - 1.0) * squares, np.nan)


def dense_variances(design: Design, totals: Floats) -> Floats:
    """The same from a full table of sums over the last sampling units: (units, columns) to (columns,)."""
    total = _within_groups_dense(design.stages[-1], totals)
    if len(design.stages) == 2:
        coarser = np.add.reduceat(totals, design.stages[1].starts, axis=0)
        total = total + _within_groups_dense(design.stages[0], coarser)
    return total


def _within_groups(stage: Stage, cells: Cells) -> Floats:
    """Squared deviations of the units of each group from their mean; a unit without a cell has the value 0."""
    out = np.zeros((cells.number, cells.value.shape[1]))
    if not cells.unit.size:
        return out
    group_of = stage.group[cells.unit]
    starts = _starts(cells.domain, group_of)
    present = np.diff(np.r_[starts, cells.unit.size])
    group, domain = group_of[starts], cells.domain[starts]
    sampled = stage.sampled[group]
    mean = np.add.reduceat(cells.value, starts, axis=0) / sampled[:, None]
    if stage.lonely.any():
        mean[stage.lonely[group]] = _grand_means(stage, cells)[domain[stage.lonely[group]]]
    squares = np.add.reduceat((cells.value - np.repeat(mean, present, axis=0)) ** 2, starts, axis=0)
    squares += (sampled - present)[:, None] * mean**2
    for column in range(out.shape[1]):
        out[:, column] = np.bincount(domain, stage.multiplier[group] * squares[:, column], minlength=cells.number)
    if stage.lonely_choice == "adjust":
        out += _absent_lonely(stage, cells, group, domain)
    return out * stage.inflation


def _absent_lonely(stage: Stage, cells: Cells, group: Ints, domain: Ints) -> Floats:
    """Lonely groups without a cell: their unit's value is 0, its distance from the grand mean is not."""
    every = stage.multiplier[stage.lonely].sum()
    here = np.bincount(domain, stage.multiplier[group] * stage.lonely[group], minlength=cells.number)
    return (every - here)[:, None] * _grand_means(stage, cells) ** 2


def _grand_means(stage: Stage, cells: Cells) -> Floats:
    """What a lonely unit is compared with: the mean of all units drawn, or 0."""
    sums = np.zeros((cells.number, cells.value.shape[1]))
    if stage.lonely_choice == "adjust":
        for column in range(sums.shape[1]):
            sums[:, column] = np.bincount(cells.domain, cells.value[:, column], minlength=cells.number)
    return sums / stage.number


def _within_groups_dense(stage: Stage, totals: Floats) -> Floats:
    mean = np.add.reduceat(totals, stage.starts, axis=0) / stage.sampled[:, None]
    if stage.lonely.any():
        mean[stage.lonely] = totals.mean(axis=0) if stage.lonely_choice == "adjust" else 0.0
    squares = np.add.reduceat((totals - mean[stage.group]) ** 2, stage.starts, axis=0)
    return stage.multiplier @ squares * stage.inflation


def _by_design_factor(design: Design, selection: Selection, influence: Floats) -> Floats:
    return np.asarray((design.design_factor or np.nan) ** 2 * simple_random_variances(selection, influence))


def _calibrated(design: Design, selection: Selection, weighted: Floats) -> Floats:
    """Of a calibrated design: the variance of the residuals after regression on what it was calibrated to."""
    assert design.calibration is not None
    k = weighted.shape[1]
    column = selection.domain[:, None] * k + np.arange(k)
    row = np.repeat(selection.rows, k)
    stage = design.stages[-1]
    out = np.empty(selection.number * k)
    for part, totals in design.calibration.residual_totals(
        row, column.ravel(), weighted.ravel(), out.size, stage.unit, stage.number
    ):
        out[part] = dense_variances(design, totals)
    return out.reshape(selection.number, k)


def _starts(domain: Ints, unit: Ints) -> Ints:
    """Where domain or unit changes."""
    if not unit.size:
        return np.empty(0, dtype=np.int64)
    changes: Bools = (unit[1:] != unit[:-1]) | (domain[1:] != domain[:-1])
    return np.flatnonzero(np.r_[True, changes])
