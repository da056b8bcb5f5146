"""Funnels: what is inside by right, what stands out, and how the limits are drawn."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from hueandcry.stats import compare

KINDS = ("ratio", "rate", "proportion", "count_ratio")
OVERDISPERSION = ("additive", "multiplicative", "none")


def _units(kind, n_units, spread, rng, size=400.0):
    """Units whose truths lie `spread` apart on the funnel's scale; the target is 0.3, for ratios 1."""
    base = np.round(rng.lognormal(np.log(size), 0.8, n_units)) + 5
    if kind == "proportion":
        truth = np.sin(np.arcsin(np.sqrt(0.3)) + rng.normal(0, spread, n_units)) ** 2
        return rng.binomial(base.astype(int), truth), base
    if kind == "count_ratio":
        return rng.poisson(base * 0.3 * np.exp(rng.normal(0, spread, n_units))), rng.poisson(base)
    truth = (1 + rng.normal(0, spread, n_units)) ** 2
    return rng.poisson(base * truth * (1.0 if kind == "ratio" else 0.3)), base


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("overdispersion", OVERDISPERSION)
def test_units_that_differ_by_chance_alone_are_inside(kind, overdispersion):
    """200 simulated funnels of 43 units; seed fixed."""
    rng = np.random.default_rng(2005)
    outside = {0.95: [], 0.998: []}
    for _ in range(200):
        found = compare.funnel(*_units(kind, 43, 0.0, rng), kind=kind)
        for level, seen in outside.items():
            seen.append(np.mean(found.beyond(level, overdispersion=overdispersion) != 0))

    assert 0.03 < np.mean(outside[0.95]) < 0.065
    assert np.mean(outside[0.998]) < 0.006


@pytest.mark.parametrize("kind", KINDS)
def test_units_with_a_spread_of_their_own_need_it_allowed_for(kind):
    """20,000 simulated units, so many that phi and tau2 are as good as known; seed fixed."""
    found = compare.funnel(*_units(kind, 20_000, 0.12, np.random.default_rng(2012)), kind=kind)

    outside = {one: np.mean(found.beyond(0.95, overdispersion=one) != 0) for one in OVERDISPERSION}

    assert outside["none"] > 0.15
    assert outside["additive"] == pytest.approx(0.05, abs=0.012)
    assert np.mean(found.beyond(0.998) != 0) < 0.006


@pytest.mark.parametrize(("spread", "expected"), [("published", (0.145, 0.022)), ("consistent", (0.05, 0.002))])
def test_normally_spread_units_are_outside_as_often_as_the_documentation_says(spread, expected):
    """600 simulated funnels of 43 units; seed fixed."""
    rng = np.random.default_rng(2013)
    outside = []
    for _ in range(600):
        found = compare.funnel(*_units("ratio", 43, 0.12, rng, size=3000.0), kind="ratio", spread=spread)
        outside.append([np.mean(found.beyond(level) != 0) for level in (0.95, 0.998)])

    assert np.mean(outside, axis=0) == pytest.approx(expected, abs=0.012)


@pytest.mark.parametrize("outliers", ["winsorise", "truncate", "keep"])
def test_consistent_spread_recovers_the_truth(outliers):
    units = _units("ratio", 8000, 0.12, np.random.default_rng(7), size=2000.0)

    found = compare.funnel(*units, kind="ratio", outliers=outliers)

    assert found.tau2 == pytest.approx(0.12**2, rel=0.06)


@pytest.mark.parametrize("kind", ["ratio", "rate", "proportion"])
def test_spread_between_units_is_recovered(kind):
    rng = np.random.default_rng(7)
    found = compare.funnel(*_units(kind, 4000, 0.12, rng, size=2000.0), kind=kind, outliers="keep")

    assert found.tau2 == pytest.approx(0.12**2, rel=0.1)
    assert found.phi > 10 and found.n_units == 4000


@pytest.mark.parametrize("spread", ["published", "consistent"])
def test_strange_unit_stands_out_and_does_not_widen_the_limits(spread):
    counts, expected = np.full(43, 100.0), np.full(43, 100.0)
    counts += np.tile([-8.0, 0.0, 8.0], 15)[:43]
    plain = compare.funnel(counts, expected, kind="ratio", spread=spread).limits()
    counts[17] = 900.0

    found = compare.funnel(counts, expected, kind="ratio", spread=spread)

    assert found.beyond()[17] == 1.0 and np.count_nonzero(found.beyond()) == 1
    assert found.limits().upper[0] < plain.upper[0] * 1.1
    assert compare.funnel(counts, expected, kind="ratio", outliers="keep").limits().upper[0] > 2 * plain.upper[0]


def test_same_difference_stands_out_in_a_large_unit_only():
    found = compare.funnel([60, 6000, *[1000] * 20], [50, 5000, *[1000] * 20], kind="ratio")

    assert found.value[:2].tolist() == [1.2, 1.2]
    assert found.beyond(overdispersion="none")[:2].tolist() == [0.0, 1.0]


def test_unit_without_a_figure_is_neither_inside_nor_outside():
    found = compare.funnel([10, np.nan, 12, 0, 30], [20, 30, np.nan, 0, 50], kind="proportion")

    assert np.isnan(found.value).tolist() == [False, True, True, True, False]
    assert np.isnan(found.beyond()).tolist() == [False, True, True, True, False]
    assert found.target == 40 / 70 and found.n_units == 2


def test_rate_is_a_ratio_to_what_the_mean_rate_would_give():
    rng = np.random.default_rng(11)
    counts, residents = rng.poisson(300, 20), rng.integers(10_000, 90_000, 20)
    mean = counts.sum() / residents.sum()

    rate, ratio = compare.funnel(counts, residents, kind="rate"), compare.funnel(counts, residents * mean, kind="ratio")

    assert rate.target == mean
    np.testing.assert_allclose(rate.z_additive, ratio.z_additive, rtol=1e-9)
    np.testing.assert_allclose(rate.limits().upper, ratio.limits().upper * mean, rtol=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_limits_can_be_drawn_at_any_size(kind):
    rng = np.random.default_rng(13)
    found = compare.funnel(*_units(kind, 30, 0.1, rng), kind=kind)
    sizes = np.array([0.0, 1.0, 10.0, 1e3, 1e5])

    for overdispersion in OVERDISPERSION:
        curve = found.limits(0.95, overdispersion=overdispersion, at=sizes)

        assert np.isnan([curve.lower[0], curve.upper[0]]).all()
        assert (np.diff(curve.lower[1:]) >= 0).all() and (np.diff(curve.upper[1:]) <= 0).all()
        assert (curve.lower[1:] >= 0).all() and (curve.upper[1:] <= (1 if kind == "proportion" else np.inf)).all()
        assert (curve.lower[1:] <= found.target).all() and (found.target <= curve.upper[1:]).all()


def test_additive_limits_do_not_close_and_the_others_do():
    rng = np.random.default_rng(17)
    found = compare.funnel(*_units("ratio", 43, 0.15, rng), kind="ratio")

    far = {one: found.limits(overdispersion=one, at=1e9) for one in OVERDISPERSION}

    width = {one: float(limits.upper - limits.lower) for one, limits in far.items()}
    assert width["additive"] > 0.5
    assert width["none"] < width["multiplicative"] < 0.01


def test_count_of_zero_needs_the_square_root():
    counts, expected = [0, 0, 0, 5, 7, 9, 6], [2, 3, 4, 5, 6, 7, 8]

    found = compare.funnel(counts, expected, kind="ratio", scale="square_root")

    assert np.isfinite(found.z).all()
    with pytest.raises(compare.CompareInputError, match=r'3 scores that are not finite.*Choose scale="square_root"'):
        compare.funnel(counts, expected, kind="ratio", scale="log")


def test_count_of_zero_that_is_pulled_in_may_stay_on_the_logarithmic_scale():
    counts = np.array([0, *[95, 105, 98, 102] * 5])

    found = compare.funnel(counts, np.full(21, 100.0), kind="ratio", scale="log")

    assert found.z[0] == -np.inf and np.isfinite(found.z_trimmed).all()
    assert found.beyond()[0] == -1.0


@pytest.mark.parametrize("p", [0.001, 0.025, 0.4, 0.975, 0.999])
@pytest.mark.parametrize("size", [3, 40, 900])
def test_exact_limit_spends_its_probability_exactly(p, size):
    """Between the counts r - 1 and r lies the limit: all of the first and below, and a share of the second."""
    for counted, limit in (
        (stats.poisson(size), compare.exact_ratio_limit(size, p)),
        (stats.binom(size, 0.17), compare.exact_proportion_limit(size, 0.17, p)),
    ):
        at = float(limit * size)
        r = int(np.ceil(at))

        spent = counted.cdf(r - 1) + (1 - (r - at)) * counted.pmf(r)

        assert spent == pytest.approx(p, rel=1e-8)


def test_exact_limit_below_zero_says_that_nothing_is_too_low():
    limit = compare.exact_ratio_limit(2.0, 0.025)
    drawn = compare.funnel([2, 2, 3], [2.0, 2.0, 3.0], kind="ratio").limits(0.95, overdispersion="none")

    assert limit < 0
    assert drawn.lower[0] == 0.0


def test_compatible_limits_differ_where_the_documentation_says():
    rng = np.random.default_rng(19)
    root, log, proportion, counts = (
        compare.funnel(*_units(kind, 30, 0.1, rng), kind=kind, scale=scale)
        for kind, scale in (("ratio", "square_root"), ("ratio", "log"), ("proportion", None), ("count_ratio", None))
    )

    ours, theirs = root.limits(0.95), root.limits(0.95, compatible=True)
    np.testing.assert_allclose(theirs.upper**2, ours.upper)
    ours, theirs = log.limits(0.95), log.limits(0.95, compatible=True)
    np.testing.assert_array_equal(theirs.upper, ours.upper)
    ours, theirs = (log.limits(0.95, overdispersion="none", compatible=one) for one in (False, True))
    assert (theirs.upper > ours.upper).all()
    ours, theirs = (proportion.limits(0.95, overdispersion="none", compatible=one) for one in (False, True))
    np.testing.assert_allclose(theirs.upper, ours.upper, rtol=0.05)
    ours, theirs = (counts.limits(0.95, overdispersion="none", compatible=one) for one in (False, True))
    assert (np.log(theirs.upper / counts.target) < np.log(ours.upper / counts.target) / 3).all()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"kind": "score"},
            "funnel(kind=…): found 'score'; expected one of 'ratio', 'rate', 'proportion', 'count_ratio'",
        ),
        ({"kind": "rate", "scale": "arcsine"}, "expected one of 'square_root', 'log'"),
        ({"kind": "ratio", "outliers": "wins"}, "expected one of 'winsorise', 'truncate', 'keep'"),
        ({"kind": "ratio", "spread": "unbiased"}, "expected one of 'consistent', 'published'"),
        ({"kind": "ratio", "outlier_share": 0.5}, "expected less than 0.5 at each end"),
        ({"kind": "ratio", "target": 0}, "funnel(target=…): found 0; expected above 0, and finite"),
        ({"kind": "proportion", "target": 1.2}, "expected above 0 and below 1"),
    ],
)
def test_wrong_option_is_answered_with_the_right_ones(options, sentence):
    with pytest.raises(compare.CompareInputError) as raised:
        compare.funnel([1, 2, 3], [4, 5, 6], **options)

    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("numerator", "denominator", "kind", "sentence"),
    [
        ([1, 2], [1, 2, 3], "rate", "found shapes (2,) and (3,); expected shapes that broadcast"),
        ([[1, 2]], [[1, 2]], "rate", "found shape (1, 2); expected one dimension, (units,)"),
        ([5, 2], [4, 3], "proportion", "found 5 at position 0; expected at most denominator, of which it is a part"),
        ([5, 2], [0, 3], "rate", "found 0 at position 0; expected a base above 0 wherever numerator is above 0"),
        ([np.nan], [3], "rate", "found no unit with a figure"),
        ([0, 0], [3, 4], "rate", "funnel(target=…): found 0"),
        (["a"], [3], "rate", "expected numbers, NaN for missing"),
    ],
)
def test_numbers_that_cannot_be_compared_are_told(numerator, denominator, kind, sentence):
    with pytest.raises(compare.CompareInputError) as raised:
        compare.funnel(numerator, denominator, kind=kind)

    assert sentence in str(raised.value)


def test_limits_refuse_wrong_options():
    found = compare.funnel([3, 4, 5], [4, 5, 6], kind="ratio")

    with pytest.raises(compare.CompareInputError, match=r"limits\(level=…\): found 95; .*Write 95 % as 0\.95"):
        found.limits(95)
    with pytest.raises(compare.CompareInputError, match="expected one of 'additive', 'multiplicative', 'none'"):
        found.limits(overdispersion="random")
    with pytest.raises(compare.CompareInputError, match=r"limits\(at=…\): found -5"):
        found.limits(at=-5)


UNITS = st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), min_size=2, max_size=40)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.sampled_from(KINDS), st.sampled_from(["winsorise", "truncate", "keep"]), st.randoms())
def test_order_of_units_does_not_matter(units, kind, outliers, random):
    part, rest = np.array(units, dtype=float).T
    if outliers == "truncate" and part.size < 12:
        outliers = "winsorise"
    order = np.array(random.sample(range(part.size), part.size))

    one = compare.funnel(part, part + rest, kind=kind, outliers=outliers)
    two = compare.funnel(part[order], (part + rest)[order], kind=kind, outliers=outliers)

    for field in dataclasses.fields(one):
        a, b = getattr(one, field.name), getattr(two, field.name)
        if isinstance(a, np.ndarray):
            np.testing.assert_allclose(a[order], b, rtol=1e-9, atol=1e-12)
        elif isinstance(a, float):
            assert a == pytest.approx(b, rel=1e-9, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.sampled_from(KINDS), st.sampled_from(OVERDISPERSION), st.floats(0.5, 0.99), st.floats(0.001, 0.009))
def test_limits_hold_the_target_and_grow_with_their_level(units, kind, overdispersion, level, more):
    part, rest = np.array(units, dtype=float).T
    found = compare.funnel(part, part + rest, kind=kind)

    narrow, wide = (found.limits(one, overdispersion=overdispersion) for one in (level, level + more))

    assert (wide.lower <= narrow.lower + 1e-12).all() and (narrow.upper <= wide.upper + 1e-12).all()
    if overdispersion != "none":  # a discrete distribution's exact middle need not be its mean
        assert (narrow.lower <= found.target + 1e-12).all() and (found.target <= narrow.upper + 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(UNITS, st.sampled_from(KINDS))
def test_scores_shrink_as_more_is_allowed_for(units, kind):
    part, rest = np.array(units, dtype=float).T
    found = compare.funnel(part, part + rest, kind=kind)

    assert (np.abs(found.z_additive) <= np.abs(found.z) + 1e-12).all()
    assert (np.abs(found.z_multiplicative) <= np.abs(found.z) + 1e-12).all()
    assert found.tau2 >= 0
