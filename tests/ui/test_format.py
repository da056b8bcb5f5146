"""How months, numbers and ranges are written."""

import math
from datetime import date

import pytest
from django.utils import translation

from hueandcry.ui import format


@pytest.mark.parametrize(
    ("lang", "written"),
    [("en", "March 2025"), ("en-gb", "March 2025"), ("cy", "Mawrth 2025"), ("fr", "March 2025")],
)
def test_month_name_is_written_in_the_language_asked_for(lang, written):
    assert format.month_name(date(2025, 3, 1), lang) == written


def test_month_name_follows_the_language_of_the_page():
    with translation.override("cy"):
        assert format.month_name(date(2025, 12, 1)) == "Rhagfyr 2025"


def test_short_months_are_all_different():
    for names in format.SHORT_MONTHS.values():
        assert len(set(names)) == 12


def test_day_name_has_no_leading_zero():
    assert format.day_name(date(2025, 11, 3), "en") == "3 November 2025"


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
        (date(2024, 5, 17), 0, date(2024, 5, 1)),
        (date(2010, 4, 1), 187, date(2025, 11, 1)),
    ],
)
def test_months_from_counts_across_years(first, count, expected):
    assert format.months_from(first, count) == expected


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (31, "31"),
        (1042.0, "1,042"),
        (1_900_000, "1,900,000"),
        (-3, "−3"),
        (None, "no data"),
        (math.nan, "no data"),
        (math.inf, "∞"),
    ],
)
def test_number_separates_thousands_and_never_shows_missing_as_zero(value, written):
    assert format.number(value) == written


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (0.219, 1, "21.9%"),
        (0.219, 0, "22%"),
        (0, 0, "0%"),
        (0.002, 0, "under 1%"),
        (0.0002, 1, "under 0.1%"),
        (None, 0, "no data"),
    ],
)
def test_percent_does_not_round_something_to_nothing(share, decimals, written):
    assert format.percent(share, decimals) == written


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (9, 19, "between 9 and 19 were expected"),
        (0, 3, "between 0 and 3 were expected"),
        (4.0, 4.0, "about 4 were expected"),
        (0, 0, "none were expected"),
        (1042, 12_345, "between 1,042 and 12,345 were expected"),
        (None, 3, "what to expect is not known"),
        (2, math.nan, "what to expect is not known"),
    ],
)
def test_range_words_say_what_was_expected(lower, upper, words):
    assert format.range_words(lower, upper) == words


@pytest.mark.parametrize(
    ("lower", "upper", "written"), [(9, 19, "9 to 19"), (4, 4, "4"), (None, 4, "not known"), (0, 0, "0")]
)
def test_range_short_fits_a_table_cell(lower, upper, written):
    assert format.range_short(lower, upper) == written


@pytest.mark.parametrize(
    ("count", "lower", "upper", "sentence"),
    [
        (31, 9, 19, "31 in March 2025; between 9 and 19 were expected"),
        (31, None, None, "31 in March 2025"),
        (None, 9, 19, "No data for March 2025"),
    ],
)
def test_count_sentence_is_the_sentence_of_a_month(count, lower, upper, sentence):
    assert format.count_sentence(count, date(2025, 3, 1), lower, upper) == sentence
