"""Means, totals, ratios and contrasts, by domain, with linearised errors."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.estimates import Estimates, shaped
from hueandcry.stats.surveys.labels import Bools, Floats
from hueandcry.stats.surveys.refusals import refused
from hueandcry.stats.surveys.selection import Domains, Selection, all_answered, only, select, values_of
from hueandcry.stats.surveys.variance import degrees, simple_random_variances, variances


def means(design: Design, values: ArrayLike, *, domains: Domains | None = None) -> Estimates:
    """Weighted means: sum of weight x value over sum of weights, of those who answered.

    Parameters
    ----------
    design : Design
    values : (n,) or (n, questions) numbers
        NaN for no answer. Who leaves out one of several questions is left out of all of them, so that they speak of
        the same people; call once for each question to avoid it.
    domains : Domains, optional
        Groups to be estimated apart.

    Returns
    -------
    Estimates
        Linearised value: u = (y - mean) / W, with W the sum of weights in the domain (Särndal, Swensson & Wretman
        1992, equation 5.8.4). The rest of the sample keeps its place in the strata with u = 0, so that the error
        includes the chance of how many of the domain were drawn.

    Raises
    ------
    SurveysInputError
        Shapes that disagree, infinite values.
    """
    numbers, one_column = values_of(design, "values", values)
    selection = select(design, domains, all_answered(numbers))
    linear = _mean(selection, numbers)
    return _estimated("mean", design, domains, selection, linear, one_column)


def totals(design: Design, values: ArrayLike, *, domains: Domains | None = None) -> Estimates:
    """Estimated totals: sum of weight x value, of those who answered.

    Parameters and errors as `means`. A missing answer counts as 0 here: nobody speaks for who did not answer, so
    impute, or take a mean and multiply it, where many are missing. Linearised value: u = y (the Horvitz-Thompson
    estimator; Särndal, Swensson & Wretman 1992, equation 2.8.1). With a design factor the size of the population is
    taken as known, as published factors do: u = y - mean.
    """
    numbers, one_column = values_of(design, "values", values)
    selection = select(design, domains, all_answered(numbers))
    known = np.where(selection.answered[:, None], numbers[selection.rows], 0.0)
    total = selection.sums(selection.weight[:, None] * known)
    linear = _Linear(np.where(selection.base[:, None] > 0, total, np.nan), known)
    return _estimated("total", design, domains, selection, linear, one_column)


def ratios(
    design: Design, numerator: ArrayLike, denominator: ArrayLike, *, domains: Domains | None = None
) -> Estimates:
    """Ratios of two totals, such as incidents told to the police over incidents.

    Parameters
    ----------
    numerator, denominator : (n,) or (n, questions) numbers of the same shape
        NaN in either leaves the respondent out. Otherwise as `means`.

    Returns
    -------
    Estimates
        Linearised value: u = (y - R x) / sum of weight x x (Särndal, Swensson & Wretman 1992, equation 5.6.9; Cochran
        1977, section 6.4). NaN where the denominator's total is 0.
    """
    above, one_column = values_of(design, "numerator", numerator)
    below, _ = values_of(design, "denominator", denominator)
    if above.shape != below.shape:
        raise refused("denominator", f"shape {below.shape}", f"that of the numerator, {above.shape}", "Give pairs.")
    selection = select(design, domains, all_answered(above + below))
    return _estimated("ratio", design, domains, selection, _ratio(selection, above, below), one_column)


def contrasts(
    design: Design, values: ArrayLike, coefficients: ArrayLike, *, domains: Domains | None = None
) -> Estimates:
    """A weighted sum of means of one sample, such as men less women, with the error of the whole.

    Means of domains of one sample are not independent: PSUs are shared. `change` is for two waves.

    Parameters
    ----------
    values, domains : as `means`
    coefficients : numbers, in the shape of the means
        (domains,), (questions,) or (domains, questions). A difference: -1 and 1; 0 leaves one out.

    Returns
    -------
    Estimates
        One value; `degrees`, `base` and `weighted_base` are those of all the selected respondents whose coefficient
        is not 0. NaN where a mean is.
    """
    numbers, one_column = values_of(design, "values", values)
    number = 1 if domains is None else domains.number
    wanted = shaped(np.empty((number, numbers.shape[1])), domains is None, one_column).shape
    factors = np.asarray(coefficients, dtype=np.float64)
    if factors.shape != wanted:
        raise refused(
            "coefficients", f"shape {factors.shape}", f"{wanted}, the shape of the means", "One for each mean."
        )
    factors = factors.reshape(number, -1)
    selection = select(design, domains, all_answered(numbers))
    linear = _mean(selection, numbers)
    used = (factors != 0).any(axis=1)
    influence = np.full(design.n, np.nan)
    influence[selection.rows] = (linear.influence * factors[selection.domain]).sum(axis=1)
    involved = np.zeros(design.n, dtype=bool)
    involved[selection.rows] = used[selection.domain]
    whole = select(design, only(involved), np.isfinite(influence) & _has(selection, design.n))
    value = np.sum(linear.value[used] * factors[used])
    joined = _Linear(np.array([[value]]), influence[whole.rows][:, None])
    found = _estimated("contrast", design, None, whole, joined, True)
    return replace(found, simple_se=np.full_like(found.se, np.nan))


@dataclass(frozen=True, eq=False)
class _Linear:
    """Estimates (domains, k) and the linearised values (m, k) of the selected respondents."""

    value: Floats
    influence: Floats


def _mean(selection: Selection, numbers: Floats) -> _Linear:
    known = np.where(selection.answered[:, None], numbers[selection.rows], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = selection.sums(selection.weight[:, None] * known) / selection.weighted_base[:, None]
        influence = (known - value[selection.domain]) / selection.weighted_base[selection.domain, None]
    return _Linear(value, influence)


def _ratio(selection: Selection, above: Floats, below: Floats) -> _Linear:
    top, bottom = (np.where(selection.answered[:, None], x[selection.rows], 0.0) for x in (above, below))
    with np.errstate(invalid="ignore", divide="ignore"):
        size = selection.sums(selection.weight[:, None] * bottom)
        size = np.where(size == 0, np.nan, size)
        value = selection.sums(selection.weight[:, None] * top) / size
        influence = (top - value[selection.domain] * bottom) / size[selection.domain]
    return _Linear(value, influence)


def _has(selection: Selection, n: int) -> Bools:
    answered = np.zeros(n, dtype=bool)
    answered[selection.rows] = selection.answered
    return answered


def _estimated(
    kind: str, design: Design, domains: Domains | None, selection: Selection, linear: _Linear, one_column: bool
) -> Estimates:
    influence = np.where(selection.answered[:, None], linear.influence, 0.0)
    shape = {"one_domain": domains is None, "one_column": one_column}
    with np.errstate(invalid="ignore"):
        se = np.sqrt(np.where(np.isnan(linear.value), np.nan, variances(design, selection, influence)))
        simple = np.sqrt(simple_random_variances(selection, influence))
    by_domain = {"one_domain": domains is None, "one_column": True}
    return Estimates(
        kind=kind,
        value=shaped(linear.value, **shape),
        se=shaped(se, **shape),
        degrees=shaped(degrees(design, selection)[:, None], **by_domain),
        base=shaped(selection.base[:, None], **by_domain),
        weighted_base=shaped(selection.weighted_base[:, None], **by_domain),
        simple_se=shaped(simple, **shape),
        labels=() if domains is None else domains.labels,
        wave=design.wave,
    )
