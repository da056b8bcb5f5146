"""The variance of a calibrated wave, for many domains in one pass.

The variance is that of residuals z - F b: z are the sums of weight x value over sampling units, F those of weight x
what is known, b the slopes of a domain's values on what is known. A domain's z is empty in most units, F b in none.
But the variance is a quadratic form, so neither is needed. With V(x, y) the covariance that the design gives totals:

    V(z - F b, z - F b) = V(z, z) - 2 V(z, F) b + b' V(F, F) b

The first term is that of the wave without calibration, the second a sum over units where the domain has respondents,
and V(F, F) is one small table, the same for all domains and questions. Where what is known explains nearly
everything, the three terms cancel; then the residuals are formed after all, for those domains alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from scipy import sparse

from hueandcry.stats.surveys.calibration import Calibration, gram_inverse
from hueandcry.stats.surveys.cells import Cells
from hueandcry.stats.surveys.labels import Bools, Floats, Ints
from hueandcry.stats.surveys.sampling import Stage

if TYPE_CHECKING:
    from hueandcry.stats.surveys.selection import Selection

Table: TypeAlias = Any  # Floats, or a sparse table where it would be too large

# A table of sums with more entries than this is kept sparse.
_DENSE = 16_000_000
# The share of a table's entries that are not 0 below which it is multiplied as a sparse one.
_MOSTLY_EMPTY = 0.3
# The share of the three terms' size below which their difference is not trusted: eight digits are left.
_CANCELS = 1e-6


@dataclass(frozen=True, eq=False)
class Level:
    """What is known of one stage of sampling.

    Attributes
    ----------
    stage : Stage
    sums : (units, p) weight x what is known, summed over each unit
    centres : (groups, p) what a unit of each group is compared with
    lonely : (p,) sum over lonely units of multiplier x (sums - mean of all units), for "adjust"; else 0
    raw, within : (p, p) covariance of the sums before and after centring, before inflation
    """

    stage: Stage
    sums: Table
    centres: Table
    lonely: Floats
    raw: Floats
    within: Floats

    @classmethod
    def of(cls, stage: Stage, sums: Table) -> "Level":
        """From the sums over a stage's units."""
        totals = _added(sums, stage.group, stage.sampled.size)
        adjusted = float(stage.lonely_choice == "adjust")
        grand = adjusted * np.asarray(sums.sum(axis=0)).ravel() / stage.number
        centres, lonely = _scaled(totals, 1 / stage.sampled), stage.lonely
        raw = _products(sums, stage.multiplier[stage.group])
        apart = np.where(lonely, 0.0, stage.multiplier * stage.sampled)
        within = raw - _products(centres, apart)
        alone = stage.multiplier * lonely
        of_lonely = np.asarray(alone @ totals).ravel()
        crossed = np.outer(of_lonely, grand)
        within += alone.sum() * np.outer(grand, grand) - crossed - crossed.T
        if lonely.any():
            centres = _replaced(centres, lonely, grand)
        return cls(stage, sums, centres, adjusted * (of_lonely - alone.sum() * grand), raw, within)

    def covariances(self, cells: Cells, values: Floats) -> Floats:
        """V(z, F) before inflation: the cells' sums (cells,) to (domains, p)."""
        stage, number = self.stage, cells.number
        weighted = stage.multiplier[cells.stage.group[cells.unit]] * values
        found = _by_domain(cells.domain, cells.unit, weighted, (number, stage.number)) @ self.sums
        of_groups = np.add.reduceat(weighted, cells.group_starts) if values.size else weighted
        pairs = _by_domain(cells.group_domain, cells.group, of_groups, (number, stage.sampled.size))
        found = _dense(found) - _dense(pairs @ self.centres)
        if self.lonely.any():
            found -= np.outer(np.bincount(cells.domain, values, minlength=number) / stage.number, self.lonely)
        return found


@dataclass(frozen=True, eq=False)
class Residuals:
    """What a calibrated design knows, ready for any question and any domains."""

    calibration: Calibration
    stages: tuple[Stage, ...]

    @cached_property
    def levels(self) -> list[Level]:
        """The levels, the last stage first, as `cells_of` gives its cells."""
        sums, found = self._sums(), []
        for at in range(len(self.stages) - 1, -1, -1):
            found.append(Level.of(self.stages[at], sums))
            if at:
                sums = _added(sums, self.stages[at].group, self.stages[at - 1].number)
        return found

    def variances(self, selection: "Selection", cells: Sequence[Cells], weighted: Floats) -> tuple[Floats, Bools]:
        """The variance of each domain, and where the terms cancel so that it is not to be trusted.

        Parameters
        ----------
        selection : Selection
        cells : what `cells_of` found
        weighted : (m,) fitted weight x linearised value of the selected respondents
        """
        slopes = self.slopes(selection, weighted)
        total, size = np.zeros(selection.number), np.zeros(selection.number)
        values = weighted
        for level, found in zip(self.levels, cells, strict=True):
            values = found.sums(values)
            own = found.variances(values)
            crossed = np.einsum("dp,pd->d", level.covariances(found, values), slopes)
            explained = _form(slopes, level.within)
            total += own + level.stage.inflation * (explained - 2 * crossed)
            size += own + _form(slopes, level.raw)
            spread = level.stage.multiplier[level.stage.group[found.unit]] * values**2
            size += np.bincount(found.domain, spread, minlength=selection.number)
        return np.maximum(total, 0.0), ~(total >= _CANCELS * size) & (size > 0)

    def slopes(self, selection: "Selection", weighted: Floats) -> Floats:
        """b = (sum of d x x')^-1 sum of d x u, by design weights d: (p, domains)."""
        by_design = weighted * self._ratio[selection.rows]
        return np.einsum("pq,qd->pd", self._inverse, self._totals(selection, by_design))

    def _totals(self, selection: "Selection", weighted: Floats) -> Floats:
        """Sums of weighted value x what is known over each domain: (p, domains)."""
        known = self.calibration.known
        n, p = known.shape
        if self._even is None:
            values = sparse.csr_array((weighted, (selection.rows, selection.domain)), shape=(n, selection.number))
            return np.asarray((known.T.tocsr() @ values).toarray())
        columns, entries = self._even
        found = np.zeros(selection.number * p)
        for column, entry in zip(columns, entries, strict=True):
            at = selection.domain * p + column[selection.rows]
            found += np.bincount(at, weighted * entry[selection.rows], minlength=found.size)
        return found.reshape(selection.number, p).T

    def _sums(self) -> Table:
        """Fitted weight x what is known, summed over the last sampling units."""
        known, stage = self.calibration.known, self.stages[-1]
        n, p = known.shape
        weights = self.calibration.weights
        if self._even is not None and stage.number * p <= _DENSE:
            columns, entries = self._even
            found = np.zeros(stage.number * p)
            for column, entry in zip(columns, entries, strict=True):
                found += np.bincount(stage.unit * p + column, weights * entry, minlength=found.size)
            return found.reshape(stage.number, p)
        unit = sparse.csr_array((weights, (stage.unit, np.arange(n))), shape=(stage.number, n))
        table = unit @ known
        return table.toarray() if stage.number * p <= _DENSE else table.tocsr()

    @cached_property
    def _inverse(self) -> Floats:
        return gram_inverse(self.calibration.known, self.calibration.initial)

    @cached_property
    def _ratio(self) -> Floats:
        """Design over fitted weights. A fitted weight of 0 has no value."""
        fitted = self.calibration.weights
        return np.divide(self.calibration.initial, fitted, out=np.zeros_like(fitted), where=fitted != 0)

    @cached_property
    def _even(self) -> tuple[list[Ints], list[Floats]] | None:
        """What is known as columns of (place, number), where every respondent has as many: margins do."""
        known = self.calibration.known
        each = np.diff(known.indptr)
        if not each.size or (each != each[0]).any():
            return None
        shape = (known.shape[0], int(each[0]))
        columns, entries = known.indices.reshape(shape), known.data.reshape(shape)
        return [columns[:, i].astype(np.int64) for i in range(shape[1])], [entries[:, i] for i in range(shape[1])]


def _added(table: Table, owner: Ints, number: int) -> Table:
    """The rows of each owner added up."""
    n = owner.size
    return sparse.csr_array((np.ones(n), owner, np.arange(n + 1)), shape=(n, number)).T.tocsr() @ table


def _by_domain(domain: Ints, column: Ints, values: Floats, shape: tuple[int, int]) -> sparse.csr_array:
    """A sparse table from entries that are sorted by domain."""
    starts = np.searchsorted(domain, np.arange(shape[0] + 1))
    return sparse.csr_array((values, column, starts), shape=shape)


def _products(table: Table, weight: Floats) -> Floats:
    """Sum of weight x row row', (p, p). Most units lie in few groups of a margin: their empty sums are passed over."""
    if not sparse.issparse(table) and np.count_nonzero(table) < _MOSTLY_EMPTY * table.size:
        table = sparse.csr_array(table)
    return _dense(_scaled(table, weight).T @ table)


def _form(columns: Floats, table: Floats) -> Floats:
    """b' A b of each column b. These tables are small: threads that multiply them would cost more than they save."""
    return np.einsum("pd,pd->d", columns, np.einsum("pq,qd->pd", table, columns))


def _scaled(table: Table, by: Floats) -> Table:
    """Every row times its own number."""
    return sparse.diags_array(by) @ table if sparse.issparse(table) else table * by[:, None]


def _replaced(table: Table, where: Bools, row: Floats) -> Table:
    """The table with one and the same row at some places."""
    if not sparse.issparse(table):
        return np.where(where[:, None], row, table)
    kept = sparse.diags_array((~where).astype(np.float64)) @ table
    there = sparse.csr_array(where.astype(np.float64)[:, None]) @ sparse.csr_array(row[None, :])
    return (kept + there).tocsr()


def _dense(table: Table) -> Floats:
    return np.asarray(table.toarray() if sparse.issparse(table) else table)
