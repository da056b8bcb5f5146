"""Two places or two months side by side, with what cannot be compared said first."""

import pytest

from web import towns
from web.reading import words


def test_place_stands_beside_itself_a_year_before(county):
    page = words(county.get("/places/E07990001/compare/"))

    assert "September 2026 beside September 2025" in page
    assert "Burglary 37 usual: 13 to 29" in page


def test_two_places_stand_side_by_side_with_a_warning(county):
    page = words(county.get("/places/E07990001/compare/", {"with": "Northmere"}))

    assert "Hollin Vale beside Northmere" in page
    assert "A larger count is not a more dangerous place." in page
    assert "for 100,000 residents" in page


def test_rates_are_left_out_where_residents_are_not_known(london):
    page = words(london.get(f"/places/{towns.ISLINGTON}/compare/", {"with": "Camden"}))

    assert "No rates are shown: the number of residents is not known for both places, or too small." in page
    assert "for 100,000" not in page


def test_month_without_data_is_said_and_no_zero(county):
    page = words(county.get("/places/E07990001/compare/", {"against": "2024-02"}))

    assert "No whole month is known for Hollin Vale in February 2024. Missing is not zero." in page
    assert "Burglary 37 usual: 13 to 29 no data" in page


def test_break_between_two_months_is_said(london):
    page = words(london.get(f"/places/{towns.ISLINGTON}/compare/", {"month": "2025-11", "against": "2018-06"}))

    assert "Lockdowns" in page


def test_places_of_different_forces_are_said_to_record_differently(london):
    page = words(london.get("/places/blaenau-gwent/compare/", {"with": "Canterbury 001A"}))

    assert "Two police forces may record the same thing differently." in page
    assert "These are places of different size" in page


def test_place_that_is_not_found_is_said(county):
    page = words(county.get("/places/E07990001/compare/", {"with": "Atlantis"}))

    assert "No place was found for “Atlantis”." in page
    assert "September 2026 beside September 2025" in page


def test_several_places_found_are_said(county):
    page = words(county.get("/places/E07990001/compare/", {"with": "hollin vale 001"}))

    assert "Several places were found for “hollin vale 001”; Hollin Vale 001A is shown." in page


@pytest.mark.parametrize("query", ["month=x&against=y&with=&scheme=none", "month=1900-01", "against=2199-12"])
def test_compare_survives_nonsense(county, query):
    assert county.get(f"/places/E07990001/compare/?{query}").status_code == 200


def test_compare_of_an_unknown_place_is_a_designed_page(county):
    assert county.get("/places/E01999999/compare/").status_code == 404


def test_nothing_is_ranked(county):
    page = words(county.get("/places/E07990001/compare/", {"with": "Northmere"}))

    kinds = ["Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson"]
    assert sorted(kinds, key=lambda kind: page.index(f"{kind} ")) == kinds


def test_a_district_is_not_offered_what_is_counted_for_whole_forces_only(county):
    """Offences flagged as online are counted by force: nothing is known of a district, and nothing is zero there."""
    page = words(county.get("/places/E07990001/compare/", {"with": "Northmere"}))
    place = words(county.get("/places/E07990001/"))

    assert [name for name in ("Blackmail, online", "Hate crime, online", "Websites taken down") if name in page] == []
    assert [name for name in ("Blackmail, online", "Hate crime, online", "Websites taken down") if name in place] == []
    assert "Blackmail, online" in words(county.get("/places/E23990001/online-flagged/blackmail/"))
