"""What must hold for any counts whatever."""

import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from hueandcry.stats import rises
from hueandcry.stats.rises import Reason

N_TIMES = 76
COUNTS = hnp.arrays(
    np.float64,
    st.tuples(st.integers(1, 5), st.just(N_TIMES)),
    elements=st.one_of(st.integers(0, 6), st.integers(0, 3000), st.just(np.nan)).map(float),
)
METHODS = st.sampled_from(["nb_plugin", "delta", "muan"])
some = settings(max_examples=60, deadline=None)


def _judge(counts, **options):
    return rises.farrington(counts, **({"at": [N_TIMES - 1], "frequency": 12} | options))


def _same(one, two, rtol=0.0):
    for field in dataclasses.fields(one):
        np.testing.assert_allclose(getattr(one, field.name), getattr(two, field.name), rtol=rtol, err_msg=field.name)


@some
@given(COUNTS, METHODS, st.booleans())
def test_series_do_not_know_each_other(counts, method, compatible):
    order = np.random.default_rng(1).permutation(counts.shape[0])
    options = {"threshold_method": method, "compatible": compatible}

    together = _judge(counts, **options)
    shuffled = _judge(counts[order], **options)

    for field in dataclasses.fields(together):
        np.testing.assert_array_equal(getattr(together, field.name)[order], getattr(shuffled, field.name))


@some
@given(COUNTS, st.integers(1, 30))
def test_missing_months_before_the_baseline_change_nothing(counts, padding):
    padded = np.concatenate([np.full((counts.shape[0], padding), np.nan), counts], axis=1)

    _same(_judge(counts), _judge(padded, at=[N_TIMES - 1 + padding]))


@some
@given(COUNTS)
def test_months_after_the_judged_one_change_nothing(counts):
    longer = np.concatenate([counts, np.full((counts.shape[0], 3), 77.0)], axis=1)

    _same(_judge(counts), _judge(longer))


@some
@given(COUNTS)
def test_judged_count_does_not_move_its_own_range(counts):
    changed = counts.copy()
    changed[:, -1] = 5000.0

    one, two = _judge(counts), _judge(changed)

    for name in ("lower", "upper_usual", "mean", "spread", "mu0", "dispersion", "baseline_total"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))


@some
@given(COUNTS, METHODS, st.booleans())
def test_answers_are_of_their_kind(counts, method, compatible):
    result = _judge(counts, threshold_method=method, compatible=compatible)

    fitted = ~np.isnan(result.mean)
    assert (fitted == (result.reason < Reason.NOT_CONVERGED)).all()
    assert (result.lower[fitted] <= result.upper_usual[fitted]).all()
    assert (result.lower[fitted] == np.floor(result.lower[fitted])).all()
    assert (result.dispersion[fitted] >= 1).all() and (result.spread[fitted] >= 1).all()
    assert (np.isnan(result.upper) == (result.reason != Reason.OK)).all()
    judged = fitted & ~np.isnan(counts[:, -1:])
    assert ((result.p_exact[judged] >= 0) & (result.p_exact[judged] <= 1)).all()
    assert set(result.alarm[fitted]) <= {0.0, 1.0} and np.isnan(result.alarm[~fitted]).all()
    assert (result.reason[np.isnan(counts[:, -1:])] >= Reason.NO_LIMIT).all()


@some
@given(COUNTS, st.floats(0.1, 1e6))
def test_unit_of_the_population_does_not_matter(counts, unit):
    population = 100.0 + np.arange(N_TIMES, dtype=float) * np.ones((counts.shape[0], 1))

    one, two = _judge(counts, population=population), _judge(counts, population=population * unit)

    settled = (one.reason == Reason.OK) & (one.mu0 > 1e-3)
    np.testing.assert_allclose(one.mu0[settled], two.mu0[settled], rtol=1e-5)


@some
@given(COUNTS, st.floats(0.01, 100.0))
def test_unit_of_time_does_not_matter(counts, unit):
    from hueandcry.stats.rises import kernel
    from hueandcry.stats.rises.design import baseline
    from hueandcry.stats.rises.options import Options

    options = Options(12, 5, 1, 10, 1, True, 2.58, True, 1.0, "nb_plugin", "2/3", 0.005, (5, 4), True)
    design = baseline(N_TIMES - 1, N_TIMES, None, options)
    found = []
    for scale in (1.0, unit):
        raw = np.empty((counts.shape[0], kernel.N_FIELDS))
        clock = (design.time * scale, design.time_at * scale)
        kernel.fit_all(
            counts, np.empty((0, 0)), design.at, design.rows, design.ends, *clock,
            False, True, np.full(80, 0.5), True, 2.58, True, raw,
        )  # fmt: skip
        found.append(raw)
    settled = (found[0][:, kernel.STATUS] == kernel.FITTED) & (found[0][:, kernel.ETA] > -5)
    settled &= found[0][:, kernel.TREND] == found[1][:, kernel.TREND]  # a t value on the threshold may fall either way
    np.testing.assert_allclose(found[0][settled, kernel.ETA], found[1][settled, kernel.ETA], rtol=1e-5, atol=1e-5)


@some
@given(COUNTS)
def test_later_start_of_the_calendar_does_not_matter(counts):
    months = np.arange("2001-01", "2030-01", dtype="datetime64[M]")[:N_TIMES]
    # The Gregorian calendar repeats itself after 400 years, to the day.
    one = _judge(counts, dates=months.astype("datetime64[D]"))
    two = _judge(counts, dates=(months + 4800).astype("datetime64[D]"))

    _same(one, two)
