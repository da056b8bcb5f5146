"""From labels to whole numbers: strata, sampling units, domains and margins as codes 0, 1, 2 …"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.stats.surveys.refusals import refused

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Coded:
    """Labels in ascending order, and which of them each respondent has.

    Attributes
    ----------
    codes : (n,) 0 to number of labels - 1, or -1 where the label is missing
    labels : (labels,) each label once
    """

    codes: Ints
    labels: NDArray[Any]

    @property
    def number(self) -> int:
        return int(self.labels.size)


def coded(name: str, labels: ArrayLike, n: int) -> Coded:
    """Code the labels of n respondents. None, NaN, NaT and empty text are missing."""
    column = one_column(name, labels, n)
    missing = _missing(column)
    if column.dtype.kind == "O":
        column = np.where(missing, "", column).astype(str)
    if not missing.any():
        codes, found = unique_codes(column)
        return Coded(codes, found)
    codes = np.full(n, -1, dtype=np.int64)
    codes[~missing], found = unique_codes(column[~missing])
    return Coded(codes, found)


def complete(name: str, labels: ArrayLike, n: int) -> Coded:
    """Code labels of which none may be missing."""
    found = coded(name, labels, n)
    lacking = np.flatnonzero(found.codes < 0)
    if lacking.size:
        raise refused(
            f"{name}, {rows(lacking)}", "no label", "a label for every respondent", "Complete it, or leave them out."
        )
    return found


def nested(outer: Ints, inner: Coded) -> tuple[Ints, Ints]:
    """Number units that are told apart by their label within an outer group only.

    Returns
    -------
    codes : (n,) the unit of each respondent; units of one outer group have neighbouring numbers
    parents : (units,) the outer group of each unit
    """
    codes, _ = unique_codes(outer * inner.number + inner.codes)
    parents = np.empty(int(codes.max()) + 1, dtype=np.int64)
    parents[codes] = outer
    return codes, parents


def unique_codes(values: NDArray[Any]) -> tuple[Ints, NDArray[Any]]:
    """Codes and distinct values, ascending. Whole numbers of a narrow range are counted, not sorted."""
    if values.dtype.kind in "iu" and values.size:
        low, high = int(values.min()), int(values.max())
        if high - low <= 8 * values.size:
            shifted = (values - low).astype(np.int64)
            seen = np.zeros(high - low + 1, dtype=bool)
            seen[shifted] = True
            return (np.cumsum(seen) - 1)[shifted], (np.flatnonzero(seen) + low).astype(values.dtype)
    found, codes = np.unique(values, return_inverse=True)
    return codes.astype(np.int64), found


def one_column(name: str, values: ArrayLike, n: int) -> NDArray[Any]:
    column = np.asarray(values)
    if column.shape != (n,):
        raise refused(name, f"shape {column.shape}", f"({n},), one value for each respondent", "Give one column.")
    return column


def rows(where: NDArray[Any], most: int = 3) -> str:
    """Name rows, counted from 0, in words: 'row 17', 'rows 3, 5, 8 and 40 more'."""
    named = ", ".join(str(int(i)) for i in where[:most])
    more = f" and {where.size - most} more" if where.size > most else ""
    return f"row{'s' if where.size > 1 else ''} {named}{more}"


def _missing(column: NDArray[Any]) -> Bools:
    if column.dtype.kind == "f":
        return np.isnan(column)
    if column.dtype.kind == "M":
        return np.isnat(column)
    if column.dtype.kind == "U":
        return column == ""
    if column.dtype.kind == "O":
        return np.array([v is None or v == "" or v != v for v in column], dtype=bool)
    return np.zeros(column.size, dtype=bool)
