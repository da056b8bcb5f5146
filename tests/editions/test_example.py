"""What a fresh installation shows: three true editions, and invented quarters that go with their county."""

from __future__ import annotations

import csv
import io

import pytest

from editions import homes
from hueandcry.editions import queries
from hueandcry.editions.pages.words import JOINED
from hueandcry.sources.embedded import online
from hueandcry.surveys import queries as surveys
from hueandcry.warehouse import reading
from police_files import street_file, street_row
from web.reading import links, words

QUARTERS = ["2026-q3", "2026-q2", "2026-q1", "2025-q4", "2025-q3"]


@pytest.fixture
def example():
    """A client of the pages of a fresh installation."""
    with homes.served(homes.example()) as client:
        yield client


def counted(scheme: str, kind: str, first: str, last: str) -> int:
    """Return the sum of a kind in the table of the invented county, from its bytes."""
    data = dict(online.files())[f"exampleshire-{scheme}.csv"].decode()
    found = csv.DictReader(io.StringIO(data))
    return sum(int(row["Count"]) for row in found if row["Kind"] == kind and first <= row["Month"] <= last)


def test_it_begins_with_the_true_editions():
    assert [one.slug for one in queries.every(homes.example())] == ["2018-19", "2017-18", "2016-17", *QUARTERS]
    assert queries.newest(homes.example()).slug == "2018-19"


def test_the_list_says_which_are_invented(example):
    said = words(example.get("/dashboard/"))

    assert said.count("(quarterly) Invented Published") == 5
    assert "(annual) Invented" not in said


def test_an_invented_quarter_says_so_everywhere(example):
    page = example.get("/dashboard/2026-q3/").content.decode()
    table = list(csv.DictReader(io.StringIO(example.get("/dashboard/2026-q3.csv").content.decode())))
    told = example.get("/dashboard.atom").content.decode()

    assert '<div class="invented">' in page
    assert {row["invented"] for row in table} == {"true"}
    assert example.get("/dashboard/2026-q3.json").json()["invented"] is True
    assert "Invented: Online crime dashboard, 2026-Q3 (quarterly)" in told
    assert '<div class="invented">' not in example.get("/dashboard/2018-19/").content.decode()


def test_its_figures_are_those_of_the_invented_months():
    content = queries.edition(homes.example(), "2026-q3").content

    referred = content.figure("exampleshire", "referrals", "referred")
    assert referred.value == counted("referrals", "Crimes referred", "2026-07", "2026-09")
    assert referred.change.before == counted("referrals", "Crimes referred", "2025-07", "2025-09")
    assert {one.item: one.value for one in content.of("exampleshire", "prevention")} == {
        "websites-taken-down": counted("prevention-disruption", "Websites taken down", "2026-07", "2026-09"),
        "advice-given": counted("prevention-disruption", "People and businesses advised", "2026-07", "2026-09"),
        "cards-stopped": counted("prevention-disruption", "Cards and accounts stopped", "2026-07", "2026-09"),
    }


def test_a_quarter_is_compared_with_the_same_of_the_year_before_where_that_is_on_file(example):
    compared = {slug: queries.edition(homes.example(), slug).content.before for slug in QUARTERS}
    page, older = (words(example.get(f"/dashboard/{slug}/")).replace(JOINED, "") for slug in ("2026-q3", "2026-q2"))
    table = csv.DictReader(io.StringIO(example.get("/dashboard/2026-q3.csv").content.decode()))

    assert compared == {
        "2026-q3": "2025-q3", "2026-q2": "2026-q1", "2026-q1": "2025-q4", "2025-q4": "2025-q3", "2025-q3": "2025-q2",
    }  # fmt: skip
    assert "Compared with July to September 2025, the same quarter a year before, so that the season" in page
    assert "more than in 2025-Q3" in page
    assert "Quarters of a year differ by season" not in page
    assert {row["compared_with"] for row in table if row["tile"] != "victimisation"} == {"2025-q3"}
    assert "Compared with January to March 2026, the quarter before, which is of another season." in older
    assert "Quarters of a year differ by season" in older


def test_the_first_quarter_names_nothing_that_it_would_be_compared_with(example):
    assert "Compared with" not in words(example.get("/dashboard/2025-q3/"))


def test_of_a_survey_the_csv_names_the_wave_that_it_is_compared_with_or_none(example):
    def compared(slug):
        table = csv.DictReader(io.StringIO(example.get(f"/dashboard/{slug}.csv").content.decode()))
        return {row["item"]: (row["compared_with"], row["change_why"]) for row in table}

    assert compared("2026-q3")["public"] == ("April to September 2025", "")
    assert compared("2026-q2")["public"] == ("", "Of the earlier period there is no figure to compare with.")


@pytest.mark.parametrize(("item", "survey"), [("public", "exampleshire-public"), ("business", "exampleshire-business")])
def test_victimisation_is_what_the_survey_published(item, survey):
    figure = queries.edition(homes.example(), "2026-q3").content.figure("exampleshire", "victimisation", item)
    reader = reading.reader(homes.example())
    asked = {"survey": survey, "wave": "2026", "estimate": "victim-any-online", "split": ""}
    (estimate,) = surveys.estimates(reader, **asked)

    assert (figure.value, figure.lower, figure.upper, figure.base) == (
        estimate.value, estimate.lower, estimate.upper, estimate.base,
    )  # fmt: skip
    assert (figure.begins, figure.ends) == ("2026-04-01", "2026-09-30")


def test_the_change_is_the_surveys_own_test_and_names_its_wave(example):
    change = (
        queries.edition(homes.example(), "2026-q3").content.figure("exampleshire", "victimisation", "public").change
    )
    reader = reading.reader(homes.example())
    asked = {"survey": "exampleshire-public", "wave": "2026", "estimate": "victim-any-online", "split": ""}
    (tested,) = surveys.changes(reader, **asked)

    assert (change.value, change.lower, change.upper, change.method) == (
        tested.difference, tested.lower, tested.upper, "survey",
    )  # fmt: skip
    assert change.more_than_chance is tested.more_than_chance
    said = words(example.get("/dashboard/2026-q3/"))
    assert "percentage points higher than in April to September 2025" in said
    assert "Exampleshire business attitude survey (invented)" in said


def test_a_survey_that_ended_after_an_edition_does_not_tell_of_it():
    content = queries.edition(homes.example(), "2026-q2").content

    assert content.figure("exampleshire", "victimisation", "public").ends == "2025-09-30"
    assert content.figure("exampleshire", "victimisation", "business").value is None


def test_an_invented_survey_never_tells_of_a_real_area():
    for slug in ("2016-17", "2017-18", "2018-19"):
        content = queries.edition(homes.example(), slug).content
        assert {one.value for one in content.figures if one.tile == "victimisation"} == {None}


def test_the_source_of_a_survey_figure_is_its_wave(example):
    found = links(example.get("/dashboard/2026-q3/"))

    assert "/surveys/exampleshire-public/2026/" in found


def test_when_real_crimes_are_loaded_the_invented_editions_leave_the_list_but_keep_their_address(tmp_path):
    home = homes.copy_of(homes.example())
    street_file(tmp_path / "2022-08-kent-street.csv", [street_row(number, month="2022-08") for number in range(4)])
    homes.load_more(home, {"2022-08-kent-street.csv": (tmp_path / "2022-08-kent-street.csv").read_bytes()})

    with homes.served(home) as client:
        listed, told = words(client.get("/dashboard/")), client.get("/dashboard.atom").content.decode()
        kept = client.get("/dashboard/2026-q3/")

    assert "quarterly)" not in listed
    assert "Invented" not in told
    assert (kept.status_code, '<div class="invented">' in kept.content.decode()) == (200, True)
