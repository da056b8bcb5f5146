"""What a board sends back is the operator's to read; the other boards read only words that the operator shares."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from hueandcry.cli import findings
from hueandcry.profiles import actions, queries
from hueandcry.profiles.actions import NoSuchFinding, NotForEverybody
from hueandcry.profiles.rules import SHARED_LIMIT, exposes
from hueandcry.warehouse import frozen

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORDS = "Seven parcels with false bank letters were found; a talk in the library brought forty people."


@pytest.fixture
def database():
    """Give the test the database, and leave it as it was."""
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(**more):
    told = {"area": "E09000015", "board": "Harrow Safer Neighbourhood Board", "useful": "The chart of fraud by year."}
    return actions.send(**{**told, "now": NOW, "rng": random.Random(1), **more})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (WORDS, []),
        ("Write to board@example.org for more", ["an e-mail address"]),
        ("Ring 020 7946 0123 for the leaflet", ["a telephone number"]),
        ("Ring +44 20 7946 0123", ["a telephone number"]),
        ("Mrs Example of the High Street lost her savings", ["what looks like a person's name"]),
        (
            "PC Example gave the talk; his number is 07700 900123",
            ["a telephone number", "what looks like a person's name"],
        ),
        ("In 2018-19 there were 1,042 referrals, 14.8% judicial", []),
        ("Call 999 or 101; texts go to 7726", []),
    ],
)
def test_words_that_could_lead_to_a_person_are_known(words, found):
    assert exposes(words) == found


def test_a_finding_is_kept_and_sent_twice_is_kept_once(database):
    first = send()
    again = send(now=NOW + timedelta(minutes=5), rng=random.Random(2))
    later = send(now=NOW + timedelta(hours=2), rng=random.Random(3))

    assert again == first
    assert later.reference != first.reference
    assert [one.reference for one in queries.findings()] == [later.reference, first.reference]


def test_a_finding_without_words_is_refused_by_the_database(database):
    with pytest.raises(IntegrityError):
        send(useful="")


def test_nothing_a_board_wrote_is_shown_until_the_operator_shares_words(database, home):
    found = send(useful="SECRET useful", missed="SECRET missed", did="SECRET did", email="secret@example.org")
    assert queries.shared_findings(home) == []

    actions.share(home=home, reference=found.reference.lower(), words=f"  {WORDS} ", now=NOW)

    [shown] = queries.shared_findings(home)
    assert (shown.words, shown.area, shown.pilot, shown.sent_on) == (WORDS, "E09000015", False, NOW.date())
    written = [path.read_text("utf-8") for path in home.root.rglob("*") if path.is_file()]
    assert [text for text in written if "secret" in text.lower() or "Safer" in text] == []


@pytest.mark.parametrize(
    "words", ["", "   ", "x" * (SHARED_LIMIT + 1), "Ask Mr Example", "Mail a@example.org", "Ring 020 7946 0123"]
)
def test_words_not_for_everybody_are_refused(database, home, words):
    found = send()

    with pytest.raises(NotForEverybody):
        actions.share(home=home, reference=found.reference, words=words, now=NOW)

    assert queries.shared_findings(home) == []


def test_other_words_take_the_place_of_the_first_and_can_be_withdrawn(database, home):
    found = send()
    actions.share(home=home, reference=found.reference, words=WORDS, now=NOW)
    actions.share(home=home, reference=found.reference, words="Better words.", now=NOW)
    assert [one.words for one in queries.shared_findings(home)] == ["Better words."]

    actions.withdraw(home=home, reference=found.reference, now=NOW)

    assert queries.shared_findings(home) == []
    assert len(frozen.versions(home, "finding", found.reference.lower())) == 3


def test_a_reference_that_does_not_exist_is_told(database, home):
    with pytest.raises(NoSuchFinding, match="hueandcry findings list"):
        actions.share(home=home, reference="7KM-QX3-92R", words=WORDS, now=NOW)
    with pytest.raises(NoSuchFinding, match="the reference of a finding that was shared"):
        actions.withdraw(home=home, reference=send().reference, now=NOW)


def test_a_finding_tells_a_log_its_reference_alone(database):
    found = send(useful="SECRET")

    assert (str(found), repr(found)) == (found.reference, f"<BoardFinding: {found.reference}>")


def test_list_of_findings_never_cuts_a_reference_or_an_area(database, capsys, monkeypatch):
    made = send(useful="A long sentence that needs several lines, because it says so very much about one chart. " * 3)
    monkeypatch.setenv("COLUMNS", "80")

    findings.listed()

    told = capsys.readouterr().out
    assert {made.reference, "E09000015", "missed", "useful"} <= set(told.split())
    assert "…" not in told
