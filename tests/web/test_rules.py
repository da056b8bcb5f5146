"""Decisions of the pages: months, verdicts, what was typed, cells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.ui.cells import safe_cell
from hueandcry.web.rules.asked import asked, folded, spaced
from hueandcry.web.rules.months import index_of, is_current, month_at, parsed, written
from hueandcry.web.rules.verdicts import month_state, shown, standing

FIRST_OF_MONTHS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)).map(lambda day: day.replace(day=1))


@given(FIRST_OF_MONTHS)
def test_month_survives_being_counted(month):
    assert month_at(index_of(month)) == month


@given(FIRST_OF_MONTHS)
def test_month_survives_being_written(month):
    assert parsed(written(month)) == month


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "2025",
        "2025-13",
        "2025-00",
        "2025-1",
        "0000-01",
        "0001-01",
        "9999-12",
        "2025-11-01",
        "latest",
        "2025-11 ",
    ],
)
def test_month_that_does_not_exist_is_not_guessed(text):
    assert parsed(text) is None


@pytest.mark.parametrize(
    ("today", "current"),
    [
        (date(2025, 11, 30), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
        (date(2027, 11, 1), False),
        (date(2025, 10, 1), True),
    ],
)
def test_month_is_current_for_six_months(today, current):
    assert is_current(date(2025, 11, 1), today=today) is current


@pytest.mark.parametrize(
    ("verdict", "observed", "lower", "word"),
    [
        ("rise", 31, 9, "rise"),
        ("within its usual range", 12, 9, "usual"),
        ("within its usual range", 9, 9, "usual"),
        ("within its usual range", 8, 9, "below"),
        ("within its usual range", 8, None, "usual"),
        ("too few to tell", 0, 1, "too_few"),
        ("too little history", 3, None, "too_little_history"),
        ("no data", None, None, "no_data"),
        ("suspect", 1, 9, "suspect"),
        ("break", None, None, "break"),
        ("area redrawn", None, None, "area_redrawn"),
    ],
)
def test_verdict_has_a_word(verdict, observed, lower, word):
    assert shown(verdict, observed, lower) == word


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ({}, "no_data"),
        ({"rise": 1, "no data": 20}, "rises"),
        ({"within its usual range": 1, "too few to tell": 20}, "quiet"),
        ({"too few to tell": 3, "too little history": 2}, "too_few"),
        ({"too few to tell": 3, "break": 4}, "not_comparable"),
        ({"suspect": 14}, "in_doubt"),
        ({"area redrawn": 14}, "redrawn"),
        ({"too little history": 14}, "too_little_history"),
        ({"no data": 14}, "no_data"),
        ({"rise": 0, "within its usual range": 0, "no data": 1}, "no_data"),
    ],
)
def test_place_has_one_sentence(verdicts, sentence):
    assert standing(verdicts) == sentence


@pytest.mark.parametrize(
    ("covered", "counted", "absent_is_zero", "elsewhere", "state"),
    [
        ("complete", True, True, False, "complete"),
        ("complete", False, True, False, "complete"),
        ("complete", False, False, False, "unpublished"),
        ("complete", True, False, False, "complete"),
        ("suspect", True, True, False, "suspect"),
        ("partial", True, True, False, "partial"),
        ("missing", False, True, False, "missing"),
        ("missing", False, False, False, "missing"),
        ("complete", True, True, True, "elsewhere"),
        ("missing", False, True, True, "elsewhere"),
    ],
)
def test_month_of_a_series_has_a_state(covered, counted, absent_is_zero, elsewhere, state):
    found = month_state(covered, counted=counted, absent_is_zero=absent_is_zero, elsewhere=elsewhere)

    assert found == state


@pytest.mark.parametrize(
    ("text", "postcode", "outcode", "sector", "code"),
    [
        ("ne1 4st", "NE14ST", "", "", ""),
        ("NE14ST", "NE14ST", "", "", ""),
        ("  ec1a  1bb ", "EC1A1BB", "", "", ""),
        ("NE1", "", "NE1", "", ""),
        ("ne1 4", "", "NE1", "4", ""),
        ("e01008162", "", "", "", "E01008162"),
        ("Islington", "", "", "", ""),
        ("", "", "", "", ""),
        ("x" * 500, "", "", "", ""),
        ("'; DROP TABLE areas; --", "", "", "", ""),
    ],
)
def test_search_words_are_read(text, postcode, outcode, sector, code):
    found = asked(text)

    assert (found.postcode, found.outcode, found.sector, found.code) == (postcode, outcode, sector, code)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ynys Môn", "ynys mon"),
        ("St. Helen's", "st helens"),
        ("Stoke-on-Trent", "stoke on trent"),
        ("Devon & Cornwall", "devon and cornwall"),
        ("Bournemouth, Christchurch and Poole 002A", "bournemouth christchurch and poole 002a"),
    ],
)
def test_name_is_folded_for_comparison(name, said):
    assert folded(name) == said


def test_postcode_is_written_as_people_write_it():
    assert spaced("NE11AA") == "NE1 1AA"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_cell_that_begins_like_a_formula_is_made_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Islington", "", 5, -2, -0.08, None, "a=b"])
def test_cell_that_is_harmless_stays(value):
    assert safe_cell(value) == value
