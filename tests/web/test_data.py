"""The pages about data say which files, what is missing, and how to take all of it along."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import duckdb
import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from hueandcry.sources import queries as sources
from hueandcry.warehouse import reading
from hueandcry.web.pages.data import period_words, size_words
from hueandcry.web.queries import data
from hueandcry.web.rules.periods import by_year, page_numbers, span
from web import homes
from web.reading import links, questions, words

PAGES = ("/data/", "/data/files/", "/data/coverage/", "/data/breaks/", "/data/downloads/", "/data/api/")


@pytest.fixture
def forces():
    with homes.served(homes.forces()) as client:
        yield client


@pytest.fixture
def copied_build(tmp_path):
    """Return the build as a reader has it who downloaded it."""
    home = homes.forces()
    name = home.current.read_text()
    return Path(shutil.copy(home.builds / name / "hueandcry.duckdb", tmp_path / f"hueandcry-{name}.duckdb"))


def told(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words(response)


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_in_both_languages(forces, path):
    assert forces.get(path).status_code == 200
    assert forces.get(f"/cy{path}").status_code == 200


@pytest.mark.parametrize("path", PAGES[:-1])
def test_pages_without_a_build_say_what_to_do(home, path):
    with homes.served(home) as client:
        assert client.get(path).status_code == 503


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_an_empty_build_say_that_nothing_is_loaded(path):
    with homes.served(homes.empty()) as client:
        assert client.get(path).status_code == 200


def test_overview_adds_up_rows_read_used_and_set_aside(forces):
    page = told(forces, "/data/")

    # June 4, August 3 (the earlier release does not count), Northern Ireland 1; one row of August set aside.
    assert re.search(r"Police street-level crime.*? June 2022 to August 2022 3 8 1 ", page)


def test_files_tell_the_superseded_release_beside_the_one_that_counts(forces):
    page = told(forces, "/data/files/?dataset=street&body=kent")

    assert "3 files or parts of them" in page
    assert page.count("superseded by a later release") == 1
    assert "Kent Police, August 2022 released 2022-10; superseded by a later release" in page


def test_files_show_whole_hashes_and_are_found_by_their_beginning(forces):
    found = re.findall(r"\b[0-9a-f]{64}\b", told(forces, "/data/files/?dataset=police_grant"))

    assert len(found) == 1
    assert found[0] in told(forces, f"/data/files/?sha256={found[0][:12]}")
    assert "1 file or part of one" in told(forces, f"/data/files/?sha256={found[0][:12].upper()}")


@pytest.mark.parametrize("query", ["page=0", "page=-3", "page=99", "page=x", "page=9999999999", "page=²"])
def test_page_that_does_not_exist_is_empty_or_the_first(forces, query):
    assert forces.get(f"/data/files/?{query}").status_code == 200


def test_files_that_nobody_loaded_are_said_not_to_be_there(forces):
    assert "No file was found." in told(forces, "/data/files/?dataset=nothing")


def test_many_files_are_shown_fifty_a_page_by_one_question():
    with homes.served(homes.county()) as client:
        first, second = client.get("/data/files/"), client.get("/data/files/?page=2")

    assert "?page=2" in links(first)
    assert len(re.findall(r"\b[0-9a-f]{64}\b", words(first))) == 50
    assert first.content != second.content


def test_number_of_questions_does_not_depend_on_how_much_is_loaded(monkeypatch):
    counts = []
    for home in (homes.forces(), homes.county()):
        with homes.served(home) as client:
            client.get("/data/")
            with questions(monkeypatch) as asked:
                for path in PAGES:
                    client.get(path)
            counts.append(len(asked))

    assert counts[0] == counts[1] <= 8


def test_coverage_shows_a_missing_month_in_words_and_never_as_zero(forces):
    page = told(forces, "/data/coverage/")

    assert "Kent Police" in page
    assert "Missing: July 2022." in page
    assert "2 of 3" in page


def test_coverage_names_the_forces_of_which_nothing_is_loaded(forces):
    silent = told(forces, "/data/coverage/").split("Forces of which no monthly figures are loaded")[1]

    assert "That says nothing about crime there." in silent
    assert "Essex Police" in silent
    assert "Kent Police" not in silent


def test_coverage_of_a_body_tells_each_month_and_why_one_is_missing(forces):
    page = told(forces, "/data/coverage/?body=kent")

    assert "July 2022: no data" in page
    assert "August 2022: complete" in page
    assert "January 2022: not published" in page
    assert "July 2022 · no data No file was published or loaded for this month." in page


def test_coverage_of_a_body_without_figures_says_so(forces):
    assert "No monthly figures of Essex Police are loaded." in told(forces, "/data/coverage/?body=essex")


def test_coverage_of_an_unknown_body_is_404_and_repeats_it_harmlessly(forces):
    response = forces.get("/data/coverage/?body=<b>gotham")

    assert response.status_code == 404
    assert b"<b>gotham" not in response.content


def test_suspect_month_of_the_county_is_told_with_its_figures():
    with homes.served(homes.county()) as client:
        page = told(client, "/data/coverage/?body=exampleshire")

    assert "March 2025 · figures in doubt" in page
    assert "less than half of" in page
    assert "February 2024 · no data" in page


def test_every_reviewed_break_and_gap_is_told_with_source_and_whether_it_was_checked(forces):
    page = told(forces, "/data/breaks/")

    for one in sources.breaks():
        assert one.title in page
        assert one.source in page
        assert f"Checked: {one.verified}" in page
    for gap in sources.gaps():
        assert f"Checked: {gap.verified}" in page


def test_downloads_offer_months_of_a_body_as_csv_and_parquet(forces):
    found = links(forces.get("/data/downloads/?dataset=street&body=kent"))

    assert [link for link in found if link.startswith("/data/bulk/")] == [
        "/data/bulk/street/kent/2022-06.csv",
        "/data/bulk/street/kent/2022-06.parquet",
        "/data/bulk/street/kent/2022-08.csv",
        "/data/bulk/street/kent/2022-08.parquet",
    ]


def test_every_address_for_download_answers(forces):
    found = {link for link in links(forces.get("/data/downloads/?dataset=street&body=kent")) if "/data/b" in link}

    assert {forces.get(link).status_code for link in found} == {200}


def test_what_the_page_says_of_the_build_is_what_is_in_it(forces, copied_build):
    page = forces.get("/data/downloads/").content.decode()
    said = dict(re.findall(r'<details[^>]* id="table-(\w+)">(.*?)</details>', page, re.DOTALL))

    with duckdb.connect(str(copied_build), read_only=True) as build:
        columns = build.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
        rows = {table: build.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table, _ in columns}
    assert {
        table: f"<p>{held:,} row{'' if held == 1 else 's'}.</p>" in said[table] for table, held in rows.items()
    } == dict.fromkeys(said, True)
    assert [column for table, column in columns if f"<code>{column}</code>" not in said[table]] == []


@pytest.mark.parametrize("home", [homes.forces, homes.county], ids=["forces", "county"])
def test_every_table_and_column_of_a_build_is_described(home):
    tables = data.tables(reading.reader(home()))

    assert [table.name for table in tables if not table.what] == []
    assert [(table.name, column.name) for table in tables for column in table.columns if not column.what] == []


def test_example_in_python_works_as_printed(forces, copied_build, monkeypatch):
    page = unescape(forces.get("/data/downloads/").content.decode())
    code = re.search(r"<pre[^>]*><code>(import duckdb.*?)</code></pre>", page, re.DOTALL)[1]
    monkeypatch.chdir(copied_build.parent)

    found: dict = {}
    exec(code.replace(".df()", ".fetchall()"), found)

    assert isinstance(found["rises"], list)


def test_api_page_names_only_addresses_that_exist(forces):
    examples = {
        **{"code": "E23000032", "scheme": "street", "kind": "burglary", "force": "kent", "dataset": "street"},
        **{"month": "2022-06", "build": homes.forces().current.read_text()},
        **{"slug": "judicial-outcomes", "survey": "a", "wave": "b", "number": "1", "edition": "2018-19", "item": "c"},
    }
    page = forces.get("/data/api/").content.decode()
    named = re.findall(r"<code>(/[a-z][^<?]*)</code>", page)
    addresses = {re.sub(r"\{(\w+)\}", lambda found: examples[found[1]], path) for path in named} - {"/api/"}
    # What has to be published before it is there, or asked with more than its address: that the address is known.
    elsewhere = {path for path in addresses if re.search("/(surveys|dashboard|claims|compare|after-charge)[/.]", path)}
    here = addresses - elsewhere

    assert (len(here) > 20, len(elsewhere) > 12) == (True, True)
    assert {path: forces.get(path).status_code for path in here} == dict.fromkeys(here, 200)
    assert [path for path in elsewhere if not is_known(path)] == []


def is_known(path: str) -> bool:
    """Does the address lead to a view?"""
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


# ---- small decisions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2016-01", "2016-01", "January 2016"),
        ("2016-01", "2025-03", "January 2016 to March 2025"),
        ("2010-04_2025-11", "2010-04_2025-11", "April 2010 to November 2025"),
        ("2016-17", "2018-19", "2016-17 to 2018-19"),
        ("2025-26", "2025-26", "2025-26"),
        ("all", "all", "all years in the file"),
    ],
)
def test_period_words(first, last, said):
    assert period_words(first, last) == said


def test_financial_year_is_not_taken_for_a_month():
    assert span("2016-17", "2016-17") == (None, None)


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_page_numbers(page, pages, shown):
    assert page_numbers(page, pages) == shown


def test_by_year_fills_years_with_months_not_published():
    years = by_year({2020 * 12 + 11: "complete", 2021 * 12: "missing"})

    assert [[state for _, state in months] for months in years.values()] == [
        ["outside"] * 11 + ["complete"],
        ["missing"] + ["outside"] * 11,
    ]
    assert by_year({}) == {}


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (999, "999 bytes"), (50_100_000, "50.1 MB"), (2 * 10**9, "2.0 GB")]
)
def test_size_words(size, said):
    assert size_words(size) == said
