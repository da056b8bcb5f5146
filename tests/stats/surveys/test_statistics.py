"""Means, totals, ratios and contrasts: by hand, by domain, and where there is little or nothing to go by."""

import numpy as np
import pytest

from hueandcry.stats import surveys
from stats.surveys.samples import sample

DESIGN = surveys.Design([1.0, 2, 3, 4], strata=list("aabb"))
ANSWERS = np.array([1.0, 0, 1, 1])


def test_mean_by_hand():
    found = surveys.means(DESIGN, ANSWERS)

    u = (ANSWERS - 0.8) / 10 * [1, 2, 3, 4]
    variance = 2 * ((u[:2] - u[:2].mean()) ** 2).sum() + 2 * ((u[2:] - u[2:].mean()) ** 2).sum()
    assert (found.kind, float(found.value), float(found.degrees), int(found.base)) == ("mean", 0.8, 2, 4)
    assert found.weighted_base == 10
    assert found.se == pytest.approx(np.sqrt(variance))


def test_total_and_ratio_by_hand():
    total = surveys.totals(DESIGN, ANSWERS)
    ratio = surveys.ratios(DESIGN, ANSWERS, [2.0, 1, 1, 0])

    assert (float(total.value), float(ratio.value)) == (8, 8 / 7)
    assert total.se == pytest.approx(np.sqrt(2 * (0.5**2 + 0.5**2) + 2 * (0.5**2 + 0.5**2)))
    assert ratio.kind == "ratio"


def test_mean_is_a_ratio_to_one():
    given = sample()
    mean, ratio = (
        surveys.means(given.design(), given.incidents),
        surveys.ratios(given.design(), given.incidents, np.ones(600)),
    )

    assert (mean.value, mean.se) == (pytest.approx(ratio.value), pytest.approx(ratio.se))


def test_several_questions_are_answered_as_each_alone():
    given = sample()
    domains = surveys.domains(given.age)

    together = surveys.means(given.design(), np.column_stack([given.victim, given.incidents]), domains=domains)

    assert together.value.shape == together.se.shape == (4, 2)
    assert together.degrees.shape == together.base.shape == (4,)
    for column, answers in enumerate((given.victim, given.incidents)):
        alone = surveys.means(given.design(), answers, domains=domains)
        np.testing.assert_array_equal(together.se[:, column], alone.se)
    lower, upper = together.interval()
    assert (lower < together.value).all() and (together.value < upper).all()


def test_domain_error_keeps_the_rest_of_the_sample_in_its_strata():
    # The same as a mean over everybody of a variable that is 0 outside, divided by the domain's share.
    given = sample()
    inside = given.age == "65+"

    domain = surveys.means(given.design(), given.victim, domains=surveys.only(inside))
    ratio = surveys.ratios(given.design(), given.victim * inside, inside.astype(float))
    cut_out = surveys.means(
        surveys.Design(
            given.weights[inside], strata=given.strata[inside], clusters=given.clusters[inside], lonely="adjust"
        ),
        given.victim[inside],
    )

    assert (domain.value[0], domain.se[0]) == (pytest.approx(ratio.value), pytest.approx(ratio.se, rel=1e-12))
    assert domain.se[0] != pytest.approx(cut_out.se, rel=1e-4)


def test_missing_answer_leaves_out_the_respondent_and_no_degree_of_freedom():
    design = surveys.Design([1.0, 2, 3, 4, 5], strata=list("aabbb"))
    answers = np.array([1.0, np.nan, 1, 0, 1])

    found = surveys.means(design, answers)

    among = surveys.means(design, np.nan_to_num(answers), domains=surveys.only(~np.isnan(answers)))
    assert (found.value, found.se) == (pytest.approx(among.value[0]), pytest.approx(among.se[0]))
    assert (int(found.base), float(found.weighted_base), float(found.degrees)) == (4, 13, 3)
    assert among.degrees[0] == 2


def test_who_leaves_out_one_question_is_left_out_of_all():
    answers = np.array([[1.0, 1], [0, np.nan], [1, 0], [0, 1]])

    found = surveys.means(DESIGN, answers)

    assert found.base == 3
    assert found.value.tolist() == [4 / 8, 5 / 8]


def test_domain_without_respondents_is_nan_with_a_base_of_0():
    domains = surveys.Domains(np.array([0, 0, 2, 2]), ("north", "nowhere", "south"))

    for found in (
        surveys.means(DESIGN, ANSWERS, domains=domains),
        surveys.totals(DESIGN, ANSWERS, domains=domains),
        surveys.ratios(DESIGN, ANSWERS, np.ones(4), domains=domains),
        surveys.proportions(DESIGN, ANSWERS, domains=domains),
    ):
        assert np.isnan([found.value[1], found.se[1], *(bound[1] for bound in found.interval())]).all()
        assert found.base.tolist() == [2, 0, 2]
        assert not np.isnan([found.value[0], found.value[2]]).any()
        assert found.labels == ("north", "nowhere", "south")


def test_nobody_in_any_domain_is_nan():
    found = surveys.means(DESIGN, ANSWERS, domains=surveys.only(np.zeros(4, dtype=bool)))

    assert np.isnan([found.value[0], found.se[0]]).all()
    assert (found.base.tolist(), found.degrees.tolist()) == ([0], [0])


def test_nobody_answered_is_nan():
    found = surveys.means(DESIGN, np.full(4, np.nan))

    assert np.isnan([found.value, found.se]).all()
    assert (int(found.base), float(found.degrees)) == (0, 2)


def test_one_psu_alone_in_a_domain_gives_no_t_interval():
    design = surveys.Design(np.ones(6), clusters=[1, 1, 2, 2, 3, 3])
    found = surveys.means(design, np.array([1.0, 0, 1, 1, 0, 1]), domains=surveys.only([True, True] + [False] * 4))

    assert (found.degrees.tolist(), found.base.tolist()) == ([0], [2])
    assert np.isnan(found.interval()).all()
    assert not np.isnan(found.interval(distribution="normal")).any()


def test_everybody_alike_has_an_error_of_0():
    found = surveys.means(DESIGN, np.full(4, 3.0))

    assert (float(found.value), float(found.se)) == (3, 0)


def test_ratio_over_nothing_is_nan():
    found = surveys.ratios(DESIGN, ANSWERS, np.zeros(4))

    assert np.isnan([found.value, found.se]).all()


def test_contrast_is_the_difference_with_the_covariance_in_it():
    given = sample()
    domains = surveys.domains(given.sex)
    means = surveys.means(given.design(), given.victim, domains=domains)

    found = surveys.contrasts(given.design(), given.victim, [-1, 1], domains=domains)

    # Var(M - F) by the linearised values of both, as one ratio-like total.
    u = sum(
        sign * np.where(given.sex == label, (given.victim - mean) / given.weights[given.sex == label].sum(), 0)
        for sign, label, mean in zip((-1, 1), domains.labels, means.value, strict=True)
    )
    assert found.value == pytest.approx(means.value[1] - means.value[0])
    assert found.se == pytest.approx(surveys.totals(given.design(), u).se, rel=1e-12)
    assert (found.kind, int(found.base), np.isnan(found.simple_se)) == ("contrast", 600, True)


def test_contrast_of_questions_is_a_mean_of_their_difference():
    given = sample()

    found = surveys.contrasts(given.design(), np.column_stack([given.incidents, given.victim]), [1, -1])

    mean = surveys.means(given.design(), given.incidents - given.victim)
    assert (found.value, found.se) == (pytest.approx(mean.value), pytest.approx(mean.se))


def test_contrast_leaves_out_domains_whose_coefficient_is_0():
    given = sample()
    domains = surveys.domains(given.age)

    found = surveys.contrasts(given.design(), given.victim, [0, 1, -1, 0], domains=domains)

    assert found.base == np.isin(given.age, ["25-44", "45-64"]).sum()


def test_design_effect_is_against_a_simple_random_sample():
    # A stratified sample of weight 1 drawn as one simple random sample has a design effect of 1.
    design = surveys.Design(np.ones(50))
    answers = np.random.default_rng(1).normal(size=50)

    found = surveys.means(design, answers)

    assert found.design_effect() == pytest.approx(1)
    assert found.design_factor == pytest.approx(1)
    assert found.se == pytest.approx(answers.std(ddof=1) / np.sqrt(50))
    assert np.isnan(found.design_effect(against="without_replacement"))


def test_design_effect_without_replacement_takes_weights_for_the_population():
    found = surveys.means(surveys.Design(np.full(50, 4.0)), np.random.default_rng(1).normal(size=50))

    assert found.design_effect(against="without_replacement") == pytest.approx(1 / (1 - 50 / 200))


def test_published_design_factor_scales_the_simple_error():
    answers = np.random.default_rng(1).normal(size=50)
    domains = surveys.domains(np.repeat(["a", "b"], 25))
    design = surveys.Design(np.ones(50), design_factor=1.3)

    whole, parts = surveys.means(design, answers), surveys.means(design, answers, domains=domains)

    assert whole.se == pytest.approx(1.3 * answers.std(ddof=1) / np.sqrt(50))
    assert parts.se[1] == pytest.approx(1.3 * answers[25:].std(ddof=1) / 5)
    assert (float(whole.degrees), parts.degrees.tolist()) == (49, [24, 24])
    assert whole.design_factor == pytest.approx(1.3)
    assert surveys.totals(design, answers).se == pytest.approx(50 * whole.se)


def test_another_unit_scales_estimate_and_errors():
    found = surveys.means(DESIGN, ANSWERS).per(1000)

    assert (float(found.value), int(found.base)) == (800, 4)
    assert found.se == pytest.approx(1000 * surveys.means(DESIGN, ANSWERS).se)
    assert found.design_effect() == pytest.approx(surveys.means(DESIGN, ANSWERS).design_effect())


def test_relative_error_of_0_is_infinite():
    found = surveys.means(DESIGN, [1.0, -0.5, 0, 0])

    assert (float(found.value), float(found.relative_error)) == (0, np.inf)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: surveys.means(DESIGN, np.ones(3)),
            "values: found float64 of shape (3,); expected numbers of shape (4,)",
        ),
        (lambda: surveys.means(DESIGN, list("abcd")), "values: found <U1 of shape (4,)"),
        (lambda: surveys.means(DESIGN, [1, 2, np.inf, 4]), "values, row 2: found an infinite answer"),
        (lambda: surveys.ratios(DESIGN, np.ones(4), np.ones((4, 2))), "denominator: found shape (4, 2)"),
        (lambda: surveys.contrasts(DESIGN, ANSWERS, [1, -1]), "coefficients: found shape (2,); expected ()"),
        (lambda: surveys.means(DESIGN, ANSWERS).interval(95), "level: found 95; expected a number between 0 and 1"),
        (lambda: surveys.means(DESIGN, ANSWERS).interval(distribution="z"), "expected one of 't', 'normal'"),
        (lambda: surveys.means(DESIGN, ANSWERS).design_effect(against="srs"), "expected one of 'with_replacement'"),
    ],
)
def test_wrong_argument_is_told_precisely(call, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        call()

    assert sentence in str(raised.value)


# ---- totals of everybody --------------------------------------------------------------------------------------------


def asked_in_part(given):
    """Who was to be asked, not known of one in 12; and answers, missing of one in nine of these."""
    rng = np.random.default_rng(7)
    among = np.where(rng.random(600) < 1 / 12, np.nan, given.victim)
    answers = np.where(rng.random(600) < 1 / 9, np.nan, given.incidents + rng.poisson(1, 600))
    return among, np.where(among == 1, answers, np.nan)


def grossed(weights, among, answers):
    """The total by its definition: a mean, times everybody, times the share who were to be asked."""
    spoke, known = ~np.isnan(answers), ~np.isnan(among)
    mean = np.average(answers[spoke], weights=weights[spoke])
    return mean * weights.sum() * weights[among == 1].sum() / weights[known].sum()


def test_grossed_total_is_a_mean_times_everybody_times_the_share_who_were_asked():
    given = sample()
    among, answers = asked_in_part(given)

    found = surveys.grossed_totals(given.design(), answers, among=among)

    assert found.value == pytest.approx(grossed(given.weights, among, answers))
    assert int(found.base) == np.isfinite(answers).sum()
    asked = surveys.means(given.design(), answers, domains=surveys.only(among == 1))
    assert (found.degrees, found.weighted_base) == (asked.degrees[0], asked.weighted_base[0])


def test_grossed_total_has_the_error_of_its_slopes():
    # The linearised value of a respondent is the slope of the estimate by their weight: here by small steps.
    given = sample()
    among, answers = asked_in_part(given)

    found = surveys.grossed_totals(given.design(), answers, among=among)

    steps = np.diag(given.weights * 1e-5)
    slopes = [
        (grossed(given.weights + step, among, answers) - grossed(given.weights - step, among, answers))
        / (2 * step.sum())
        for step in steps
    ]
    assert found.se == pytest.approx(surveys.totals(given.design(), np.array(slopes)).se, rel=1e-6)


def test_grossed_total_has_nearly_the_error_of_a_jackknife():
    given = sample()
    among, answers = asked_in_part(given)

    found = surveys.grossed_totals(given.design(lonely="fail"), answers, among=among)

    variance = 0.0
    for stratum in np.unique(given.strata):
        units = np.unique(given.clusters[given.strata == stratum])
        for unit in units:
            gone = (given.strata == stratum) & (given.clusters == unit)
            others = (given.strata == stratum) & ~gone
            kept = np.where(gone, 0.0, np.where(others, units.size / (units.size - 1), 1.0)) * given.weights
            variance += (units.size - 1) / units.size * (grossed(kept, among, answers) - found.value) ** 2
    assert found.se == pytest.approx(np.sqrt(variance), rel=0.03)


def test_grossed_total_of_who_all_answered_is_the_total():
    given = sample()
    domains = surveys.domains(given.age)

    found, total = (
        of(given.design(), given.incidents, domains=domains) for of in (surveys.grossed_totals, surveys.totals)
    )

    np.testing.assert_allclose([found.value, found.se], [total.value, total.se])
    np.testing.assert_array_equal([found.base, found.degrees], [total.base, total.degrees])
    np.testing.assert_allclose(found.design_effect(), total.design_effect())


def test_grossed_total_of_a_domain_is_that_of_the_domain_alone():
    given = sample()
    among, answers = asked_in_part(given)
    young = given.age == "16-24"

    found = surveys.grossed_totals(given.design(), answers, among=among, domains=surveys.domains(given.age))

    assert found.value[0] == pytest.approx(grossed(given.weights[young], among[young], answers[young]))


def test_grossed_total_where_nobody_answered_is_missing():
    given = sample()

    found = surveys.grossed_totals(
        given.design(), np.where(given.sex == "F", np.nan, 1.0), domains=surveys.domains(given.sex)
    )

    assert np.isnan([found.value[0], found.se[0]]).all()
    assert np.isfinite([found.value[1], found.se[1]]).all()


def test_grossed_total_with_a_design_factor_is_that_factor_times_a_random_sample():
    given = sample()
    among, answers = asked_in_part(given)

    one, two = (
        surveys.grossed_totals(surveys.Design(given.weights, design_factor=factor), answers, among=among)
        for factor in (1.0, 1.3)
    )

    assert (two.se, two.design_effect()) == (pytest.approx(1.3 * one.se), pytest.approx(1.3**2))


def test_grossed_total_takes_one_column_of_who_was_asked():
    with pytest.raises(surveys.SurveysInputError, match="2 columns"):
        surveys.grossed_totals(DESIGN, ANSWERS, among=np.ones((4, 2)))
