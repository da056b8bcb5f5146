"""Means, totals, ratios and contrasts, by domain, with linearised errors."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.estimates import Estimates, shaped
from hueandcry.stats.surveys.labels import Bools, Floats
from hueandcry.stats.surveys.refusals import refused
from hueandcry.stats.surveys.selection import Domains, Selection, all_answered, only, select, values_of
from hueandcry.stats.surveys.variance import cells_of, degrees, simple_random_variances, variances


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
        1992, section 5.8). The rest of the sample keeps its place in the strata with u = 0, so that the error
        includes the chance of how many of the domain were drawn.

    Raises
    ------
    SurveysInputError
        Shapes that disagree, infinite values.
    """
    numbers, one_column = values_of(design, "values", values)
    selection = select(design, domains, all_answered(numbers))
    linear = (_mean(selection, column) for column in numbers.T)
    return _estimated("mean", design, domains, selection, linear, one_column)


def totals(design: Design, values: ArrayLike, *, domains: Domains | None = None) -> Estimates:
    """Estimated totals: sum of weight x value, of those who answered.

    Parameters
    ----------
    design : Design
    values : (n,) or (n, questions) numbers
        NaN for no answer, which counts as 0 here: nobody speaks for who did not answer. `grossed_totals` takes them to
        be like those who did.
    domains : Domains, optional

    Returns
    -------
    Estimates
        Linearised value: u = y (the Horvitz-Thompson estimator; Särndal, Swensson & Wretman 1992, section 2.8).
        With a design factor the size of the population is taken as known, as published factors do: u = y - mean.
        NaN, not 0, in a domain where nobody answered.

    Raises
    ------
    SurveysInputError
        As `means`.
    """
    numbers, one_column = values_of(design, "values", values)
    selection = select(design, domains, all_answered(numbers))
    linear = (_total(selection, column) for column in numbers.T)
    return _estimated("total", design, domains, selection, linear, one_column)


def grossed_totals(
    design: Design, values: ArrayLike, *, among: ArrayLike | None = None, domains: Domains | None = None
) -> Estimates:
    """Totals of everybody: who did not answer is taken to be like those who did.

    Parameters
    ----------
    design : Design
    values : (n,) or (n, questions) numbers
        NaN for no answer; those of who was not to be asked do not matter.
    among : (n,) numbers, optional
        1 for who was to be asked, 0 for who was not (and adds nothing), NaN where that is not known. Everybody if not
        given.
    domains : Domains, optional

    Returns
    -------
    Estimates
        T = m N A / K: the mean of those asked who answered (m = Y / B), times the weight of everybody (N), times the
        share who were to be asked (A) of those of whom that is known (K). All five are sums over the sample, so with
        a, e and k for who answered, who was to be asked, and of whom that is known

            u = T (1 / N - k / K + e / A) + N A / (K B) a (y - m)

        (Särndal, Swensson & Wretman 1992, section 5.5). Without missing answers and `among` it is `totals`. `base`,
        `weighted_base` and `degrees` are of those to be asked. NaN in a domain where nobody answered.

    Raises
    ------
    SurveysInputError
        As `means`; an `among` of another shape.
    """
    numbers, one_column = values_of(design, "values", values)
    known, _ = values_of(design, "among", np.ones(design.n) if among is None else among)
    if known.shape[1] != 1:
        raise refused("among", f"{known.shape[1]} columns", "one", "Call once for each.")
    part, answered = known[:, 0], all_answered(numbers)
    whole = only(np.ones(design.n)) if domains is None else domains
    asked = select(design, replace(whole, codes=np.where(part == 1, whole.codes, -1)), answered)
    everybody = select(design, domains, np.ones(design.n, dtype=bool))
    linear = (_grossed_total(everybody, column, part, answered) for column in numbers.T)
    found = _estimated("total", design, domains, everybody, linear, one_column)
    return replace(
        found,
        degrees=shaped(degrees(design, asked, cells_of(design, asked))[:, None], domains is None, True),
        base=shaped(asked.base[:, None], domains is None, True),
        weighted_base=shaped(asked.weighted_base[:, None], domains is None, True),
    )


def ratios(
    design: Design, numerator: ArrayLike, denominator: ArrayLike, *, domains: Domains | None = None
) -> Estimates:
    """Ratios of two totals, such as incidents told to the police over incidents.

    Parameters
    ----------
    design : Design
    numerator, denominator : (n,) or (n, questions) numbers of the same shape
        NaN in either leaves the respondent out.
    domains : Domains, optional

    Returns
    -------
    Estimates
        Linearised value: u = (y - R x) / sum of weight x x (Särndal, Swensson & Wretman 1992, section 5.6; Cochran
        1977, section 6.4). NaN where the denominator's total is 0.

    Raises
    ------
    SurveysInputError
        Shapes that disagree, infinite values.
    """
    above, one_column = values_of(design, "numerator", numerator)
    below, _ = values_of(design, "denominator", denominator)
    if above.shape != below.shape:
        raise refused("denominator", f"shape {below.shape}", f"that of the numerator, {above.shape}", "Give pairs.")
    selection = select(design, domains, all_answered(above + below))
    linear = (_ratio(selection, top, bottom) for top, bottom in zip(above.T, below.T, strict=True))
    return _estimated("ratio", design, domains, selection, linear, one_column)


def contrasts(
    design: Design, values: ArrayLike, coefficients: ArrayLike, *, domains: Domains | None = None
) -> Estimates:
    """A weighted sum of means of one sample, such as men less women, with the error of the whole.

    Means of domains of one sample are not independent: PSUs are shared. `change` is for two waves.

    Parameters
    ----------
    design : Design
    values : (n,) or (n, questions) numbers
        As `means` takes them.
    coefficients : numbers, in the shape of the means
        (domains,), (questions,) or (domains, questions). A difference: -1 and 1; 0 leaves one out.
    domains : Domains, optional

    Returns
    -------
    Estimates
        One value; `degrees`, `base` and `weighted_base` are those of all the selected respondents whose coefficient
        is not 0. NaN where a mean is.

    Raises
    ------
    SurveysInputError
        Coefficients of another shape than the means; what `means` refuses.
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
    used = (factors != 0).any(axis=1)
    value, influence = 0.0, np.zeros(selection.rows.size)
    for column, factor in zip(numbers.T, factors.T, strict=True):
        linear = _mean(selection, column)
        value += float(np.sum(linear.value[used] * factor[used]))
        influence += linear.influence * factor[selection.domain]
    whole = only(_spread(selection, used[selection.domain], design.n))
    joined = select(design, whole, _spread(selection, selection.answered, design.n))
    everybody = np.zeros(design.n)
    everybody[selection.rows] = influence
    one = _Linear(np.array([value]), everybody[joined.rows])
    found = _estimated("contrast", design, None, joined, [one], True)
    return replace(found, simple_se=np.full_like(found.se, np.nan))


@dataclass(frozen=True, eq=False)
class _Linear:
    """The estimates of one question (domains,) and the linearised values (m,) of the selected respondents."""

    value: Floats
    influence: Floats


def _mean(selection: Selection, column: Floats) -> _Linear:
    known = selection.known(column)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = selection.sums(selection.weight * known) / selection.weighted_base
        scale = 1 / selection.weighted_base
    return _Linear(value, (known - value[selection.domain]) * scale[selection.domain])


def _total(selection: Selection, column: Floats) -> _Linear:
    known = selection.known(column)
    value = selection.sums(selection.weight * known)
    return _Linear(np.where(selection.base > 0, value, np.nan), known)


def _grossed_total(everybody: Selection, column: Floats, part: Floats, answered: Bools) -> _Linear:
    """The total of `grossed_totals` and its linearised values; `everybody` leaves nobody out."""
    rows, domain = everybody.rows, everybody.domain
    known, asked = ~np.isnan(part[rows]), part[rows] == 1
    spoke = asked & answered[rows]
    said = np.where(spoke, column[rows], 0.0)
    size = everybody.weighted_base
    of_known, of_asked, of_spoke, of_said = (
        everybody.sums(everybody.weight * of) for of in (known, asked, spoke, said)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = of_said / of_spoke
        scale = size * of_asked / of_known
        value = mean * scale
        of_sizes = (1 / size)[domain] - known / of_known[domain] + asked / of_asked[domain]
        of_mean = (scale / of_spoke)[domain] * np.where(spoke, said - mean[domain], 0.0)
        return _Linear(value, value[domain] * of_sizes + of_mean)


def _ratio(selection: Selection, above: Floats, below: Floats) -> _Linear:
    top, bottom = selection.known(above), selection.known(below)
    size = selection.sums(selection.weight * bottom)
    size = np.where(size == 0, np.nan, size)
    value = selection.sums(selection.weight * top) / size
    influence = (top - value[selection.domain] * bottom) / size[selection.domain]
    return _Linear(value, influence)


def _spread(selection: Selection, values: Bools, n: int) -> Bools:
    """What is true of selected respondents, for all respondents: (m,) to (n,)."""
    out = np.zeros(n, dtype=bool)
    out[selection.rows] = values
    return out


def _estimated(
    kind: str,
    design: Design,
    domains: Domains | None,
    selection: Selection,
    linear: Iterable[_Linear],
    one_column: bool,
) -> Estimates:
    cells = cells_of(design, selection)
    values, errors, simple = [], [], []
    for question in linear:
        influence = selection.known_or_zero(question.influence)
        with np.errstate(invalid="ignore"):
            variance = variances(design, selection, cells, influence)
            errors.append(np.sqrt(np.where(np.isnan(question.value), np.nan, variance)))
            simple.append(np.sqrt(simple_random_variances(selection, influence)))
        values.append(question.value)
    shape = {"one_domain": domains is None, "one_column": one_column}
    by_domain = {"one_domain": domains is None, "one_column": True}
    return Estimates(
        kind=kind,
        value=shaped(np.column_stack(values), **shape),
        se=shaped(np.column_stack(errors), **shape),
        degrees=shaped(degrees(design, selection, cells)[:, None], **by_domain),
        base=shaped(selection.base[:, None], **by_domain),
        weighted_base=shaped(selection.weighted_base[:, None], **by_domain),
        simple_se=shaped(np.column_stack(simple), **shape),
        labels=() if domains is None else domains.labels,
        wave=design.wave,
    )
