"""An analyst's note from the command line: put on a force's month, listed, taken back."""

import json

from journeys.conftest import hueandcry

TEXT = "Counts of the first week came late."


def add(home, text=TEXT, *, month="2022-06", by="A data desk"):
    return hueandcry(home, "note", "add", "--force", "kent", "--month", month, "--by", by, text)


def said(done):
    """Return what a command printed, however wide the terminal is."""
    return " ".join(done.stdout.split())


def listed(home):
    return json.loads(hueandcry(home, "note", "list", "--format", "json").stdout)


def test_a_note_is_added_listed_and_withdrawn(tmp_path):
    home = tmp_path / "home"

    added = add(home)
    first = listed(home)
    withdrawn = hueandcry(home, "note", "withdraw", "1")
    again = hueandcry(home, "note", "withdraw", "1")

    assert said(added) == "Note 1 on kent, 2022-06. Pages show it from the next build on: `hueandcry build`."
    assert [{**one, "noted_on": ""} for one in first] == [
        {
            "number": 1,
            "force": "kent",
            "month": "2022-06",
            "text": TEXT,
            "by": "A data desk",
            "noted_on": "",
            "withdrawn_on": None,
        }
    ]
    assert said(withdrawn) == (
        "Note 1 on kent, 2022-06 is withdrawn. Pages show it until the next build: `hueandcry build`."
    )
    assert [one["withdrawn_on"] for one in listed(home)] == [first[0]["noted_on"]]
    assert (again.returncode, "no standing note with the number 1" in again.stderr) == (2, True)


def test_a_note_that_may_not_stand_is_refused_with_the_reason(tmp_path):
    home = tmp_path / "home"

    reachable = add(home, "Ask 020 7946 0123")
    undated = add(home, month="June")

    assert (reachable.returncode, undated.returncode) == (2, 2)
    assert "found a telephone number in the text" in reachable.stderr
    assert "a year and a month such as 2025-09" in undated.stderr
    assert hueandcry(home, "note", "list").stdout.strip() == "There is no note."
