"""Discoveries in a tree: hand sums, closed gates, and simulation with totals that are the sums of their parts."""

import numpy as np
import pytest

from hueandcry.stats.negative_binomial import at_least
from hueandcry.stats.tree_fdr import TreeFdrInputError, tree_discoveries

# Two forces (0, 1), two districts each (2, 3 and 4, 5), two small areas each (6 ... 13).
PARENT = np.array([-1, -1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])


def _p(**known):
    p = np.full(14, 0.8)
    for node, value in known.items():
        p[int(node[1:])] = value
    return p


def test_one_small_area_opens_its_way_down():
    result = tree_discoveries(_p(n6=1e-5), PARENT)

    # Gates by Simes over (own, children): district 2 has 3 members, force 0 has 3.
    assert result.gate[2] == pytest.approx(3e-5)
    assert result.gate[0] == pytest.approx(9e-5)
    assert np.flatnonzero(result.opened).tolist() == [0, 2, 6]
    assert np.flatnonzero(result.found).tolist() == [6]
    # Levels: 0.10 at the top; 1 of 2 forces opened; then 1 of 3 members; q = 3 x 1e-5 x 2 x 3.
    assert result.q_value[6] == pytest.approx(3e-5 * 2 * 3)


def test_where_nothing_stirs_nothing_is_opened():
    result = tree_discoveries(_p(), PARENT)

    assert not result.opened.any() and not result.found.any()
    assert np.isnan(result.q_value[2:]).all()


def test_a_rise_of_the_whole_force_needs_no_small_area():
    result = tree_discoveries(_p(n1=1e-6), PARENT)

    assert np.flatnonzero(result.found).tolist() == [1]
    assert np.flatnonzero(result.opened).tolist() == [1]
    assert result.q_value[1] == pytest.approx(1e-6 * 3 * 2)


def test_a_flat_family_is_plain_benjamini_hochberg():
    result = tree_discoveries([0.01, 0.04, 0.03, 0.5], [-1, -1, -1, -1])

    assert result.q_value.tolist() == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert result.found.tolist() == [True, True, True, False]


def test_q_values_stand_to_the_level_as_findings_do():
    p = np.random.default_rng(1).uniform(0, 0.2, 14)

    result = tree_discoveries(p, PARENT, level=0.2)

    known = ~np.isnan(result.q_value)
    assert (result.found[known] == (result.q_value[known] <= 0.2)).all()
    assert not result.found[~known].any()


def test_areas_without_a_test_are_passed_through():
    p = _p(n6=1e-6)
    p[[0, 2]] = np.nan  # no series of their own
    p[[10, 11, 12, 13, 4, 5, 1]] = np.nan  # a force with nothing to test at all

    result = tree_discoveries(p, PARENT)

    assert np.flatnonzero(result.found).tolist() == [6]
    assert np.isnan(result.gate[1])
    assert np.isnan(result.q_value[[0, 1, 2, 4]]).all()


def test_order_of_the_nodes_does_not_matter():
    p = np.random.default_rng(2).uniform(0, 0.1, 14)
    order = np.random.default_rng(3).permutation(14)
    place = np.argsort(order)
    parent = np.where(PARENT[order] < 0, -1, place[PARENT[order]])

    shuffled = tree_discoveries(p[order], parent)

    np.testing.assert_allclose(shuffled.q_value, tree_discoveries(p, PARENT).q_value[order])


def test_empty_tree():
    assert tree_discoveries([], np.empty(0, int)).found.shape == (0,)


def _world(rng, n_forces=40, n_districts=4, n_areas=25):
    forces = np.full(n_forces, -1)
    districts = np.repeat(np.arange(n_forces), n_districts)
    areas = n_forces + np.repeat(np.arange(n_forces * n_districts), n_areas)
    mean = np.exp(rng.normal(0.0, 1.0, areas.size))
    return np.concatenate([forces, districts, areas]), mean, (n_forces, n_districts, n_areas)


def _up(values, shape, join):
    """Values of districts and forces from those of their small areas."""
    districts = join(values.reshape(-1, shape[2]), axis=1)
    return np.concatenate([join(districts.reshape(-1, shape[1]), axis=1), districts, values])


@pytest.mark.parametrize("share", [0.0, 0.002])
def test_average_over_opened_families_is_at_most_the_level(share):
    # Totals are sums of their parts, so parents and children depend on each other.
    rng = np.random.default_rng(4)
    by_level = {0: [], 1: [], 2: []}
    found_of = []
    for _ in range(60):
        parent, mean, shape = _world(rng)
        real = rng.random(mean.size) < share
        counts = rng.poisson(mean) + real * rng.poisson(10 + 2 * mean)
        p = at_least(_up(counts, shape, np.sum), _up(mean, shape, np.sum), 1.0)
        truth = _up(real, shape, np.any)
        result = tree_discoveries(p, parent)
        for depth, families in _families(result, parent, shape).items():
            shares = [np.count_nonzero(f & ~truth[m]) / max(np.count_nonzero(f), 1) for m, f in families]
            by_level[depth].append(np.mean(shares) if shares else 0.0)
        found_of.append(np.count_nonzero(result.found[-mean.size :] & real) / max(np.count_nonzero(real), 1))

    assert all(np.mean(rates) <= 0.10 + 0.03 for rates in by_level.values()), by_level
    assert share == 0.0 or np.mean(found_of) > 0.7


def _families(result, parent, shape):
    """For each level the families that were tested: their members, and which of those were discoveries."""
    n_forces, n_districts, _ = shape
    families = {0: [(np.flatnonzero(parent < 0), result.opened[parent < 0])], 1: [], 2: []}
    for node in np.flatnonzero(result.opened[: n_forces + n_forces * n_districts]):
        members = np.append(np.flatnonzero(parent == node), node)
        discovered = np.append(result.opened[members[:-1]], result.found[node])
        families[1 if node < n_forces else 2].append((members, discovered))
    return families


@pytest.mark.parametrize(
    ("p", "parent", "level", "sentence"),
    [
        ([0.1, 0.2], [-1], 0.1, "expected p and parent of one length"),
        ([0.1, 0.2], [-1, 2], 0.1, "found -1 to 2; expected -1 to 1"),
        ([0.1, 0.2], [-2, 0], 0.1, "found -2 to 0; expected -1 to 1"),
        ([0.1, 0.2, 0.3], [-1, 2, 1], 0.1, "found a circle through node 1"),
        ([0.1], [-1.0], 0.1, "expected whole numbers"),
        ([1.2], [-1], 0.1, "found a value outside 0 to 1"),
        ([0.1], [-1], 1.0, "found 1.0; expected a rate between 0 and 1"),
    ],
)
def test_wrong_tree_is_told(p, parent, level, sentence):
    with pytest.raises(TreeFdrInputError) as raised:
        tree_discoveries(p, np.array(parent), level=level)

    assert sentence in str(raised.value)
