"""What a family of series tells each of its members, and which may enter it."""

import numpy as np
import pytest

from hueandcry.stats import rises
from hueandcry.stats.discrete_fdr import q_values

LAST = 71


def _counts(rng, mean, dispersion):
    excess = np.maximum(np.broadcast_to(dispersion, mean.shape) - 1.0, 1e-9)
    return rng.negative_binomial((mean / excess)[:, None], (1 / (1 + excess))[:, None], (mean.size, 72)).astype(float)


def _family(rng, mean, dispersion, kind=0):
    counts = _counts(rng, mean, dispersion)
    result = rises.farrington(counts, at=[LAST], frequency=12, threads=2)
    return result, rises.evidence(result, counts[:, [LAST]], np.broadcast_to(kind, mean.shape))


@pytest.mark.parametrize("dispersion", [1.0, 1.3, 2.0])
def test_dispersion_of_the_kind_is_learnt(dispersion):
    rng = np.random.default_rng(1)

    _, evidence = _family(rng, np.full(4000, 3.0), dispersion)

    assert np.median(evidence.dispersion) == pytest.approx(dispersion, rel=0.1)
    assert np.median(evidence.degrees) > 500


def test_sparse_series_gain_power_from_their_kind():
    rng = np.random.default_rng(2)
    mean = np.full(6000, 0.5)
    counts = _counts(rng, mean, 1.1)
    counts[:, LAST] = 6.0

    result = rises.farrington(counts, at=[LAST], frequency=12)
    evidence = rises.evidence(result, counts[:, [LAST]], np.zeros(mean.size))

    assert np.median(evidence.p_value) < np.median(result.p_exact) / 4


@pytest.mark.parametrize("dispersion", [1.0, 1.3, "mixed"])
def test_p_values_of_a_family_keep_their_word(dispersion):
    rng = np.random.default_rng(3)
    mean = np.exp(rng.normal(0.0, 1.2, 60_000))
    drawn = np.where(rng.random(mean.size) < 0.1, 3.0, 1.1) if dispersion == "mixed" else dispersion

    result, evidence = _family(rng, mean, drawn)

    p = evidence.p_value[rises.testable(result)]
    assert np.mean(p <= 0.01) <= 0.011
    assert np.mean(p <= 0.001) <= 0.0015
    assert np.mean(p <= 0.0001) <= 0.0004


def test_kinds_do_not_mix():
    rng = np.random.default_rng(4)
    mean, kind = np.full(4000, 5.0), np.arange(4000) % 2

    _, evidence = _family(rng, mean, np.where(kind == 0, 1.0, 3.0), kind)

    assert np.median(evidence.dispersion[kind == 0]) < 1.2
    assert np.median(evidence.dispersion[kind == 1]) > 2.5


def test_few_companions_teach_nothing():
    rng = np.random.default_rng(5)

    result, evidence = _family(rng, np.full(19, 5.0), 1.2)  # one short of twenty

    np.testing.assert_allclose(evidence.dispersion, np.maximum(result.first_dispersion, 1.0))
    assert (evidence.degrees < 50).all()


def test_order_and_strangers_do_not_matter():
    rng = np.random.default_rng(6)
    counts = _counts(rng, np.full(100, 5.0), 1.2)
    order = rng.permutation(100)
    kind = np.repeat([0, 1], 50)

    def p_values(chosen):
        result = rises.farrington(counts[chosen], at=[LAST], frequency=12)
        return rises.evidence(result, counts[chosen][:, [LAST]], kind[chosen]).p_value

    np.testing.assert_allclose(p_values(order), p_values(np.arange(100))[order], rtol=1e-9)
    np.testing.assert_allclose(p_values(np.arange(50)), p_values(np.arange(100))[:50], rtol=1e-9)


def test_judged_counts_do_not_enter_the_dispersion():
    rng = np.random.default_rng(7)
    counts = _counts(rng, np.full(200, 5.0), 1.2)
    changed = counts.copy()
    changed[:, LAST] = 500.0

    one, two = (rises.farrington(c, at=[LAST], frequency=12) for c in (counts, changed))

    first = rises.evidence(one, counts[:, [LAST]], np.zeros(200))
    second = rises.evidence(two, changed[:, [LAST]], np.zeros(200))
    np.testing.assert_array_equal(first.spread, second.spread)
    np.testing.assert_array_equal(rises.testable(one), rises.testable(two))


def test_unfitted_series_stay_unknown_and_untestable():
    counts = np.full((30, 72), np.nan)
    counts[1:] = 4.0

    result = rises.farrington(counts, at=[LAST], frequency=12)
    evidence = rises.evidence(result, counts[:, [LAST]], np.zeros(30))

    assert np.isnan(evidence.p_value[0, 0]) and not np.isnan(evidence.p_value[1:]).any()
    assert rises.testable(result)[:, 0].tolist() == [False] + [True] * 29


def test_testable_asks_for_enough_in_the_baseline_alone():
    counts = np.zeros((3, 72))
    counts[1, 20:30] = 1.0
    counts[2, 20:29] = 1.0
    counts[:, LAST] = 40.0

    result = rises.farrington(counts, at=[LAST], frequency=12)

    assert rises.testable(result)[:, 0].tolist() == [False, True, False]
    assert rises.testable(result, least_total=9)[:, 0].tolist() == [False, True, True]


def test_family_of_nobody_is_empty():
    result = rises.farrington(np.empty((0, 72)), at=[LAST], frequency=12)

    assert rises.evidence(result, np.empty((0, 1)), np.empty(0)).p_value.shape == (0, 1)


def test_wrong_shape_is_told():
    result = rises.farrington(np.ones((3, 72)), at=[LAST], frequency=12)

    with pytest.raises(rises.RisesInputError, match=r"evidence\(observed=…\): found shape \(4, 1\)"):
        rises.evidence(result, np.ones((4, 1)), np.zeros(3))


def test_false_discoveries_stay_at_the_level_from_counts_to_q_values():
    # Fifty real rises among 20,000 series of mixed size and scatter, ten times over.
    rng = np.random.default_rng(8)
    shares, found = [], []
    for _ in range(10):
        mean = np.exp(rng.normal(0.0, 1.0, 20_000))
        counts = _counts(rng, mean, 1.0 + rng.gamma(1.0, 0.2, mean.size))
        counts[:50, LAST] += np.ceil(8 + 3 * mean[:50])
        result = rises.farrington(counts, at=[LAST], frequency=12, threads=2)
        evidence = rises.evidence(result, counts[:, [LAST]], np.zeros(mean.size))
        p = np.where(rises.testable(result), evidence.p_value, np.nan)[:, 0]
        discovered = q_values(p, mean=evidence.mean[:, 0], spread=evidence.spread[:, 0]) <= 0.10
        shares.append(np.count_nonzero(discovered[50:]) / max(np.count_nonzero(discovered), 1))
        found.append(np.count_nonzero(discovered[:50]) / np.count_nonzero(~np.isnan(p[:50])))

    assert np.mean(shares) <= 0.10
    assert np.mean(found) >= 0.6
