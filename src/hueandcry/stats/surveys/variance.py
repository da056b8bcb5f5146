"""The variance of estimated totals, for many domains in one pass.

Every estimate here is, to first order, a total of linearised values u: its error is close to sum of weight x u
(Särndal, Swensson & Wretman 1992, section 5.5; Lumley 2010, chapter 2). So one computation serves all: sums of
weight x u within sampling units, then squared deviations within strata. Only sums that are not empty are kept
("cells"), so that hundreds of domains cost hardly more than one.
"""

import numpy as np

from hueandcry.stats.surveys.cells import Cells
from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.labels import Bools, Floats
from hueandcry.stats.surveys.sampling import Stage
from hueandcry.stats.surveys.selection import Selection


def cells_of(design: Design, selection: Selection) -> list[Cells]:
    """The cells of each stage, the last stage first."""
    found: list[Cells] = []
    domain, unit = selection.domain, None
    for stage in reversed(design.stages):
        unit = stage.unit[selection.rows] if unit is None else design.stages[1].group[unit]
        found.append(Cells.of(stage, domain, unit, selection.number))
        domain, unit = found[-1].domain, found[-1].unit
    return found


def variances(design: Design, selection: Selection, cells: list[Cells], influence: Floats) -> Floats:
    """Variance of the total of weight x influence in each domain.

    Parameters
    ----------
    influence : (m,) linearised values of the selected respondents, 0 for who did not answer
    cells : what `cells_of` found

    Returns
    -------
    (domains,) 0 or more
    """
    if not design.stages:
        return _by_design_factor(design, selection, influence)
    values = selection.weight * influence
    if design.calibration is not None:
        return _calibrated(design, selection, cells, values)
    total = np.zeros(selection.number)
    for level in cells:
        values = level.sums(values)
        total += level.variances(values)
    return total


def degrees(design: Design, selection: Selection, cells: list[Cells]) -> Floats:
    """Degrees of freedom of each domain: PSUs less strata, of those where it has respondents.

    A missing answer takes away none. With a design factor: respondents who answered, less one.
    """
    if not design.stages:
        return selection.base.astype(np.float64) - 1
    first = cells[-1]
    units = np.bincount(first.domain, minlength=selection.number)
    return (units - np.bincount(first.group_domain, minlength=selection.number)).astype(np.float64)


def simple_random_variances(selection: Selection, influence: Floats) -> Floats:
    """The variance that as many respondents drawn at random, with replacement, would have had: (domains,).

    W / (n - 1) x the sum of weight x (u - mean of u)^2, with W the sum of weights: for a mean, the weighted variance
    of the answers over n.
    """
    total, base = selection.weighted_base, selection.base.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = selection.sums(selection.weight * influence) / total
        squares = selection.sums(selection.weight * (influence - centre[selection.domain]) ** 2)
        return np.where(base > 1, total / (base - 1) * squares, np.nan)


def dense_variances(design: Design, totals: Floats) -> Floats:
    """The same from a full table of sums over the last sampling units: (units, columns) to (columns,)."""
    total = _within_groups(design.stages[-1], totals)
    if len(design.stages) == 2:
        coarser = np.add.reduceat(totals, design.stages[1].starts, axis=0)
        total = total + _within_groups(design.stages[0], coarser)
    return total


def _within_groups(stage: Stage, totals: Floats) -> Floats:
    mean = np.add.reduceat(totals, stage.starts, axis=0) / stage.sampled[:, None]
    if stage.lonely.any():
        mean[stage.lonely] = totals.mean(axis=0) if stage.lonely_choice == "adjust" else 0.0
    deviations = totals - np.repeat(mean, stage.sampled.astype(np.int64), axis=0)
    squares = np.einsum("i,ij,ij->j", stage.multiplier[stage.group], deviations, deviations)
    return np.asarray(squares * stage.inflation)


def _by_design_factor(design: Design, selection: Selection, influence: Floats) -> Floats:
    return np.asarray((design.design_factor or np.nan) ** 2 * simple_random_variances(selection, influence))


def _calibrated(design: Design, selection: Selection, cells: list[Cells], weighted: Floats) -> Floats:
    """Of a calibrated design: the variance of the residuals after regression on what it was calibrated to."""
    assert design.calibration is not None
    if design.calibration.sweeps:
        return _of_residuals(design, selection, weighted, np.ones(selection.number, dtype=bool))
    found, cancels = design.residuals.variances(selection, cells, weighted)
    if cancels.any():
        found[cancels] = _of_residuals(design, selection, weighted, cancels)
    return found


def _of_residuals(design: Design, selection: Selection, weighted: Floats, which: Bools) -> Floats:
    """The same by forming every residual, of these domains alone."""
    assert design.calibration is not None
    stage = design.stages[-1]
    inside = which[selection.domain]
    place = np.cumsum(which) - 1
    out = np.empty(int(which.sum()))
    for part, totals in design.calibration.residual_totals(
        selection.rows[inside], place[selection.domain[inside]], weighted[inside], out.size, stage.unit, stage.number
    ):
        out[part] = dense_variances(design, totals)
    return out
