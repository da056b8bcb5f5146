"""Change between waves: its test, its interval, and the waves that must not be tested."""

import numpy as np
import pytest
from scipy import stats

from hueandcry.stats import surveys
from stats.surveys.samples import sample

EARLIER, LATER = surveys.Wave("year ending March 2019"), surveys.Wave("year ending March 2020")
TELEPHONE = surveys.Wave("year ending March 2021", by_telephone=True)


def _share(wave, seed=1, risk=None, **options):
    given = sample(seed)
    yes = given.victim if risk is None else (np.random.default_rng(seed).random(600) < risk).astype(float)
    return surveys.proportions(given.design(wave=wave), yes, **options)


def test_change_by_hand():
    one, two = _share(EARLIER, 1), _share(LATER, 2)

    found = surveys.change(one, two)

    se = np.sqrt(one.se**2 + two.se**2)
    degrees = one.degrees + two.degrees
    assert found.difference == two.value - one.value
    assert found.se == pytest.approx(se)
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(found.difference) / se, degrees))
    assert found.upper - found.lower == pytest.approx(2 * stats.t.ppf(0.975, degrees) * se)
    assert found.relative == pytest.approx(two.value / one.value - 1)
    assert (found.earlier, found.later, float(found.degrees)) == (EARLIER.name, LATER.name, float(degrees))


def test_two_waves_are_one_sample_with_waves_as_strata():
    # The same test by one contrast over both samples stacked.
    one, two = sample(1), sample(2)
    stacked = surveys.Design(
        np.r_[one.weights, two.weights],
        strata=np.char.add(np.repeat(["1 ", "2 "], 600), np.r_[one.strata, two.strata]),
        clusters=np.r_[one.clusters, two.clusters],
    )
    waves = surveys.domains(np.repeat([1, 2], 600))

    contrast = surveys.contrasts(stacked, np.r_[one.victim, two.victim], [-1, 1], domains=waves)
    found = surveys.change(_share(EARLIER, 1), _share(LATER, 2))

    assert (found.difference, found.se) == (pytest.approx(contrast.value), pytest.approx(contrast.se, rel=1e-12))
    assert found.degrees == contrast.degrees


def test_clear_change_is_more_than_chance_and_none_is_not():
    assert surveys.change(_share(EARLIER, 1, risk=0.1), _share(LATER, 2, risk=0.4)).more_than_chance
    assert not surveys.change(_share(EARLIER, 1, risk=0.2), _share(LATER, 2, risk=0.2)).more_than_chance


def test_false_alarms_are_as_rare_as_stated():
    alarms = [
        bool(surveys.change(_share(EARLIER, s, risk=0.2), _share(LATER, s + 500, risk=0.2)).more_than_chance)
        for s in range(300)
    ]

    assert 5 <= sum(alarms) <= 27  # 15 expected; three standard errors are 11


def test_log_odds_are_tested_on_their_own_scale():
    one, two = _share(EARLIER, 1, risk=0.02), _share(LATER, 2, risk=0.05)

    found = surveys.change(one, two, scale="log_odds")

    difference = np.log(two.value / (1 - two.value)) - np.log(one.value / (1 - one.value))
    se = np.hypot(one.se / (one.value * (1 - one.value)), two.se / (two.value * (1 - two.value)))
    assert found.statistic == pytest.approx(difference / se)
    assert found.difference == two.value - one.value


def test_change_by_domain_keeps_the_labels():
    domains = [surveys.domains(sample(seed).age) for seed in (1, 2)]

    found = surveys.change(_share(EARLIER, 1, domains=domains[0]), _share(LATER, 2, domains=domains[1]))

    assert found.labels == ("16-24", "25-44", "45-64", "65+")
    assert found.p_value.shape == (4,)


def test_change_of_several_questions_by_domain():
    found = []
    for wave, seed in ((EARLIER, 1), (LATER, 2)):
        given = sample(seed)
        both = np.column_stack([given.victim, given.incidents])
        found.append(surveys.means(given.design(wave=wave), both, domains=surveys.domains(given.age)))

    assert surveys.change(*found).p_value.shape == (4, 2)


def test_nothing_is_known_of_chance_where_both_errors_are_0():
    found = surveys.change(_share(EARLIER, 1, risk=0.0), _share(LATER, 2, risk=0.0))

    assert (float(found.difference), float(found.se)) == (0, 0)
    assert np.isnan([found.p_value, found.relative]).all()
    assert not found.more_than_chance


@pytest.mark.parametrize("pair", [(EARLIER, TELEPHONE), (TELEPHONE, LATER)])
def test_telephone_year_is_barred(pair):
    one, two = (_share(wave, seed) for seed, wave in enumerate(pair, start=1))

    with pytest.raises(surveys.TelephoneWaveError) as raised:
        surveys.change(one, two)

    assert str(raised.value) == (
        "change: found year ending March 2021, interviewed by telephone; expected waves asked face to face. Show its "
        "level without a test, or compare the waves before and after it with each other."
    )
    assert isinstance(raised.value, surveys.SurveysInputError)


def test_telephone_years_are_barred_among_themselves_too():
    with pytest.raises(
        surveys.TelephoneWaveError, match="March 2021 and year ending June 2021, interviewed by telephone"
    ):
        surveys.change(_share(TELEPHONE), _share(surveys.Wave("year ending June 2021", by_telephone=True)))


@pytest.mark.parametrize(
    ("one", "two", "options", "sentence"),
    [
        (None, LATER, {}, "found estimates of no named wave; expected two waves"),
        (LATER, LATER, {}, "found year ending March 2020 twice; expected two waves"),
        (EARLIER, LATER, {"scale": "log"}, "expected one of 'difference', 'log_odds'"),
        (EARLIER, LATER, {"level": 2}, "level: found 2"),
    ],
)
def test_wrong_waves_are_told_precisely(one, two, options, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        surveys.change(_share(one, 1), _share(two, 2), **options)

    assert sentence in str(raised.value)


def test_unlike_estimates_are_refused():
    given = sample()
    mean = surveys.means(given.design(wave=EARLIER), given.incidents)
    ages, sexes = (surveys.domains(column) for column in (given.age, given.sex))

    with pytest.raises(surveys.SurveysInputError, match=r"found mean of shape \(\) and proportion of shape \(\)"):
        surveys.change(mean, _share(LATER))
    with pytest.raises(surveys.SurveysInputError, match="expected two estimates of one kind, for the same domains"):
        surveys.change(_share(EARLIER, domains=ages), _share(LATER, domains=sexes))
    with pytest.raises(surveys.SurveysInputError, match="found a mean; expected proportions"):
        surveys.change(mean, surveys.means(given.design(wave=LATER), given.incidents), scale="log_odds")
