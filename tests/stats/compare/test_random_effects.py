"""Random effects: a published meta-analysis, statsmodels, and the definitions of the estimators."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from statsmodels.stats.meta_analysis import combine_effects

from hueandcry.stats import compare

METHODS = ("REML", "DL", "PM", "ML", "SJ")

# Thirteen trials of a vaccine against tuberculosis (Colditz et al. 1994): cases and others, vaccinated and not.
CASES = np.array([4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27])
OTHERS = np.array([119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886])
CONTROL_CASES = np.array([11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29])
CONTROL_OTHERS = np.array([128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825])
LOG_RATIO = np.log(CASES / (CASES + OTHERS)) - np.log(CONTROL_CASES / (CONTROL_CASES + CONTROL_OTHERS))
VARIANCE = 1 / CASES - 1 / (CASES + OTHERS) + 1 / CONTROL_CASES - 1 / (CONTROL_CASES + CONTROL_OTHERS)


@pytest.mark.parametrize(
    ("method", "tau2", "mean", "error"),
    [("REML", 0.3132, -0.7145, 0.1798), ("DL", 0.3088, -0.7141, 0.1787), ("ML", 0.2800, -0.7112, 0.1719)],
)
def test_vaccine_trials_have_their_published_mean_and_spread(method, tau2, mean, error):
    """Viechtbauer 2010, J. Statistical Software 36(3), and metafor's documentation of these data."""
    found = compare.random_effects(LOG_RATIO, VARIANCE, method=method)

    assert round(found.tau2, 4) == tau2
    assert (round(found.mean, 4), round(found.standard_error, 4)) == (mean, error)
    assert round(found.q, 3) == 152.233


def test_share_that_is_not_chance_equals_the_published_one():
    found = compare.random_effects(LOG_RATIO, VARIANCE, method="REML")

    assert round(100 * found.i2, 2) == 92.22


@pytest.mark.parametrize(("method", "theirs"), [("DL", "chi2"), ("PM", "iterated")])
def test_spread_equals_statsmodels(method, theirs):
    """Its iteration for Paule & Mandel gives up at times, with 0: ours then is held to the definition alone."""
    rng, n_equal = np.random.default_rng(8), 0
    for _ in range(20):
        variance = rng.uniform(0.01, 1, 12)
        estimate = rng.normal(0, np.sqrt(variance + 0.5))

        found = compare.random_effects(estimate, variance, method=method)

        if method == "PM":
            at_tau2 = compare.random_effects(estimate, variance + found.tau2, tau2=0)
            assert at_tau2.q == pytest.approx(11)
        reference = combine_effects(estimate, variance, method_re=theirs, atol=1e-12)
        if reference.tau2 > 0:
            n_equal += 1
            assert found.tau2 == pytest.approx(reference.tau2, rel=1e-6)
            assert found.mean == pytest.approx(reference.mean_effect_re, rel=1e-6)
            assert found.standard_error == pytest.approx(reference.sd_eff_w_re, rel=1e-6)
    assert n_equal >= 15


@pytest.mark.parametrize("method", ["ML", "REML"])
def test_likelihood_is_largest_at_its_estimate(method):
    rng = np.random.default_rng(9)
    variance = rng.uniform(0.01, 1, 20)
    estimate = rng.normal(3, np.sqrt(variance + 0.3))

    def loss(tau2):
        w = 1 / (variance + tau2)
        mean = (w * estimate).sum() / w.sum()
        restricted = np.log(w.sum()) if method == "REML" else 0
        return (w * (estimate - mean) ** 2).sum() - np.log(w).sum() + restricted

    found = compare.random_effects(estimate, variance, method=method)

    best = optimize.minimize_scalar(loss, bounds=(0, 10), method="bounded", options={"xatol": 1e-10})
    assert found.tau2 == pytest.approx(best.x, rel=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_spread_is_recovered_on_average(method):
    """400 simulated sets of 40 estimates; seed fixed."""
    rng = np.random.default_rng(10)
    found = []
    for _ in range(400):
        variance = rng.uniform(0.02, 0.3, 40)
        found.append(compare.random_effects(rng.normal(0, np.sqrt(variance + 0.2)), variance, method=method).tau2)

    # Sidik & Jonkman's is known to come out too large where chance is as large as the spread.
    assert np.mean(found) == pytest.approx(0.248 if method == "SJ" else 0.2, rel=0.06)


def test_shrunken_estimates_are_nearer_the_truth_and_know_how_near():
    rng = np.random.default_rng(12)
    variance = rng.uniform(0.02, 1, 4000)
    truth = rng.normal(5, 0.4, 4000)
    estimate = rng.normal(truth, np.sqrt(variance))

    found = compare.random_effects(estimate, variance)

    assert np.mean((found.shrunken - truth) ** 2) < 0.35 * np.mean((estimate - truth) ** 2)
    assert np.mean(np.abs(found.shrunken - truth) < 1.96 * found.shrunken_se) == pytest.approx(0.95, abs=0.01)


def test_estimates_that_agree_have_no_spread():
    for method in METHODS:
        found = compare.random_effects([2.0, 2.0, 2.0], [0.1, 0.2, 0.3], method=method)

        assert (found.tau2, found.i2, found.mean) == (0.0, 0.0, pytest.approx(2.0))
        assert found.shrunken.tolist() == pytest.approx([2.0, 2.0, 2.0])


def test_single_estimate_gives_itself():
    found = compare.random_effects([np.nan, 7.0], [0.1, 0.25])

    assert (found.mean, found.standard_error, found.tau2, found.q, found.i2, found.n_units) == (7, 0.5, 0, 0, 0, 1)
    assert np.isnan(found.shrunken[0]) and np.isnan(found.shrunken_se[0])


def test_given_spread_is_taken():
    found = compare.random_effects([1.0, 3.0], [1.0, 1.0], tau2=3.0)

    assert (found.tau2, found.tau2_method) == (3.0, "given")
    assert found.shrunken.tolist() == [1.25, 2.75]
    assert found.standard_error == pytest.approx(np.sqrt(2))


@pytest.mark.parametrize(
    ("estimate", "variance", "options", "sentence"),
    [
        ([1, 2], [1, 0], {}, "random_effects(variance=…): found 0 at position 1; expected above 0"),
        ([1, np.inf], [1, 1], {}, "found inf at position 1"),
        ([np.nan], [1], {}, "found none; expected at least one estimate"),
        ([[1.0]], [[1.0]], {}, "expected one dimension"),
        ([1, 2], [1, 1], {"method": "HE"}, "expected one of 'REML', 'DL', 'PM', 'ML', 'SJ'"),
        ([1, 2], [1, 1], {"tau2": -1}, "random_effects(tau2=…): found -1"),
    ],
)
def test_what_cannot_be_used_is_told(estimate, variance, options, sentence):
    with pytest.raises(compare.CompareInputError) as raised:
        compare.random_effects(estimate, variance, **options)

    assert sentence in str(raised.value)


SETS = st.lists(st.tuples(st.floats(-50, 50), st.floats(0.01, 20)), min_size=2, max_size=25)


@settings(max_examples=60, deadline=None)
@given(SETS, st.sampled_from(METHODS), st.floats(-100, 100), st.floats(0.1, 10))
def test_unit_and_origin_do_not_matter(units, method, shift, scale):
    estimate, variance = np.array(units).T

    one = compare.random_effects(estimate, variance, method=method)
    two = compare.random_effects(estimate * scale + shift, variance * scale**2, method=method)

    assert two.tau2 == pytest.approx(one.tau2 * scale**2, rel=1e-5, abs=1e-6)
    assert two.mean == pytest.approx(one.mean * scale + shift, rel=1e-4, abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(SETS, st.sampled_from(METHODS))
def test_shrunken_lies_between_the_estimate_and_the_mean(units, method):
    estimate, variance = np.array(units).T
    found = compare.random_effects(estimate, variance, method=method)

    low, high = np.minimum(estimate, found.mean), np.maximum(estimate, found.mean)
    assert ((low - 1e-9 <= found.shrunken) & (found.shrunken <= high + 1e-9)).all()
    assert found.tau2 >= 0 and 0 <= found.i2 < 1
    assert estimate.min() - 1e-9 <= found.mean <= estimate.max() + 1e-9
