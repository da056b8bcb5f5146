"""The page of one figure: its whole trail, and every month, where a gap says so and is never a zero."""

import re

import pytest

from hueandcry.warehouse import builds
from web import homes, towns
from web.reading import links, questions, words

RISE = "/places/E01090001/street/burglary/"


def months(client, path: str) -> dict[str, str]:
    """Return the rows of the table of months: month → the rest of the row."""
    page = client.get(path).content.decode()
    table = page[page.index('id="months"') :]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]
    return {" ".join(row[:2]): " ".join(row[2:]) for row in rows}


def test_figure_carries_its_whole_trail(county):
    page = words(county.get(RISE))

    assert "Burglary in Hollin Vale 001A 19 in September 2026; between 0 and 6 were expected rise" in page
    assert "What it is Crimes and incidents of the kind “Burglary” that the territorial force reported" in page
    assert "What it cannot tell" in page
    assert "Coverage June 2020 to September 2026; 1 month of them without a figure." in page
    assert "Usual range 0 to 6: nine months in ten like this one fall into it when nothing has changed." in page
    assert re.search(r"2026-09-exampleshire-street\.csv .{0,60}SHA-256 [0-9a-f]{64}", page)
    assert "To cite it Burglary in Hollin Vale 001A, September 2026: 19." in page
    assert "Source: nobody (invented figures)." in page


def test_figure_says_how_strong_the_evidence_is_in_words(county):
    page = words(county.get(RISE))

    assert re.search(r"If nothing had changed, 19 or more would come about once in [0-9,]+ months like this\.", page)
    assert "fewer than 1 in 100 are expected to be chance." in page


def test_figure_links_to_itself_for_as_long_as_its_build_is_kept(county):
    build = builds.current(homes.county()).id
    permalink = f"{RISE}?month=2026-09&build={build}"

    page = county.get(RISE)

    assert f"http://testserver{permalink}" in links(page)
    assert "19 in September 2026" in words(county.get(permalink))


def test_figure_of_a_build_that_is_gone_says_so_and_shows_the_present_one(county):
    page = words(county.get(RISE, {"build": "20200101T000000Z-0000000000"}))

    assert "The build 20200101T000000Z-0000000000 is no longer kept here." in page
    assert "19 in September 2026" in page


def test_figure_of_an_earlier_build_that_is_kept_is_shown_as_it_was():
    home, first, second = towns.corrected()

    with homes.served(home) as client:
        was = words(client.get(RISE, {"month": "2026-09", "build": first}))
        now = words(client.get(RISE, {"month": "2026-09", "build": second}))

    assert "These are the figures of an earlier build" in was
    assert "19 in September 2026" in was
    assert "2 in September 2026" in now
    assert "earlier build" not in now


def test_figure_can_be_reported_cited_taken_along_and_embedded(county):
    page = county.get(RISE)

    leading = links(page)
    assert any(link.startswith("/report-a-problem/?figure=%2Fplaces%2FE01090001") for link in leading)
    assert "/places/E01090001.csv?kind=burglary" in leading
    assert "/charts/E01090001/street/burglary.svg" in leading
    assert '<img src="http://testserver/charts/E01090001/street/burglary.svg"' in words(page)


def test_month_without_a_file_says_no_data_and_not_zero(county):
    assert months(county, RISE)["February 2024"].startswith("no data – ")
    assert "nothing published" in months(county, RISE)["February 2024"]


def test_month_in_doubt_is_shown_and_said_to_be_in_doubt(county):
    assert "in doubt" in months(county, RISE)["March 2025"]


def test_month_without_a_row_is_unknown_where_absence_is_unknown(london):
    found = months(london, f"/places/{towns.ISLINGTON}/mps/homicide/")

    assert found["September 2025"].startswith("no data")
    assert "no figure published" in found["September 2025"]


def test_month_counted_elsewhere_is_no_data(london):
    path = f"/places/{towns.ISLINGTON}/mps/fraud-and-forgery/"

    assert "counted elsewhere" in months(london, path)["November 2025"]
    assert "no data" in months(london, path)["November 2025"]
    assert "moved from police forces to Action Fraud" in words(london.get(path))


def test_breaks_stand_with_their_source_and_whether_they_were_reviewed(london):
    page = words(london.get(f"/places/{towns.ISLINGTON}/mps/shoplifting/"))

    assert "Lockdowns" in page
    assert "Source: " in page
    assert "Review: " in page


def test_figure_of_a_month_asked_for_is_of_that_month(county):
    page = words(county.get(RISE, {"month": "2024-02"}))

    assert "No data for February 2024" in page
    assert "Nothing was published for this month. Missing is not zero." in page


def test_figure_of_a_month_never_loaded_says_so(county):
    page = words(county.get(RISE, {"month": "2012-01"}))

    assert "Nothing is loaded for this month. Missing is not zero." in page


@pytest.mark.parametrize(
    "path",
    [
        "/places/E01090001/street/piracy/",
        "/places/E01090001/mps/burglary/",
        "/places/E01999999/street/burglary/",
        f"/places/{towns.BEGAN}/street/burglary/",
    ],
)
def test_series_that_does_not_exist_is_a_designed_page(county, path):
    response = county.get(path)

    assert response.status_code == 404
    assert "No such place here" in words(response)


def test_rate_is_given_only_where_residents_are_known(county):
    assert "for each 1,000 residents" in words(county.get(RISE))


def test_rate_is_not_given_where_residents_are_not_known(london):
    assert "residents" not in words(london.get(f"/places/{towns.ISLINGTON}/mps/shoplifting/"))


def test_series_asks_the_same_questions_for_few_months_and_many(county, monkeypatch):
    with questions(monkeypatch) as asked:
        county.get(f"{RISE}?first")
        asked.clear()
        county.get(f"{RISE}?again")

    assert asked == ["area", "series_counts", "series_judged", "source_files"]
