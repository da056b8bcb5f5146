"""The profile of an area: what it tells, what it says it cannot tell, and what boards send back."""

import random
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from hueandcry.profiles import actions, queries
from hueandcry.profiles.views import asking, finding, page
from hueandcry.ui.pace import Pace
from hueandcry.warehouse.home import Home
from web import homes, towns

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FILLED = {"board": "Islington Board", "useful": "The chart.", "missed": "", "did": "", "email": "", "nickname": ""}


@pytest.fixture
def london():
    with homes.served(towns.towns()) as client:
        yield client


@pytest.fixture
def database(monkeypatch):
    """A migrated database, left as it was, and a pace that no other test has used up."""
    monkeypatch.setattr(finding, "PACE", Pace(count=6, seconds=600))
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def findings(tmp_path, monkeypatch):
    """Keep what is shared in a home of the test's own, while the pages read the made world."""
    home = Home(tmp_path / "shared").make()
    monkeypatch.setattr(asking, "shared", lambda: queries.shared_findings(home))
    return home


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def figures(client: Client, code: str) -> list[dict]:
    return client.get(f"/places/{code}/profile.json").json()["figures"]


def test_a_rise_is_told_with_what_was_expected(london):
    told = words(london, "/places/E09000019/profile/")

    assert "Rose unusually in November 2025, of all kinds of crime: Shoplifting." in told
    assert "Shoplifting in Islington: 140 in November 2025; between" in told
    assert "Drug trafficking in Islington" not in told


def test_a_rise_that_counts_police_work_says_so(london):
    told = words(london, "/places/E09000007/profile/")

    assert "Drug trafficking in Camden: 70 in November 2025; between" in told
    assert "It counts what the police do, too." in told


def test_remnants_of_fraud_are_no_count_of_fraud(london):
    told = words(london, "/places/E09000019/profile/")
    by_year = [one for one in figures(london, "E09000019") if one["section"] == "by year"]

    assert "Nothing about fraud or online crime has been published by place since April 2013" in told
    assert "That is no sign that there is none" in told
    assert {(one["item"], one["value"], one["state"]) for one in by_year} == {
        ("mps/fraud-and-forgery", None, "missing")
    }
    assert {one["why"] for one in by_year} == {"recorded elsewhere"}
    assert 'class="bars"' not in told


def test_what_could_not_be_tested_is_not_called_quiet(london):
    told = words(london, "/places/blaenau-gwent/profile/")

    assert "Whether any kind of crime rose unusually cannot be told" in told
    assert "In August 2022, 0 of 1 kind of crime was tested" in told
    assert "nothing unusual" not in told


def test_a_small_area_leads_to_the_profile_of_its_district(london):
    answer = london.get("/places/W01001441/profile/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/places/blaenau-gwent/profile/")


@pytest.mark.parametrize("path", ["/places/E09999999/profile/", "/places/%3Cscript%3E/profile/"])
def test_a_place_that_is_not_there_answers_404(london, path):
    assert london.get(path).status_code == 404


def test_without_a_build_the_page_says_so(home):
    with override_settings(HOME=home):
        assert Client().get("/places/E09000019/profile/").status_code == 503


def test_the_force_of_the_invented_county_is_called_invented():
    with homes.served(homes.county()) as county:
        told = words(county, "/places/E23990001/profile/")

    assert "This county does not exist" in told
    assert "answers for policing here" not in told
    assert "Nobody: the county is invented." in told
    assert "No survey that speaks of this area is published here yet." in told
    assert "Offences flagged as online, 2026-Q3." in told
    assert told.count("Harassment and stalking, online") == 1


def test_an_old_month_is_said_to_be_old(london, monkeypatch):
    class Later(date):
        @classmethod
        def today(cls):
            return cls(2026, 11, 21)

    monkeypatch.setattr(page, "date", Later)

    assert "over six months old" in words(london, "/places/E09000019/profile/?month=old")


def test_a_link_with_a_build_says_when_that_build_is_gone(london):
    told = words(london, "/places/E09000019/profile/?build=20200101T000000Z-gone")

    assert "The build 20200101T000000Z-gone is no longer kept here." in told


def test_the_permanent_link_names_the_build(london):
    build = london.get("/places/E09000019/profile.json").json()["build"]

    assert f"/places/E09000019/profile/?build={build}" in words(london, "/places/E09000019/profile/")


def test_on_paper_a_profile_says_where_it_comes_from(london):
    told = words(london, "/places/E09000019/profile/")

    assert "Read from boroughs.csv" in told
    assert "Call 101 if it is not urgent; https://www.met.police.uk" in told


def test_sending_leads_to_a_receipt_and_nothing_is_shown(london, database, findings):
    secret = "A widow in Example Road lost four thousand pounds"
    answer = london.post("/places/E09000019/profile/found/", {**FILLED, "useful": secret, "email": "b@example.org"})

    assert answer.status_code == 302
    receipt = words(london, answer.headers["Location"])
    [kept] = queries.findings()
    assert (kept.area, kept.useful, kept.email, kept.pilot) == ("E09000019", secret, "b@example.org", False)
    assert kept.reference in receipt
    for path in ("/places/E09000019/profile/", "/places/E09000007/profile/", "/findings.atom"):
        assert "widow" not in london.get(path).content.decode()
    assert "widow" not in receipt


def test_what_the_operator_shares_reaches_the_other_boards(london, database, findings):
    sent = actions.send(
        area="E09000019", board="B", useful="u", pilot=True, now=NOW, rng=random.Random(1), language="en"
    )
    actions.share(home=findings, reference=sent.reference, words="A talk brought <forty> people.", now=NOW)

    shown = london.get("/places/E09000007/profile/").content.decode()
    feed = london.get("/findings.atom").content.decode()

    assert "A talk brought &lt;forty&gt; people." in shown
    assert "A board that tried profiles out, Islington, 21 November 2026" in shown
    assert "A talk brought &lt;forty&gt; people." in feed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"board": ""}, "Say which board you write for"),
        ({"useful": "  "}, "Say what was useful, or that nothing was"),
        ({"did": "x" * 2001}, "Say it in 2,000 characters or fewer; there are 2,001 now"),
        ({"email": "nobody"}, "Enter an e-mail address in the correct format"),
        ({"nickname": "bot"}, "Leave the field named “Nickname” empty"),
    ],
)
def test_a_faulty_form_is_shown_again_with_what_was_written(london, database, changed, said):
    answer = london.post("/places/E09000019/profile/found/", {**FILLED, "missed": "Kept text", **changed})

    assert answer.status_code == 400
    assert said in unescape(answer.content.decode())
    assert "Kept text" in answer.content.decode()
    assert queries.findings() == []


def test_a_form_sent_by_another_site_is_not_kept(london, database):
    answer = london.post("/places/E09000019/profile/found/", FILLED, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert queries.findings() == []


def test_one_address_cannot_flood_the_operator(london, database, monkeypatch):
    monkeypatch.setattr(finding, "PACE", Pace(count=1, seconds=600))
    first = london.post("/places/E09000019/profile/found/", FILLED)
    second = london.post("/places/E09000019/profile/found/", {**FILLED, "useful": "Again"})

    assert (first.status_code, second.status_code) == (302, 429)
    assert int(second.headers["Retry-After"]) > 0
    assert len(queries.findings()) == 1


def test_a_receipt_of_nothing_is_not_there(london, database):
    assert london.get("/places/E09000019/profile/found/7KM-QX3-92R/").status_code == 404
