"""The one search box: one hit leads there, several are listed, none is explained."""

import pytest
from django.test import override_settings

from hueandcry.measures import queries as measures
from hueandcry.warehouse.reading import Reader, reader
from hueandcry.web.queries.contacts import fraud_lines
from web import homes
from web.reading import links, words


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("XQ1 1XX", "/places/E01090001/"),
        ("xq11xx", "/places/E01090001/"),
        ("E01090001", "/places/E01090001/"),
        ("e07990001", "/places/E07990001/"),
        ("Hollin Vale", "/places/E07990001/"),
        ("  hollin   VALE ", "/places/E07990001/"),
        ("Hollin Vale 001A", "/places/E01090001/"),
        ("northm", "/places/E07990002/"),
        ("exampleshire", "/forces/exampleshire/"),
        ("E23990001", "/forces/exampleshire/"),
        ("Heddlu Gwent", "/forces/gwent/"),
    ],
)
def test_search_for_one_place_leads_there(county, asked, place):
    response = county.get("/search/", {"q": asked})

    assert (response.status_code, response["Location"]) == (302, place)


def test_search_leads_to_the_page_in_the_same_language(county):
    response = county.get("/cy/search/", {"q": "Hollin Vale"})

    assert response["Location"] == "/cy/places/E07990001/"


def test_search_for_several_places_lists_them(county):
    response = county.get("/search/", {"q": "hollin vale 001"})

    assert response.status_code == 200
    assert "4 places found for “hollin vale 001”" in words(response)
    assert "/places/E01090003/" in links(response)


def test_search_for_half_a_postcode_lists_districts_and_small_areas(county):
    response = county.get("/search/", {"q": "XQ1"})

    assert "Districts there" in words(response)
    assert "/places/E07990001/" in links(response)
    assert "/places/E01090001/" in links(response)


def test_search_for_a_sector_lists_only_what_lies_in_it(county):
    response = county.get("/search/", {"q": "XQ1 1"})

    assert response["Location"] == "/places/E01090001/"


def test_search_that_finds_nothing_says_what_can_be_found(county):
    response = county.get("/search/", {"q": "Atlantis"})

    page = words(response)
    assert response.status_code == 200
    assert "Nothing found for “Atlantis”" in page
    assert "A postcode, or its first half" in page
    assert "That a place is not found says nothing about crime there." in page


def test_search_for_an_unknown_postcode_says_that_it_is_not_in_the_list(county):
    page = words(county.get("/search/", {"q": "NE1 4ST"}))

    assert "This postcode is not in the list that is loaded." in page


def test_search_for_a_postcode_without_figures_says_so(london):
    page = words(london.get("/search/", {"q": "ZE1 0AA"}))

    assert "The postcode ZE1 0AA is known, but lies in no area of which figures are loaded." in page


def test_search_for_nothing_shows_what_can_be_searched(county):
    page = words(county.get("/search/"))

    assert "What can be found" in page


def test_search_keeps_what_was_typed_as_text(county):
    response = county.get("/search/", {"q": "<script>alert(1)</script>"})

    assert b"<script>alert" not in response.content
    assert "<script>alert(1)</script>" in words(response)


def test_search_without_accents_finds_the_welsh_name(london):
    response = london.get("/search/", {"q": "blaenau gwent"})

    assert response["Location"] == "/places/blaenau-gwent/"


def test_search_that_finds_nothing_leads_to_reporting_to_claims_and_to_the_dashboard(county):
    response = county.get("/search/", {"q": "hacked by a scammer"})

    page = words(response)
    assert "Nothing found for “hacked by a scammer”" in page
    assert {"/claims/", "/dashboard/", "/measures/"} <= set(links(response))
    assert "If it happened to you" in page
    assert {line.website for line in fraud_lines()} <= set(links(response))


def test_search_finds_claims_and_measures_by_the_words_of_their_title(county):
    response = county.get("/search/", {"q": "fraud"})

    page = words(response)
    assert "No place is called “fraud”" in page
    assert "London has had no fraud since 2013 Claim: does not stand" in page
    assert "Online banking fraud rose by 71% in a year Claim: " in page
    titles = {one.slug: str(one.title) for one in measures.every(reader(homes.county()))}
    wanted = {f"/measures/{slug}/" for slug, title in titles.items() if " fraud" in f" {title.casefold()}"}
    assert (
        wanted
        and {link for link in links(response) if link.startswith("/measures/") and link != "/measures/"} == wanted
    )
    assert any(link.startswith("/claims/") and link != "/claims/" for link in links(response))


def test_search_in_welsh_finds_titles_in_welsh(county):
    response = county.get("/cy/search/", {"q": "twyll"})

    assert any(link.startswith(("/cy/claims/", "/cy/measures/")) and link.count("/") == 4 for link in links(response))


@pytest.mark.parametrize("room", ["claims", "measures", "editions"])
def test_search_leads_to_no_closed_room(county, room):
    with override_settings(ROOMS_CLOSED=frozenset({room})):
        response = county.get("/search/", {"q": "fraud"})

    door = {"claims": "/claims/", "measures": "/measures/", "editions": "/dashboard/"}[room]
    assert [link for link in links(response) if link.startswith(door)] == []


def test_search_for_a_place_asks_no_further_question(county, monkeypatch):
    asked = []
    plain = Reader.rows
    monkeypatch.setattr(
        Reader, "rows", lambda self, room, sql, **more: asked.append(sql) or plain(self, room, sql, **more)
    )

    county.get("/search/", {"q": "Hollin Vale"})
    assert "titles" not in asked
    county.get("/search/", {"q": "Atlantis"})
    assert asked.count("titles") == 1
