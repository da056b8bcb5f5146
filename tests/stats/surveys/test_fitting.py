"""Raking and regression: weights that meet their targets, errors that know what is known, and what is refused."""

import numpy as np
import pytest

from hueandcry.stats import surveys
from stats.surveys.samples import sample

GIVEN = sample()
AGES = {"16-24": 14_000, "25-44": 31_000, "45-64": 29_000, "65+": 21_000}
SEXES = {"F": 49_000, "M": 46_000}


def _margins():
    return [surveys.Margin(GIVEN.age, AGES, "age"), surveys.Margin(GIVEN.sex, SEXES, "sex")]


def _size(weights, column):
    return {label: weights[column == label].sum() for label in sorted(set(column))}


def test_raked_weights_meet_every_margin():
    raked = surveys.rake(GIVEN.design(), _margins())

    assert _size(raked.weights, GIVEN.age) == pytest.approx(AGES, rel=1e-9)
    assert _size(raked.weights, GIVEN.sex) == pytest.approx(SEXES, rel=1e-9)
    assert (raked.weights > 0).all()
    misfits = raked.calibration.misfits
    assert misfits[-1] <= 1e-10 and list(misfits) == sorted(misfits, reverse=True)


def test_raking_keeps_the_odds_ratios_of_the_sample():
    # Deming & Stephan: margins change, associations stay.
    raked = surveys.rake(GIVEN.design(), _margins())

    def odds_ratio(weights):
        young, female = GIVEN.age == "16-24", GIVEN.sex == "F"
        rest = GIVEN.age == "65+"
        a, b, c, d = (weights[x & y].sum() for x in (young, rest) for y in (female, ~female))
        return a * d / (b * c)

    assert odds_ratio(raked.weights) == pytest.approx(odds_ratio(GIVEN.design().weights), rel=1e-9)


def test_one_margin_post_stratifies_in_one_round():
    # Cochran 1977, section 5A.9: weight x N_g / estimated N_g.
    design = GIVEN.design()

    fitted = surveys.rake(design, _margins()[:1])

    by_hand = design.weights * np.array([AGES[a] / design.weights[GIVEN.age == a].sum() for a in GIVEN.age])
    np.testing.assert_allclose(fitted.weights, by_hand, rtol=1e-13)
    assert len(fitted.calibration.misfits) == 1


def test_post_stratified_error_is_that_of_deviations_from_group_means():
    fitted, design = surveys.rake(GIVEN.design(), _margins()[:1]), GIVEN.design()

    groups = surveys.means(design, GIVEN.victim, domains=surveys.domains(GIVEN.age))
    deviation = GIVEN.victim - np.array([dict(zip(groups.labels, groups.value, strict=True))[a] for a in GIVEN.age])
    by_hand = surveys.totals(design, fitted.calibration.adjustment * deviation)
    assert surveys.totals(fitted, GIVEN.victim).se == pytest.approx(by_hand.se, rel=1e-10)


def test_known_totals_have_no_error():
    raked = surveys.rake(GIVEN.design(), _margins())

    found = surveys.totals(raked, np.ones(600), domains=surveys.domains(GIVEN.age))

    np.testing.assert_allclose(found.value, list(AGES.values()), rtol=1e-9)
    np.testing.assert_allclose(found.se, 0, atol=1e-6)


def test_linear_calibration_is_the_regression_estimator():
    # Särndal, Swensson & Wretman 1992, section 6.4, by hand.
    design, x = GIVEN.design(), np.column_stack([np.ones(600), GIVEN.incidents])
    totals = np.array([95_000.0, 40_000.0])
    y = np.random.default_rng(3).normal(10, 2, 600) + 3 * GIVEN.incidents
    slopes = np.linalg.solve((x.T * design.weights) @ x, (x.T * design.weights) @ y)

    fitted = surveys.calibrate(
        design, [surveys.Quantity(np.ones(600), 95_000), surveys.Quantity(GIVEN.incidents, 40_000)]
    )

    estimate = design.weights @ y + (totals - design.weights @ x) @ slopes
    residual = surveys.totals(design, fitted.calibration.adjustment * (y - x @ slopes))
    found = surveys.totals(fitted, y)
    assert found.value == pytest.approx(estimate, rel=1e-12)
    assert found.se == pytest.approx(residual.se, rel=1e-10)


def test_raking_and_calibrating_with_the_same_distance_agree():
    raked = surveys.rake(GIVEN.design(), _margins())
    calibrated = surveys.calibrate(GIVEN.design(), _margins(), distance="raking")

    np.testing.assert_allclose(raked.weights, calibrated.weights, rtol=1e-8)
    errors = [surveys.means(one, GIVEN.victim).se for one in (raked, calibrated)]
    assert errors[0] == pytest.approx(errors[1], rel=1e-8)


@pytest.mark.parametrize("slopes", ["weighted", "unweighted"])
def test_domains_of_a_raked_wave_are_estimated_as_each_alone(slopes):
    raked = surveys.rake(GIVEN.design(), _margins(), slopes=slopes)
    domains = surveys.domains(GIVEN.strata, GIVEN.sex)

    together = surveys.means(raked, GIVEN.victim, domains=domains)

    for i in (0, 7, domains.number - 1):
        alone = surveys.means(raked, GIVEN.victim, domains=surveys.only(domains.codes == i))
        assert (together.value[i], together.se[i]) == (pytest.approx(alone.value[0]), pytest.approx(alone.se[0]))


def test_slopes_are_the_same_where_weights_are():
    design = surveys.Design(np.full(600, 150.0), strata=GIVEN.strata, clusters=GIVEN.clusters, lonely="adjust")

    weighted, unweighted = (
        surveys.means(surveys.rake(design, _margins(), slopes=slopes), GIVEN.victim)
        for slopes in ("weighted", "unweighted")
    )

    assert weighted.se == pytest.approx(unweighted.se, rel=1e-8)


def test_raking_repairs_unequal_response():
    # The truth is known: 2 in 10 of the young and 1 in 10 of the old are victims; the young answer half as often.
    rng = np.random.default_rng(8)
    young = rng.random(60_000) < 0.4
    victim = (rng.random(60_000) < np.where(young, 0.2, 0.1)).astype(float)
    answers = rng.random(60_000) < np.where(young, 0.05, 0.1)
    design = surveys.Design(np.full(answers.sum(), 12.0))
    margin = surveys.Margin(young[answers], {True: 24_000, False: 36_000})

    plain, raked = (surveys.means(d, victim[answers]) for d in (design, surveys.rake(design, [margin])))

    assert abs(raked.value - 0.14) < 3 * raked.se
    assert abs(plain.value - 0.14) > abs(raked.value - 0.14)


def test_linear_calibration_may_go_below_zero_and_says_so():
    values = np.r_[np.zeros(50), 1.0]

    fitted = surveys.calibrate(surveys.Design(np.ones(51)), [surveys.Quantity(values + 1, 40)])

    assert fitted.weights @ (values + 1) == pytest.approx(40)
    assert fitted.calibration.adjustment.min() < 1
    extreme = surveys.calibrate(
        surveys.Design(np.ones(51)), [surveys.Quantity(np.ones(51), 51), surveys.Quantity(values, 5)]
    )
    assert (extreme.weights[:50] > 0).all()
    negative = surveys.calibrate(
        surveys.Design(np.ones(51)), [surveys.Quantity(np.ones(51), 51), surveys.Quantity(np.arange(51.0), 3000)]
    )
    assert negative.weights.min() < 0


@pytest.mark.parametrize(
    ("margins", "sentence"),
    [
        (lambda: [surveys.Margin(GIVEN.sex, {"F": 1}, "sex")], "Margin sex: found no target for 'M'"),
        (lambda: [surveys.Margin(GIVEN.sex, SEXES | {"X": 5}, "sex")], "Margin sex: found no respondent in 'X'"),
        (
            lambda: [surveys.Margin(GIVEN.sex, SEXES | {"M": 0}, "sex")],
            "Margin sex, 'M': found 0; expected a target above",
        ),
        (lambda: [surveys.Margin(["F", ""], SEXES, "sex")], "sex, row 1: found no label"),
        (lambda: [surveys.Margin(["F", "M"], SEXES, "sex")], "rake, sex: found 2 values; expected 600"),
        (
            lambda: [*_margins()[:1], surveys.Margin(GIVEN.sex, {"F": 9, "M": 9}, "sex")],
            "margins that add up to age 95,000",
        ),
        (lambda: [], "rake: found no margin; expected one or more"),
    ],
)
def test_wrong_margin_is_told_precisely(margins, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        surveys.rake(GIVEN.design(), margins())

    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: surveys.rake(surveys.rake(GIVEN.design(), _margins()), _margins()),
            "found a design calibrated before",
        ),
        (lambda: surveys.rake(surveys.Design(np.ones(600), design_factor=1.2), _margins()), "found a design factor"),
        (lambda: surveys.rake(GIVEN.design(), _margins(), slopes="none"), "expected one of 'weighted', 'unweighted'"),
        (lambda: surveys.calibrate(GIVEN.design(), _margins(), distance="logit"), "expected one of 'linear', 'raking'"),
        (lambda: surveys.Quantity([1.0, np.nan], 3, "income"), "Quantity income, row 1: found a missing or infinite"),
        (lambda: surveys.Quantity([1.0, 2], np.inf, "income"), "Quantity income: found a missing or infinite"),
    ],
)
def test_wrong_use_is_told_precisely(call, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        call()

    assert sentence in str(raised.value)


def test_targets_that_cannot_be_met_are_told():
    impossible = [surveys.Margin(GIVEN.sex, SEXES), surveys.Quantity(GIVEN.sex == "F", 10)]
    apart = surveys.Margin(np.array(list("aabb")), {"a": 5, "b": 5}), surveys.Margin(list("xxyy"), {"x": 3, "y": 7})

    with pytest.raises(
        surveys.NotFittedError, match=r"calibrate: found totals still .* off after 50 rounds; expected 1e-10"
    ):
        surveys.calibrate(GIVEN.design(), impossible)
    with pytest.raises(surveys.NotFittedError, match=r"rake: found totals still .* off after 100 rounds"):
        surveys.rake(surveys.Design(np.ones(4)), apart)
