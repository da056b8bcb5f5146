"""Shares of people, with intervals that stay between 0 and 1."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from hueandcry.stats.surveys import as_in_r
from hueandcry.stats.surveys.design import Design
from hueandcry.stats.surveys.estimates import Estimates
from hueandcry.stats.surveys.intervals import METHODS, Bounds
from hueandcry.stats.surveys.labels import Floats, rows
from hueandcry.stats.surveys.refusals import one_of, refused
from hueandcry.stats.surveys.selection import Domains, select, values_of
from hueandcry.stats.surveys.statistics import means


@dataclass(frozen=True, eq=False, kw_only=True)
class Proportions(Estimates):
    """Shares, 0 to 1, as `Estimates`, with the interval that was asked for.

    Attributes
    ----------
    lower, upper : the interval
    level : its confidence
    method : how it was made
    """

    lower: Floats
    upper: Floats
    level: float
    method: str

    def _in_units(self) -> tuple[str, ...]:
        return (*super()._in_units(), "lower", "upper")


def proportions(
    design: Design,
    yes: ArrayLike,
    *,
    domains: Domains | None = None,
    method: str = "logit",
    level: float = 0.95,
    compatible: bool = False,
) -> Proportions:
    """The share of people who say yes.

    Parameters
    ----------
    design : Design
    yes : (n,) 1 or 0, true or false
        NaN for no answer.
    domains : Domains, optional
    method : "logit", "likelihood", "asin", "beta" or "mean"
        "logit": symmetric on the log odds. "likelihood": of the binomial likelihood, scaled by the design effect.
        "asin": symmetric on the arcsine of the root. "beta": Clopper & Pearson with the effective number of
        respondents (Korn & Graubard); the choice for small shares. "mean": estimate ± t x standard error; discouraged,
        it may leave the range. The formulas stand in `intervals`.
    level : between 0 and 1
    compatible : bool
        True repeats R's `svyciprop` to the last digit, with its stopping rules and interpolation ("logit",
        "likelihood"), with no interval at 0 and 1 ("beta") and with a reflected one below 0 ("asin"). R's "xlogit" is
        "logit" without this.

    Returns
    -------
    Proportions
        The standard error is that of `means`. Where everybody says yes, or nobody, it is 0 and says nothing: then
        "beta" gives an interval and the others NaN ("mean": one of no length). NaN where nobody answered, and
        where only one PSU answers for a domain (no degrees of freedom).

    Raises
    ------
    SurveysInputError
        Answers other than 0, 1 and NaN; a method or level that is not offered; what `means` refuses.
    """
    one_of("proportions(method=…)", method, tuple(METHODS))
    answers = _zero_or_one(design, yes)
    mean = means(design, answers, domains=domains)
    value = mean.value
    if compatible:
        value, (lower, upper) = _as_in_r(design, answers, mean, domains, method, level)
    else:
        lower, upper = METHODS[method](mean.value, mean.se, mean.degrees, mean.base, level)
    common = {f.name: getattr(mean, f.name) for f in fields(Estimates)} | {"kind": "proportion", "value": value}
    return Proportions(**common, lower=lower, upper=upper, level=level, method=method)


def _as_in_r(
    design: Design, answers: Floats, mean: Estimates, domains: Domains | None, method: str, level: float
) -> tuple[Floats, Bounds]:
    one = domains is None
    if method in ("logit", "likelihood"):
        fit = as_in_r.fitted(design, select(design, domains, ~np.isnan(answers)), answers)
        bounds = as_in_r.logit_bounds if method == "logit" else as_in_r.likelihood_bounds
        lower, upper = bounds(fit, np.atleast_1d(mean.degrees), level)
        share = fit.stopped
        return (share[0], (lower[0], upper[0])) if one else (share, (lower, upper))
    lower, upper = METHODS[method](mean.value, mean.se, mean.degrees, mean.base, level)
    if method == "asin":
        lower, upper = as_in_r.reflected_asin(mean.value, mean.se, mean.degrees, level)
    unsure = (method == "beta") & (mean.se == 0)
    return mean.value, (np.where(unsure, np.nan, lower), np.where(unsure, np.nan, upper))


def _zero_or_one(design: Design, yes: ArrayLike) -> Floats:
    answers, one_column = values_of(design, "yes", yes)
    if not one_column:
        raise refused("yes", f"shape {answers.shape}", f"({design.n},), one question", "Call once for each question.")
    column = answers[:, 0]
    wrong = np.flatnonzero(~(np.isnan(column) | (column == 0) | (column == 1)))
    if wrong.size:
        raise refused(
            f"yes, {rows(wrong)}", f"{column[wrong[0]]:g}", "1, 0, or NaN for no answer", "Say which answers are a yes."
        )
    return column
