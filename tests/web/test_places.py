"""A place in a month: the three sentences, the rises, every kind; and what is not known."""

import pytest
from django.test import override_settings

from web import homes, towns
from web.reading import links, questions, words

HOLLIN_VALE, HOLLIN_VALE_001A, NORTHMERE_001A = "E07990001", "E01090001", "E01090009"


@pytest.mark.parametrize("path", ["/places/E07990001/", "/forces/exampleshire/"])
def test_profile_for_the_board_stands_before_everything_that_is_told(county, path):
    page = county.get(path).content.decode()

    area = "E07990001" if "places" in path else "E23990001"
    link = f'<p class="on-screen"><a href="/places/{area}/profile/">Profile for the neighbourhood board</a></p>'
    assert page.count(f"/places/{area}/profile/") == page.count(link) == 1
    assert page.index("<h1>") < page.index(link) < page.index('class="lead')
    with override_settings(ROOMS_CLOSED=frozenset({"profiles"})):
        assert "/profile/" not in county.get(path, {"closed": "1"}).content.decode()
    assert "/profile/" not in county.get("/places/E01090001/").content.decode()


def test_place_with_a_rise_says_what_was_expected_and_what_to_do(county):
    page = words(county.get(f"/places/{HOLLIN_VALE_001A}/"))

    assert "1 unusual rise." in page
    assert "Burglary: 19 in September 2026; between 0 and 6 were expected" in page
    assert "It is the first month of this rise. About 1 in 10 of the rises we show turn out to be chance." in page
    assert "What to do Lock doors and windows even when you are at home" in page
    assert "Who answers, by when Nobody: Exampleshire Constabulary (invented) does not exist." in page
    assert "Follow this" in page


def test_place_with_a_rise_in_police_activity_says_that_it_may_be_an_operation(london):
    page = words(london.get(f"/places/{towns.CAMDEN}/"))

    assert "Drug trafficking: 70 in November 2025" in page
    assert "a rise may be an operation and not more crime" in page


def test_place_says_who_answers_and_that_the_contact_was_not_checked(london):
    page = words(london.get(f"/places/{towns.ISLINGTON}/"))

    assert "Metropolitan Police Service answers for policing here: call 101, or 999 if someone is in danger." in page
    assert "have not been checked yet" in page
    assert "Nobody has been asked about this rise yet." in page


def test_place_without_a_rise_says_that_nothing_tested_was_unusual(county):
    page = words(county.get("/places/E01090002/"))

    assert "Tested: nothing unusual." in page
    assert "of 14 kinds" in page.lower() or "All 14 kinds were tested." in page


def test_place_that_cannot_be_judged_leads_to_its_district(london):
    response = london.get("/places/W01001441/")

    assert "/places/blaenau-gwent/" in links(response)
    assert "Blaenau Gwent 001A" in words(response)


def test_place_whose_force_stopped_publishing_says_since_when_there_is_no_data(london):
    page = words(london.get("/places/W01001441/"))

    assert "No data since August 2022." in page
    assert "What follows is of August 2022." in page


def test_place_of_a_force_without_any_data_says_so_and_shows_no_count(london):
    response = london.get(f"/places/{towns.STRAY}/")

    assert response.status_code == 200
    assert "No data" in words(response)
    assert "Burglary" not in words(response)


def test_place_of_which_nothing_is_loaded_says_no_data_and_not_no_crime(london):
    response = london.get("/places/E01024001/?month=2019-01")

    page = words(response)
    assert "No data for January 2019." in page
    assert "Nothing is loaded for this month." in page


def test_place_in_a_missing_month_says_no_data_and_never_zero(london):
    page = words(london.get("/places/W01001441/?month=2022-07"))

    assert "No data for July 2022." in page
    assert "Nothing was published for this month. Missing is not zero." in page
    assert "No counts of July 2022. Kind Count Burglary no data" in page


def test_place_in_a_month_in_doubt_shows_it_and_does_not_judge_it(county):
    page = words(county.get(f"/places/{HOLLIN_VALE}/?month=2025-03"))

    assert "These figures are in doubt and were not judged." in page
    assert "figures in doubt" in page


def test_kind_counted_elsewhere_says_where_and_is_no_zero(london):
    page = words(london.get(f"/places/{towns.ISLINGTON}/"))

    assert "Fraud and forgery Recorded elsewhere since early 2013 no data not known not comparable" in page


def test_rise_that_is_over_is_told_in_its_month(county):
    page = words(county.get(f"/places/{NORTHMERE_001A}/?month=2026-06"))

    assert "Over · June 2026 Bicycle theft is back in its usual range: 0 in June 2026" in page


def test_redrawn_area_says_since_when_its_figures_stand(london):
    assert "This area was drawn anew: its figures begin in July 2022." in words(london.get(f"/places/{towns.BEGAN}/"))
    assert "since July 2022 its crimes are counted under other codes" in words(london.get(f"/places/{towns.ENDED}/"))


def test_district_lists_its_small_areas_with_a_word_each(county):
    response = county.get(f"/places/{HOLLIN_VALE}/")

    page = words(response)
    assert "Small areas in this district" in page
    assert "Hollin Vale 001A 1 rise" in page
    assert links(response).count(f"/places/{HOLLIN_VALE_001A}/") == 1


def test_small_area_leads_to_its_district_and_force(county):
    leading = links(county.get(f"/places/{HOLLIN_VALE_001A}/"))

    assert {"/forces/exampleshire/", f"/places/{HOLLIN_VALE}/"} <= set(leading)


def test_force_area_has_the_page_of_its_force(county):
    response = county.get("/places/E23990001/")

    assert (response.status_code, response["Location"]) == (302, "/forces/exampleshire/")


def test_code_in_small_letters_leads_to_the_page(county):
    response = county.get("/places/e01090001/")

    assert (response.status_code, response["Location"]) == (302, "/places/E01090001/")


@pytest.mark.parametrize("code", ["E01999999", "nowhere", "E01090001'--", "%3Cb%3E"])
def test_unknown_code_is_a_designed_page(county, code):
    response = county.get(f"/places/{code}/")

    assert response.status_code == 404
    assert "No such place here" in words(response)
    assert b'action="/search/"' in response.content
    assert b"<b>E" not in response.content or b"<b><b>" not in response.content


@pytest.mark.parametrize("month", ["nonsense", "2025-99", "9999-12", "0001-01", ""])
def test_month_that_makes_no_sense_is_survived(county, month):
    assert county.get(f"/places/{HOLLIN_VALE}/", {"month": month}).status_code == 200


def test_longest_name_stands_on_its_page(london):
    assert words(london.get("/places/E01015300/")).startswith(
        " Dorset Police Bournemouth, Christchurch and Poole Bournemouth, Christchurch and Poole 002A"
    )


def test_place_is_there_in_welsh_with_welsh_kinds_and_months(county):
    response = county.get(f"/cy/places/{HOLLIN_VALE_001A}/")

    page = words(response)
    assert "Bwrgleriaeth" in page
    assert "Medi 2026" in page
    assert f'href="/places/{HOLLIN_VALE_001A}/"' in response.content.decode()


def test_place_offers_every_month_published(county):
    page = county.get(f"/places/{HOLLIN_VALE}/").content.decode()

    assert '<option value="2026-09">September 2026</option>' in page
    assert '<option value="2020-06">June 2020</option>' in page
    assert page.count("<option") == 1 + 76


@pytest.mark.parametrize(
    ("home", "code", "asked"),
    [
        (homes.county, "E01090002", ["area", "area_counts", "area_judged"]),
        (
            homes.county,
            "E07990001",
            ["area_counts", "area_judged", "area_counts", "area_history", "small_areas", "areas_judged"],
        ),
        (towns.towns, "E09000019", ["area_counts", "area_judged", "area_counts", "area_history", "small_areas"]),
    ],
)
def test_place_asks_a_few_questions_however_many_kinds_and_parts_it_has(home, code, asked, monkeypatch):
    with homes.served(home()) as client, questions(monkeypatch) as found:
        client.get(f"/places/{code}/?first")
        found.clear()
        client.get(f"/places/{code}/?again")

    assert found == asked
