"""What `farrington` answers on series whose right answer is known, ordinary and odd."""

import dataclasses

import numpy as np
import pytest
import statsmodels.api as sm

from hueandcry.stats import negative_binomial, rises
from hueandcry.stats.rises import Reason

MONTHS = np.arange("2014-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")
LAST = 119


def _judge(counts, **options):
    counts = np.atleast_2d(np.asarray(counts, dtype=float))
    return rises.farrington(counts, **({"at": [counts.shape[1] - 1], "frequency": 12} | options))


def _poisson(mean, n_series=1, n_times=120, seed=1):
    return np.random.default_rng(seed).poisson(mean, (n_series, n_times)).astype(float)


def _only(result, name):
    return getattr(result, name)[0, 0]


def test_fit_equals_a_general_purpose_regression():
    # A season of blocks, a trend in days and an offset, by statsmodels' own quasi-Poisson fit.
    counts, population = _poisson(20.0) ** 1.2, 1000.0 + np.arange(120.0)[None]
    from hueandcry.stats.rises.design import baseline
    from hueandcry.stats.rises.options import Options

    options = Options(12, 5, 1, 10, 1, False, 2.58, True, 1.0, "nb_plugin", "2/3", 0.005, (5, 4), False)
    design = baseline(LAST, 120, MONTHS, options)
    blocks = np.repeat(np.eye(10), np.diff(design.ends), axis=0)
    fit = sm.GLM(
        counts[0, design.rows],
        np.column_stack([blocks, design.time]),
        family=sm.families.Poisson(),
        offset=np.log(population[0, design.rows]),
    ).fit(scale="X2", tol=1e-12)

    result = _judge(counts, dates=MONTHS, population=population, reweight=False, compatible=False)

    foretold = np.concatenate([np.eye(10)[0], [design.time_at]]) @ fit.params + np.log(population[0, LAST])
    assert _only(result, "mu0") == pytest.approx(np.exp(foretold), rel=1e-7)
    assert _only(result, "slope") == pytest.approx(fit.params[-1], rel=1e-6)
    assert _only(result, "dispersion") == pytest.approx(fit.scale, rel=1e-4)
    assert _only(result, "first_dispersion") == pytest.approx(fit.scale, rel=0.02)  # the same, fit for sparse counts
    assert _only(result, "degrees") == pytest.approx(fit.df_resid, rel=0.02)


def test_constant_series_foretells_itself():
    result = _judge(np.full(120, 12.0))

    assert _only(result, "expected") == pytest.approx(12.0)
    assert _only(result, "upper") == 22.0  # the Poisson quantile of 12 at 0.995
    assert (_only(result, "lower"), _only(result, "upper_usual")) == (
        6.0,
        18.0,
    )  # wider than 7 to 18, for the mean is not known
    assert (_only(result, "alarm"), _only(result, "reason"), _only(result, "trend")) == (0.0, Reason.OK, 0.0)


def test_planted_rise_is_an_alarm_and_its_evidence_is_strong():
    counts = _poisson(20.0)
    counts[0, LAST] = 60.0

    result = _judge(counts, dates=MONTHS)

    assert _only(result, "alarm") == 1.0
    assert _only(result, "upper") < 60.0
    assert _only(result, "p_exact") < 1e-6
    assert _only(result, "score") > 1.0


def test_past_outbreak_hardly_raises_the_limit():
    counts = _poisson(20.0)
    calm = _judge(counts)
    counts[0, 83] = 90.0  # the same month, three years before

    weighed = _judge(counts)
    unweighed = _judge(counts, reweight=False)

    assert _only(weighed, "upper") < _only(calm, "upper") + 8
    assert _only(unweighed, "upper") > _only(calm, "upper") + 20


def test_season_is_learnt():
    season = 30 + 25 * np.cos(2 * np.pi * (np.arange(120) - 11) / 12)  # highest in December, the judged month
    counts = np.random.default_rng(4).poisson(season).astype(float)

    blocks, none = _judge(counts, w=0, no_periods=12), _judge(counts, w=5, no_periods=1)

    assert _only(blocks, "expected") == pytest.approx(55, rel=0.15)
    assert _only(none, "expected") < 45


def test_trend_is_learnt_and_dropped_where_it_foretells_too_much():
    falling = np.random.default_rng(5).poisson(100 * np.exp(-0.02 * np.arange(120)))
    doubling = np.round(3 * np.exp(0.06 * np.arange(120)))

    assert _only(_judge(falling), "trend") == 1.0
    assert _only(_judge(falling), "expected") == pytest.approx(100 * np.exp(-0.02 * LAST), rel=0.3)
    assert _only(_judge(doubling), "trend") == 0.0
    assert np.isnan(_only(_judge(doubling), "slope"))


def test_trend_needs_three_years():
    falling = np.random.default_rng(5).poisson(100 * np.exp(-0.02 * np.arange(120)))

    assert _only(_judge(falling, b=2), "trend") == 0.0
    assert _only(_judge(falling, b=3), "trend") == 1.0


def test_small_count_rule_leaves_a_usual_range_without_a_limit():
    counts = np.tile([0.0, 1.0, 0.0], 40)
    counts[-4:] = [1, 0, 2, 1]

    result = _judge(counts)

    assert _only(result, "reason") == Reason.TOO_FEW
    assert np.isnan([_only(result, "upper"), _only(result, "expected")]).all()
    assert _only(result, "alarm") == 0.0
    assert (_only(result, "lower"), _only(result, "upper_usual")) == (0.0, 2.0)
    assert 0.0 < _only(result, "p_exact") < 1.0


def test_missing_judged_count_is_no_data_and_still_has_a_range():
    counts = _poisson(20.0)
    counts[0, LAST] = np.nan

    result = _judge(counts)

    assert _only(result, "reason") == Reason.NO_DATA
    assert np.isnan([_only(result, n) for n in ("expected", "upper", "score", "p_value", "p_exact")]).all()
    assert _only(result, "lower") < 20 < _only(result, "upper_usual")


def test_missing_recent_month_forbids_the_small_count_rule():
    counts = _poisson(20.0)
    counts[0, LAST - 2] = np.nan

    assert _only(_judge(counts), "reason") == Reason.RECENT_MISSING


def test_missing_season_cannot_be_foretold():
    counts = _poisson(20.0)
    counts[0, [58, 59, 60, 70, 71, 72, 82, 83, 84, 94, 95, 96, 106, 107, 108]] = np.nan

    result = _judge(counts)

    assert _only(result, "reason") == Reason.BASELINE_MISSING
    assert np.isnan([_only(result, n) for n in ("lower", "upper_usual", "alarm", "mean", "p_exact")]).all()


def test_baseline_with_no_more_periods_than_unknowns_is_missing():
    result = _judge(np.full(120, 9.0), b=1, w=0, no_periods=1)

    assert (_only(result, "reason"), _only(result, "baseline_periods")) == (Reason.BASELINE_MISSING, 1.0)


def test_too_short_a_history_is_a_reason_not_an_error():
    result = _judge(_poisson(9.0, n_times=40), at=[39, 0])

    assert result.reason.tolist() == [[Reason.TOO_LITTLE_HISTORY] * 2]
    assert np.isnan(result.mean).all()


def test_all_zero_series_foretells_no_rise_yet_no_certainty():
    result = _judge(np.zeros(120))

    assert _only(result, "reason") == Reason.TOO_FEW
    assert _only(result, "p_exact") == 1.0
    assert 0.01 < _only(result, "mean") < 0.1  # about half a crime over fifteen reference months
    assert (_only(result, "lower"), _only(result, "upper_usual")) == (0.0, 0.0)


def test_crimes_after_years_without_any_are_an_alarm():
    counts = np.zeros(120)
    counts[LAST] = 13.0

    result = _judge(counts)

    assert (_only(result, "alarm"), _only(result, "upper")) == (1.0, 0.0)
    assert 0.0 < _only(result, "p_exact") < 1e-2


def test_weekly_zeros_do_not_converge_as_in_r_unless_corrected():
    counts = np.zeros(400)
    counts[-1] = 9.0
    options = {"frequency": 52, "w": 3, "past_not_included": 26}

    as_r, corrected = _judge(counts, **options), _judge(counts, compatible=False, **options)

    assert (_only(as_r, "reason"), _only(as_r, "expected")) == (Reason.NOT_CONVERGED, 0.0)
    assert np.isnan([_only(as_r, n) for n in ("upper", "alarm", "trend", "mean", "p_value")]).all()
    assert (_only(corrected, "reason"), _only(corrected, "alarm")) == (Reason.OK, 1.0)


def test_correction_counts_time_from_one_origin():
    # Falling by half each year; the first two of five baseline years are missing, as after a break.
    counts = np.round(4000 * np.exp(-np.log(2) / 12 * np.arange(120)) * 50)[None]
    counts[0, :84] = np.nan
    truth = counts[0, LAST]

    as_r, corrected = _judge(counts, dates=MONTHS), _judge(counts, dates=MONTHS, compatible=False)

    assert _only(corrected, "mu0") == pytest.approx(truth, rel=0.02)
    assert _only(as_r, "mu0") > 2 * truth  # foretold for two years too early


def test_correction_changes_no_alarm_at_the_defaults():
    counts = _poisson(8.0, n_series=2000)

    as_r, corrected = _judge(counts, dates=MONTHS), _judge(counts, dates=MONTHS, compatible=False)

    assert (as_r.alarm == corrected.alarm).all()
    np.testing.assert_array_equal(as_r.upper, corrected.upper)
    np.testing.assert_array_equal(as_r.lower, corrected.lower)


@pytest.mark.parametrize("level", [1e6, 1e9, 1e12])
def test_huge_counts_keep_whole_number_limits(level):
    counts = np.round(np.random.default_rng(6).normal(level, np.sqrt(level), (1, 120)))

    result = _judge(counts)

    assert _only(result, "reason") == Reason.OK
    assert _only(result, "expected") == pytest.approx(level, rel=1e-2)
    assert _only(result, "upper") == np.floor(_only(result, "upper"))
    assert _only(result, "lower") < level + 3 * np.sqrt(level) and _only(result, "upper_usual") > level - 3 * np.sqrt(
        level
    )


def test_overdispersion_below_poisson_is_taken_as_poisson():
    nearly_constant = 50.0 + (np.arange(120) % 2)

    result = _judge(nearly_constant)

    assert _only(result, "dispersion") == 1.0
    assert _only(result, "first_dispersion") < 0.1
    assert _only(result, "upper") == negative_binomial.quantile(0.995, _only(result, "mu0"), 1.0)


def test_population_scales_the_expectation():
    population = np.full((1, 120), 1000.0)
    population[0, LAST] = 3000.0

    assert _only(_judge(np.full(120, 12.0), population=population, trend=False), "mu0") == pytest.approx(36.0)


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_no_population_is_a_reason_when_judged_and_a_gap_in_the_baseline(value):
    judged, past = np.full((2, 1, 120), 1000.0)
    judged[0, LAST] = value
    past[0, 84] = value

    assert _only(_judge(np.full(120, 12.0), population=judged), "reason") == Reason.NO_POPULATION
    result = _judge(np.full(120, 12.0), population=past)
    assert (_only(result, "reason"), _only(result, "baseline_periods")) == (Reason.OK, 59.0)


def test_baseline_totals_leave_out_the_judged_and_recent_months():
    counts = np.ones(120)
    counts[-2:] = 100.0

    result = _judge(counts, b=5)

    assert _only(result, "baseline_total") == _only(result, "baseline_periods") == 60.0


@pytest.mark.parametrize("method", ["nb_plugin", "delta", "muan"])
@pytest.mark.parametrize("power", ["2/3", "1/2", "none"])
def test_limit_has_its_stated_chance_under_its_own_distribution(method, power):
    counts = _poisson(30.0)
    first = _judge(counts, threshold_method=method, power=power, alpha=0.05)
    counts[0, LAST] = np.ceil(_only(first, "upper"))

    at_limit = _judge(counts, threshold_method=method, power=power, alpha=0.05)

    assert _only(at_limit, "alarm") == (1.0 if method == "delta" else 0.0)
    assert _only(at_limit, "p_value") == pytest.approx(0.05, abs=0.02)


def test_methods_go_from_bold_to_cautious():
    counts = _poisson(30.0)

    plugin, muan = _judge(counts, compatible=False), _judge(counts, threshold_method="muan", compatible=False)

    assert _only(plugin, "upper") < _only(muan, "upper")


def test_one_series_many_times_and_no_series_at_all():
    counts = _poisson(20.0)

    assert _judge(counts, at=[117, 118, 119]).alarm.shape == (1, 3)
    assert _judge(counts, at=np.int64(119)).alarm.shape == (1, 1)
    assert _judge(counts, at=[]).alarm.shape == (1, 0)
    assert rises.farrington(np.empty((0, 120)), at=[119], frequency=12).alarm.shape == (0, 1)


def test_any_numeric_type_is_read_and_none_is_changed():
    counts = _poisson(20.0, n_series=3)
    expected = _judge(counts)

    for kind in (np.float32, np.int16, np.uint8, np.int64):
        given = counts.astype(kind)
        before = given.copy()
        found = rises.farrington(given, at=[LAST], frequency=12)

        np.testing.assert_array_equal(found.upper, expected.upper)
        np.testing.assert_array_equal(given, before)


def test_threads_do_not_change_the_result():
    counts = _poisson(5.0, n_series=9000)

    one, two = _judge(counts), _judge(counts, threads=2)

    for field in dataclasses.fields(one):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(two, field.name))


def test_result_cannot_be_reassigned():
    with pytest.raises(dataclasses.FrozenInstanceError):
        _judge(np.ones(120)).alarm = None
