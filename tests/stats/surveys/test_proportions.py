"""Shares and their intervals: each formula, both ends of the range, and R's own way."""

import numpy as np
import pytest
from scipy import stats

from hueandcry.stats import surveys
from hueandcry.stats.surveys import as_in_r, intervals
from stats.surveys.samples import sample

GIVEN = sample()
METHODS = ("logit", "likelihood", "asin", "beta", "mean")


def _found(method, yes=GIVEN.victim, **options):
    return surveys.proportions(GIVEN.design(), yes, method=method, **options)


@pytest.mark.parametrize("method", METHODS)
def test_share_and_error_are_those_of_the_mean(method):
    mean, share = surveys.means(GIVEN.design(), GIVEN.victim), _found(method)

    assert (share.kind, share.method, share.level) == ("proportion", method, 0.95)
    assert (share.value, share.se, share.degrees) == (mean.value, mean.se, mean.degrees)
    assert share.lower < share.value < share.upper


def test_logit_interval_is_symmetric_on_the_log_odds():
    found = _found("logit")

    odds = np.log(
        np.array([found.lower, found.value, found.upper]) / (1 - np.array([found.lower, found.value, found.upper]))
    )
    half = stats.t.ppf(0.975, found.degrees) * found.se / (found.value * (1 - found.value))
    assert np.diff(odds) == pytest.approx([half, half], rel=1e-12)


def test_likelihood_interval_ends_where_the_scaled_deviance_reaches_the_quantile():
    found = _found("likelihood", level=0.9)

    p, n = found.value, 600
    scaled = [
        2 * n * (p * np.log(p / x) + (1 - p) * np.log((1 - p) / (1 - x))) / (n * found.se**2 / (p * (1 - p)))
        for x in (found.lower, found.upper)
    ]
    assert scaled == pytest.approx([stats.t.ppf(0.95, found.degrees) ** 2] * 2, rel=1e-10)


def test_asin_interval_is_cut_off_at_0():
    design, yes = surveys.Design(np.ones(40), clusters=np.arange(40) // 10), np.arange(40) == 7

    cut, reflected = (surveys.proportions(design, yes, method="asin", compatible=c) for c in (False, True))

    assert (cut.lower, cut.upper) == (0, reflected.upper)
    assert reflected.lower > 0


def test_beta_interval_of_a_simple_random_sample_is_nearly_clopper_and_pearson():
    # Brown, Cai & DasGupta 2001: their exact interval for 10 of 100 is 0.0490 to 0.1762.
    yes = np.r_[np.ones(10), np.zeros(90)]

    found = surveys.proportions(surveys.Design(np.ones(100)), yes, method="beta")

    assert (found.lower, found.upper) == (pytest.approx(0.0490, abs=6e-4), pytest.approx(0.1762, abs=6e-4))
    exact = intervals.clopper_pearson(np.float64(0.1), np.float64(100), 0.95)
    assert exact == (pytest.approx(0.04900, abs=1e-5), pytest.approx(0.17622, abs=1e-5))


@pytest.mark.parametrize(("yes", "lower", "upper"), [(0.0, 0.0, 1 - 0.025 ** (1 / 60)), (1.0, 0.025 ** (1 / 60), 1.0)])
def test_all_alike_leaves_only_beta_with_an_interval(yes, lower, upper):
    design, answers = surveys.Design(np.ones(60)), np.full(60, yes)

    found = {method: surveys.proportions(design, answers, method=method) for method in METHODS}

    assert all((f.value, f.se) == (yes, 0) for f in found.values())
    for method in ("logit", "likelihood", "asin"):
        assert np.isnan([found[method].lower, found[method].upper]).all()
    assert (found["mean"].lower, found["mean"].upper) == (yes, yes)
    assert (found["beta"].lower, found["beta"].upper) == (pytest.approx(lower), pytest.approx(upper))
    as_r = surveys.proportions(design, answers, method="beta", compatible=True)
    assert np.isnan([as_r.lower, as_r.upper]).all()


def test_all_alike_in_one_domain_does_not_touch_the_others():
    domains = surveys.domains(GIVEN.sex)
    yes = np.where(GIVEN.sex == "F", 1.0, GIVEN.victim)

    found = _found("logit", yes, domains=domains)

    assert (found.value[0], found.se[0]) == (1, 0)
    assert np.isnan([found.lower[0], found.upper[0]]).all()
    assert 0 < found.lower[1] < found.value[1] < found.upper[1] < 1


@pytest.mark.parametrize("method", METHODS)
def test_one_psu_alone_has_no_interval(method):
    design = surveys.Design(np.ones(40), clusters=np.arange(40) // 10)
    yes = np.tile([1.0, 0], 20)

    found = surveys.proportions(design, yes, domains=surveys.only(np.arange(40) < 10), method=method)

    assert found.degrees == 0
    assert np.isnan([found.lower[0], found.upper[0]]).all()


@pytest.mark.parametrize("method", ["logit", "likelihood"])
def test_as_in_r_hardly_differs_where_the_fit_settles(method):
    ours, theirs = _found(method), _found(method, compatible=True)

    assert theirs.value == pytest.approx(float(ours.value), rel=1e-6)
    assert (theirs.lower, theirs.upper) == (pytest.approx(ours.lower, rel=2e-3), pytest.approx(ours.upper, rel=2e-3))


def test_as_in_r_domains_are_fitted_apart():
    domains = surveys.domains(GIVEN.age)

    together = _found("likelihood", domains=domains, compatible=True)

    for i, label in enumerate(domains.labels):
        alone = _found("likelihood", domains=surveys.only(GIVEN.age == label), compatible=True)
        assert (together.value[i], together.lower[i]) == (pytest.approx(alone.value[0]), pytest.approx(alone.lower[0]))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("compatible", [False, True])
@pytest.mark.parametrize("method", METHODS)
def test_nobody_and_everybody_pass_without_a_warning(method, compatible):
    domains = surveys.Domains(np.where(GIVEN.sex == "F", 0, 2), ("F", "nobody", "M"))
    options = {"domains": domains, "compatible": compatible}

    ordinary, alike, unanswered = (
        _found(method, yes, **options)
        for yes in (GIVEN.victim, np.where(GIVEN.sex == "F", 1.0, GIVEN.victim), np.full(600, np.nan))
    )

    assert np.isnan(ordinary.lower).tolist() == [False, True, False]
    assert np.isnan(alike.value).tolist() == [False, True, False]
    assert np.isnan(unanswered.value).all() and unanswered.base.tolist() == [0, 0, 0]


def test_spline_repeats_a_cubic():
    x = np.array([0.0, 0.5, 1.7, 2.0, 3.3, 4.0])
    at = np.linspace(0, 4, 41)

    np.testing.assert_allclose(as_in_r.cubic_spline(x, x**3 - 2 * x, at), at**3 - 2 * at, atol=1e-12)


def test_booleans_are_yes_and_no():
    assert _found("logit", GIVEN.victim.astype(bool)).value == _found("logit").value


@pytest.mark.parametrize(
    ("yes", "options", "sentence"),
    [
        (GIVEN.incidents + 2, {}, "expected 1, 0, or NaN for no answer"),
        (np.ones((600, 2)), {}, "yes: found shape (600, 2); expected (600,), one question"),
        (GIVEN.victim, {"method": "wilson"}, "expected one of 'logit', 'likelihood', 'asin', 'beta', 'mean'"),
        (GIVEN.victim, {"level": 95}, "level: found 95; expected a number between 0 and 1"),
    ],
)
def test_wrong_argument_is_told_precisely(yes, options, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        surveys.proportions(GIVEN.design(), yes, **options)

    assert sentence in str(raised.value)


def test_answer_that_is_no_share_is_named_by_row():
    yes = GIVEN.victim.copy()
    yes[[4, 9]] = 2

    with pytest.raises(surveys.SurveysInputError, match="yes, rows 4, 9: found 2; expected 1, 0, or NaN"):
        surveys.proportions(GIVEN.design(), yes)
