"""What is told of rises: to people a sentence, to machines a row, and always what could not be told."""

from datetime import date

import pytest
from django.utils import translation

from hueandcry.rises import queries
from hueandcry.rises.queries import NotAMonth, NotJudged, Summary, UnknownForce, UnknownKind
from rises.worlds import DISTRICT, FORCE, World, build, month, quiet, small_area, with_last

ROW = {
    "kind_name": "Burglary",
    "kind_cy": "Bwrgleriaeth",
    "area": "Gosforth East",
    "area_cy": None,
    "level": "lsoa",
    "observed": 31,
    "lower": 9.0,
    "upper_usual": 19.0,
    "month": date(2022, 3, 1),
}


@pytest.fixture
def told(home):
    """A home whose force, district and one small area rose in burglary; drugs rose in the district a year before."""
    counts = {
        (FORCE, "burglary"): with_last(quiet(60), 110),
        (DISTRICT, "burglary"): with_last(quiet(14), 40),
        (small_area(1), "burglary"): with_last(quiet(3), 60),
        (small_area(2), "burglary"): with_last(quiet(0.1), 0),
        (DISTRICT, "drugs"): quiet(14, seed=2),
    }
    counts[DISTRICT, "drugs"][-13] = 70
    build(home, World(counts))
    return home


def test_rises_come_strongest_first_as_rows_with_fixed_keys(told):
    found = queries.rises(told)

    assert [row["area_code"] for row in found] == [small_area(1), FORCE, DISTRICT]
    assert list(found[0]) == [
        *("area_code", "area", "level", "kind", "month", "observed", "expected", "lower", "upper_usual", "upper"),
        *("p_value", "q_value", "verdict", "sentence"),
        *("kind_name", "scheme", "force", "activity", "years", "since"),
    ]
    assert [row["q_value"] for row in found] == sorted(row["q_value"] for row in found)
    assert {(row["kind"], row["month"], row["verdict"], row["since"]) for row in found} == {
        ("burglary", "2021-12", "rise", "2021-12")
    }


def test_rises_of_an_earlier_month_can_be_asked_for(told):
    (found,) = queries.rises(told, month="2020-12")

    assert (found["area_code"], found["kind"], found["observed"], found["activity"]) == (DISTRICT, "drugs", 70, True)
    assert queries.rises(told, month=date(2020, 12, 1)) == [found]


@pytest.mark.parametrize("force", ["kent", "Kent", "Kent Police"])
def test_a_force_goes_by_any_of_its_names(told, force):
    assert len(queries.rises(told, force=force)) == 3


@pytest.mark.parametrize("kind", ["burglary", "Burglary", "bwrgleriaeth"])
def test_a_kind_goes_by_its_code_or_a_name(told, kind):
    assert len(queries.rises(told, kind=kind)) == 3


def test_a_force_without_data_has_no_rises_and_the_summary_says_so(told):
    found = queries.summary(told, force="essex")

    assert queries.rises(told, force="essex") == []
    assert found == Summary(months=(), verdicts={}, without_data=("Essex Police",))


@pytest.mark.parametrize(
    ("asked", "error", "part"),
    [
        ({"month": "2021-13"}, NotAMonth, "found '2021-13'; expected a month, such as 2025-09"),
        ({"month": "December"}, NotAMonth, "found 'December'"),
        ({"month": "2025-01"}, NotJudged, "found 2025-01; expected a month from 2017-01 to 2021-12"),
        ({"force": "Kentt"}, UnknownForce, "Did you mean kent or gwent?"),
        ({"force": "Atlantis"}, UnknownForce, "found 'Atlantis'"),
        ({"kind": "burglry"}, UnknownKind, "Did you mean burglary?"),
        ({"kind": "witchcraft"}, UnknownKind, "There are: burglary, drugs."),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(told, asked, error, part):
    for ask in (queries.rises, queries.summary):
        with pytest.raises(error) as raised:
            ask(told, **asked)
        assert part in str(raised.value)


def test_summary_counts_what_was_tested_and_what_was_not(told):
    found = queries.summary(told)

    assert found == Summary(
        months=(month("2021-12"),),
        verdicts={"rise": 3, "within its usual range": 1, "too few to tell": 4},
        without_data=("Essex Police",),
    )
    assert (found.series, found.tested, found.rose) == (8, 4, 3)


def test_summary_of_one_kind_counts_that_kind(told):
    assert queries.summary(told, kind="drugs").verdicts == {"within its usual range": 1, "too few to tell": 3}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            Summary(
                (month("2021-12"),),
                {"rise": 3, "within its usual range": 1, "too few to tell": 1200},
                ("Essex Police",),
            ),
            "1,204 series judged in December 2021: 4 tested, 3 rose. 1,200 too few to tell. "
            "1 police force without any data.",
        ),
        (
            Summary((month("2021-12"),), {"within its usual range": 4, "suspect": 1, "no data": 2}, ()),
            "Tested: nothing unusual. 7 series judged in December 2021: 4 tested, 0 rose. 2 without data. "
            "1 with figures in doubt.",
        ),
        (
            Summary((month("2021-11"), month("2021-12")), {"too little history": 5, "break": 1, "area redrawn": 1}, ()),
            "Nothing could be tested. 7 series judged in the latest months published, November 2021 to December 2021: "
            "0 tested, 0 rose. 5 with too little history. 1 that cannot be compared. 1 in redrawn areas.",
        ),
        (Summary((), {}, ("Kent Police", "Essex Police")), "Nothing was judged: there are no data."),
    ],
)
def test_told_never_calls_the_untested_safe(found, words):
    assert queries.told(found) == words


@pytest.mark.parametrize(
    ("changed", "built_on", "sentence"),
    [
        ({}, date(2022, 5, 3), "Burglary in Gosforth East: 31 in March; between 9 and 19 were expected"),
        ({}, date(2023, 2, 28), "Burglary in Gosforth East: 31 in March; between 9 and 19 were expected"),
        ({}, date(2023, 3, 1), "Burglary in Gosforth East: 31 in March 2022; between 9 and 19 were expected"),
        ({}, date(2021, 3, 1), "Burglary in Gosforth East: 31 in March 2022; between 9 and 19 were expected"),
        (
            {"level": "force", "area": "Northumbria Police", "observed": 1031, "lower": 900.0, "upper_usual": 1019.0},
            date(2022, 5, 3),
            "Burglary recorded by Northumbria Police: 1,031 in March; between 900 and 1,019 were expected",
        ),
        (
            {"lower": 0.0, "upper_usual": 0.0},
            date(2022, 5, 3),
            "Burglary in Gosforth East: 31 in March; none were expected",
        ),
    ],
)
def test_sentence_is_what_a_person_would_say(changed, built_on, sentence):
    assert queries.sentence(ROW | changed, built_on=built_on) == sentence


def test_the_sentence_in_welsh_uses_welsh_names_and_leaves_places_as_they_are():
    with translation.override("cy"):
        said = queries.sentence(ROW | {"area_cy": "Dwyrain Gosforth"}, built_on=date(2022, 5, 3))

    assert "Bwrgleriaeth" in said
    assert "Dwyrain Gosforth" in said
    assert "Mawrth" in said


def test_a_rise_in_an_area_of_the_force_says_who_recorded_it(told):
    said = {row["level"]: row["sentence"] for row in queries.rises(told)}

    assert said["force"].startswith("Burglary recorded by Kent Police: 110 in December; between ")
    assert said["district"].startswith("Burglary in Canterbury: 40 in December; between ")
