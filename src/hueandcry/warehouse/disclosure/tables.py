"""Tables of which some numbers are not shown: what is given to disclosure control, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.errors import HueAndCryError
from hueandcry.warehouse.disclosure import attack, complements, rule
from hueandcry.warehouse.disclosure.rule import THRESHOLD, Counts, Groups, Marks, Places, Sum

ROUND_TO = 5

SMALL, SECONDARY = "small", "secondary"

Numbers = NDArray[np.float64]


class UnsafeTableError(HueAndCryError):
    """A table from which something small could be worked out. It must not be published."""


@dataclass(frozen=True, eq=False)
class Suppressed:
    """A table of which some numbers are not shown, whether or not that is enough. It holds none of those numbers.

    Attributes
    ----------
    shown : (rows + groups + 1,) or (rows + groups + 1, columns + 1) float
        Rows, then totals of groups, then the total; in a table of two ways the last column is the total of each row.
        NaN is not shown.
    why : array of str, the same shape
        "" shown, "small" or "secondary". For tests and for whoever answers for the table; never for a page.
    least : array of int, the same shape
        The smallest value that a small number could have: 1, or 0 where zeros are small.
    sums : totals and their parts, places counted row by row
    rests : parts that are small together, since nearly all of their group are one thing
    rows, threshold, width : see `protect`
    """

    shown: Numbers
    why: NDArray[np.str_] = field(repr=False)
    least: Counts = field(repr=False)
    sums: tuple[Sum, ...] = field(repr=False)
    rests: tuple[Places, ...] = field(repr=False)
    rows: int
    threshold: int
    width: int

    @property
    def cells(self) -> Numbers:
        """The table without totals, as it was given: (rows,) or (rows, columns)."""
        return self.shown[: self.rows] if self.shown.ndim == 1 else self.shown[: self.rows, :-1]

    def rounded(self, base: int = ROUND_TO) -> Numbers:
        """Return what is shown, rounded to the nearest multiple of `base`, halves up; each total for itself.

        Rounded parts may add up to something else than the rounded total. Rounding tells less than the numbers it is
        made from, so it makes no safe table unsafe. Alone it is no protection. Raises DisclosureInputError for a base
        that would show a number below the threshold.
        """
        if base < 1 or rounded(self.threshold, base=base) < self.threshold:
            expected = f"a base that leaves {self.threshold} no smaller"
            raise rule.refused(
                f"rounding to multiples of {base}", expected, f"Use {self.threshold}, or a divisor of it."
            )
        return rounded(self.shown, base=base)

    def puzzle(self) -> attack.Puzzle:
        """Return what an attacker knows of this table beside the numbers shown."""
        small, zero = self.why.ravel() == SMALL, self.shown.ravel() == 0
        return attack.Puzzle(self.sums, self.rests, small, zero, self.least.ravel(), self.threshold, self.width)


@dataclass(frozen=True, eq=False)
class Protected(Suppressed):
    """A table that was attacked and held. One that does not hold cannot be made: UnsafeTableError."""

    def __post_init__(self) -> None:
        if ((self.shown > 0) & (self.shown < self.threshold)).any() or not is_safe(self):
            raise UnsafeTableError(
                found="a small number that is shown, or that is narrowed down by what is shown",
                expected=f"every value below {self.threshold} to remain possible for it",
                where="disclosure control",
                remedy="Publish nothing of this table. Merge categories or areas, and protect it again.",
            )


def protect(
    counts: ArrayLike,
    *,
    groups: Groups = (),
    impossible: ArrayLike | None = None,
    zeros_reveal_nothing: bool = False,
    threshold: int = THRESHOLD,
    width: int | None = None,
) -> Protected:
    """Return the table with its totals, so much of it as may be shown.

    Parameters
    ----------
    counts : (rows,) or (rows, columns) whole numbers
        People, each counted in one cell only, without totals.
    groups : the rows of each group whose total is published too
        Such as the wards of a district. Groups may overlap: every set of these people that is ever published belongs
        in here (a district *and* the district without one ward), since whoever has both can subtract.
    impossible : bool, the shape of `counts`
        Cells in which nobody can be, as everybody knows. Their zeros are shown.
    zeros_reveal_nothing : the caller has made sure that no zero tells anything about anybody; all are shown
    threshold : counts from 1 to threshold - 1 are small
    width : whole numbers within which nobody can place a number that is not shown, if not told why it is not
        By default the threshold.

    Returns
    -------
    Protected. What is shown is true; the same table in the same order always gives the same answer. In another order,
    or turned, it may hide others, and both answers together may give a number away: always give the order that the
    categories have. If nothing else is safe, nothing is shown.

    Raises
    ------
    DisclosureInputError : numbers that are missing, negative or broken; groups of rows that are not there
    UnsafeTableError : the answer did not stand up to the attack, and is not given
    """
    bare = small_only(
        counts,
        groups=groups,
        impossible=impossible,
        zeros_reveal_nothing=zeros_reveal_nothing,
        threshold=threshold,
        width=width,
    )
    values = rule.with_totals(np.asarray(counts).astype(np.int64), groups)
    hidden = complements.enough(values.ravel(), bare.puzzle()).reshape(values.shape)
    why = np.where(bare.why == SMALL, SMALL, np.where(hidden, SECONDARY, ""))
    return Protected(**vars(bare) | {"shown": np.where(hidden, np.nan, values), "why": why})


def small_only(
    counts: ArrayLike,
    *,
    groups: Groups = (),
    impossible: ArrayLike | None = None,
    zeros_reveal_nothing: bool = False,
    threshold: int = THRESHOLD,
    width: int | None = None,
) -> Suppressed:
    """Return the table without its small numbers, and nothing else: what `protect` begins with. Not to be published."""
    cells, nobody = rule.checked(counts, groups, impossible, threshold, width)
    grid = rule.with_totals(cells, groups)
    sums = rule.sums_of(grid.shape, len(cells), groups)
    exempt = None if zeros_reveal_nothing else rule.with_totals(~nobody, groups).ravel() == 0
    small, least, rests = rule.small(grid.ravel(), sums, exempt, threshold)
    return Suppressed(
        shown=np.where(small, np.nan, grid.ravel()).reshape(grid.shape),
        why=np.where(small, SMALL, "").reshape(grid.shape),
        least=least.reshape(grid.shape),
        sums=sums,
        rests=rests,
        rows=len(cells),
        threshold=threshold,
        width=threshold if width is None else width,
    )


def is_safe(table: Suppressed) -> bool:
    """Return whether the promise holds, by nothing but what is shown and why the rest is not.

    No value of a small number is ruled out that would not be ruled out if nothing were shown at all; and who was not
    told why a number is not shown cannot place it within fewer whole numbers than the width. A table that shows
    nothing is safe.
    """
    known, hidden = _known(table)
    return bool(hidden.all()) or attack.gap(table.puzzle(), known, hidden, []) is None


def intervals(table: Suppressed, *, knows_why: bool = False) -> tuple[Numbers, Numbers]:
    """Return the lowest and the highest value that each number can have, by what is shown: the attack.

    Two integer programmes for each number that is not shown (Fischetti and Salazar 2001, section 2); infinity where
    nothing holds it from above. `knows_why`: the attacker was told which numbers are small and which secondary.
    """
    known, hidden = _known(table)
    attacked = attack.Attack(table.puzzle(), known, hidden, knows_why=knows_why)
    lower, upper = table.shown.ravel().copy(), table.shown.ravel().copy()
    for place in np.flatnonzero(hidden):
        smallest, largest = attacked.lowest(np.array([place])), attacked.highest(np.array([place]))
        lower[place] = 0 if smallest is None else smallest[place]
        upper[place] = np.inf if largest is None else largest[place]
    return lower.reshape(table.shown.shape), upper.reshape(table.shown.shape)


def rounded(numbers: ArrayLike, *, base: int = ROUND_TO) -> Numbers:
    """Return numbers rounded to the nearest multiple of `base`, halves up; NaN stays NaN."""
    return np.floor_divide(2 * np.asarray(numbers, float) + base, 2 * base) * base


def _known(table: Suppressed) -> tuple[Counts, Marks]:
    hidden = np.isnan(table.shown.ravel())
    return np.where(hidden, 0, table.shown.ravel()).astype(np.int64), hidden
