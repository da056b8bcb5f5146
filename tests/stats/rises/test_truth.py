"""Against worlds whose truth is known: quiet stays quiet, planted rises are found, ranges cover, p-values keep their
word.

Every number is drawn with a fixed seed. Tolerances are stated beside each; they allow for discreteness and for a
dispersion that is only estimated.
"""

import numpy as np
import pytest

from hueandcry.stats import rises, scenarios

WEEKLY = {"at": scenarios.JUDGED, "frequency": 52, "w": 3, "past_not_included": 26}
N_SERIES = 25


@pytest.fixture(scope="module")
def quiet_worlds():
    """(scenario, counts of the judged weeks, result) for each of the 42 worlds."""
    worlds = []
    for scenario in scenarios.SCENARIOS:
        counts = scenarios.quiet_counts(scenario, N_SERIES, np.random.default_rng([7, scenario.number]))
        worlds.append((scenario, counts[:, scenarios.JUDGED], rises.farrington(counts, **WEEKLY)))
    return worlds


def _covered(counts, result) -> float:
    return float(np.mean((counts >= result.lower) & (counts <= result.upper_usual)))


def test_usual_range_covers_nine_tenths_in_every_world(quiet_worlds):
    covered = {scenario.number: _covered(counts, result) for scenario, counts, result in quiet_worlds}

    # Few whole numbers cannot cover exactly 90 %: small counts cover more.
    assert min(covered.values()) > 0.86, covered
    assert max(covered.values()) < 0.99, covered
    assert np.mean(list(covered.values())) == pytest.approx(0.93, abs=0.015)


def test_usual_range_covers_close_to_nine_tenths_where_counts_are_large(quiet_worlds):
    large = [_covered(counts, result) for scenario, counts, result in quiet_worlds if scenario.theta >= 3.75]

    assert np.mean(large) == pytest.approx(0.905, abs=0.015)


def test_usual_range_is_missed_on_both_sides(quiet_worlds):
    large = [(c, r) for s, c, r in quiet_worlds if s.theta >= 2.5]
    below = np.mean([np.mean(counts < result.lower) for counts, result in large])
    above = np.mean([np.mean(counts > result.upper_usual) for counts, result in large])

    assert below == pytest.approx(0.04, abs=0.015)
    assert above == pytest.approx(0.045, abs=0.015)


def test_quiet_worlds_raise_few_alarms(quiet_worlds):
    alarms = {scenario.number: np.mean(result.alarm == 1) for scenario, _, result in quiet_worlds}

    # 0.005 was asked for; the reference implementation shows 0.0077 on average, and up to 0.024.
    assert np.mean(list(alarms.values())) == pytest.approx(0.007, abs=0.002)
    assert max(alarms.values()) < 0.025, alarms


@pytest.mark.parametrize(("level", "most"), [(0.05, 0.05), (0.01, 0.01), (0.001, 0.0015), (0.0001, 0.0004)])
def test_exact_p_values_are_rarely_small_where_nothing_rises(quiet_worlds, level, most):
    # Averaged over the worlds; the clumped, rare counts of worlds 7 to 9 are the worst.
    small = np.mean([np.mean(result.p_exact <= level) for _, _, result in quiet_worlds])

    assert small <= most


@pytest.mark.parametrize("mean", [2.0, 10.0, 50.0])
@pytest.mark.parametrize("dispersion", [1.0, 1.5])
def test_monthly_p_values_are_rarely_small_where_nothing_rises(mean, dispersion):
    rng = np.random.default_rng(11)
    excess = max(dispersion - 1.0, 1e-9)
    counts = rng.negative_binomial(mean / excess, 1 / (1 + excess), (40_000, 72)).astype(float)

    result = rises.farrington(counts, at=[71], frequency=12, threads=2)

    assert np.mean(result.p_exact <= 0.01) <= 0.01
    assert np.mean(result.p_exact <= 0.001) <= 0.0012
    assert np.mean(result.p_exact <= 0.0001) <= 0.0003


@pytest.mark.parametrize(
    ("mean", "rise", "found"), [(2.0, 12, 0.95), (10.0, 20, 0.95), (50.0, 45, 0.95), (400.0, 110, 0.9)]
)
def test_planted_rise_is_found_in_monthly_counts(mean, rise, found):
    counts = np.random.default_rng(12).poisson(mean, (2000, 120)).astype(float)
    counts[:, -1] += rise

    result = rises.farrington(counts, at=[119], frequency=12, threads=2)

    assert np.mean(result.alarm == 1) >= found


def test_monthly_quiet_stays_quiet_at_the_stated_rate():
    counts = np.random.default_rng(13).poisson(20.0, (20_000, 120)).astype(float)

    result = rises.farrington(counts, at=[119], frequency=12, threads=2)

    assert np.mean(result.alarm == 1) == pytest.approx(0.006, abs=0.0025)


def test_known_outbreaks_are_found_as_often_as_by_the_reference():
    # World 28: the reference found 19 of 40 at these settings (without the small-count rule).
    scenario = scenarios.SCENARIOS[27]
    rng = np.random.default_rng(14)
    outbreaks = scenarios.with_outbreaks(scenario, scenarios.quiet_counts(scenario, 150, rng), rng)

    alarm = rises.farrington(outbreaks.counts, **WEEKLY, limit54=(0, 4)).alarm == 1

    breaking = outbreaks.breaking[:, scenarios.JUDGED]
    there = breaking.any(axis=1)
    assert np.mean((alarm & breaking).any(axis=1)[there]) == pytest.approx(19 / 40, abs=0.15)
    assert np.mean((alarm & breaking).any(axis=1)[there & (outbreaks.size >= 7)]) >= 0.7
