"""The pages of the dashboard: what was published, for whom it was asked, and nothing of the build that is served."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client, override_settings
from pypdf import PdfReader

from editions import homes
from editions.test_publishing import NOTE, rebuilt_with_other_figures
from hueandcry.editions import actions
from hueandcry.editions.pages.words import JOINED
from hueandcry.warehouse import builds
from web.reading import links, words

PUBLISHED = """source,url,period,measure,value,unit
Made for a test,https://www.example.org/survey,YE Mar 2019,CSEW fraud incidents,3800000,incidents (rounded)
"""


@pytest.fixture(scope="module")
def corrected():
    """The yearly editions, the last of them corrected after the build had changed."""
    home = homes.copy_of(homes.published_annual())
    with homes.served(home) as client:
        before = {path: client.get(path).content for path in PATHS}
    rebuilt_with_other_figures(home)
    with homes.served(home) as client:
        between = {path: client.get(path).content for path in PATHS}
    actions.publish(home=home, now=homes.LATER, edition="2018-19", note=NOTE)
    return home, before, between


PATHS = ["/dashboard/2018-19/", "/dashboard/2018-19/?area=kent", "/dashboard/2017-18/1/", "/cy/dashboard/2018-19/"]


def test_the_page_tells_the_figures_of_all_bodies(annual):
    page = words(annual.get("/dashboard/2018-19/"))
    said = page.replace(JOINED, "")

    assert f"Online crime dashboard, 2018-{JOINED}19 (annual)" in page
    assert "All bodies together · April 2018 to March 2019 · Published on 21 November 2026" in said
    assert "43,717 frauds and cyber crimes were referred in April 2018 to March 2019, 16.1% fewer" in said
    assert "Positive: judicial outcomes 14.8% of outcomes recorded between 14.4% and 15.1%, allowing for chance" in said
    assert "1.2 percentage points lower than in 2017-18 (between 0.8 and 1.6 lower)" in said
    assert "More than chance, but within the usual swings of bodies" in said
    assert "So outcomes divided by referrals is no rate of success, and is never shown." in said


def test_a_tile_without_data_says_so_to_readers_and_how_to_fill_it_to_whoever_runs_the_site(annual):
    said = words(annual.get("/dashboard/2018-19/"))

    assert (
        "People who met online crime no data yet No survey of the public has been published here for this period. "
        "For whoever runs this site: a wave of the public attitude survey would fill this (hueandcry survey publish)."
    ) in said
    assert (
        "Actions to prevent and disrupt no data yet No figures of prevention and disruption have been published here "
        "for this period. For whoever runs this site: a table of monthly counts with the scheme"
    ) in said
    paper = PdfReader(io.BytesIO(annual.get("/dashboard/2018-19.pdf").content))
    printed = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    assert "No survey of the public has been published here for this period." in printed
    assert "hueandcry survey publish" not in printed
    assert "whoever runs this site" not in printed


def test_the_widest_area_leads_to_the_survey_figure_that_only_a_country_has():
    home = homes.copy_of(homes.annual())
    homes.load_more(home, {"published_figures.csv": PUBLISHED.encode()})
    actions.publish_all(home=home, now=homes.LATER)
    with homes.served(home) as client:
        together = client.get("/dashboard/2018-19/")
        country = client.get("/dashboard/2018-19/?area=england-and-wales")

    assert "/dashboard/2018-19/1/?area=england-and-wales#victimisation" in links(together)
    assert "For England and Wales: Incidents of fraud, 3.8 million." in words(together)
    assert "For England and Wales: Incidents of fraud" not in words(country)
    assert "Incidents of fraud 3.8 million" in words(country)


def test_words_of_tested_bodies_say_whose(annual):
    assert "Bodies in the table below (North East) whose change could be tested: " in words(
        annual.get("/dashboard/2018-19/?area=durham")
    )
    assert "Bodies in the table below (All bodies together) whose change could be tested: " in words(
        annual.get("/dashboard/2018-19/")
    )


@pytest.mark.parametrize(
    ("area", "sentence"),
    [
        ("kent", "1,185 frauds and cyber crimes were referred"),
        ("north-east-region", "737 frauds and cyber crimes were referred"),
        ("wales", "Of 3,"),
        ("england", "Of 4"),
        ("guernsey", "frauds and cyber crimes were referred"),
    ],
)
def test_any_area_can_be_chosen_without_script(annual, area, sentence):
    response = annual.get("/dashboard/2018-19/", {"area": area})

    assert response.status_code == 200
    assert sentence in words(response)
    assert re.search(rf'<option value="{area}" selected>', response.content.decode())


def test_every_force_region_and_country_can_be_chosen(annual):
    options = re.findall(r'<option value="([a-z-]+)"', annual.get("/dashboard/2018-19/").content.decode())

    assert {*homes.FORCES, "wales", "england", "england-and-wales", "all-bodies", "london-region"} <= set(options)
    assert len(options) == len(set(options)) == 62


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard/2018-19/?area=nowhere",
        "/dashboard/2018-19/?area=exampleshire",
        "/dashboard/2018-19/2/",
        "/dashboard/2018-19/0/",
        "/dashboard/2031-32/",
        "/dashboard/2018/",
        "/dashboard/latest/",
        "/dashboard/2018-19.pdf?number=7",
        "/dashboard/2018-19.pdf?number=x",
        f"/dashboard/2018-19.csv?number={'9' * 5000}",
        "/dashboard/2018-19.csv?number=%D9%A1",
        f"/dashboard/2018-19/{'9' * 5000}/",
    ],
)
def test_what_was_not_published_is_not_found(annual, path):
    assert annual.get(path).status_code == 404


def test_each_figure_has_its_trail_permanent_link_and_way_to_report_a_problem(annual):
    found = links(annual.get("/dashboard/2018-19/?area=kent"))

    assert "http://testserver/dashboard/2018-19/1/?area=kent#referrals-referred" in found
    assert "/report-a-problem/?figure=%2Fdashboard%2F2018-19%2F1%2F%3Farea%3Dkent%23referrals-referred" in found
    assert "/dashboard/2018-19.csv?number=1" in found
    assert any(link.startswith("/data/files/?sha256=") for link in found)


def test_the_permanent_link_leads_to_the_same_figures(annual):
    one, other = (annual.get(path) for path in ("/dashboard/2018-19/?area=kent", "/dashboard/2018-19/1/?area=kent"))

    assert words(one) == words(other)


def test_the_list_begins_with_the_newest_edition(annual):
    said = words(annual.get("/dashboard/"))

    assert "All bodies together · April 2018 to March 2019 (annual)" in said
    assert said.index("2018-19 (annual) Published") < said.index("2017-18 (annual)") < said.index("2016-17 (annual)")


def test_where_nothing_is_published_the_page_says_what_it_will_be_and_how_to_publish(nothing):
    response = nothing.get("/dashboard/")

    assert response.status_code == 200
    assert "No edition is published yet" in words(response)
    assert "hueandcry publish dashboard" in words(response)
    assert nothing.get("/dashboard/2018-19/").status_code == 404
    assert nothing.get("/dashboard.atom").status_code == 200


def test_pages_read_what_is_frozen_and_not_the_build(corrected):
    _, before, between = corrected

    assert between == before


def test_the_first_publication_says_that_it_was_corrected_and_leads_to_the_second(corrected):
    with homes.served(corrected[0]) as client:
        first = client.get("/dashboard/2018-19/1/?area=kent")

    assert f"This edition was corrected on 1 December 2026: {NOTE}" in words(first)
    assert "/dashboard/2018-19/?area=kent" in links(first)
    assert "1,185 frauds and cyber crimes" in words(first)


def test_the_correction_says_what_was_corrected_and_leads_to_the_first(corrected):
    with homes.served(corrected[0]) as client:
        second = client.get("/dashboard/2018-19/?area=kent")
        listed = client.get("/dashboard/")
        told = client.get("/dashboard.atom").content.decode()

    assert f"Corrected on 1 December 2026: {NOTE}" in words(second)
    assert "This edition was corrected" not in words(second)
    assert "1,177 frauds and cyber crimes" in words(second)
    assert "/dashboard/2018-19/1/" in links(second)
    assert f"Corrected on 1 December 2026: {NOTE}" in words(listed)
    assert "Corrected: Online crime dashboard, 2018-19 (annual)" in told


def test_downloads_of_the_first_stay_what_they_were(corrected):
    with homes.served(corrected[0]) as client, homes.served(homes.published_annual()) as untouched:
        old = {path: untouched.get(path).content for path in ("/dashboard/2018-19.csv", "/dashboard/2018-19.pdf")}
    with homes.served(corrected[0]) as client:
        assert {path: client.get(path, {"number": 1}).content for path in old} == old
        assert all(client.get(path).content != data for path, data in old.items())


@pytest.mark.parametrize(
    "path", ["/dashboard/", "/dashboard/2018-19/", "/dashboard/2018-19.json", "/dashboard/2018-19.pdf?area=kent"]
)
def test_a_file_that_was_changed_is_not_shown(path):
    home = homes.copy_of(homes.published_annual())
    file = home.frozen / "dashboard" / "2018-19" / "1" / "edition.json"
    file.write_text(file.read_text("utf-8").replace("43717", "3717"), "utf-8")

    with homes.served(home) as client:
        response = client.get(path)

    assert response.status_code == 500
    assert "3,717" not in response.content.decode()
    assert "43717" not in response.content.decode()


def test_a_quarter_says_that_it_is_one_and_what_is_missing(quarterly):
    said = words(quarterly.get("/dashboard/2025-q3/?area=kent"))

    assert f"2025-{JOINED}Q3 (quarterly)" in said
    assert "No whole figure of frauds and cyber crimes referred in July to September 2025." in said
    assert "1 of 3 months is missing, so there is no figure." in said
    assert "Quarters of a year differ by season" in said


def test_what_cannot_be_compared_is_not_called_missing(quarterly):
    kent = words(quarterly.get("/dashboard/2025-q3/?area=kent")).partition("by body.")[2]

    assert "Kent Police not whole – – –" in kent


def test_an_action_that_a_body_did_not_count_says_so(quarterly):
    said = words(quarterly.get("/dashboard/2025-q3/?area=surrey"))

    assert "Cards-stopped no data yet Nothing is on file." in said


def test_a_country_of_which_a_force_is_missing_has_no_sum(quarterly):
    said = words(quarterly.get("/dashboard/2025-q3/?area=england-and-wales"))

    assert "1 of 43 bodies have no whole figure, so there is no sum." in said


def test_actions_are_shown_by_kind(quarterly):
    said = words(quarterly.get("/dashboard/2025-q2/?area=essex"))

    assert "Cards-stopped 315 actions" in said


def test_in_welsh_the_page_has_welsh_names_and_a_welsh_paper(annual):
    response = annual.get("/cy/dashboard/2018-19/?area=north-wales")

    assert '<html lang="cy">' in response.content.decode()
    assert "Heddlu Gogledd Cymru" in words(response)
    assert "Dwyrain Canolbarth Lloegr" in response.content.decode()
    assert f"ar-{JOINED}lein" in words(response)
    assert any("lang=cy" in link for link in links(response))


def test_a_page_is_kept_until_something_is_published():
    home = homes.copy_of(homes.published_annual())
    with homes.served(home) as client:
        first = client.get("/dashboard/2018-19/")
        assert client.get("/dashboard/2018-19/", headers={"If-None-Match": first["ETag"]}).status_code == 304
        rebuilt_with_other_figures(home)
        actions.publish(home=home, now=homes.LATER, edition="2018-19", note=NOTE)
        after = client.get("/dashboard/2018-19/", headers={"If-None-Match": first["ETag"]})

    assert after.status_code == 200
    assert NOTE in words(after)


def test_the_page_of_a_force_shows_the_tiles_of_the_newest_edition(annual):
    response = annual.get("/forces/kent/")
    said = words(response).replace(JOINED, "")

    assert "On the dashboard of online crime Online crime dashboard, 2018-19 (annual) April 2018 to March 2019" in said
    assert "Frauds and cyber crimes referred 1,185 crimes" in said
    assert "People who met online crime" not in said
    assert "/dashboard/2018-19/1/?area=kent" in links(response)
    assert "On the dashboard" not in words(annual.get("/forces/cifas/"))


def test_a_damaged_edition_does_not_take_the_page_of_a_force_with_it():
    home = homes.copy_of(homes.published_annual())
    (home.frozen / "dashboard" / "2018-19" / "1" / "edition.json").write_text("{}", "utf-8")

    with homes.served(home) as client:
        response = client.get("/forces/kent/")

    assert response.status_code == 200
    assert "On the dashboard" not in words(response)


@pytest.mark.parametrize("name", ["edition.json", "about.json"])
@pytest.mark.parametrize(
    ("path", "status"), [("/dashboard/", 500), ("/dashboard/2018-19.json", 500), ("/forces/kent/", 200)]
)
def test_a_file_that_is_gone_or_cannot_be_read_is_told_of(name, path, status):
    home = homes.copy_of(homes.published_annual())
    file = home.frozen / "dashboard" / "2018-19" / "1" / name
    file.unlink() if name == "edition.json" else file.write_text("{", "utf-8")

    with homes.served(home) as client:
        response = client.get(path)

    assert response.status_code == status
    assert ("backup" in response.content.decode()) == (status == 500)
    assert "On the dashboard" not in words(response)


def test_a_build_of_another_version_does_not_take_the_editions_with_it(monkeypatch):
    home = homes.copy_of(homes.example())
    monkeypatch.setattr(builds, "FORM", builds.FORM + 1)

    with homes.served(home) as client:
        listed, page = client.get("/dashboard/"), client.get("/dashboard/2018-19/")

    assert (listed.status_code, page.status_code) == (200, 200)
    assert "quarterly" not in words(listed)


def test_an_operator_can_close_the_room():
    with override_settings(HOME=homes.published_annual(), ROOMS_CLOSED=frozenset({"editions"})):
        assert Client().get("/dashboard/").status_code == 404
        assert Client().get("/dashboard/2018-19.csv").status_code == 404
        assert "On the dashboard" not in words(Client().get("/forces/kent/"))


def test_no_question_is_put_to_the_build_for_an_edition(annual, monkeypatch):
    from web.reading import questions

    with questions(monkeypatch) as asked:
        annual.get("/dashboard/2017-18/?area=surrey")

    assert [one for one in asked if one not in ("invented_there", "notes_standing")] == []
