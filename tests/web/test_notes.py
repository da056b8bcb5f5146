"""An analyst's note stands wherever the figures of its force and month do, as it was written and harmless."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from hueandcry.sources.actions import load
from hueandcry.sources.actions.notes import note
from hueandcry.sources.models import FigureNote
from hueandcry.ui.notes import FigureNote as Noted
from hueandcry.warehouse.home import Home
from hueandcry.web.queries.reference import reference
from hueandcry.web.views import served
from police_files import street_file, street_row
from web import homes
from web.reading import words

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
JUNE_TEXT = '=HYPERLINK("x") <script>alert(1)</script> & counts came late'
TOLD = "Noted by A data desk on 21 November 2026."
ROLLING = (
    "12 months ending,PFA,Region,Offence,Rolling year total number of offences\n"
    "31-08-2022,Kent,South East,Robbery,1100\n"
)
PLACE, SERIES, FORCE = "/places/E01024001/", "/places/E01024001/street/burglary/", "/forces/kent/"


@pytest.fixture(scope="module")
def kent(tmp_path_factory):
    """Kent with three months and a note on the first and last, Essex with one month and one note, Surrey with none."""
    call_command("migrate", verbosity=0, interactive=False)
    FigureNote.objects.all().delete()
    folder = tmp_path_factory.mktemp("notes")
    months = ("2022-06", "2022-07", "2022-08")
    for month in months:
        street_file(
            folder / "in" / f"{month}-kent-street.csv", [street_row(1, month=month), street_row(2, month=month)]
        )
    for body, lsoa in (("Essex", "E01021000"), ("Surrey", "E01030300")):
        row = street_row(3, month="2022-06", body=f"{body} Police", lsoa=lsoa, lsoa_name=f"{body} 001A")
        street_file(folder / "in" / f"2022-06-{body.lower()}-street.csv", [row])
    (folder / "in" / "police_grant_2025-26.csv").write_text(homes.GRANT, "utf-8")
    (folder / "in" / "rolling.csv").write_text(ROLLING, "utf-8")
    home = Home(folder / "home").make()
    load(home=home, paths=[folder / "in"], now=NOW)
    for force, month, text in (
        ("kent", date(2022, 6, 1), JUNE_TEXT),
        ("kent", date(2022, 8, 1), "August is not whole."),
        ("kent", date(2021, 1, 1), "Before all figures."),
        ("essex", date(2022, 6, 1), "Essex alone."),
    ):
        note(force=force, month=month, text=text, by="A data desk", now=NOW)
    homes._built(home)
    FigureNote.objects.all().delete()
    with homes.served(home) as client:
        yield client


def section(page: str) -> str:
    """Return what stands under the heading of notes; empty where there is none."""
    _, found, after = page.partition(" Notes on these figures ")
    return after if found else ""


IN_JUNE = f"2022-06: {JUNE_TEXT} (A data desk, 2026-11-21)"
IN_AUGUST = "2022-08: August is not whole. (A data desk, 2026-11-21)"


def rows(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_force_page_lists_its_notes_newest_month_first(kent):
    told = section(words(kent.get(FORCE)).replace(" Notes on these figures ·", ""))

    assert told.startswith(
        f"August 2022 August is not whole. {TOLD} June 2022 {JUNE_TEXT} {TOLD} January 2021 Before all figures. {TOLD}"
    )
    assert "Essex alone." not in told


def test_force_page_leads_to_its_notes(kent):
    assert '<a href="#figure-notes">Notes on these figures</a>' in kent.get(FORCE).content.decode()


def test_series_page_shows_the_notes_of_its_months_and_no_other(kent):
    told = section(words(kent.get(SERIES)))

    assert told.startswith(f"August 2022 August is not whole. {TOLD} June 2022 {JUNE_TEXT} {TOLD} Every month ")
    assert "Before all figures." not in told


@pytest.mark.parametrize(
    ("month", "shown"),
    [
        ("2022-06", f"June 2022 {JUNE_TEXT} {TOLD}"),
        ("2022-07", ""),
        ("2022-08", f"August 2022 August is not whole. {TOLD}"),
    ],
)
def test_place_page_shows_the_note_of_the_month_it_shows(kent, month, shown):
    told = section(words(kent.get(PLACE, {"month": month})))

    assert told[: len(shown)] == shown
    assert bool(told) == bool(shown)


def test_a_force_without_notes_has_no_such_section(kent):
    assert section(words(kent.get("/forces/surrey/"))) == ""
    assert "figure-notes" not in kent.get("/forces/surrey/").content.decode()


@pytest.mark.parametrize("path", [FORCE, SERIES, f"{PLACE}?month=2022-06"])
def test_a_note_is_text_and_never_markup(kent, path):
    page = kent.get(path).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; counts came late" in page


def test_place_csv_has_the_notes_of_each_month_and_none_is_a_formula(kent):
    found = {row["month"]: row["notes"] for row in rows(kent.get("/places/E01024001.csv", {"kind": "burglary"}))}

    assert found == {
        "2022-06": f"2022-06: {JUNE_TEXT} (A data desk, 2026-11-21)",
        "2022-07": "",
        "2022-08": "2022-08: August is not whole. (A data desk, 2026-11-21)",
    }


def test_force_csv_has_beside_each_figure_the_notes_on_its_months(kent):
    found = {(row["figure"], row["begins"], row["ends"], row["notes"]) for row in rows(kent.get("/forces/kent.csv"))}

    assert found == {
        ("police_grant", "2025-04-01", "2026-03-31", ""),
        ("recorded_rolling", "2021-09-01", "2022-08-31", f"{IN_AUGUST} {IN_JUNE}"),
    }


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("?month=2022-06&against=2022-07", [f"Kent Police · June 2022 {JUNE_TEXT} {TOLD}"]),
        ("?month=2022-07&against=2022-07", []),
        (
            "?month=2022-06&with=Essex+Police",
            [f"Essex Police · June 2022 Essex alone. {TOLD}", f"Kent Police · June 2022 {JUNE_TEXT} {TOLD}"],
        ),
    ],
)
def test_a_comparison_of_places_shows_the_notes_on_both_its_sides(kent, query, texts):
    assert section(words(kent.get(f"/places/E01024001/compare/{query}"))).strip() == " ".join(texts)


@pytest.mark.parametrize("path", ["/places/E01024001.json", "/forces/kent.json"])
def test_json_has_the_notes_as_they_were_written(kent, path):
    found = json.loads(kent.get(path).content)["notes"]

    assert found == [
        {"month": month, "text": text, "author": "A data desk", "noted_on": "2026-11-21"}
        for month, text in (
            ("2022-08", "August is not whole."),
            ("2022-06", JUNE_TEXT),
            ("2021-01", "Before all figures."),
        )
    ]


def test_a_measure_and_a_profile_show_the_notes_on_their_figures(kent):
    measure = section(words(kent.get("/measures/street-crime-rate/?period=2022")))
    profile = section(words(kent.get("/places/E23000032/profile/")))

    assert measure.startswith(
        f"Essex Police · June 2022 Essex alone. {TOLD} Kent Police · August 2022 August is not whole. {TOLD} "
        f"Kent Police · June 2022 {JUNE_TEXT} {TOLD}"
    )
    assert "Before all figures." not in measure
    assert profile.startswith(f"August 2022 August is not whole. {TOLD} June 2022 {JUNE_TEXT} {TOLD} January 2021")
    assert "Essex alone." not in profile


def test_the_files_of_a_measure_hold_its_notes(kent):
    told = kent.get("/measures/street-crime-rate.json").json()["notes"]
    kents = [row for row in rows(kent.get("/measures/street-crime-rate.csv")) if row["body"] == "kent"]

    assert {(one["body"], one["month"], one["text"]) for one in told} == {
        ("kent", "2022-06", JUNE_TEXT),
        ("kent", "2022-08", "August is not whole."),
        ("essex", "2022-06", "Essex alone."),
    }
    assert {row["notes"] for row in kents if row["period"] == "2022"} == {
        f"2022-08: August is not whole. (A data desk, 2026-11-21) 2022-06: {JUNE_TEXT} (A data desk, 2026-11-21)"
    }


@pytest.fixture
def risen(monkeypatch):
    """The invented county, in which burglary rose in September 2026, with notes on that month and the one before."""
    notes = tuple(
        Noted(body="exampleshire", month=month, text=text, author="A data desk", noted_on=NOW.date())
        for month, text in ((date(2026, 9, 1), JUNE_TEXT), (date(2026, 8, 1), "Before."))
    )
    monkeypatch.setattr(served, "reference", lambda reader: replace(reference(reader), notes=notes))
    with homes.served(homes.county()) as client:
        yield client


def test_the_list_of_rises_shows_the_notes_on_the_months_it_shows(risen):
    told = section(words(risen.get("/rises/?month=2026-09")))

    assert told.startswith(f"Exampleshire Constabulary (invented) · September 2026 {JUNE_TEXT} {TOLD} ")
    assert "Before." not in told
    assert section(words(risen.get("/rises/?month=2026-09&kind=nonsuch"))) == ""


def test_the_files_of_rises_hold_the_notes_on_their_months(risen):
    found = rows(risen.get("/rises.csv?month=2026-09"))
    told = json.loads(risen.get("/rises.json?month=2026-09").content)

    assert {row["notes"] for row in found} == {f"2026-09: {JUNE_TEXT} (A data desk, 2026-11-21)"}
    assert len(found) == len(told["rises"]) > 0
    assert told["notes"] == [
        {
            "body": "exampleshire",
            "month": "2026-09",
            "text": JUNE_TEXT,
            "author": "A data desk",
            "noted_on": "2026-11-21",
        }
    ]
