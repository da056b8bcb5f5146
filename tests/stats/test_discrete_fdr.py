"""False-discovery control for counts: a published table, hand sums, and simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from hueandcry.stats.discrete_fdr import DiscreteFdrInputError, q_values
from hueandcry.stats.negative_binomial import at_least

# Nine populations, two treatments, 148 and 132 people: the example with which the procedure's authors introduce it.
FIRST = [4, 2, 2, 14, 6, 9, 4, 0, 1]
SECOND = [0, 0, 1, 3, 2, 1, 2, 2, 2]


def _fisher(first: int, second: int) -> tuple[float, np.ndarray]:
    """Two-sided p-value of Fisher's exact test, and every value that it can take."""
    possible = np.arange(max(0, first + second - 132), min(first + second, 148) + 1)
    chance = hypergeom(280, first + second, 148).pmf(possible)
    p = np.array([chance[chance <= c * (1 + 1e-7)].sum() for c in chance])
    return p[possible == first][0], np.unique(p)


def test_authors_table_of_nine_populations():
    p, supports = zip(*(_fisher(a, b) for a, b in zip(FIRST, SECOND, strict=True)), strict=True)

    discrete, plain = q_values(p, supports=supports), q_values(p, method="bh")

    # Benjamini and Hochberg find nothing at 0.05; knowing the supports, populations 4 and 6 are found.
    np.testing.assert_allclose(plain[[3, 5]], 0.0957, atol=5e-5)
    assert (plain > 0.05).all()
    np.testing.assert_allclose(discrete[[3, 5]], 0.03820, atol=5e-6)
    assert np.flatnonzero(discrete <= 0.05).tolist() == [3, 5]
    np.testing.assert_allclose(discrete[[0, 4, 7]], [0.25631, 0.51483, 0.47896], atol=5e-6)


def test_hand_sum_of_two_tests():
    # Test 1 can reach 0.01, 0.1 and 1; test 2 only 0.04 and 1.
    # At t = 0.01: F = 0.01, 0 -> (0.01 / 0.99) / 1.   At t = 0.04: F = 0.01, 0.04 -> (0.01 / 0.99 + 0.04 / 0.96) / 2.
    found = q_values([0.01, 0.04], supports=[[0.01, 0.1, 1.0], [0.04, 1.0]])

    assert found.tolist() == pytest.approx([0.01 / 0.99, (0.01 / 0.99 + 0.04 / 0.96) / 2])


def test_hand_sum_of_plain_benjamini_hochberg():
    assert q_values([0.01, 0.04, 0.03, 0.5], method="bh").tolist() == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])


def test_equal_p_values_have_equal_q():
    found = q_values([0.04, 0.04, 0.9], supports=[[0.04, 1.0], [0.04, 1.0], [0.9, 1.0]])

    assert found[0] == found[1] == pytest.approx(2 * 0.04 / 0.96)


def test_distributions_give_what_their_supports_give():
    rng = np.random.default_rng(1)
    mean, spread = rng.uniform(0.1, 8.0, 80), 1.0 + rng.gamma(1.0, 0.5, 80)
    counts = rng.poisson(mean * rng.choice([1, 3], 80, p=[0.8, 0.2]))
    p = at_least(counts, mean, spread)
    supports = [np.unique(at_least(np.arange(500), m, s)) for m, s in zip(mean, spread, strict=True)]

    by_distribution, by_support = q_values(p, mean=mean, spread=spread), q_values(p, supports=supports)

    below_half = p <= 0.5
    np.testing.assert_allclose(by_distribution[below_half], by_support[below_half], rtol=1e-9)
    assert (by_distribution[~below_half] == 1.0).all()


def test_large_counts_are_as_good_as_continuous():
    p = np.array([0.001, 0.02, 0.3])

    found = q_values(p, mean=np.full(3, 1e7), spread=np.full(3, 2.0))

    np.testing.assert_allclose(found, q_values(p), rtol=1e-6)


def test_sparse_tests_that_cannot_be_discovered_cost_little():
    one = q_values([1e-4], mean=[5.0], spread=[1.0])[0]
    p = np.array([1e-4] + [1.0] * 9999)
    mean = np.array([5.0] + [0.001] * 9999)

    among_many = q_values(p, mean=mean, spread=np.ones(10_000))[0]

    assert among_many < 0.02
    assert q_values(p, method="bh")[0] == 1.0
    assert one < 2e-4


@given(
    st.lists(st.tuples(st.floats(0.001, 300.0), st.floats(1.0, 20.0), st.integers(0, 400)), min_size=1, max_size=30),
    st.sampled_from(["dbh_sd", "bh"]),
)
def test_q_values_are_ordered_as_p_values_and_never_smaller(tests, method):
    mean, spread, counts = (np.array(column, dtype=float) for column in zip(*tests, strict=True))
    p = at_least(counts, mean, spread)

    q = q_values(p, mean=mean, spread=spread, method=method)

    order = np.argsort(p)
    assert (np.diff(q[order]) >= -1e-15).all()
    assert ((q >= 0) & (q <= 1)).all()
    if len(tests) == 1 or method == "bh":
        assert (q >= p * (1 - 1e-9)).all()


def test_outsiders_cost_nothing_and_stay_unknown():
    p = np.array([0.01, np.nan, 0.2])
    mean, spread = np.array([3.0, 5.0, 2.0]), np.ones(3)

    found = q_values(p, mean=mean, spread=spread)

    assert np.isnan(found[1])
    np.testing.assert_array_equal(found[[0, 2]], q_values(p[[0, 2]], mean=mean[[0, 2]], spread=spread[[0, 2]]))


def test_order_does_not_matter():
    rng = np.random.default_rng(2)
    mean, spread = rng.uniform(0.1, 30.0, 500), 1 + rng.gamma(1.0, 0.3, 500)
    p = at_least(rng.poisson(mean), mean, spread)
    order = rng.permutation(500)

    shuffled = q_values(p[order], mean=mean[order], spread=spread[order])

    np.testing.assert_allclose(shuffled, q_values(p, mean=mean, spread=spread)[order], rtol=1e-12)


def test_a_p_value_of_nought_is_a_discovery():
    assert q_values([0.0, 0.9], mean=[1e-3, 1.0], spread=[1.0, 1.0])[0] < 1e-20


def test_empty_and_unknown_families():
    assert q_values([]).shape == (0,)
    assert np.isnan(q_values([np.nan, np.nan], mean=[1.0, 1.0], spread=[1.0, 1.0])).all()


@pytest.mark.parametrize("method", ["dbh_sd", "bh"])
@pytest.mark.parametrize("shared", [0.0, 0.3])
def test_false_discovery_rate_is_at_most_the_level(method, shared):
    # 2,000 tests, one in fifty real, two hundred times over. With `shared`, everything is moved by a common month
    # effect that the model knows on average but not in a given month.
    rng = np.random.default_rng(3)
    mean, spread = np.exp(rng.normal(0.3, 1.2, 2000)), 1 + rng.gamma(1.0, 0.3, 2000)
    real = np.arange(2000) < 40
    shares = []
    for _ in range(200):
        month = rng.gamma(1 / shared**2, shared**2) if shared else 1.0
        counts = rng.negative_binomial(mean * month / (spread - 1), 1 / spread)
        counts = counts + real * rng.poisson(4 + 2 * mean)
        total_spread = (
            spread + mean * shared**2
        )  # each test's own null distribution has the month effect in its variance
        p = at_least(counts, mean, total_spread)
        found = q_values(p, mean=mean, spread=total_spread, method=method) <= 0.10
        shares.append(np.count_nonzero(found & ~real) / max(np.count_nonzero(found), 1))

    assert np.mean(shares) <= 0.10 + 0.015


def test_discrete_procedure_finds_more_than_the_plain_one():
    rng = np.random.default_rng(4)
    mean = np.exp(rng.normal(-1.0, 1.0, 20_000))
    counts = rng.poisson(mean)
    counts[:200] += 5
    p = at_least(counts, mean, 1.0)

    discrete = np.count_nonzero(q_values(p, mean=mean, spread=np.ones(p.size)) <= 0.10)
    plain = np.count_nonzero(q_values(p, method="bh") <= 0.10)

    assert discrete > 1.1 * plain


@pytest.mark.parametrize(
    ("p", "options", "sentence"),
    [
        ([0.1], {"method": "BY"}, "expected one of 'dbh_sd', 'bh'"),
        ([1.1], {}, "found 1.1; expected probabilities"),
        ([-0.1], {}, "found -0.1; expected probabilities"),
        ([[0.1]], {}, "found shape (1, 1); expected one dimension"),
        ([0.1], {"mean": [1.0, 2.0], "spread": [1.0, 1.0]}, "found shape (2,); expected (1,)"),
        ([0.1], {"supports": []}, "found 0; expected 1 of them"),
    ],
)
def test_wrong_input_is_answered_with_the_right_one(p, options, sentence):
    with pytest.raises(DiscreteFdrInputError) as raised:
        q_values(p, **options)

    assert sentence in str(raised.value)
