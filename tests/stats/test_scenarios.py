"""The simulated worlds have the means and variances that they say."""

import numpy as np
import pytest

from hueandcry.stats import scenarios


def test_there_are_forty_two_worlds_in_the_papers_order():
    numbers = [s.number for s in scenarios.SCENARIOS]

    assert numbers == list(range(1, 43))
    assert [s.waves for s in scenarios.SCENARIOS[:6]] == [0, 1, 2, 0, 1, 2]
    assert {s.dispersion for s in scenarios.SCENARIOS} == {1.0, 1.1, 1.2, 1.5, 2.0, 3.0, 5.0}


def test_mean_of_the_first_world_is_constant():
    np.testing.assert_allclose(scenarios.mean_counts(scenarios.SCENARIOS[0]), np.exp(0.1))


def test_season_repeats_every_fifty_two_weeks_beside_the_trend():
    scenario = scenarios.SCENARIOS[4]

    log_mean = np.log(scenarios.mean_counts(scenario))

    np.testing.assert_allclose(log_mean[52:] - log_mean[:-52], 52 * scenario.beta, atol=1e-12)


@pytest.mark.parametrize("number", [1, 13, 19, 31])
def test_quiet_counts_have_the_stated_mean_and_dispersion(number):
    scenario = scenarios.SCENARIOS[number - 1]

    counts = scenarios.quiet_counts(scenario, 400, np.random.default_rng(number))

    np.testing.assert_allclose(counts.mean(), np.exp(scenario.theta), rtol=0.02)
    np.testing.assert_allclose(counts.var() / counts.mean(), scenario.dispersion, rtol=0.03)


def test_outbreaks_add_cases_and_mark_only_judged_weeks():
    scenario = scenarios.SCENARIOS[24]
    rng = np.random.default_rng(3)
    quiet = scenarios.quiet_counts(scenario, 50, rng)

    outbreaks = scenarios.with_outbreaks(scenario, quiet, rng)

    added = outbreaks.counts - quiet
    assert (added >= 0).all()
    assert (added[outbreaks.breaking] > 0).all()
    assert not outbreaks.breaking[:, : scenarios.JUDGED[0]].any()
    assert set(outbreaks.size) <= set(range(1, 11))
    expected = 20 * np.sqrt(scenario.dispersion * np.exp(scenario.theta))  # 2 + 3 + 5 + 10 standard deviations
    np.testing.assert_allclose(added[:, :575].sum(axis=1).mean(), expected, rtol=0.1)
