"""Pages of measures: the published answer, honest about few cases, gaps and chance; nothing ranked, nobody exposed.

The figures expected are those of the published table of fraud outcomes, which comes with the package; intervals are
worked out here by the textbook.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from importlib import resources
from math import hypot, sqrt
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings

from hueandcry.measures.pages import machine, tables, words
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import trail
from hueandcry.measures.queries import SourceFile
from hueandcry.ui.components import Link
from measures import pages_homes
from measures.made import definition, value
from web import homes
from web.reading import links, questions
from web.reading import words as words_of

Z = 1.959963984540054
JUDICIAL = "/measures/judicial-outcomes/"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def forces():
    with homes.served(homes.forces()) as client:
        yield client


@pytest.fixture
def county():
    with homes.served(homes.county()) as client:
        yield client


@pytest.fixture
def versions():
    with homes.served(pages_homes.two_versions()) as client:
        yield client


def published(year: str) -> dict[str, tuple[int, int, int]]:
    """Return body as published → (judicial outcomes, all outcomes, crimes referred)."""
    text = resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_text("utf-8-sig")
    columns = ("judicial_outcomes", "total_outcomes", "referred_crimes")
    return {
        row["force"]: tuple(int(row[name]) for name in columns)
        for row in csv.DictReader(io.StringIO(text))
        if row["financial_year"] == year
    }


def wilson(top: int, every: int) -> tuple[float, float]:
    middle, spread = top + Z * Z / 2, Z * sqrt(top * (every - top) / every + Z * Z / 4)
    return (middle - spread) / (every + Z * Z), (middle + spread) / (every + Z * Z)


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words_of(response)


def rows_of(client: Client, path: str) -> list[list[str]]:
    """Return the rows of a page's main table, as text: of its body, then of its foot."""
    html = client.get(path).content.decode()
    table = re.search(r'<section aria-labelledby="table">.*?<table.*?</table>', html, re.DOTALL)[0]
    found = []
    for part in re.findall(r"<(tbody|tfoot)>(.*?)</\1>", table, re.DOTALL):
        for row in re.findall(r"<tr>(.*?)</tr>", part[1], re.DOTALL):
            cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            found.append([part[0], *(unescape(re.sub(r"<[^>]+>", " ", cell)).strip().split("  ")[0] for cell in cells)])
    return found


# ---- the list ---------------------------------------------------------------------------------------------------


def test_list_tells_each_question_with_its_answer(forces):
    page = page_of(forces, "/measures/")

    assert "Of the outcomes that forces record for fraud and cyber crime, what share is judicial?" in page
    assert (
        "All bodies together, 2018-19: 14.8% of the outcomes recorded were judicial; between 14.4% and 15.1%." in page
    )
    assert "Nothing is ranked." in page


def test_list_says_where_there_is_no_data_yet(forces):
    page = page_of(forces, "/measures/")

    at = page.index("What share of each force's officers and staff has been trained in online crime?")
    assert page[at:].split("?", 1)[1].strip().startswith("No data yet.")


def test_list_leads_to_every_measure(forces):
    found = {link for link in links(forces.get("/measures/")) if re.fullmatch(r"/measures/[a-z0-9-]+/", link)}

    assert len(found) >= 18
    assert [path for path in sorted(found) if forces.get(path).status_code != 200] == []


# ---- the page of a measure ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "share"), [("2016-17", "21.9%"), ("2017-18", "15.9%"), ("2018-19", "14.8%")])
def test_answer_is_that_of_the_published_totals(forces, year, share):
    top, every, _ = published(year)["Total"]
    low, high = wilson(top, every)

    page = page_of(forces, f"{JUDICIAL}?period={year}")

    between = f"between {low:.1%} and {high:.1%}"
    assert f"All bodies together, {year}: {share} of the outcomes recorded were judicial; {between}." in page
    assert f"That is {top:,} of {every:,}." in page


def test_page_asks_the_question_as_its_title(forces):
    html = forces.get(JUDICIAL).content.decode()

    title = re.search(r"<h1[^>]*>(.*?)</h1>", html)[1]
    assert title == "Of the outcomes that forces record for fraud and cyber crime, what share is judicial?"


def test_table_tells_each_figure_with_its_interval_and_referrals_beside(forces):
    top, every, referred = published("2018-19")["Kent Police"]
    low, high = wilson(top, every)

    row = next(row for row in rows_of(forces, JUDICIAL) if row[1] == "Kent Police")

    expected = [
        "Kent Police",
        f"{top / every:.1%}",
        f"{low:.1%} to {high:.1%}",
        f"{top:,}",
        f"{every:,}",
        f"{referred:,}",
    ]
    assert row == ["tbody", *expected]


def test_outcomes_are_never_divided_by_referrals(forces):
    top, every, referred = published("2018-19")["Kent Police"]

    row = next(row for row in rows_of(forces, JUDICIAL) if row[1] == "Kent Police")
    page = page_of(forces, JUDICIAL)

    assert {f"{every / referred:.1%}", f"{top / referred:.1%}"} & set(row) == set()
    assert "So outcomes are never divided by referrals here, and nobody should." in page


def test_all_together_stands_apart_from_the_bodies(forces):
    rows = rows_of(forces, JUDICIAL)

    assert [row[1] for row in rows if row[0] == "tfoot"] == ["All bodies together"]
    assert "All bodies together" not in [row[1] for row in rows if row[0] == "tbody"]


def test_table_is_sorted_by_name_unless_asked_otherwise(forces):
    named = [row[1] for row in rows_of(forces, JUDICIAL) if row[0] == "tbody"]

    assert named == sorted(named)
    assert [row[1] for row in rows_of(forces, f"{JUDICIAL}?sort=name&order=down") if row[0] == "tbody"] == named[::-1]
    assert [row[1] for row in rows_of(forces, f"{JUDICIAL}?sort=rank") if row[0] == "tbody"] == named


@pytest.mark.parametrize("order", ["up", "down"])
def test_sorted_by_figure_what_cannot_be_judged_never_stands_at_an_end(forces, order):
    rows = [row for row in rows_of(forces, f"{JUDICIAL}?sort=figure&order={order}") if row[0] == "tbody"]

    # Two outcomes in the year; a unit and a railway force that are not compared; units that others pay for.
    apart = {
        *("North Yorkshire Police", "City of London Police", "British Transport Police", "Guernsey Police"),
        *("Dedicated Card and Payment Crime Unit", "Isle of Man Constabulary", "States of Jersey Police"),
    }
    judged = [row for row in rows if row[1] not in apart]
    figures = [float(row[2].rstrip("%")) for row in judged]
    assert figures == sorted(figures, reverse=order == "down")
    assert rows[: len(judged)] == judged
    assert {row[1] for row in rows[len(judged) :]} >= apart
    # The highest and the lowest of those that can be compared, by the published table.
    assert {judged[0][1], judged[-1][1]} == {"Durham Constabulary", "Humberside Police"}


def test_no_page_of_a_measure_numbers_or_praises_bodies(forces):
    for path in (JUDICIAL, f"{JUDICIAL}?sort=figure", "/measures/", f"{JUDICIAL}compare/"):
        html = forces.get(path).content.decode()
        said = re.sub(r"<[^>]+>", " ", html).lower()
        assert re.findall(r"\b(best|worst|top ten|rank \d|1st|2nd|3rd|\d+th)\b", said) == [], path


def test_body_with_few_cases_is_said_to_be_one_and_named_as_nothing_else(forces):
    page = page_of(forces, JUDICIAL)

    assert "Too few cases to judge, drawn hollow: North Yorkshire Police." in page
    outside = re.search(r"(Above|Below) the wide limits \(99.8%\): ([^.]*)\.", page)[2]
    assert "North Yorkshire" not in outside


def test_body_without_outcomes_has_no_figure_and_the_page_says_why(forces):
    row = next(row for row in rows_of(forces, JUDICIAL) if row[1] == "Guernsey Police")

    assert row[2:4] == ["no data", "–"]
    page = page_of(forces, JUDICIAL)
    assert "This body recorded no outcome in the year, so that there is nothing to take a share of." in page
    assert "No data: Guernsey Police, Isle of Man Constabulary, States of Jersey Police." in page


def test_city_of_london_is_flagged(forces):
    page = page_of(forces, JUDICIAL)

    said = "includes units that others pay for: the national lead force for fraud"
    apart = "no area of its own: shown, and not judged with the forces"
    assert f"To be read with care: British Transport Police ({apart}), City of London Police ({said})" in page


def test_bodies_outside_the_limits_are_those_of_the_build(forces):
    content = json.loads(forces.get("/measures/judicial-outcomes.json").content)
    year = [one for one in content["values"] if one["period"] == "2018-19"]
    outside = [one["name"] for one in year if one["outside"]]

    page = page_of(forces, JUDICIAL)

    compared = sum(one["compared"] for one in year)
    assert outside == ["Durham Constabulary"]
    assert f"1 of {compared} bodies lies further out than chance and the usual differences would have it." in page
    assert "Above the wide limits (99.8%): Durham Constabulary." in page


def test_periods_are_links_that_keep_what_was_asked(forces):
    found = links(forces.get(f"{JUDICIAL}?sort=figure&order=up&body=kent"))

    assert "/measures/judicial-outcomes/?period=2017-18&body=kent&sort=figure&order=up" in found


def test_unknown_period_shows_the_latest(forces):
    assert "All bodies together, 2018-19" in page_of(forces, f"{JUDICIAL}?period=1066-67")


@pytest.mark.parametrize(
    "path",
    [
        "/measures/happiness/",
        f"{JUDICIAL}?version=9",
        f"{JUDICIAL}?version=latest",
        f"{JUDICIAL}?part=arson",
        "/measures/happiness/compare/",
    ],
)
def test_what_does_not_exist_is_a_designed_404(forces, path):
    response = forces.get(path)

    assert response.status_code == 404
    assert "There is no page here" in words_of(response)


def test_body_asked_for_is_ringed_in_the_funnel(forces):
    html = forces.get(f"{JUDICIAL}?body=kent").content.decode()

    assert len(re.findall(r'class="c-here"', html)) == 2  # wide and for a phone
    assert len(re.findall(r'class="c-here"', forces.get(f"{JUDICIAL}?body=gotham").content.decode())) == 0


def test_definition_and_caveats_stand_beside_the_figures_with_who_checked_them(forces):
    html = forces.get(JUDICIAL).content.decode()

    beside = re.search(r"<aside.*?</aside>", html, re.DOTALL)[0]
    assert "Judicial outcomes that the body recorded in the financial year." in beside
    assert "This is no rate of success." in beside
    assert "Authors: not yet reviewed. Checked by: not yet checked." in beside


def test_sums_of_several_bodies_are_traced_to_the_files_of_all():
    files = [
        SourceFile(f"2018-05-{body}-street.csv", body * 8, "2018-07", "street", body, "2018-05")
        for body in ("kent", "essex")
    ]
    hashes = machine.Hashes(files)

    assert hashes.of(value()) == "kent" * 8
    assert hashes.of(value(body="england-and-wales", body_kind="whole")) == f"{'kent' * 8} {'essex' * 8}"
    assert hashes.of(value(body="surrey")) == ""


def test_files_beside_the_figures_of_an_earlier_build_are_of_that_build():
    told = {
        link: trail(
            Shown(None, "20260101T000000Z-abc", datetime(2026, 1, 1, tzinfo=UTC), "1", link=link),
            definition(),
            [],
            "",
            here="/",
            permalink="/",
        )
        for link in (None, Link("See the present figures", "/"))
    }

    assert [(one.csv, one.json) for one in told.values()] == [
        (f"/measures/judicial-outcomes.csv{query}", f"/measures/judicial-outcomes.json{query}")
        for query in ("", "?build=20260101T000000Z-abc")
    ]


def test_figures_have_their_trail(forces):
    response = forces.get(JUDICIAL)
    found = links(response)

    assert [link for link in found if link.startswith("/data/files/?sha256=")] != []
    assert [link for link in found if link.startswith("http") and "build=" in link] != []
    assert "Action Fraud / National Fraud Intelligence Bureau" in words_of(response)
    problem = next(link for link in found if link.startswith("/report-a-problem/"))
    assert "measures%2Fjudicial-outcomes" in problem


def test_page_ends_with_the_three_lines_of_a_call(forces):
    page = page_of(forces, JUDICIAL)

    heads = [page.index(words) for words in ("What to do", "Who answers, by when", "Follow this")]
    assert heads == sorted(heads)
    assert "Nobody has been asked by this site, so no answer is due." in page
    assert "/measures/judicial-outcomes.atom" in links(forces.get(JUDICIAL))


def test_measure_without_data_says_what_would_fill_it(forces):
    page = page_of(forces, "/measures/officers-trained/")

    assert "No data yet" in page
    assert "hueandcry" in page or "Load" in page or "load" in page
    assert "Share of officers and staff 0" not in page
    assert "<table" not in forces.get("/measures/officers-trained/").content.decode()


def test_earlier_build_that_is_gone_is_said_to_be(forces):
    page = page_of(forces, f"{JUDICIAL}?build=20200101T000000Z-0123456789")

    assert "The build 20200101T000000Z-0123456789 is no longer kept here." in page


@pytest.fixture
def twice():
    with homes.served(pages_homes.built_twice()) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        (f"{JUDICIAL}?", {"csv", "csv-metadata.json", "json", "svg", "compare/"}),
        (f"{JUDICIAL}compare/?body=kent&", {"csv", "json"}),
        ("/measures/after-charge/flow/?", {"csv", "json", "svg"}),
        ("/measures/after-charge/?", {"csv", "json", "compare/", "flow/"}),
    ],
)
def test_what_belongs_to_the_figures_of_an_earlier_build_is_of_that_build(twice, path, ways):
    earlier = min(path.name for path in pages_homes.built_twice().builds.glob("2*Z-*"))
    response = twice.get(f"{path}build={earlier}")
    of_figures = re.compile(r"/(?:charts/)?measures/[^?]*?(csv-metadata\.json|csv|json|svg|compare/|flow/)(\?.*)?")
    present = path.partition("?")[0]  # where the page leads to the present figures
    found = [match for link in links(response) if link != present and (match := of_figures.fullmatch(link))]

    assert "These are the figures of an earlier build" in words_of(response)
    assert {match[1] for match in found} == ways
    assert [match[0] for match in found if f"build={earlier}" not in (match[2] or "")] == []
    assert [match[0] for match in found if twice.get(match[0]).headers.get("X-Build", earlier) != earlier] == []
    kept = f'<input type="hidden" name="build" value="{earlier}">'
    assert response.content.decode().count(kept) == response.content.decode().count('<form class="choose')


def test_permanent_link_leads_to_the_same_figures(forces):
    permalink = next(link for link in links(forces.get(JUDICIAL)) if link.startswith("http") and "build=" in link)

    page = page_of(forces, "/" + permalink.split("/", 3)[3])

    assert "14.8% of the outcomes recorded were judicial" in page


def test_pages_are_small_enough_for_a_phone(forces, county):
    for client in (forces, county):
        slugs = [link for link in links(client.get("/measures/")) if re.fullmatch(r"/measures/[a-z0-9-]+/", link)]
        sizes = {path: len(client.get(path).content) for path in slugs}

        assert {path: size for path, size in sizes.items() if size > 200_000} == {}


def test_number_of_questions_is_the_same_for_one_body_and_for_many(monkeypatch):
    asked_of = []
    for home, path in ((homes.forces(), JUDICIAL), (homes.county(), "/measures/street-crime-rate/")):
        with homes.served(home) as client:
            client.get("/forces/")  # what hardly changes is read once
            with questions(monkeypatch) as asked:
                client.get(path)
            asked_of.append(list(asked))

    assert asked_of[0] == asked_of[1]
    assert len(asked_of[0]) <= 8


def test_list_asks_as_much_for_one_body_as_for_many(monkeypatch):
    counts = []
    for home in (homes.forces(), homes.county()):
        with homes.served(home) as client:
            client.get("/forces/")  # what hardly changes is read once
            with questions(monkeypatch) as asked:
                client.get("/measures/")
            counts.append(len(asked))

    assert counts[0] == counts[1] <= 5


def test_nothing_built_is_a_designed_page(home):
    with override_settings(HOME=home):
        for path in ("/measures/", JUDICIAL, f"{JUDICIAL}compare/", "/measures/after-charge/flow/"):
            response = Client().get(path)
            assert response.status_code == 503, path
            assert "No figures yet" in words_of(response)


@pytest.mark.parametrize(
    "path", ["/cy/measures/", f"/cy{JUDICIAL}", f"/cy{JUDICIAL}compare/", "/cy/measures/officers-trained/"]
)
def test_welsh_pages_answer_in_welsh(forces, path):
    response = forces.get(path)

    assert response.status_code == 200
    assert '<html lang="cy">' in response.content.decode()
    assert re.search("Canlyniadau barnwrol|hyfforddi", response.content.decode())


# ---- versions -----------------------------------------------------------------------------------------------------


def test_earlier_definition_keeps_its_figures_and_says_that_it_is_one(versions):
    top, every, _ = published("2018-19")["Total"]

    page = page_of(versions, f"{JUDICIAL}?version=1")

    assert "This is an earlier definition, number 1." in page
    assert f"All bodies together, 2018-19: {(every - top) / every:.1%}" in page  # the first version counted the others
    assert "?version=1&period=2016-17" in " ".join(links(versions.get(f"{JUDICIAL}?version=1"))).replace(
        "&amp;", "&"
    ) or ("period=2016-17&version=1" in " ".join(links(versions.get(f"{JUDICIAL}?version=1"))))


def test_definition_in_force_is_shown_and_the_other_is_one_link_away(versions):
    page = page_of(versions, JUDICIAL)

    assert "14.8% of the outcomes recorded were judicial" in page
    assert "earlier definition" not in page
    assert "Definition 2, since 1 January 2021 Definition 1, since 1 January 2020" in page
    assert "/measures/judicial-outcomes/?version=1" in links(versions.get(JUDICIAL))


def test_changed_definition_is_news(versions):
    entries = feed_of(versions)

    assert [title for title, _ in entries][:2] != []
    assert "Judicial outcomes of fraud and cyber crime is measured otherwise" in [title for title, _ in entries]


# ---- comparing ----------------------------------------------------------------------------------------------------


def test_two_forces_are_compared_in_a_sentence_with_what_chance_would_do(forces):
    (a, n, _), (b, m, _) = (published("2018-19")[name] for name in ("Kent Police", "Essex Police"))
    one, other = wilson(a, n), wilson(b, m)
    apart = a / n - b / m
    # Newcombe 1998, method 10.
    low = apart - hypot(a / n - one[0], other[1] - b / m)
    high = apart + hypot(one[1] - a / n, b / m - other[0])

    page = page_of(forces, f"{JUDICIAL}compare/?body=kent&other=essex&period=2018-19")

    assert "Kent Police beside Essex Police" in page
    assert "The difference is more than chance explains, but no more than two bodies usually differ." in page
    ends = sorted((abs(low) * 100, abs(high) * 100))
    assert f"lower by {abs(apart) * 100:.1f} percentage points; between {ends[0]:.1f} and {ends[1]:.1f}." in page
    assert f"The first is {(a / n) / (b / m):.2f} times the second;" in page


def test_difference_that_chance_explains_is_said_to_be_one(forces):
    page = page_of(forces, f"{JUDICIAL}compare/?body=avon-and-somerset&other=cumbria&period=2018-19")

    assert "The difference is no more than chance may explain." in page
    assert "it may be lower by" in page


def test_one_body_is_compared_with_itself_in_another_period(forces):
    page = page_of(forces, f"{JUDICIAL}compare/?body=kent&period=2018-19&against=2016-17")

    assert "Kent Police: 2018-19 beside 2016-17" in page


def test_comparison_begins_with_all_together_in_the_latest_two_periods(forces):
    page = page_of(forces, f"{JUDICIAL}compare/")

    assert "All bodies together: 2018-19 beside 2017-18" in page


def test_what_cannot_be_compared_is_refused_with_the_reason(forces):
    page = page_of(forces, f"{JUDICIAL}compare/?body=all-bodies&other=kent&period=2018-19")

    assert "These two cannot be compared. One of the two holds the other" in page
    assert "more than chance" not in page


def test_two_bodies_in_two_periods_are_refused_with_the_reason(forces):
    page = page_of(forces, f"{JUDICIAL}compare/?body=kent&other=essex&period=2018-19&against=2016-17")

    assert "These two cannot be compared. Two bodies can be compared in one period only" in page
    assert "more than chance" not in page


def test_few_cases_get_no_verdict_and_a_sentence_that_says_so(forces):
    few = next(name for name, (_, n, _) in published("2017-18").items() if 0 < n < 30)
    slug = next(
        one
        for one in json.loads(forces.get("/measures/judicial-outcomes.json").content)["values"]
        if one["name"] == few
    )["body"]

    page = page_of(forces, f"{JUDICIAL}compare/?body={slug}&other=kent&period=2017-18")

    assert "There are too few cases to say whether the two differ" in page
    assert "more than chance" not in page
    assert "times the second" not in page


def test_city_of_london_is_named_before_anything_is_said_of_a_difference(forces):
    page = page_of(forces, f"{JUDICIAL}compare/?body=city-of-london&other=kent&period=2018-19")

    said = "City of London Police: includes units that others pay for"
    assert page.index(said) < page.index("Whether the two differ is not told")
    assert "more than chance" not in page


def test_comparison_has_its_definition_caveats_and_trail(forces):
    html = forces.get(f"{JUDICIAL}compare/?body=kent&other=essex&period=2018-19").content.decode()

    assert 'href="/measures/judicial-outcomes/compare.csv?body=kent&amp;period=2018-19&amp;other=essex"' in html
    assert 'href="/measures/judicial-outcomes/compare.json?body=kent&amp;period=2018-19&amp;other=essex"' in html
    permanent = re.search(r'href="http://[^"]*(/measures/judicial-outcomes/compare/[^"]*build=[^"]*)"', html)
    again = forces.get(unescape(permanent[1]))
    assert "Kent Police beside Essex Police" in again.content.decode()
    caveat = json.loads(forces.get("/measures/judicial-outcomes.json").content)["measure"]["caveats"][0]
    assert caveat in unescape(html)


def test_comparison_for_machines_says_what_the_page_says(forces):
    query = "?body=kent&other=essex&period=2018-19"
    (a, n, _), (b, m, _) = (published("2018-19")[name] for name in ("Kent Police", "Essex Police"))

    told = json.loads(forces.get(f"{JUDICIAL}compare.json{query}").content)
    lines = list(csv.DictReader(io.StringIO(forces.get(f"{JUDICIAL}compare.csv{query}").content.decode("utf-8-sig"))))

    assert (told["first"]["body"], told["second"]["body"]) == ("kent", "essex")
    assert (told["more_than_chance"], told["more_than_usual"], told["not_told"]) == (True, False, None)
    assert told["difference"] == a / n - b / m
    assert [(one["side"], one["body"], one["more_than_usual"]) for one in lines] == [
        ("first", "kent", "false"),
        ("second", "essex", "false"),
    ]
    assert {float(one["difference"]) for one in lines} == {a / n - b / m}
    assert all(len(one["build"]) > 0 and len(one["caveats"]) > 0 for one in lines)


def test_comparison_for_machines_of_nothing_says_what_could_be_asked(forces):
    assert forces.get("/measures/officers-trained/compare.json").status_code == 404
    assert forces.get("/measures/nothing/compare.csv").status_code == 404


@pytest.mark.parametrize("query", ["?body=nonsuch", "?period=1999", "?body=guernsey", "?body=kent&other=nonsuch"])
def test_a_program_never_gets_another_comparison_than_it_asked_for(forces, query):
    response = forces.get(f"{JUDICIAL}compare.json{query}")

    assert response.status_code == 404
    assert response.json()["error"]["expected"].startswith("a measure, and two bodies or two periods of it")


def test_body_without_figures_cannot_be_chosen(forces):
    html = forces.get(f"{JUDICIAL}compare/").content.decode()

    assert '<option value="kent"' in html
    assert '<option value="guernsey"' not in html


def test_comparison_without_data_says_so(forces):
    assert "Nothing to compare" in page_of(forces, "/measures/officers-trained/compare/")


# ---- the flow -----------------------------------------------------------------------------------------------------


def test_flow_of_the_county_adds_up_and_says_that_it_is_invented(county):
    response = county.get("/measures/after-charge/flow/?body=exampleshire&period=2026")
    page = words_of(response)

    tables_found = re.findall(r"<table.*?</table>", response.content.decode(), re.DOTALL)
    outcomes = [int(n.replace(",", "")) for n in re.findall(r'data-label="Crimes"><span>([\d,]+)<', tables_found[0])]
    crimes = int(re.search(r"of ([\d,]+) crimes", page)[1].replace(",", ""))
    assert sum(outcomes[:-1]) == outcomes[-1] == crimes
    assert "This county does not exist" in response.content.decode()
    assert "Each crime is counted once, by its Crime ID." in page


def test_flow_never_lets_a_missing_result_pass_for_none(county):
    page = page_of(county, "/measures/after-charge/flow/?body=exampleshire&period=2026")

    assert "No result of a court published" in page
    assert "“No result published” never means that nothing happened." in page.replace('"', "“", 1).replace(
        '"', "”", 1
    ) or ('"No result published" never means that nothing happened.' in page)


def test_flow_without_followed_crimes_says_what_would_fill_it(forces):
    page = page_of(forces, "/measures/after-charge/flow/")

    assert "No crimes of this choice could be followed." in page


def test_flow_can_be_chosen_by_force_kind_and_year(county):
    html = county.get("/measures/after-charge/flow/").content.decode()

    assert re.findall(r'<select [^>]*id="([a-z]+)"', html) == ["body", "kind", "period"]
    kinds = re.findall(r'<option value="([a-z-]+)">', html)
    assert county.get(f"/measures/after-charge/flow/?kind={kinds[-1]}").status_code == 200


def test_flow_has_data_of_its_own(county):
    query = "?body=exampleshire&period=2026"
    page = county.get(f"/measures/after-charge/flow/{query}").content.decode()
    told = json.loads(county.get(f"/measures/after-charge/flow.json{query}").content)
    lines = list(
        csv.DictReader(io.StringIO(county.get(f"/measures/after-charge/flow.csv{query}").content.decode("utf-8-sig")))
    )

    assert page.count('href="/measures/after-charge/flow.csv?body=exampleshire&amp;period=2026"') == 2
    assert [one["crimes"] for one in told["steps"]] == [int(one["crimes"]) for one in lines]
    assert sum(one["crimes"] for one in told["steps"] if one["stage"] == "outcome") == told["steps"][0]["crimes"]
    assert (told["invented"], told["measure"]["slug"]) == (True, "after-charge")
    assert {(one["invented"], one["build"]) for one in lines} == {("true", told["build"]["id"])}
    assert all(one["sha256"] for one in told["sources"])
    assert all("weightiest counts" in one["definition"] for one in lines)


@pytest.mark.parametrize("query", ["?body=nonsuch", "?period=1999", "?kind=nonsuch", "?kind=%00"])
@pytest.mark.parametrize("path", ["/measures/after-charge/flow.json", "/charts/measures/after-charge/flow.svg"])
def test_a_program_never_gets_another_flow_than_it_asked_for(county, path, query):
    response = county.get(f"{path}{query}")

    assert response.status_code == 404
    assert response.json()["error"]["expected"].startswith("a force whose crimes could be followed")


def test_flow_of_a_build_that_is_gone_says_so(county):
    page = page_of(county, "/measures/after-charge/flow/?build=20190101T000000Z-gone")

    assert "The build 20190101T000000Z-gone is no longer kept here." in page


def test_flow_of_nothing_is_a_designed_answer_for_machines(forces):
    assert forces.get("/measures/after-charge/flow.json").status_code == 404


# ---- the invented county ------------------------------------------------------------------------------------------


def test_invented_figures_say_so_on_the_page_and_in_every_row(county):
    response = county.get("/measures/street-crime-rate/")
    rows = list(csv.DictReader(io.StringIO(county.get("/measures/street-crime-rate.csv").content.decode())))

    assert "This county does not exist" in response.content.decode()
    assert "Exampleshire Constabulary (invented)" in words_of(response)
    assert {row["invented"] for row in rows if row["body"] == "exampleshire"} == {"true"}


def test_published_figures_beside_the_county_are_not_called_invented(county):
    assert "This county does not exist" not in county.get(JUDICIAL).content.decode()


def test_measure_whose_parts_are_never_added_up_shows_its_first_part_and_offers_no_sum(county):
    response = county.get("/measures/online-flagged/")
    page = words_of(response)

    assert "All together" not in page
    assert re.search(r"Exampleshire Constabulary \(invented\), July to September 2026: \d+ offences flagged", page)
    assert re.search(r'<option value="[a-z-]+" selected>', response.content.decode())


def test_list_names_the_part_that_an_answer_is_of(county):
    page = page_of(county, "/measures/")

    assert re.search(
        r"forces flag as committed online\? [A-Z][^.?]+\. Exampleshire Constabulary \(invented\), July", page
    )


# ---- files for machines -------------------------------------------------------------------------------------------


def test_csv_holds_every_figure_with_what_belongs_to_it(forces):
    response = forces.get("/measures/judicial-outcomes.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    assert len(rows) == 3 * 50  # 49 bodies and the total, in three years
    kent = next(row for row in rows if (row["body"], row["period"]) == ("kent", "2018-19"))
    top, every, referred = published("2018-19")["Kent Police"]
    assert (int(kent["numerator"]), int(kent["denominator"]), int(kent["beside"])) == (top, every, referred)
    assert float(kent["value"]) == pytest.approx(top / every, rel=1e-12)
    assert (float(kent["lower"]), float(kent["upper"])) == pytest.approx(wilson(top, every), rel=1e-9)
    assert "This is no rate of success." in kent["caveats"]
    assert re.fullmatch(r"[0-9a-f]{64}", kent["source_sha256"])
    assert kent["licence"] != ""
    assert kent["build"] in response["X-Build"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_csv_leaves_a_missing_figure_empty_and_never_zero(forces):
    rows = list(csv.DictReader(io.StringIO(forces.get("/measures/judicial-outcomes.csv").content.decode())))

    guernsey = [row for row in rows if row["body"] == "guernsey"]
    assert [(row["value"], row["state"]) for row in guernsey] == [("", "missing")] * 3


def test_json_carries_definition_coverage_licence_and_hashes(forces):
    content = json.loads(forces.get("/measures/judicial-outcomes.json").content)

    assert content["measure"]["question"].startswith("Of the outcomes that forces record")
    assert content["measure"]["caveats"][0].startswith("This is no rate of success.")
    assert content["measure"]["checked_by"] == "not yet checked"
    year = next(one for one in content["coverage"] if one["period"] == "2018-19")
    assert (year["shown"], year["few"], year["missing"]) == (45, 1, 3)
    assert [one["dataset"] for one in content["sources"]] != []
    assert all(re.fullmatch(r"[0-9a-f]{64}", one["sha256"]) for one in content["sources"])
    assert content["licences"][0]["licence"] != ""


def test_machines_read_english_even_after_a_welsh_page(forces):
    forces.get(f"/cy{JUDICIAL}")

    content = json.loads(forces.get("/measures/judicial-outcomes.json").content)

    assert content["measure"]["title"] == "Judicial outcomes of fraud and cyber crime"


@pytest.mark.parametrize("path", [JUDICIAL, "/measures/street-crime-rate/", "/measures/officers-trained/"])
def test_csvw_client_reads_the_file_by_its_metadata(forces, county, path, tmp_path):
    from csvw import TableGroup

    client = county if "street" in path else forces
    slug = path.split("/")[2]
    metadata = json.loads(client.get(f"/measures/{slug}.csv-metadata.json").content)
    metadata["url"] = f"{slug}.csv"
    (tmp_path / f"{slug}.csv").write_bytes(client.get(f"/measures/{slug}.csv").content)
    described = tmp_path / f"{slug}.csv-metadata.json"
    described.write_text(json.dumps({"@context": metadata.pop("@context"), "tables": [metadata]}), "utf-8")

    table = TableGroup.from_file(described).tables[0]
    rows = list(table.iterdicts(strict=True))

    assert table.check_primary_key() in (True, None)
    assert len(rows) == len(client.get(f"/measures/{slug}.csv").content.decode().splitlines()) - 1
    assert {type(row["compared"]) for row in rows} <= {bool}


def test_metadata_tells_definition_licence_sources_and_coverage(forces):
    metadata = json.loads(forces.get("/measures/judicial-outcomes.csv-metadata.json").content)

    assert metadata["url"].endswith("/measures/judicial-outcomes.csv")
    assert metadata["rdfs:comment"][0].startswith("This is no rate of success.")
    assert all(re.fullmatch(r"[0-9a-f]{64}", one["sha256"]) for one in metadata["dc:source"])
    assert metadata["dc:coverage"] != []
    assert metadata["dc:license"] != []


def feed_of(client: Client, slug: str = "judicial-outcomes") -> list[tuple[str, str]]:
    response = client.get(f"/measures/{slug}.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(response.content).findall("{*}entry")
    return [(entry.find("{*}title").text, entry.find("{*}id").text) for entry in entries]


def test_feed_tells_of_each_period_under_a_name_that_stays(forces):
    entries = feed_of(forces)

    assert {title for title, _ in entries} == {
        "Judicial outcomes of fraud and cyber crime is measured",
        *(f"Judicial outcomes of fraud and cyber crime: {year}" for year in ("2016-17", "2017-18", "2018-19")),
    }
    assert len({ident for _, ident in entries}) == len(entries)
    assert feed_of(forces) == entries


def test_feed_of_a_part_tells_of_that_part_under_names_of_its_own(county):
    feeds = [
        ElementTree.fromstring(county.get(f"/measures/charged.atom{query}").content) for query in ("", "?part=burglary")
    ]
    periods = [
        [entry for entry in feed.findall("{*}entry") if "definition" not in entry.find("{*}id").text] for feed in feeds
    ]
    idents = [{entry.find("{*}id").text for entry in entries} for entries in periods]
    addresses = [{entry.find("{*}link").get("href").partition("?")[2] for entry in entries} for entries in periods]

    assert idents[0] & idents[1] == set()
    assert addresses[1] == {f"part=burglary&{query}" for query in addresses[0]}


def test_feed_of_a_measure_without_data_tells_only_of_its_definition(forces):
    assert len(feed_of(forces, "officers-trained")) == 1


def test_charts_stand_alone_and_may_be_embedded(forces):
    for name in ("funnel", "trends"):
        response = forces.get(f"/charts/measures/judicial-outcomes/{name}.svg")
        chart = ElementTree.fromstring(response.content)

        assert response["Content-Type"].startswith("image/svg+xml")
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert chart.find(f"{SVG}style") is not None
        assert "Action Fraud" in " ".join(text.text for text in chart.iter(f"{SVG}text"))


def test_funnel_as_a_file_is_of_the_period_asked_for(forces):
    found = [
        ElementTree.fromstring(forces.get(f"/charts/measures/judicial-outcomes/funnel.svg?period={year}").content)
        for year in ("2016-17", "2018-19")
    ]

    assert ["21.9%" in one.find(f"{SVG}title").text for one in found] == [True, False]


def test_flow_as_a_file(county):
    response = county.get("/charts/measures/after-charge/flow.svg?body=exampleshire")

    assert "Exampleshire Constabulary (invented)" in ElementTree.fromstring(response.content).find(f"{SVG}title").text


@pytest.mark.parametrize(
    "path",
    [
        "/measures/happiness.json",
        "/measures/happiness.csv",
        "/measures/happiness.csv-metadata.json",
        "/measures/happiness.atom",
        "/measures/judicial-outcomes.json?version=9",
        "/measures/judicial-outcomes.csv?version=latest",
        "/measures/judicial-outcomes.csv-metadata.json?version=%C2%B2",
        "/charts/measures/happiness/funnel.svg",
        "/charts/measures/officers-trained/funnel.svg",
        "/charts/measures/judicial-outcomes/funnel.svg?part=arson",
        "/charts/measures/officers-trained/trends.svg",
        "/charts/measures/after-charge/flow.svg?body=kent",
    ],
)
def test_machines_are_told_what_they_should_have_asked_for(forces, path):
    response = forces.get(path)

    assert response.status_code == 404
    assert "expected" in json.loads(response.content)["error"]


# ---- what is hidden -------------------------------------------------------------------------------------------------


NO_NUMBERS = dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"))


def test_table_tells_nothing_of_a_hidden_figure():
    rows = tables.table(
        definition(),
        [value(), value(body="sussex", name="Sussex Police", state="hidden", **NO_NUMBERS)],
        words.quantity(definition(), [value()]),
        tables.Sorting(),
        {},
    ).rows

    assert [getattr(cell, "text", cell) for cell in rows[1]] == ["Sussex Police", "not shown", "–", "–", "–"]


# ---- how measures speak -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "begins", "ends", "said"),
    [
        ("2025-09", "2025-09-01", "2025-09-30", "September 2025"),
        ("2025-Q3", "2025-07-01", "2025-09-30", "July to September 2025"),
        ("2018-19", "2018-04-01", "2019-03-31", "2018-19"),
        ("2025", "2025-01-01", "2025-12-31", "2025"),
        ("2019-03", "2018-04-01", "2019-03-31", "2019-03"),
        ("YE 2019-03", "2018-04-01", "2019-03-31", "twelve months to March 2019"),
        ("2002-03 to 2004-05", "2002-04-01", "2005-03-31", "2002-03 to 2004-05"),
    ],
)
def test_periods_are_said_as_people_do(label, begins, ends, said):
    from datetime import date

    assert words.period_words(label, date.fromisoformat(begins), date.fromisoformat(ends)) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], ""),
        ([{"value": None, "state": "missing", "why": "Nothing was published."}], ""),
        ([{"value": 0.1}], "Kent Police, 2018-19: 10.0% were judicial; between 5.0% and 20.0%."),
        (
            [{"value": 0.1, "state": "few", "why": "There are too few."}],
            "Kent Police, 2018-19: 10.0% were judicial; between 5.0% and 20.0%. There are too few.",
        ),
        ([{"value": 0.1}, {"value": 0.3}], "2018-19: 2 bodies, from 10.0% to 30.0%."),
        (
            [{"value": one / 10} for one in range(1, 9)],
            "2018-19: of 8 bodies half lie between 30.0% and 60.0%.",
        ),
        (
            [{"value": 0.1, "state": "few", "why": "x"}, {"value": 0.2, "state": "few", "why": "x"}],
            "2018-19: only figures of few cases, or of a part of the period, are there.",
        ),
        (
            [{"value": 0.9, "flag": "few residents"}, {"value": 0.1}, {"value": 0.3}],
            "2018-19: 2 bodies, from 10.0% to 30.0%.",
        ),
    ],
)
def test_answer_never_rests_on_few_cases_or_on_what_cannot_be_compared(values, said):
    made = [value(**one) for one in values]

    assert words.answer(definition(), words.quantity(definition(), made), made) == said


def test_answer_names_each_of_few_bodies_with_its_latest_period():
    city = value(body="city-of-london", name="City of London Police", period="2016", value=0.149)
    north = value(body="northumbria", name="Northumbria Police", period="2022", value=0.041, state="partial")
    earlier = value(body="northumbria", name="Northumbria Police", period="2020", value=0.07, state="partial")
    every = [replace(earlier, ends=date(2020, 12, 31)), replace(north, ends=date(2022, 12, 31)), city]

    said = words.answer(definition(), words.quantity(definition(), every), [city], every)

    assert said == "Only 2 bodies have a figure: City of London Police: 14.9% (2016); Northumbria Police: 4.1% (2022)."


def test_invented_body_is_never_named_among_the_few():
    city = value(body="city-of-london", name="City of London Police", value=0.149, lower=None, upper=None)
    county = value(body="exampleshire", name="Exampleshire", body_kind="invented", period="2026")

    said = words.answer(definition(), words.quantity(definition(), [city]), [city], [city, county])

    assert said == "City of London Police, 2018-19: 14.9% were judicial."


def test_whole_without_bodies_stands_in_the_table():
    only = value(body="england-and-wales", name="England and Wales", body_kind="whole", value=0.15)
    about = definition()

    found = tables.table(about, [only], words.quantity(about, [only]), tables.Sorting(), {})

    assert ([row[0].text for row in found.rows], found.rows[0][1], found.footer) == (["England and Wales"], "15.0%", ())


def test_no_whole_is_left_out_of_the_table():
    wholes = [value(body=one, name=one, body_kind="whole") for one in ("all-bodies", "england-and-wales")]
    about = definition()

    found = tables.table(about, [value(), *wholes], words.quantity(about, wholes), tables.Sorting(), {})

    names = [row[0].text for row in (*found.rows, found.footer)]
    assert names == ["Kent Police", "all-bodies", "england-and-wales"]


def test_share_published_without_decimals_is_written_without():
    assert words.quantity(definition(decimals=0), []).written(0.15) == "15%"


def test_page_says_who_is_in_the_share_of_all_and_in_the_middle_of_the_funnel(forces):
    page = page_of(forces, JUDICIAL)

    assert "All bodies together (14.8%) are all that published" in page
    assert "The middle of the funnel (13.8%) is of the 42 compared alone" in page


def test_permanent_link_says_how_long_it_holds(forces):
    page = page_of(forces, JUDICIAL)

    assert "for as long as this build is kept" in page
    assert "the edition's own address is the one that lasts" in page


def test_funnel_as_a_file_is_not_cut_and_tells_period_publisher_build_and_address(forces):
    drawn = ElementTree.fromstring(forces.get("/charts/measures/judicial-outcomes/funnel.svg?period=2018-19").content)

    said = " ".join("".join(one.itertext()) for one in drawn.iter(f"{SVG}text"))
    assert "…" not in said
    assert "2018-19" in said
    assert "than chance and the usual differences would have it." in said
    assert re.search(
        r"Source: .+ Worked out by Hue and Cry, build \S+ of .+ http://testserver/measures/judicial-outcomes/", said
    )


def test_page_offers_its_chart_to_other_pages(forces):
    html = unescape(unescape(forces.get(f"{JUDICIAL}?period=2018-19").content.decode()))

    assert '<img src="http://testserver/charts/measures/judicial-outcomes/funnel.svg?period=2018-19"' in html


@pytest.mark.parametrize(
    ("kind", "middle", "figure", "written"),
    [
        ("proportion", 0.5, 0.148, "14.8%"),
        ("ratio", 0.5, 0.148, "14.8%"),
        ("count", 10, 12_345.0, "12,345"),
        ("rate", 500.0, 512.4, "512"),
        ("rate", 71.0, 71.66, "71.7"),
        ("rate", 0.6, 0.634, "0.63"),
        ("amount", 132.0, 131.6, "£132"),
        ("duration", 2.0, 3.0, "3"),
        ("duration", 2.5, 3.0, "3.0"),
    ],
)
def test_figures_are_written_by_their_kind_and_size(kind, middle, figure, written):
    found = words.quantity(definition(kind=kind), [value(value=middle)])

    assert found.written(figure) == written
