"""Weights that have been fitted to known totals, and what is left of an answer once those totals are known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from hueandcry.stats.surveys.labels import Floats, Ints

# Entries of one table of sums held in memory at a time.
_TABLE = 8_000_000
# R's rake repeats its averaging so often; the change from the ninth to the tenth is far below rounding.
_SWEEPS = 10


@dataclass(frozen=True, eq=False)
class Sweep:
    """One margin as `slopes="unweighted"` takes it out: groups, and the weights before the margin was fitted."""

    group: Ints
    number: int
    before: Floats


@dataclass(frozen=True, eq=False)
class Calibration:
    """How weights were fitted.

    Attributes
    ----------
    initial : (n,) the design weights
    weights : (n,) the fitted weights; some may be below zero if `calibrate` fitted them linearly
    known : (n, p) sparse; what was fitted to, an indicator for each group of a margin
    misfits : the largest |fitted total - target| / target (over 1 + target for `calibrate`) after each round
    sweeps : empty, or the margins for `slopes="unweighted"`
    """

    initial: Floats
    weights: Floats
    known: sparse.csr_array
    misfits: tuple[float, ...]
    sweeps: tuple[Sweep, ...] = ()

    @property
    def adjustment(self) -> Floats:
        """Fitted over design weights (g-weights)."""
        return self.weights / self.initial

    def residual_totals(
        self, row: Ints, column: Ints, weighted: Floats, n_columns: int, unit: Ints, n_units: int
    ) -> Iterator[tuple[slice, Floats]]:
        """Sums over sampling units of weight x residual, some columns at a time.

        The residual is what a regression on the known totals leaves of the linearised value, the slopes by design
        weights, then multiplied by the fitted weights (Deville & Särndal 1992, section 3; Särndal, Swensson &
        Wretman 1992, section 6.6). Respondents outside a domain have the value 0 and still a residual.

        Parameters
        ----------
        row, column, weighted : (entries,) fitted weight x linearised value, of each respondent in each column
        n_columns : int
        unit : (n,) the sampling unit of each respondent

        Yields
        ------
        which columns, and their sums (units, columns)
        """
        n = self.weights.size
        filled = sparse.coo_array((weighted, (row, column)), shape=(n, n_columns)).tocsc()
        sums = sparse.csr_array((np.ones(n), (unit, np.arange(n))), shape=(n_units, n))
        residuals = self._swept(sums) if self.sweeps else self._regressed(sums)
        widest = max(1, _TABLE // (n if self.sweeps else n_units))
        for start in range(0, n_columns, widest):
            part = slice(start, min(start + widest, n_columns))
            yield part, residuals(filled[:, part])

    def _regressed(self, sums: sparse.csr_array) -> Callable[[sparse.csc_array], Floats]:
        """Sums of weighted values less those of what the known totals foretell."""
        fitted = (sums @ (sparse.diags_array(self.weights) @ self.known)).toarray()
        # Weighted values carry the fitted weights; slopes take the design weights. A fitted weight of 0 has no value.
        ratio = np.divide(self.initial, self.weights, out=np.zeros_like(self.weights), where=self.weights != 0)
        by_design = (sparse.diags_array(ratio) @ self.known).T.tocsr()
        inverse = gram_inverse(self.known, self.initial)

        def residuals(values: sparse.csc_array) -> Floats:
            return (sums @ values).toarray() - fitted @ (inverse @ (by_design @ values).toarray())

        return residuals

    def _swept(self, sums: sparse.csr_array) -> Callable[[sparse.csc_array], Floats]:
        """Averages of weighted value over earlier weight are taken out, margin by margin, until none is left."""
        means = [_unweighted_means(sweep) for sweep in self.sweeps]

        def residuals(values: sparse.csc_array) -> Floats:
            left = values.toarray()
            for _ in range(_SWEEPS):
                for sweep, mean in zip(self.sweeps, means, strict=True):
                    before = sweep.before[:, None]
                    left -= before * (mean @ (left / before))[sweep.group]
            return sums @ left

        return residuals


def gram_inverse(known: sparse.csr_array, weights: Floats) -> Floats:
    """Generalised inverse of sum of weight x known known', (p, p). Margins overlap (each adds up to everybody)."""
    gram = (known.T @ (sparse.diags_array(weights) @ known)).toarray()
    scale = np.sqrt(np.abs(np.diag(gram)))
    scale[scale == 0] = 1.0
    return np.linalg.pinv(gram / np.outer(scale, scale), rcond=1e-12, hermitian=True) / np.outer(scale, scale)


def _unweighted_means(sweep: Sweep) -> sparse.csr_array:
    n = sweep.group.size
    size = np.bincount(sweep.group, minlength=sweep.number)
    return sparse.csr_array((1.0 / size[sweep.group], (sweep.group, np.arange(n))), shape=(sweep.number, n))
