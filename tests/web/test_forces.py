"""The list of forces and a force's page: what each has published comes before what it says."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client, override_settings

from hueandcry.web.pages.force_figures import referral_notes
from hueandcry.web.queries.forces import Referrals
from hueandcry.web.queries.reference import Body
from web import homes
from web.reading import links, questions, words

NO_FIGURES = "Without crime figures here Of these forces no crimes by month are loaded."

# What the published table says of Kent, and of everybody, in 2016-17 (see the feed's README for the totals).
ALL_2016 = "21.9%"


@pytest.fixture
def forces():
    with homes.served(homes.forces()) as client:
        yield client


@pytest.fixture
def county():
    with homes.served(homes.county()) as client:
        yield client


def told(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words(response)


def test_forces_stand_in_the_order_of_their_names_without_a_rank(forces):
    listed = [link for link in links(forces.get("/forces/")) if link.startswith("/forces/") and link != "/forces/"]

    assert listed[:4] == [
        *("/forces/kent/", "/forces/northern-ireland/"),
        *("/forces/avon-and-somerset/", "/forces/bedfordshire/"),
    ]
    assert len(listed) == len(set(listed)) == 47
    assert "They are not ranked" in told(forces, "/forces/")


def test_forces_list_says_what_is_loaded_and_of_whom_nothing_is(forces):
    page = told(forces, "/forces/")

    assert "Kent Police June 2022 to August 2022, 2 of 3 months with data" in page
    assert page.index(NO_FIGURES) < page.index("Essex Police")


def test_force_with_gaps_says_so_before_any_figure(forces):
    page = told(forces, "/forces/kent/")

    fails = page.index("Not everything is there")
    assert "of the latest twelve months, 1 is missing or not whole" in page
    assert fails < page.rindex("What became of crimes")
    assert fails < page.index("Nothing in its districts and small areas could be tested.")


def test_force_whose_districts_could_not_be_tested_never_says_that_nothing_rose(forces):
    page = told(forces, "/forces/kent/")

    assert "Nothing in its districts and small areas could be tested. That does not mean that nothing rose." in page
    assert "nothing unusual" not in page


def test_force_with_nothing_loaded_says_what_would_be_needed(forces):
    page = told(forces, "/forces/essex/")

    assert "No crime figures of this force are loaded" in page
    assert "That says nothing about how much crime there is." in page
    assert "YYYY-MM-essex-street.csv" in page
    assert "No outcomes recorded by this body are loaded." in page


def test_outcomes_count_each_crime_once_and_say_that_court_results_stop(forces):
    page = told(forces, "/forces/kent/")

    # May: two crimes charged (one of them twice in the file), one sent to prison, one decided in a new way; July: six.
    assert "10 outcomes recorded, May 2019 to July 2019" in page
    assert "Suspect charged Charged, cautioned or settled out of court 2" in page
    assert "Offender sent to prison A court decided 1" in page
    assert "Decided in a new way Passed to another body, or not known 1" in page
    assert "Results of courts stop in May 2019" in page
    assert "Of these 3 months, 2 hold data. Missing is not zero." in page


def test_referrals_show_no_rate_of_success_and_the_share_that_may_be_shown(forces):
    page = told(forces, "/forces/kent/")

    assert "So outcomes divided by referrals is no rate of success, and is not shown." in page
    assert f"Of all bodies together it was {ALL_2016} in 2016-17, 15.9% in 2017-18, 14.8% in 2018-19." in page


def test_referrals_of_avon_and_somerset_are_those_published(forces):
    page = told(forces, "/forces/avon-and-somerset/")

    assert "2016-17 908 56 4 52 7.1%" in page


def test_judicial_share_has_its_interval_and_says_where_there_are_few_cases(forces):
    html = forces.get("/forces/north-yorkshire/").content.decode()

    lines = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)]
    few = next(line for line in lines if line.startswith(" 2018-19"))
    # None of two outcomes was judicial: after Wilson between 0 and 65.8 %.
    assert "0.0% few cases 0.0% to 65.8%" in few
    assert "6.7% to 9.0%" in told(forces, "/forces/kent/")


def test_files_of_a_force_give_the_judicial_share_with_its_interval_and_few_cases_as_the_page_does(forces):
    rows = json.loads(forces.get("/forces/north-yorkshire.json").content)["action_fraud"]["rows"]
    few = next(row for row in rows if (row["period"], row["item"]) == ("2018-19", "judicial_share"))
    lines = csv.DictReader(io.StringIO(forces.get("/forces/north-yorkshire.csv").content.decode()))
    line = next(row for row in lines if (row["period"], row["item"]) == ("2018-19", "judicial_share"))

    assert (few["value"], few["lower"], round(few["upper"], 3), few["state"]) == (0.0, 0.0, 0.658, "few")
    assert [float(line[name]) for name in ("value", "lower", "upper")] == [0.0, 0.0, few["upper"]]
    assert line["state"] == "few"


def test_body_that_recorded_no_outcome_has_no_share(forces):
    content = json.loads(forces.get("/forces/guernsey.json").content)

    shares = [row for row in content["action_fraud"]["rows"] if row["item"] == "judicial_share"]
    outcomes = [row["value"] for row in content["action_fraud"]["rows"] if row["item"] == "outcomes"]
    assert [row["value"] is None for row in shares] == [value == 0 for value in outcomes]


@pytest.mark.parametrize(
    ("published_as", "told_so"),
    [("City of London (incl. funded units)", True), ("City of London Police", False), ("City of London", False)],
)
def test_name_in_the_published_table_is_told_where_it_is_another(published_as, told_so):
    city = Body("city-of-london", "E23000034", "City of London Police", "", "territorial", "England", "", "", "")
    year = Referrals(published_as, "2016-17", 2744, 957, 647, 310, "table", None, None)

    said = referral_notes(city, [year])

    assert any(f"“{published_as}”" in words for words in said) is told_so


def test_grant_and_levels_are_told_with_what_they_are_not(forces):
    page = told(forces, "/forces/kent/")

    assert "£231.6 million It is not the whole budget" in page
    assert "Robbery 1,100 900" in page
    assert "Shoplifting 0 no data" in page
    assert "Homicide" not in page  # a correction below zero is no level


def test_every_table_has_its_trail(forces):
    found = links(forces.get("/forces/kent/"))

    traced = {link for link in found if link.startswith("/data/files/?sha256=")}
    assert len(traced) == 5  # two months of outcomes, Action Fraud, grant, rolling totals
    assert "/forces/kent.csv" in found
    assert "/forces/kent.json" in found
    assert any(link.startswith("/report-a-problem/?figure=%2Fforces%2Fkent%2F%3Fbuild%3D") for link in found)


def test_contact_says_that_nobody_has_checked_it(forces):
    page = told(forces, "/forces/kent/")

    assert "Someone is in danger now 999" in page
    assert "Not urgent 101" in page
    assert "Report Fraud, 0300 123 2040" in page
    assert "nobody has checked it with the force yet." in page


def test_scottish_force_is_not_sent_to_report_fraud(forces):
    page = told(forces, "/forces/scotland/")

    assert "Police Scotland, 101" in page
    assert "Report Fraud" not in page


def test_longest_name_and_a_force_without_small_areas(forces):
    page = told(forces, "/forces/northern-ireland/")

    assert page.startswith(" Police forces Police Service of Northern Ireland Police force in Northern Ireland")


def test_unknown_force_is_a_designed_404(forces):
    response = forces.get("/forces/gotham/")

    assert response.status_code == 404
    assert "There is no page here" in words(response)


def test_json_carries_coverage_caveats_and_hashes(forces):
    content = json.loads(forces.get("/forces/kent.json").content)

    street = next(one for one in content["coverage"] if one["dataset"] == "street")
    assert [(one["month"], one["state"]) for one in street["months"]] == [
        ("2022-06", "complete"),
        ("2022-07", "missing"),
        ("2022-08", "complete"),
    ]
    assert street["months"][1]["reason"] == "No file was published or loaded for this month."
    assert len(content["outcomes"]["files"]) == 2
    assert any("no rate of success" in words for words in content["action_fraud"]["caveats"])


def test_csv_has_one_figure_a_line_with_its_caveats(forces):
    response = forces.get("/forces/kent.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    charged = next(row for row in rows if row["item"] == "Suspect charged")
    assert (charged["figure"], charged["period"], charged["value"]) == ("outcomes", "2019-05/2019-07", "2")
    assert "Results of courts stop in May 2019" in charged["caveats"]
    assert len(charged["source_sha256"].split()) == 2
    assert response["Access-Control-Allow-Origin"] == "*"


def test_machines_are_told_what_they_should_have_asked_for(forces):
    for path in ("/forces/gotham.json", "/forces/gotham.csv", "/charts/forces/essex/outcomes.svg"):
        response = forces.get(path)

        assert response.status_code == 404
        assert "expected" in json.loads(response.content)["error"]


def test_charts_stand_alone_and_may_be_embedded(forces):
    for path in ("/charts/forces/kent/outcomes.svg", "/charts/forces/kent/referred.svg"):
        response = forces.get(path)

        assert response["Content-Type"].startswith("image/svg+xml")
        assert b"<style>" in response.content
        assert "frame-ancestors *" in response["Content-Security-Policy"]


def test_number_of_questions_is_the_same_for_one_district_and_for_many(monkeypatch):
    counts = []
    for home, path in ((homes.forces(), "/forces/kent/"), (homes.county(), "/forces/exampleshire/?month=2026-08")):
        with homes.served(home) as client:
            client.get("/forces/")  # what hardly changes is read once
            with questions(monkeypatch) as asked:
                client.get(path)
            counts.append(len(asked))

    assert counts[0] <= 18
    assert abs(counts[0] - counts[1]) <= 2  # a rise at force level adds the two questions of its chart


def test_small_funnels_open_their_measures_with_the_force_ringed(forces):
    response = forces.get("/forces/kent/")
    page = words(response)

    # 162 of the 2,086 outcomes that Kent recorded in 2018-19 were judicial; 7,725 of 52,371 of all bodies.
    assert "How it compares" in page
    assert "Judicial outcomes of fraud and cyber crime 2018-19: 7.8%. All bodies together: 14.8%." in page
    assert "/measures/judicial-outcomes/?period=2018-19&body=kent" in links(response)
    assert "/measures/judicial-outcomes/compare/?body=kent" in links(response)
    assert len(re.findall(r'<svg class="chart funnel funnel--small"', response.content.decode())) == 1


def test_force_with_few_cases_is_said_to_have_few_beside_its_funnel(forces):
    page = words(forces.get("/forces/north-yorkshire/"))

    # Two outcomes in the year, neither of them judicial.
    assert "2018-19: 0.0%. All bodies together: 14.8%. There are too few here to say much" in page


def test_force_without_any_measure_has_no_empty_section(forces):
    assert "How it compares" not in words(forces.get("/forces/scotland/"))


def test_county_shows_what_became_of_those_charged_and_leads_to_every_kind(county):
    response = county.get("/forces/exampleshire/")
    page = words(response)

    assert "What became of those charged" in page
    assert re.search(r"Of [\d,]+ crimes, [\d,]+ led to a charge; of these, [\d,]+ have a published result\.", page)
    assert [link for link in links(response) if link.startswith("/measures/after-charge/flow/?body=exampleshire")] != []


def test_closed_room_of_measures_leaves_no_way_to_it(forces):
    with override_settings(ROOMS_CLOSED=frozenset({"measures"})):
        for path in ("/forces/essex/", "/data/"):
            assert [link for link in links(forces.get(f"{path}?closed=1")) if "/measures/" in link] == [], path
        assert forces.get("/measures/?closed=1").status_code == 404


def test_county_rises_are_told_by_district_with_links(county):
    response = county.get("/forces/exampleshire/")
    page = words(response)

    assert "What rose, and where" in page
    assert "Hollin Vale 001A" in page
    assert any("/street/burglary/?month=2026-09" in link for link in links(response))


def test_invented_county_says_on_every_page_that_it_is_invented(county):
    for path in ("/forces/", "/forces/exampleshire/", "/data/", "/data/files/", "/data/coverage/"):
        assert "This county does not exist" in county.get(path).content.decode(), path


def test_real_force_beside_the_invented_county_is_not_called_invented(county):
    assert "This county does not exist" not in county.get("/forces/kent/").content.decode()


def test_earlier_month_is_shown_when_asked_for(county):
    page = told(county, "/forces/exampleshire/?month=2026-08")

    assert "August 2026" in page
    assert "It is over six months old" not in page


def test_build_that_is_no_longer_kept_says_so(forces):
    page = told(forces, "/forces/kent/?build=20200101T000000Z-0123456789")

    assert "The build 20200101T000000Z-0123456789 is no longer kept here." in page


def test_welsh_page_answers(forces):
    response = forces.get("/cy/forces/kent/")

    assert response.status_code == 200
    assert '<html lang="cy">' in response.content.decode()
