"""What a measure's SQL answers is looked at before any number is worked out."""

from datetime import date

import pytest

from hueandcry.measures.rules.definition import WrongDefinition, reviewed
from hueandcry.measures.rules.rows import REQUIRED, columns_wrong, refuse, rows_wrong
from measures.test_definitions import GOOD

PROPORTION = reviewed("judicial-outcomes", GOOD, "file")
COUNT = reviewed(
    "counted", GOOD | {"kind": "count", "interval": "garwood", "unit": "crimes", "denominator": ""}, "file"
)
GIVEN = reviewed("given", GOOD | {"interval": "given"}, "file")
ROW = {
    "body": "kent",
    "part": "",
    "period": "2018-19",
    "begins": date(2018, 4, 1),
    "ends": date(2019, 3, 31),
    "numerator": 3,
    "denominator": 10,
    "state": "shown",
    "why": "",
}
PLACE = "body 'kent', part '', period '2018-19': "


def test_a_missing_and_an_unknown_column_are_named():
    found = [name for name in REQUIRED if name != "period"] + ["rank"]

    assert columns_wrong(found) == ["no column 'period'", "column 'rank' is not known"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"numerator": 11}, "'numerator' 11 is above 'denominator' 10"),
        ({"numerator": -1}, "'numerator' is -1; expected 0 or more"),
        ({"numerator": None}, "shown, and 'numerator' is empty"),
        ({"denominator": None}, "shown, and 'denominator' is empty"),
        ({"body": None}, "'body' is empty"),
        ({"begins": None}, "'begins' is empty"),
        ({"ends": date(2017, 1, 1)}, "'ends' 2017-01-01 is before 'begins' 2018-04-01"),
        ({"state": "good"}, "'state' is 'good'; there are 'shown', 'partial', 'missing', 'hidden'"),
        ({"why": "rain"}, "'why' is 'rain', of which no words are on file"),
        ({"flag": "rain"}, "'flag' is 'rain', of which no words are on file"),
        ({"state": "missing", "numerator": None}, "missing, and 'why' is empty"),
    ],
)
def test_a_row_that_cannot_be_says_what_is_wrong_with_it(change, fault):
    row = ROW | change
    place = PLACE.replace("'kent'", repr(row["body"]))

    assert rows_wrong(PROPORTION, [row], {"known": ""}) == [place + fault]


def test_good_rows_have_no_fault():
    missing = ROW | {"period": "2019-20", "state": "missing", "why": "known", "numerator": None, "denominator": None}

    assert rows_wrong(PROPORTION, [ROW, missing], {"known": ""}) == []


def test_a_count_needs_no_denominator_and_a_given_figure_no_numerator():
    assert rows_wrong(COUNT, [ROW | {"denominator": None}], {}) == []
    assert rows_wrong(GIVEN, [ROW | {"numerator": None, "denominator": None, "value": 0.3}], {}) == []
    assert rows_wrong(GIVEN, [ROW | {"value": None}], {}) == [PLACE + "shown, and 'value' is empty"]


def test_a_body_that_stands_twice_in_a_period_is_refused():
    assert rows_wrong(PROPORTION, [ROW, ROW], {}) == ["'kent', '', '2018-19' stands 2 times"]


def test_the_first_faults_are_told_and_the_others_counted():
    with pytest.raises(WrongDefinition) as error:
        refuse("measures/definitions/a/measure.sql", [f"fault {number}" for number in range(8)])

    assert error.value.found == "fault 0; fault 1; fault 2; fault 3; fault 4; and 3 more"
    assert error.value.where == "measures/definitions/a/measure.sql"


def test_nothing_is_refused_without_a_fault():
    assert refuse("file", []) is None
