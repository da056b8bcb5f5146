"""Analysts' notes in editions: frozen with the figures that they are on, and shown beside them; later ones apart."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from editions import homes
from editions.test_publishing import NOTE, rebuilt_with_other_figures
from hueandcry.editions import actions, queries
from hueandcry.editions.rules.content import from_plain
from hueandcry.project import building
from hueandcry.sources.actions.notes import note, withdraw_note
from hueandcry.sources.models import FigureNote
from web.reading import words

FORMULA = '=HYPERLINK("x") <b>Kent</b> #panic() counted its May twice.'
NOTED = (
    ("kent", date(2018, 5, 1), FORMULA),
    ("kent", date(2017, 6, 1), "Kent moved its fraud desk."),
    ("kent", date(2016, 6, 1), "Long before."),
    ("kent", date(2019, 4, 1), "After the last year."),
    ("essex", date(2019, 3, 1), "Essex closed old cases in March."),
    ("city-of-london", date(2018, 4, 1), "Units that others pay for are within."),
)
LATER = ("kent", date(2018, 6, 1), "Kent sent its June late.")
FROZEN = [FORMULA, "Kent moved its fraud desk.", NOTED[4][2], NOTED[5][2]]


def built(home):
    building.build(home=home, now=homes.LATER, settings={"false_discovery_rate": 0.1})


@pytest.fixture(scope="module")
def noted():
    """The yearly editions, published with six notes on file; then one more was made and one withdrawn."""
    call_command("migrate", verbosity=0, interactive=False)
    FigureNote.objects.all().delete()
    home = homes.copy_of(homes.annual())
    for force, month, text in NOTED:
        note(force=force, month=month, text=text, by="A data desk", now=homes.NOW)
    built(home)
    actions.publish_all(home=home, now=homes.NOW)
    force, month, text = LATER
    note(force=force, month=month, text=text, by="Another desk", now=homes.LATER)
    withdraw_note(number=FigureNote.objects.get(text=NOTED[1][2]).pk, now=homes.LATER)
    built(home)
    yield home
    FigureNote.objects.all().delete()


@pytest.fixture
def pages(noted):
    with homes.served(noted) as client:
        yield client


def rows(response) -> dict[tuple[str, str], str]:
    found = csv.DictReader(io.StringIO(response.content.decode(), newline=""))
    return {(one["area"], one["item"]): one["notes"] for one in found}


def told(home, slug="2018-19"):
    return [one.text for one in queries.edition(home, slug).content.notes]


def test_those_on_the_months_of_an_edition_and_of_the_one_before_are_frozen_with_it(noted):
    assert sorted(told(noted)) == sorted(FROZEN)
    assert told(noted, "2016-17") == ["Long before."]
    assert queries.edition(noted, "2018-19").frozen.json("edition.json")["notes"][0] == {
        "body": "city-of-london",
        "month": "2018-04",
        "text": NOTED[5][2],
        "author": "A data desk",
        "noted_on": "2026-11-21",
    }


@pytest.mark.parametrize(
    ("area", "texts"),
    [
        ("kent", [FORMULA, "Kent moved its fraud desk."]),
        ("essex", [NOTED[4][2]]),
        ("surrey", []),
        ("south-east-region", [FORMULA, "Kent moved its fraud desk."]),
        ("wales", []),
        ("england", [NOTED[5][2], NOTED[4][2], FORMULA, "Kent moved its fraud desk."]),
        ("all-bodies", [NOTED[5][2], NOTED[4][2], FORMULA, "Kent moved its fraud desk."]),
    ],
)
def test_the_page_and_the_paper_of_an_area_show_those_on_the_bodies_that_it_is_made_of(pages, area, texts):
    page = words(pages.get("/dashboard/2018-19/", {"area": area}))
    paper = PdfReader(io.BytesIO(pages.get("/dashboard/2018-19.pdf", {"area": area}).content))
    printed = " ".join(" ".join(one.extract_text().split()) for one in paper.pages)

    for said in (page, printed):
        assert sorted((one for one in FROZEN if one in said), key=said.index) == texts
        assert ("Notes on these figures" in said) == bool(texts)


def test_a_note_says_whose_month_it_is_on_and_who_noted_it_when(pages):
    together = words(pages.get("/dashboard/2018-19/?area=south-east-region"))
    alone = words(pages.get("/dashboard/2018-19/?area=kent"))

    assert f"Kent Police · May 2018 {FORMULA} Noted by A data desk on 21 November 2026." in together
    assert f"Notes on these figures May 2018 {FORMULA} Noted by A data desk on 21 November 2026." in alone


def test_a_note_is_text_and_never_markup(pages):
    assert "&lt;b&gt;Kent&lt;/b&gt;" in pages.get("/dashboard/2018-19/?area=kent").content.decode()


def test_those_made_since_are_told_apart_and_are_in_no_file(pages):
    page = words(pages.get("/dashboard/2018-19/?area=kent"))
    files = [pages.get(f"/dashboard/2018-19{one}").content.decode() for one in (".json", ".csv", ".csv-metadata.json")]

    apart = page.index("Noted since this edition was published")
    assert "These notes are no part of the published edition" in page[apart:]
    assert f"June 2018 {LATER[2]} Noted by Another desk on 1 December 2026." in page[apart:]
    assert LATER[2] not in page[:apart]
    assert FORMULA not in page[apart:]
    assert [one for one in files if LATER[2] in one] == []
    assert "Noted since" not in words(pages.get("/dashboard/2018-19/?area=essex"))


def test_a_note_that_was_withdrawn_stays_and_the_page_says_so_beside_it(pages):
    page = words(pages.get("/dashboard/2018-19/?area=kent"))

    assert "June 2017 · withdrawn since this edition was published Kent moved its fraud desk." in page
    assert page.count("withdrawn since") == 1


def test_a_cell_of_the_csv_has_the_notes_on_the_bodies_of_its_figure(pages):
    found = rows(pages.get("/dashboard/2018-19.csv"))

    may = f"2018-05: {FORMULA} (A data desk, 2026-11-21)"
    june = "2017-06: Kent moved its fraud desk. (A data desk, 2026-11-21)"
    assert found["kent", "referred"] == f"{may} {june}"
    assert found["kent", "positive"] == found["kent", "referred"]
    assert found["south-east-region", "referred"] == f"Kent Police, {may} Kent Police, {june}"
    assert found["surrey", "referred"] == ""
    assert found["kent", "public"] == ""


def test_the_page_of_a_force_shows_a_note_once(pages):
    assert words(pages.get("/forces/kent/")).count(FORMULA) == 1


def test_notes_alone_are_no_correction(noted):
    again = actions.publish(home=noted, now=homes.LATER, edition="2018-19", note="Somebody noted something.")

    assert [(one.state, one.number) for one in again] == [("unchanged", 1)]


def test_a_correction_has_the_notes_that_stand_then(noted):
    home = homes.copy_of(noted)
    rebuilt_with_other_figures(home)

    actions.publish(home=home, now=homes.LATER, edition="2018-19", note=NOTE)

    assert sorted(told(home)) == sorted([FORMULA, LATER[2], NOTED[4][2], NOTED[5][2]])
    with homes.served(home) as client:
        assert "Noted since" not in words(client.get("/dashboard/2018-19/?area=kent"))
        assert "Noted since" in words(client.get("/dashboard/2018-19/1/?area=kent"))


def test_without_a_build_nobody_can_tell_which_were_made_or_withdrawn_since(noted):
    home = homes.copy_of(noted)
    (home.builds / "CURRENT").unlink()

    with homes.served(home) as client:
        page = words(client.get("/dashboard/2018-19/?area=kent"))

    assert queries.noted_today(home, queries.edition(home, "2018-19").content) is None
    assert "Kent moved its fraud desk." in page
    assert "Noted since" not in page
    assert "withdrawn since" not in page


def test_an_edition_older_than_notes_in_editions_is_read():
    plain = json.loads(queries.edition(homes.published_annual(), "2018-19").frozen.read("edition.json"))
    del plain["notes"]

    assert from_plain(plain) == queries.edition(homes.published_annual(), "2018-19").content
