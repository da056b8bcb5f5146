"""The front page: what rose, of how many, and how old that is."""

from datetime import date

import pytest

from web import homes, towns
from web.reading import links, questions, words


@pytest.fixture
def on(monkeypatch):
    """Make it a certain day for the pages that tell how old a month is."""

    def go(module, day: date):
        class Day(date):
            @classmethod
            def today(cls):
                return day

        monkeypatch.setattr(module, "date", Day)

    return go


def test_home_shows_the_rises_of_the_latest_month_strongest_first(county, on):
    from hueandcry.web.views import home

    on(home, date(2026, 11, 21))

    page = words(county.get("/"))

    assert "Unusual rises in the latest month published (September 2026)" in page
    assert "Hollin Vale 001A Burglary 19 in September 2026; between 0 and 6 were expected" in page
    assert page.index("Hollin Vale 001A") < page.index("Northmere 002D")


def test_home_never_calls_a_month_older_than_half_a_year_current(county, on):
    from hueandcry.web.views import home

    on(home, date(2027, 4, 1))

    page = words(county.get("/?later"))

    assert "Unusual rises in September 2026, the latest month loaded" in page
    assert "It is over six months old: it does not tell what is happening now." in page
    assert "latest month published" not in page


def test_home_says_how_many_were_tested_and_how_many_could_not_be(london):
    page = words(london.get("/"))

    assert "series were looked at:" in page
    assert "too few crimes to tell." in page
    assert "cannot be compared with earlier months." in page


def test_home_names_forces_whose_latest_month_is_older(london):
    page = words(london.get("/"))

    assert "Gwent Police (August 2022)" in page


def test_home_says_that_police_activity_is_counted(london):
    page = words(london.get("/"))

    assert "Camden Drug trafficking 70 in November 2025" in page
    assert "It counts what the police do, too." in page


def test_home_marks_what_is_invented(county):
    assert b'class="invented"' in county.get("/").content


def test_home_of_real_places_is_not_marked_as_invented(london):
    assert b'class="invented"' not in london.get("/").content


def test_home_has_a_search_box_and_the_doors_that_exist(county):
    response = county.get("/")

    assert "Raise it, and see who answers." in words(response)
    assert b'action="/search/"' in response.content
    assert {"/rises/", "/forces/", "/data/", "/methods/"} <= set(links(response))


def test_home_tells_the_coverage_in_one_line(london):
    assert "Data to November 2025 · 4 of 43 forces · built 21 November 2026" in london.get("/").content.decode()


def test_home_says_that_what_is_loaded_is_invented(county):
    assert "Data to September 2026, invented · built 21 November 2026" in county.get("/").content.decode()


@pytest.mark.parametrize("home", [homes.county, towns.towns])
def test_home_asks_the_same_number_of_questions_whatever_it_shows(home, monkeypatch):
    with homes.served(home()) as client, questions(monkeypatch) as asked:
        client.get("/?first")
        asked.clear()
        client.get("/?again")

    assert asked == ["latest_judged", "rises_told", "sparks"]


def test_home_without_any_build_says_so(nothing):
    response = nothing.get("/")

    assert response.status_code == 503
    assert "No figures yet" in words(response)
    assert "says nothing about crime anywhere" in words(response)


def test_home_is_there_in_welsh(county):
    response = county.get("/cy/")

    assert b'<html lang="cy">' in response.content
    assert "Medi 2026" in words(response)
    assert "Bwrgleriaeth" in words(response)
