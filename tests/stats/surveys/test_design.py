"""What a design takes, what it refuses, and how it says so."""

import numpy as np
import pytest

from hueandcry.errors import HueAndCryError
from hueandcry.stats import surveys
from hueandcry.stats.surveys import labels

SIX = {"weights": np.ones(6), "strata": list("aabbbb"), "clusters": [1, 2, 1, 1, 2, 2]}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weights": [1, 1, 0, 1, 1, 1]}, "weights, row 2: found a weight of zero; expected a number above 0"),
        ({"weights": [1, np.nan, 1, np.nan, 1, 1]}, "weights, rows 1, 3: found a missing weight; expected"),
        ({"weights": [1, 1, 1, 1, 1, -2]}, "weights, row 5: found a negative weight; expected"),
        ({"weights": [1, 1, 1, 1, np.inf, 1]}, "weights, row 4: found an infinite weight; expected"),
        ({"weights": [-1] * 6}, "weights, rows 0, 1, 2 and 3 more: found a negative weight"),
        ({"weights": []}, "weights: found float64 of shape (0,); expected one number for each respondent"),
        ({"weights": ["1"] * 6}, "expected one number for each respondent"),
        ({"strata": list("aabb")}, "strata: found shape (4,); expected (6,), one value for each respondent"),
        ({"strata": ["a", "", "b", "b", "b", None]}, "strata, rows 1, 5: found no label; expected a label"),
        ({"clusters": [1, 2, np.nan, 1, 2, 2]}, "clusters, row 2: found no label"),
        ({"lonely": "adjusted"}, "Design(lonely=…): found 'adjusted'; expected one of 'fail', 'certainty', 'remove'"),
        (
            {"population": [5, 5, 5, 5, 5, 6]},
            "population, rows 2, 3, 4: found 5 and 6 in stratum b; expected one number",
        ),
        (
            {"population": [1, 1, 9, 9, 9, 9]},
            "population, stratum a: found 1 to draw from and 2 drawn; expected at least",
        ),
        (
            {"population": [0.1] * 6},
            "population, rows 0, 1, 2 and 3 more: found 0.1; expected how many units there were",
        ),
        ({"population": [5, 5, 5, np.nan, 5, 5]}, "population, row 3: found nan; expected how many units there were"),
        ({"population": list("aaaaaa")}, "population: found type <U1; expected numbers"),
        (
            {"second_population": [9] * 6},
            "Design(second_population=…): found no population; expected population as well",
        ),
        ({"clusters": None, "second_units": range(6)}, "Design(second_units=…): found no clusters; expected clusters"),
        ({"design_factor": 1.2}, "found a design factor and strata, clusters; expected one or the other"),
        ({"design_factor": 0.0, "strata": None, "clusters": None}, "found 0.0; expected a number above 0"),
    ],
)
def test_wrong_part_is_told_precisely(changes, sentence):
    with pytest.raises(surveys.SurveysInputError) as raised:
        surveys.Design(**(SIX | changes))

    assert sentence in str(raised.value)


def test_refusal_belongs_to_the_errors_shown_to_people():
    assert issubclass(surveys.SurveysInputError, HueAndCryError)
    assert issubclass(surveys.SurveysInputError, ValueError)


def test_lonely_psu_is_refused_by_name_unless_a_choice_is_made():
    lonely = SIX | {"strata": list("aabbcd"), "clusters": [1, 2, 1, 2, 1, 1]}

    with pytest.raises(
        surveys.LonelyUnitError, match="found only one unit at stage 1 in stratum c, d; expected two or more"
    ):
        surveys.Design(**lonely)

    for choice in ("certainty", "remove", "adjust", "average", "uncentred"):
        assert surveys.Design(**lonely, lonely=choice).stages[0].lonely.tolist() == [False, False, True, True]


def test_many_lonely_strata_are_counted():
    with pytest.raises(surveys.LonelyUnitError, match="in stratum 0, 1, 2, 3, 4 and 4 more"):
        surveys.Design(np.ones(9), strata=range(9))


def test_the_only_unit_of_a_stratum_is_certain_not_lonely():
    design = surveys.Design(np.ones(3), strata=list("aab"), population=[8, 8, 1])

    assert not design.stages[0].lonely.any()
    assert design.stages[0].multiplier.tolist() == [(1 - 2 / 8) * 2, 0]


def test_lonely_unit_of_the_second_stage_is_refused():
    with pytest.raises(surveys.LonelyUnitError, match="only one unit at stage 2 in PSU number 1"):
        surveys.Design(np.ones(3), clusters=[1, 1, 2], population=[9] * 3, second_population=[5, 5, 5])


def test_cluster_labels_may_begin_anew_in_each_stratum():
    design = surveys.Design(**SIX)
    renamed = surveys.Design(**(SIX | {"clusters": ["a1", "a2", "b1", "b1", "b2", "b2"]}))

    assert design.stages[0].number == 4
    assert design.stages[0].unit.tolist() == renamed.stages[0].unit.tolist()
    assert design.stages[0].group.tolist() == [0, 0, 1, 1]


def test_strata_without_clusters_make_every_respondent_a_unit():
    stage = surveys.Design(np.ones(5), strata=list("babab")).stages[0]

    assert stage.number == 5
    assert stage.group[stage.unit].tolist() == [1, 0, 1, 0, 1]


def test_second_stage_counts_only_with_a_population_of_the_first():
    first_alone = surveys.Design(np.ones(4), clusters=[1, 1, 2, 2], second_units=[1, 2, 1, 2])
    both = surveys.Design(np.ones(4), clusters=[1, 1, 2, 2], second_units=[1, 2, 1, 2], population=[9] * 4)

    assert (len(first_alone.stages), len(both.stages)) == (1, 2)


def test_weights_are_the_designs_own():
    mine = np.ones(3)
    design = surveys.Design(mine)
    mine[0] = 99.0

    assert design.weights.tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match="read-only"):
        design.weights[0] = 2.0


@pytest.mark.parametrize(
    "column",
    [
        np.array([30, 10, 20, 10]),
        np.array([3 * 10**12, 10, 2 * 10**12, 10]),
        np.array([3.5, 1.5, 2.5, 1.5]),
        np.array(["c", "a", "b", "a"]),
        np.array(["c", "a", "b", "a"], dtype=object),
        np.array(["2022-03", "2022-01", "2022-02", "2022-01"], dtype="datetime64[M]"),
        np.array([9, 7, 8, 7], dtype=np.uint8),
    ],
)
def test_labels_of_any_kind_are_coded_in_ascending_order(column):
    found = labels.coded("column", column, 4)

    assert found.codes.tolist() == [2, 0, 1, 0]
    assert found.labels.tolist() == sorted(set(column.tolist()))


@pytest.mark.parametrize("missing", [None, np.nan, ""])
def test_missing_labels_have_no_code(missing):
    found = labels.coded("column", np.array(["b", missing, "a"], dtype=object), 3)

    assert found.codes.tolist() == [1, -1, 0]


def test_missing_date_has_no_code():
    assert labels.coded("column", np.array(["NaT", "2024-01"], dtype="datetime64[M]"), 2).codes.tolist() == [-1, 0]


def test_domains_are_the_combinations_that_occur():
    found = surveys.domains(["b", "a", "b", "", "a"], [1, 2, 1, 1, 1])

    assert found.labels == (("a", 1), ("a", 2), ("b", 1))
    assert found.codes.tolist() == [2, 1, 2, -1, 0]


@pytest.mark.parametrize("codes", [[0, 1, 2], [-2, 0, 1], [0.5, 1, 1]])
def test_domain_codes_must_be_places_of_labels(codes):
    with pytest.raises(surveys.SurveysInputError, match=r"Domains\(codes=…\)"):
        surveys.Domains(np.array(codes), ("a", "b"))


def test_domains_of_other_respondents_are_refused():
    with pytest.raises(surveys.SurveysInputError, match="found 3 codes; expected 6, one for each respondent"):
        surveys.means(surveys.Design(**SIX), np.ones(6), domains=surveys.domains(list("abc")))
