"""Replicate weights: the jackknife and the bootstrap against linearisation, and weights given with the data."""

import numpy as np
import pytest

from hueandcry.stats import surveys
from stats.surveys.samples import hempelmann, sample

GIVEN = sample()


def test_jackknife_of_a_linear_estimate_is_linearisation():
    for design in (GIVEN.design(), surveys.Design(GIVEN.weights, clusters=GIVEN.clusters)):
        linearised, jackknifed = (
            surveys.totals(design, GIVEN.victim),
            surveys.Replicates.jackknife(design).totals(GIVEN.victim),
        )

        assert jackknifed.value == pytest.approx(linearised.value, rel=1e-12)
        assert jackknifed.se == pytest.approx(linearised.se, rel=1e-10)
        assert jackknifed.degrees == linearised.degrees


def test_jackknife_of_a_mean_and_a_ratio_are_close_to_linearisation():
    replicates = surveys.Replicates.jackknife(GIVEN.design())

    mean, ratio = replicates.means(GIVEN.victim), replicates.ratios(GIVEN.victim, GIVEN.incidents + 1)

    assert mean.se == pytest.approx(surveys.means(GIVEN.design(), GIVEN.victim).se, rel=0.05)
    exact = surveys.ratios(GIVEN.design(), GIVEN.victim, GIVEN.incidents + 1)
    assert (ratio.value, ratio.se) == (pytest.approx(exact.value), pytest.approx(exact.se, rel=0.05))


def test_jackknife_allows_for_the_finite_population():
    design = surveys.Design(np.full(600, 2.0), strata=GIVEN.strata, population=np.full(600, 150))

    found = surveys.Replicates.jackknife(design).totals(GIVEN.victim)

    assert found.se == pytest.approx(surveys.totals(design, GIVEN.victim).se, rel=1e-10)


def test_jackknife_by_hand():
    design = surveys.Design([1.0, 1, 2], strata=list("aab"), population=[5, 5, 1])

    found = surveys.Replicates.jackknife(design)

    assert found.weights.tolist() == [[0, 2], [2, 0], [2, 2]]
    assert found.factors.tolist() == pytest.approx([0.5 * 0.6] * 2)


def test_bootstrap_is_close_to_linearisation_and_repeats_itself():
    one, two = (
        surveys.Replicates.bootstrap(GIVEN.design(), 800, np.random.default_rng(4)).means(GIVEN.victim)
        for _ in range(2)
    )

    assert one.se == two.se
    assert one.se == pytest.approx(surveys.means(GIVEN.design(), GIVEN.victim).se, rel=0.1)


def test_bootstrap_weights_add_up_on_average():
    design = GIVEN.design()

    found = surveys.Replicates.bootstrap(design, 2000, np.random.default_rng(4))

    assert found.weights.sum(axis=0).mean() == pytest.approx(design.weights.sum(), rel=0.01)
    assert (found.weights >= 0).all()


def test_given_weights_are_used_as_they_came():
    weights = np.array([[0, 2.0, 1], [2, 0, 1], [1, 1, 0], [1, 1, 2]])
    design = surveys.Design(np.ones(4))
    y = np.array([1.0, 2, 3, 6])

    around_mean = surveys.Replicates(design, weights, 0.5).means(y)
    around_estimate = surveys.Replicates(design, weights, 0.5, [1, 1, 2], "estimate").means(y)

    each = weights.T @ y / weights.sum(axis=0)
    assert around_mean.se == pytest.approx(np.sqrt(0.5 * ((each - each.mean()) ** 2).sum()))
    assert around_estimate.se == pytest.approx(np.sqrt(0.5 * (((each - 3) ** 2) * [1, 1, 2]).sum()))
    assert (float(around_mean.value), int(around_mean.base), np.isnan(around_mean.simple_se)) == (3, 4, True)


def test_missing_answers_are_left_out_of_every_replicate():
    y = GIVEN.victim.copy()
    y[:40] = np.nan
    replicates = surveys.Replicates.jackknife(GIVEN.design())

    found = replicates.means(np.column_stack([y, GIVEN.incidents]))

    assert found.base == 560
    assert found.value == pytest.approx(surveys.means(GIVEN.design(), np.column_stack([y, GIVEN.incidents])).value)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: surveys.Replicates.jackknife(surveys.Design(np.ones(4), design_factor=1.1)), "found a design factor"),
        (
            lambda: surveys.Replicates.jackknife(surveys.Design(np.ones(3), strata=list("aab"), lonely="adjust")),
            "jackknife: found 1 strata with one PSU; expected two PSUs or more",
        ),
        (
            lambda: surveys.Replicates.jackknife(
                surveys.rake(surveys.Design(np.ones(4)), [surveys.Margin(list("aabb"), {"a": 3, "b": 3})])
            ),
            "found a calibrated design; expected design weights",
        ),
        (
            lambda: surveys.Replicates.jackknife(surveys.Design(np.ones(20_000))),
            "found 20,000 PSUs; expected replicate",
        ),
        (
            lambda: surveys.Replicates.bootstrap(GIVEN.design(), 1, np.random.default_rng(1)),
            "found 1; expected 2 or more",
        ),
        (
            lambda: surveys.Replicates(GIVEN.design(), np.ones((9, 4)), 1.0),
            "found shape (9, 4); expected (600, replicates)",
        ),
        (lambda: surveys.Replicates(GIVEN.design(), -np.ones((600, 4)), 1.0), "found -1 in row 0, replicate 0"),
        (lambda: surveys.Replicates(GIVEN.design(), np.ones((600, 4)), 0.0), "found scale 0.0"),
        (lambda: surveys.Replicates(GIVEN.design(), np.ones((600, 4)), 1.0, [1, 2]), "factors of shape (2,)"),
        (
            lambda: surveys.Replicates(GIVEN.design(), np.ones((600, 4)), 1.0, centre="mse"),
            "expected one of 'replicates'",
        ),
    ],
)
def test_wrong_replicates_are_told_precisely(make, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        make()

    assert sentence in str(raised.value)


def test_second_stage_adds_nothing_to_replicates():
    # The first stage alone, so a little less than the whole two-stage variance.
    replicates = surveys.Replicates.jackknife(hempelmann())
    answers = np.arange(9.0)

    assert replicates.totals(answers).se < surveys.totals(hempelmann(), answers).se
