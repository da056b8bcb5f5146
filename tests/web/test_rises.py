"""The list of all rises: strongest first, of how many, and what was withdrawn."""

import pytest

from web import homes, towns
from web.reading import links, questions, words


def test_rises_stand_strongest_evidence_first(county):
    page = words(county.get("/rises/"))

    assert "Unusual rises in September 2026" in page
    assert page.index("Burglary in Hollin Vale 001A") < page.index("Drugs in Northmere 002D")
    assert "Drugs recorded by Exampleshire Constabulary (invented)" in page


def test_rises_say_how_many_series_were_tested(county):
    assert "277 series were looked at: 199 tested, 5 of them rose." in words(county.get("/rises/"))


def test_rises_can_be_narrowed_by_kind_force_and_month(county):
    page = words(county.get("/rises/", {"kind": "bicycle-theft", "force": "exampleshire", "month": "2026-05"}))

    assert "Unusual rises in May 2026" in page
    assert "Bicycle theft in Northmere 001A" in page
    assert "Burglary in" not in page


def test_month_without_a_rise_says_that_nothing_tested_was_unusual(county):
    page = words(county.get("/rises/", {"kind": "robbery"}))

    assert "Tested: nothing unusual." in page or "Nothing could be tested" in page


def test_month_in_which_nothing_could_be_tested_does_not_say_that_all_is_quiet(london):
    page = words(london.get("/rises/", {"month": "2022-08", "force": "gwent"}))

    assert "Nothing could be tested" in page
    assert "nothing unusual" not in page


def test_withdrawn_rise_stays_visible_with_its_reason():
    home, _, _ = towns.corrected()

    with homes.served(home) as client:
        everywhere = words(client.get("/rises/"))
        place = words(client.get("/places/E01090001/"))

    reason = "the month was published again and now has 2."
    assert "Burglary, September 2026: told as a rise of 19, and withdrawn." in everywhere
    assert reason in everywhere
    assert reason in place
    assert "Tested: nothing unusual." in place


def test_rises_without_a_withdrawn_one_say_so(county):
    assert "No rise that was told here has been withdrawn." in words(county.get("/rises/"))


def test_rises_lead_to_the_same_list_as_files_and_feed(county):
    leading = links(county.get("/rises/", {"kind": "burglary"}))

    assert "/rises.csv?month=2026-09&kind=burglary" in leading
    assert "/rises.json?month=2026-09&kind=burglary" in leading
    assert "/rises.atom" in leading


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=99999999999999999999", "month=never", "force=<b>", "kind='--", "page=²"],
)
def test_rises_survive_nonsense(county, query):
    assert county.get(f"/rises/?{query}").status_code == 200


def test_rises_ask_the_same_number_of_questions_however_many_there_are(county, monkeypatch):
    county.get("/rises/?first")
    with questions(monkeypatch) as asked:
        county.get("/rises/?again")
        five = list(asked)
        asked.clear()
        county.get("/rises/?kind=robbery")

    assert five == asked == ["latest_judged", "rises_counted", "rises_told"]
