"""Which respondents stand behind which estimate: domains, and answers that are missing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.labels import Bools, Floats, Ints, coded, unique_codes
from hueandcry.stats.surveys.refusals import refused
from hueandcry.stats.surveys.sampling import sorted_by


@dataclass(frozen=True, eq=False)
class Domains:
    """Groups of respondents to be estimated apart, all in one pass.

    Attributes
    ----------
    codes : (n,) 0 to number of domains - 1; -1 for who is in none
    labels : tuple
        What each domain is called: one label, or one for each column it was made from.
    """

    codes: Ints
    labels: tuple[Any, ...]

    def __post_init__(self) -> None:
        codes = np.asarray(self.codes)
        if codes.ndim != 1 or codes.dtype.kind not in "iu":
            raise refused("Domains(codes=…)", f"{codes.dtype} of shape {codes.shape}", "whole numbers, one each", "")
        if codes.size and (codes.min() < -1 or codes.max() >= len(self.labels)):
            worst = codes.min() if codes.min() < -1 else codes.max()
            expected = f"-1 to {len(self.labels) - 1}, the places of the labels"
            raise refused("Domains(codes=…)", worst, expected, "Give -1 to who is in no domain.")
        object.__setattr__(self, "codes", codes)

    @property
    def number(self) -> int:
        return len(self.labels)


def domains(*columns: ArrayLike) -> Domains:
    """Domains from one or more columns of labels: every combination that occurs, in ascending order.

    Parameters
    ----------
    columns : (n,) labels each
        Who lacks a label (None, NaN, empty text) in any of them is in no domain.

    Returns
    -------
    Domains
        Labelled by the column's own labels, or by tuples of them if there are several columns.

    Raises
    ------
    SurveysInputError
        Columns of different lengths, or none.

    Examples
    --------
    >>> domains(["b", "a", "b"]).labels
    ('a', 'b')
    """
    if not columns:
        raise refused("domains", "no column", "one or more columns of labels", "Give one.")
    n = np.asarray(columns[0]).size
    parts = [coded(f"domain column {i + 1}", column, n) for i, column in enumerate(columns)]
    known = np.all([part.codes >= 0 for part in parts], axis=0)
    key = np.zeros(n, dtype=np.int64)
    for part in parts:
        key = key * part.number + part.codes
    codes = np.full(n, -1, dtype=np.int64)
    codes[known], keys = unique_codes(key[known])
    names = []
    for part in reversed(parts):
        names.append(part.labels[keys % part.number].tolist())
        keys = keys // part.number
    labels = names[0] if len(parts) == 1 else list(zip(*reversed(names), strict=True))
    return Domains(codes, tuple(labels))


def only(among: ArrayLike, label: Any = True) -> Domains:
    """One domain: those for whom `among` is true.

    Parameters
    ----------
    among : (n,) true or false
    label : what to call it

    Examples
    --------
    >>> only([True, False, True]).codes.tolist()
    [0, -1, 0]
    """
    return Domains(np.where(np.asarray(among, dtype=bool), 0, -1), (label,))


@dataclass(frozen=True, eq=False)
class Selection:
    """The respondents of all domains, sorted by domain and then by their last sampling unit.

    Attributes
    ----------
    rows : (m,) which respondents
    domain : (m,) the domain of each
    number : how many domains; 1 where none were asked for
    answered : (m,) all their answers are there
    weight : (m,) their weights; 0 where an answer is missing
    base : (domains,) how many answered
    weighted_base : (domains,) the sum of their weights
    """

    rows: Ints
    domain: Ints
    number: int
    answered: Bools
    weight: Floats
    base: Ints
    weighted_base: Floats

    def sums(self, values: Floats) -> Floats:
        """Sums over each domain: (m,) to (domains,)."""
        return np.bincount(self.domain, values, minlength=self.number).astype(np.float64)

    def known(self, column: Floats) -> Floats:
        """The answers of the selected respondents, 0 where one is missing: (n,) to (m,)."""
        return self.known_or_zero(column[self.rows])

    def known_or_zero(self, values: Floats) -> Floats:
        return values if self.complete else np.where(self.answered, values, 0.0)

    @cached_property
    def complete(self) -> bool:
        return bool(self.answered.all())


def select(design: Design, within: Domains | None, answered: Bools) -> Selection:
    """Sort the respondents by domain; `answered` says whose answers are all there."""
    rows = design.stages[-1].order if design.stages else np.arange(design.n)
    if within is None:
        domain, number = np.zeros(design.n, dtype=np.int64), 1
    else:
        if within.codes.size != design.n:
            raise refused(
                "domains", f"{within.codes.size} codes", f"{design.n}, one for each respondent", "Complete it."
            )
        number = within.number
        domain = within.codes[rows]
        inside = domain >= 0
        if not inside.all():
            rows, domain = rows[inside], domain[inside]
        order = sorted_by(domain, number)
        rows, domain = rows[order], domain[order]
    known = answered[rows]
    weight = design.weights[rows]
    if not known.all():
        weight = np.where(known, weight, 0.0)
    base = np.bincount(domain, known, minlength=number).astype(np.int64)
    weighted_base: Floats = np.bincount(domain, weight, minlength=number).astype(np.float64)
    return Selection(rows, domain, number, known, weight, base, weighted_base)


def values_of(design: Design, name: str, values: ArrayLike) -> tuple[NDArray[np.float64], bool]:
    """Answers as (n, k) numbers, and whether they came as one column."""
    found = np.asarray(values)
    if found.dtype.kind not in "fiub" or found.ndim not in (1, 2) or found.shape[0] != design.n:
        raise refused(
            name,
            f"{found.dtype} of shape {found.shape}",
            f"numbers of shape ({design.n},) or ({design.n}, questions), NaN for no answer",
            "Give one row for each respondent of the design.",
        )
    numbers = found.astype(np.float64, copy=False)
    if np.isinf(numbers).any():
        where = np.flatnonzero(np.isinf(numbers).reshape(design.n, -1).any(axis=1))
        raise refused(
            f"{name}, row {where[0]}", "an infinite answer", "finite numbers, NaN for no answer", "Correct it."
        )
    return numbers.reshape(design.n, -1), found.ndim == 1


def all_answered(numbers: Floats) -> Bools:
    """Who answered every question: (n, k) to (n,)."""
    return np.asarray(~np.isnan(numbers).any(axis=1))
