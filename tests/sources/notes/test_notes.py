"""An analyst's note is public: who may be reached by it, what a build shows of it, and how it is taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from hueandcry.sources import queries
from hueandcry.sources.actions import building
from hueandcry.sources.actions.notes import NoSuchNote, NotForEverybody, UnknownForce, note, withdraw_note
from hueandcry.sources.models import FigureNote
from hueandcry.sources.rules.notes import AUTHOR_LIMIT, TEXT_LIMIT, faults
from hueandcry.warehouse import builds, reading

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
JUNE = date(2022, 6, 1)
TEXT = "A new recording system began on the 6th; counts of the week before it came late."


@pytest.fixture(autouse=True)
def database():
    """Give the test a migrated database without notes, and leave it as it was."""
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        FigureNote.objects.all().delete()
        yield
        transaction.set_rollback(True)


def noted(**more):
    return note(**{"force": "kent", "month": JUNE, "text": TEXT, "by": "Exampleshire Data Desk", "now": NOW, **more})


def built(home, *, minutes=0):
    made = builds.build(
        home=home,
        steps=building.steps(),
        checks=building.checks(),
        now=NOW + timedelta(minutes=minutes),
        settings={},
    )
    return reading.Reader(made).rows("hueandcry.web", "figure_notes")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (TEXT, []),
        ("In 2018-19 there were 1,042 referrals, 14.8% judicial", []),
        ("Counts of 2020-01-02 to 2020-03-04, 0.06 of all; call 101", []),
        ("Months 01 to 12 of 2020, 605 and 236", []),
        ("x" * TEXT_LIMIT, []),
        ("x" * (TEXT_LIMIT + 1), ["501 characters in the text"]),
        ("", ["0 characters in the text"]),
        ("Ask data@example.org", ["an e-mail address in the text"]),
        ("Ask 020 7946 0123", ["a telephone number in the text"]),
        ("Ask +44 20 7946 0123", ["a telephone number in the text"]),
        ("Ask (0191) 498 0123", ["a telephone number in the text"]),
        ("Ask 07700900123 or a@b.cd", ["an e-mail address in the text", "a telephone number in the text"]),
    ],
)
def test_a_note_gives_no_way_to_reach_a_person(words, found):
    assert faults(text=words, author="A desk", month=JUNE, today=NOW.date()) == found


@pytest.mark.parametrize(
    ("author", "month", "found"),
    [
        ("desk@example.org", JUNE, ["an e-mail address in the author's name"]),
        ("Desk, 020 7946 0123", JUNE, ["a telephone number in the author's name"]),
        ("", JUNE, ["0 characters in the author's name"]),
        ("x" * (AUTHOR_LIMIT + 1), JUNE, ["101 characters in the author's name"]),
        ("A desk", date(2026, 11, 1), []),
        ("A desk", date(2026, 12, 1), ["the month 2026-12, which has not begun"]),
    ],
)
def test_a_note_says_who_and_is_on_a_month_that_has_begun(author, month, found):
    assert faults(text=TEXT, author=author, month=month, today=NOW.date()) == found


def test_a_note_is_kept_with_who_and_when_in_one_line():
    found = noted(force="Kent Police", text="  Two\n lines ", by=" A  desk ", month=date(2022, 6, 17))

    assert (found.body, found.month, found.text, found.author) == ("kent", JUNE, "Two lines", "A desk")
    assert (found.noted_on, found.withdrawn_at) == (NOW.date(), None)


def test_the_same_note_twice_is_kept_once_and_another_beside_it():
    first, again, other = noted(), noted(now=NOW + timedelta(days=3)), noted(text="Another.")

    assert again == first
    assert again.noted_on == NOW.date()
    assert queries.standing_notes() == [first, other]


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"text": "Ask a@example.org"}, NotForEverybody, "found an e-mail address in the text; .*everybody reads it"),
        ({"by": ""}, NotForEverybody, "0 characters in the author's name"),
        ({"force": "ruritania"}, UnknownForce, "found 'ruritania'; expected a body we know"),
    ],
)
def test_a_note_that_may_not_stand_is_refused_and_not_kept(wrong, error, said):
    with pytest.raises(error, match=said):
        noted(**wrong)

    assert queries.notes() == []


@pytest.mark.parametrize("wrong", [{"text": ""}, {"author": ""}, {"month": date(2022, 6, 2)}])
def test_the_database_itself_refuses_half_a_note(wrong):
    fields = {"body": "kent", "month": JUNE, "text": TEXT, "author": "A desk", "noted_on": NOW.date()}

    with pytest.raises(IntegrityError), transaction.atomic():
        FigureNote.objects.create(**fields | wrong)


def test_a_withdrawn_note_stands_no_longer_and_is_not_forgotten():
    found = noted()

    withdraw_note(number=found.pk, now=NOW + timedelta(days=1))

    assert queries.standing_notes() == []
    assert [one.withdrawn_at for one in queries.notes()] == [NOW + timedelta(days=1)]


def test_a_note_withdrawn_can_be_made_again():
    withdraw_note(number=noted().pk, now=NOW)

    again = noted(now=NOW + timedelta(days=2))

    assert queries.standing_notes() == [again]


def test_withdrawing_what_does_not_stand_is_told():
    number = noted().pk
    withdraw_note(number=number, now=NOW)

    for absent in (number, number + 1):
        with pytest.raises(NoSuchNote, match=f"no standing note with the number {absent}"):
            withdraw_note(number=absent, now=NOW)


def test_a_build_holds_the_notes_that_stand_newest_month_first(home):
    noted()
    noted(force="essex", month=date(2022, 7, 1), text="Essex.")
    noted(month=date(2022, 8, 1), text="August.")
    gone = noted(text="Wrong.")
    withdraw_note(number=gone.pk, now=NOW)

    assert [(row["body"], row["month"], row["text"], row["noted_on"]) for row in built(home)] == [
        ("essex", date(2022, 7, 1), "Essex.", NOW.date()),
        ("kent", date(2022, 8, 1), "August.", NOW.date()),
        ("kent", JUNE, TEXT, NOW.date()),
    ]


def test_a_build_shows_a_note_until_the_next_one(home):
    found = noted()
    assert len(built(home)) == 1

    withdraw_note(number=found.pk, now=NOW)

    assert built(home, minutes=1) == []


def test_a_build_before_the_database_is_made_has_no_notes(home):
    noted()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {FigureNote._meta.db_table}")

    assert built(home) == []
