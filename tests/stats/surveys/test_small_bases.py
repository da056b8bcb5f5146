"""The stated rule for small bases."""

import numpy as np
import pytest

from hueandcry.stats import surveys
from stats.surveys.samples import sample

GIVEN = sample()


def _of_bases(*sizes, weights=1.0):
    groups = np.repeat(np.arange(len(sizes)), sizes)
    yes = np.arange(groups.size) % 3 == 0
    design = surveys.Design(np.full(groups.size, weights))
    return surveys.proportions(design, yes, domains=surveys.domains(groups))


def test_fewer_than_fifty_respondents_are_too_few():
    assert surveys.too_small(_of_bases(49, 50, 51)).tolist() == [True, False, False]


def test_base_is_counted_in_people_not_in_weights():
    assert surveys.too_small(_of_bases(49, 50, weights=900.0)).tolist() == [True, False]


def test_missing_answers_are_not_in_the_base():
    yes = np.r_[np.ones(30), np.zeros(30)]
    design = surveys.Design(np.ones(60))

    assert not surveys.too_small(surveys.means(design, yes))
    yes[:11] = np.nan
    assert surveys.too_small(surveys.means(design, yes))


def test_many_people_of_few_sampling_units_are_too_few():
    design = surveys.Design(np.ones(300), clusters=np.repeat([1, 2], 150))

    found = surveys.means(design, np.arange(300.0))

    assert surveys.too_small(found)
    assert not surveys.too_small(found, least_degrees=1)


def test_hidden_estimates_keep_their_base():
    found = surveys.without_small_bases(_of_bases(49, 60))

    for name in ("value", "se", "lower", "upper", "simple_se"):
        assert np.isnan(getattr(found, name)).tolist() == [True, False]
    assert found.base.tolist() == [49, 60]
    assert isinstance(found, surveys.Proportions)
    assert np.isnan(found.interval()[0]).tolist() == [True, False]


def test_all_questions_of_a_small_domain_are_hidden():
    both = np.column_stack([GIVEN.victim, GIVEN.incidents])
    found = surveys.means(GIVEN.design(), both, domains=surveys.domains(GIVEN.strata))

    hidden = surveys.without_small_bases(found, least_base=60)

    small = found.base < 60
    assert small.any() and not small.all()
    assert np.isnan(hidden.value).all(axis=1).tolist() == small.tolist()


def test_what_is_hidden_has_no_change():
    later, earlier = (_with_wave(name) for name in ("2020", "2019"))

    found = surveys.change(surveys.without_small_bases(earlier, least_base=1000), later)

    assert np.isnan([found.difference, found.p_value]).all()


def _with_wave(name):
    return surveys.means(GIVEN.design(wave=surveys.Wave(name)), GIVEN.victim)


def test_impossible_rule_is_refused():
    with pytest.raises(surveys.SurveysInputError, match="found least_base 0, least_degrees 2; expected 1 or more"):
        surveys.too_small(_of_bases(60), least_base=0)
