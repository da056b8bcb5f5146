"""An analyst's note stands beside a comparison and a flow where it is on their figures, and nowhere else."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from importlib import resources

import pytest
from django.core.management import call_command

from hueandcry.measures.pages import comparing_files, flow_files
from hueandcry.sources.actions import load
from hueandcry.sources.actions.notes import note
from hueandcry.sources.models import FigureNote
from hueandcry.warehouse.home import Home
from measures import worlds
from web import homes
from web.reading import words

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
NOTED = (
    ("kent", date(2016, 5, 1), "Kent in 2016-17."),
    ("kent", date(2017, 6, 1), "Kent in 2017-18."),
    ("kent", date(2018, 5, 1), '=HYPERLINK("x") <b>Kent</b> in 2018-19.'),
    ("essex", date(2018, 6, 1), "Essex in 2018-19."),
    ("surrey", date(2018, 6, 1), "Surrey in 2018-19."),
    ("kent", date(2022, 5, 1), "Before what is followed."),
    ("kent", date(2022, 6, 1), "The first month followed."),
    ("kent", date(2022, 8, 1), "The last month followed."),
    ("kent", date(2022, 9, 1), "After what is followed."),
)
LATEST = NOTED[2][2]
PERIODS = "?body=kent&period=2018-19&against=2016-17"
BODIES = "?body=kent&other=essex&period=2018-19"
COMPARISON, FLOW = "/measures/judicial-outcomes/compare", "/measures/after-charge/flow"


@pytest.fixture(scope="module")
def noted(tmp_path_factory):
    """The table of fraud referrals, and Kent's crimes of three months of 2022 with their outcomes; notes on both."""
    call_command("migrate", verbosity=0, interactive=False)
    FigureNote.objects.all().delete()
    files = tmp_path_factory.mktemp("files")
    for month, numbers in (("2022-06", range(4)), ("2022-07", range(10, 14)), ("2022-08", range(20, 24))):
        worlds.street(files, month, numbers)
        worlds.outcomes(files, month, [(number, "Suspect charged") for number in list(numbers)[:2]])
    fraud = resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_bytes()
    (files / "action_fraud.csv").write_bytes(fraud)
    home = Home(tmp_path_factory.mktemp("home")).make()
    load(home=home, paths=[files], now=NOW, release="2022-11")
    for force, month, text in NOTED:
        note(force=force, month=month, text=text, by="A data desk", now=NOW)
    homes._built(home)
    FigureNote.objects.all().delete()
    with homes.served(home) as client:
        yield client


def texts_on(page: str) -> list[str]:
    """Return which notes stand on a page, as they were written, in the order of the page."""
    return sorted((text for _, _, text in NOTED if text in page), key=page.index)


def rows(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        (f"{COMPARISON}/{PERIODS}", [LATEST, "Kent in 2016-17."]),
        (f"{COMPARISON}/{BODIES}", ["Essex in 2018-19.", LATEST]),
        (f"{COMPARISON}/?body=north-yorkshire&other=cleveland&period=2018-19", []),
        (f"{COMPARISON}/?body=nonsuch&other=nonsuch", []),
        (f"{FLOW}/?body=kent&period=2022", ["The last month followed.", "The first month followed."]),
        (f"{FLOW}/?body=kent&period=2022&kind=robbery", []),
    ],
)
def test_a_page_has_the_notes_on_its_figures_and_no_others(noted, path, texts):
    response = noted.get(path)

    assert texts_on(words(response)) == texts
    assert ("Notes on these figures" in words(response)) == bool(texts)
    assert "<b>Kent</b>" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (PERIODS, [("kent", "2018-05", LATEST), ("kent", "2016-05", "Kent in 2016-17.")]),
        (BODIES, [("essex", "2018-06", "Essex in 2018-19."), ("kent", "2018-05", LATEST)]),
    ],
)
def test_a_comparison_as_json_has_the_notes_on_both_figures(noted, query, expected):
    told = noted.get(f"{COMPARISON}.json{query}").json()

    assert [(one["body"], one["month"], one["text"]) for one in told["notes"]] == expected
    assert {(one["author"], one["noted_on"]) for one in told["notes"]} == {("A data desk", "2026-11-21")}
    assert told["columns"] == dict(comparing_files.OF_BOTH)


def test_a_comparison_as_csv_has_beside_each_figure_the_notes_on_it(noted):
    found = rows(noted.get(f"{COMPARISON}.csv{PERIODS}"))

    assert [(one["side"], one["notes"]) for one in found] == [
        ("first", f"2018-05: {LATEST} (A data desk, 2026-11-21)"),
        ("second", "2016-05: Kent in 2016-17. (A data desk, 2026-11-21)"),
    ]


def test_the_files_of_a_flow_have_the_notes_on_the_months_followed(noted):
    told = noted.get(f"{FLOW}.json?body=kent&period=2022").json()["notes"]
    found = {one["notes"] for one in rows(noted.get(f"{FLOW}.csv?body=kent&period=2022"))}

    assert told == [
        {"month": month, "text": text, "author": "A data desk", "noted_on": "2026-11-21"}
        for month, text in (("2022-08", "The last month followed."), ("2022-06", "The first month followed."))
    ]
    assert found == {
        "2022-08: The last month followed. (A data desk, 2026-11-21) "
        "2022-06: The first month followed. (A data desk, 2026-11-21)"
    }


def test_the_column_of_notes_is_described():
    assert flow_files.COLUMNS["notes"].startswith("What analysts say about the figures of the force")
    assert "notes" in comparing_files.COLUMNS
