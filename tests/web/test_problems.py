"""A reader reports that a figure seems wrong: kept once, told to the operator, and to nobody else."""

from __future__ import annotations

import logging
import random
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test import Client

from hueandcry.sources import queries
from hueandcry.sources.actions.problems import report_problem
from hueandcry.sources.models import FigureProblem
from hueandcry.sources.rules.problems import REFERENCE_LENGTH, is_reference, reference
from hueandcry.ui.origins import is_from_elsewhere
from hueandcry.ui.pace import Pace
from hueandcry.web.views import problems as views
from web import homes
from web.reading import words

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIGURE = "/places/E09000019/mps/robbery/?month=2025-11"
SECRET = "The count of Zyxwvut should be 41, says my neighbour"
EMAIL = "reader@example.org"
PATH = "/report-a-problem/"


@pytest.fixture(autouse=True)
def empty_table(monkeypatch):
    """A migrated database without reports, and a pace that no other test has used up."""
    call_command("migrate", verbosity=0)
    FigureProblem.objects.all().delete()
    monkeypatch.setattr(views, "PACE", Pace(count=6, seconds=600))


@pytest.fixture
def client():
    with homes.served(homes.forces()) as found:
        yield found


def sent(client: Client, **changed) -> object:
    fields = {"figure": FIGURE, "what": SECRET, "email": EMAIL, "nickname": "", **changed}
    return client.post(PATH, fields)


def reported(**changed) -> FigureProblem:
    told = {"figure": FIGURE, "what": SECRET, "email": EMAIL, "now": NOW, "rng": random.Random(1), **changed}
    return report_problem(**told)


# ---- the form ------------------------------------------------------------------------------------------------------


def test_form_says_first_that_it_is_not_for_reporting_crime(client):
    page = words(client.get(PATH))

    assert page.index("This is not a way to report a crime.") < page.index("Which figure is it?")
    assert page.index("999") < page.index("Which figure is it?")
    assert "Report Fraud" in page


def test_form_is_filled_in_with_the_figure_and_escapes_it(client):
    page = client.get(PATH, {"figure": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;alert(1)" in page


def test_report_is_kept_and_leads_to_a_receipt_with_its_reference(client):
    response = sent(client)
    kept = queries.problems()[0]
    receipt = client.get(response["Location"])

    assert (response.status_code, response["Location"]) == (302, f"{PATH}{kept.reference}/")
    assert (kept.figure, kept.what, kept.email, kept.language) == (FIGURE, SECRET, EMAIL, "en")
    assert kept.build == homes.forces().current.read_text()
    assert kept.reference in words(receipt)


def test_receipt_tells_nothing_of_what_was_written(client):
    receipt = client.get(sent(client)["Location"]).content.decode()

    assert all(told not in receipt for told in (SECRET, EMAIL, FIGURE))


@pytest.mark.parametrize("made_up", ["333-333-333", "abc", "../../etc", "7KM-QX3"])
def test_receipt_of_a_report_that_was_never_made_is_404(client, made_up):
    assert client.get(f"{PATH}{made_up}/").status_code == 404


def test_welsh_form_is_answered_in_welsh(client):
    response = client.post(f"/cy{PATH}", {"figure": FIGURE, "what": SECRET})

    assert response["Location"].startswith(f"/cy{PATH}")
    assert queries.problems()[0].language == "cy"


def test_no_cookie_is_ever_set(client):
    first, second = client.get(PATH), sent(client)

    assert not first.cookies
    assert not second.cookies
    assert "no-store" in first["Cache-Control"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"figure": ""}, "Say which figure it is, or paste the address of its page"),
        ({"figure": " \t"}, "Say which figure it is, or paste the address of its page"),
        ({"figure": "x" * 501}, "Say which figure it is in 500 characters or fewer"),
        ({"what": ""}, "Say what seems wrong"),
        ({"what": "é" * 2001}, "Say what seems wrong in 2,000 characters or fewer; there are 2,001 now"),
        ({"email": "not an address"}, "Enter an e-mail address in the correct format, like name@example.com"),
        ({"email": "a" * 250 + "@example.org"}, "Enter an e-mail address of 254 characters or fewer"),
        ({"nickname": "Robbie the robot"}, "Leave the field named “Nickname” empty"),
        ({"what": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_fault_is_told_above_the_form_and_beside_its_field_and_nothing_is_kept(client, changed, fault):
    response = sent(client, **changed)
    page = response.content.decode()

    assert response.status_code == 400
    assert words(response).count(fault) == 2
    assert f'<a href="#{next(iter(changed))}">' in page
    assert "<title>Error: " in page.replace("\n", "")
    assert queries.problems() == []


def test_what_was_written_stays_in_the_form_when_a_field_is_at_fault(client):
    page = sent(client, email="not an address").content.decode()

    assert SECRET in page
    assert f'value="{FIGURE}"' in page


def test_line_ends_of_browsers_count_once(client):
    response = sent(client, what="a\r\n" * 999 + "b")

    assert response.status_code == 302
    assert len(queries.problems()[0].what) == 1999


def test_longest_report_allowed_is_kept_whole(client):
    sent(client, figure="f" * 500, what="ŵ" * 2000, email="")

    kept = queries.problems()[0]
    assert (len(kept.figure), len(kept.what), kept.email) == (500, 2000, "")


def test_form_sent_by_another_site_is_refused_and_can_be_sent_again(client):
    fields = {"figure": FIGURE, "what": SECRET}
    refused = client.post(PATH, fields, headers={"Origin": "https://elsewhere.example"})

    assert refused.status_code == 403
    assert SECRET in refused.content.decode()
    assert queries.problems() == []


def test_seventh_report_in_ten_minutes_has_to_wait_and_is_not_lost(client):
    for number in range(6):
        assert sent(client, what=f"{SECRET} {number}").status_code == 302

    response = sent(client, what=f"{SECRET} 7")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    assert f"{SECRET} 7" in response.content.decode()
    assert "Wait 10 minutes, then send it again: it is still below." in words(response)


def test_other_methods_are_refused(client):
    assert client.put(PATH).status_code == 405


# ---- what people wrote goes nowhere else ---------------------------------------------------------------------------


def test_nothing_of_a_report_reaches_a_log_or_a_public_page(client, caplog):
    with caplog.at_level(logging.DEBUG):
        sent(client)
        sent(client, email="not an address")
        kept = queries.problems()[0]
        logging.getLogger("hueandcry").warning("kept %s %r", kept, kept)
        pages = ["/", "/data/", "/data/files/", "/data/coverage/", "/data/downloads/", "/data/files.csv", "/forces/"]
        shown = b"".join(client.get(page).getvalue() for page in pages).decode("utf-8", "replace")

    for told in (SECRET, "Zyxwvut", EMAIL):
        assert told not in caplog.text
        assert told not in shown


def test_nothing_of_a_report_is_in_the_build_that_can_be_downloaded(client):
    sent(client)
    home = homes.forces()

    build = home.builds / home.current.read_text() / "hueandcry.duckdb"
    assert b"Zyxwvut" not in build.read_bytes()


def test_server_error_while_keeping_says_nothing_of_it(client, monkeypatch, caplog):
    def broken(**told):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(views, "report_problem", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        response = sent(client)

    assert response.status_code == 500
    assert "Zyxwvut" not in caplog.text + response.content.decode()


# ---- the action, its table, its rules ------------------------------------------------------------------------------


def test_same_report_within_the_hour_is_kept_once():
    first = reported()
    again = reported(now=NOW + timedelta(minutes=59))
    later = reported(now=NOW + timedelta(minutes=61), rng=random.Random(2))

    assert first.reference == again.reference != later.reference
    assert len(queries.problems()) == 2


def test_problems_are_told_newest_first():
    reported(what="first")
    reported(what="second", now=NOW + timedelta(days=1), rng=random.Random(2))

    assert [one.what for one in queries.problems()] == ["second", "first"]


def test_reference_that_is_taken_is_not_given_twice():
    first = reported(what="first", rng=random.Random(7))
    second = reported(what="second", rng=random.Random(7))

    assert first.reference != second.reference


@pytest.mark.parametrize("parts", [{"what": ""}, {"figure": ""}, {"what": "x" * 2001}, {"figure": "x" * 501}])
def test_database_itself_refuses_a_report_that_is_empty_or_too_long(parts):
    with pytest.raises(IntegrityError):
        reported(**parts)


def test_report_is_on_disk_when_it_is_acknowledged():
    kept = reported()

    with sqlite3.connect(connection.settings_dict["NAME"]) as other:
        found = other.execute("SELECT what FROM sources_figureproblem WHERE reference = ?", [kept.reference]).fetchone()
        synchronous = connection.cursor().execute("PRAGMA synchronous").fetchone()
    assert found == (SECRET,)
    assert synchronous == (2,)  # FULL


def test_reference_can_be_read_out_and_recognised():
    made = reference(random.Random(3))

    assert len(made) == REFERENCE_LENGTH
    assert is_reference(made)
    assert not set(made) & set("01O5S8BIL")


@pytest.mark.parametrize(
    "text", ["", "-", "--", "777-777", "777-777-7777", "777-777-77a", "AAA-777-777", "777 777 777"]
)
def test_text_that_is_no_reference_is_not_taken_for_one(text):
    assert not is_reference(text)


HOSTS = {"hue.example"}


@pytest.mark.parametrize(
    ("fetch_site", "origin", "elsewhere"),
    [
        ("same-origin", "https://hue.example", False),
        ("none", "", False),
        ("cross-site", "https://hue.example", True),
        ("same-site", "https://other.hue.example", True),
        ("", "https://hue.example", False),
        ("", "https://elsewhere.example", True),
        ("", "https://hue.example.elsewhere.example", True),
        ("", "null", True),
        ("", "", False),
        ("nonsense", "https://hue.example", True),
    ],
)
def test_is_from_elsewhere(fetch_site, origin, elsewhere):
    assert is_from_elsewhere(fetch_site=fetch_site, origin=origin, hosts=HOSTS) is elsewhere


def test_pace_lets_each_sender_have_its_own_and_forgets():
    pace = Pace(count=2, seconds=10)

    waits = [pace.wait("a", 0), pace.wait("a", 1), pace.wait("a", 2), pace.wait("b", 2), pace.wait("a", 10)]
    assert waits == [0, 0, 8, 0, 0]
    assert pace.wait("b", 1000) == 0
    assert list(pace._sent) == ["b"]
