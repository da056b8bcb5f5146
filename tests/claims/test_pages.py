"""The pages, feeds and files of claims, on a fresh installation as anyone has it."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.test import Client, override_settings

from claims.making import enough, later, reviewed_in, written
from hueandcry.claims.queries import reviewed
from hueandcry.project import building
from hueandcry.warehouse import builds
from web import homes
from web.reading import links, words

ATOM = "{http://www.w3.org/2005/Atom}"
GROWTH = "/claims/cyber-crimes-up-86-per-cent/"


@pytest.fixture
def county():
    """Ask the pages of a fresh installation."""
    with homes.served(homes.county()) as client:
        yield client


def whole_build(home):
    """Make a build of nothing that is loaded, with the claims, of which every page can be shown."""
    return building.build(home=home, now=later(), settings={})


def review(response) -> dict:
    """Return the ClaimReview inside a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    assert len(found) == 1
    return json.loads(found[0])


# ---- the list ------------------------------------------------------------------------------------------------------


def test_list_shows_every_claim_with_its_verdict_and_both_figures(county):
    page = county.get("/claims/")

    said = words(page)
    assert page.status_code == 200
    assert "28 claims. 3: stands · 10: stands with a caveat · 4: does not stand · 11: cannot be checked." in said
    assert "Cyber crimes rose by 86% in a year does not stand Claimed: 86% · Ours: 84.6%" in said
    assert len([link for link in links(page) if re.fullmatch(r"/claims/[\w-]+/", link)]) == 28


def test_list_is_narrowed_to_a_verdict_and_to_words(county):
    falls = words(county.get("/claims/?verdict=falls"))
    both = words(county.get("/claims/?verdict=falls&q=Johnston+budget"))

    assert "4 of 28 claims." in falls and "London has had no fraud since 2013" in falls
    assert "1 of 28 claims." in both and "The force spends 0.06% of its budget on cyber crime" in both


def test_list_finds_words_in_either_language_and_any_case(county):
    assert "1 of 28 claims." in words(county.get("/claims/?q=ANWEDDUS+publications"))


def test_a_filter_without_a_match_is_a_designed_state(county):
    said = words(county.get("/claims/?q=zebra"))

    assert "No claim was found No claim here has “zebra” in its words and this verdict." in said
    assert "That says nothing about whether it is true." in said


def test_a_filter_that_makes_no_sense_shows_everything(county):
    assert "28 claims." in words(county.get("/claims/?verdict=libel"))


def test_what_is_asked_for_is_shown_as_text(county):
    page = county.get("/claims/", {"q": '"><script>alert(1)</script>'})

    assert "<script>alert" not in page.content.decode()


# ---- one claim -----------------------------------------------------------------------------------------------------


def test_claim_shows_words_verdict_reply_and_working(county):
    said = words(county.get(GROWTH))

    assert "“an increase of 86 per cent”" in said
    assert "This claim does not stand." in said
    assert "Worked out again it is 84.6%. To the precision given, 86% means 85.5% to 86.5%." in said
    assert "Right of reply Johnston Press Investigations, with the Chronicle and Echo" in said
    assert "not yet asked. Whoever runs this site has given no address" in said
    assert "(39,339 − 21,307) ÷ 21,307 × 100% 84.6%" in said
    assert "86% 85.5% to 86.5% 84.6% no by 0.9 percentage points" in said
    assert "What to do Do not repeat this figure. From the same facts it is: 84.6%." in said
    assert "They have not been asked yet, so no day is set." in said
    assert "First checked: does not stand." in said


def test_claim_leads_to_a_contact_only_where_somebody_can_be_reached(county):
    own = f"/claims/{next(one.slug for one in reviewed.claims() if one.speaker.kind == 'project')}/"
    alone = county.get(GROWTH)
    ours = county.get(own)
    with override_settings(OPERATOR_CONTACT="desk@example.org"):
        reached = county.get(GROWTH, {"reached": "1"})

    assert main(alone).count("/contact/") == main(ours).count("/contact/") == 0
    assert "/report-a-problem/" in main(ours)
    assert "so a reply cannot reach them here." in words(alone)
    assert "What they answer will stand here in full, beside what we found. How to reply" in words(reached)
    assert main(reached).count("/contact/") == 2


def main(response) -> list[str]:
    """Return where the main part of a page leads."""
    found = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0])


def test_every_fact_says_how_sure_it_is_and_where_it_stands(county):
    said = words(county.get("/claims/cyber-spend-0-06-per-cent/"))

    assert "£755,049 verified entered by hand from the source named The paragraph on the force's spending" in said
    assert "£96,686,118 verified entered by hand from the source named Police grant, 2025-26" in said
    assert "The table police_grant is not loaded. The entered figure serves." in said
    assert "45% inferred worked out or read out of words by us" in said
    assert "£755,049 × 100% ÷ 0.06% £1,258,415,000" in said
    assert "£1,258,415,000 ÷ £96,686,118 13.0" in said


def test_a_fact_of_the_build_names_its_file_and_hash(county):
    page = county.get("/claims/outcomes-exceed-referrals/")

    assert "read from a file in this build embedded/action-fraud.csv SHA-256 3805588090" in words(page)
    assert any(link.startswith("/data/files/?sha256=3805588090") for link in links(page))


def test_a_fact_of_a_measure_leads_to_the_measure(county):
    page = county.get("/claims/judicial-shares/")

    assert "from a measure in this build Measure: judicial-outcomes embedded/action-fraud.csv" in words(page)
    assert "/measures/judicial-outcomes/" in links(page)


def test_every_definition_is_shown(county):
    said = words(county.get("/claims/50-per-cent-more-with-online-fraud/"))

    for definition in ("49.3% to 52.1% yes", "60.3% no", "92.1% no", "32.0% no"):
        assert definition in said
    assert "The same claim under each definition. A round figure without a base: 50% is read as 45% to 55%." in said


def test_a_paraphrase_is_not_passed_off_as_a_quotation(county):
    said = words(county.get("/claims/london-has-no-fraud/"))

    assert "In our words, not theirs." in said
    assert "“" not in said.split("This claim does not stand.")[0]
    assert "Nobody is known to have said it, so nobody can be asked." in said


def test_what_cannot_be_checked_says_what_it_would_take_and_is_not_called_false(county):
    said = words(county.get("/claims/six-in-ten-children/"))

    assert "This claim cannot be checked." in said
    assert "It would take the survey with its question" in said
    assert "false" not in said.lower()


def test_a_page_says_where_it_comes_from(county):
    page = county.get(GROWTH)

    build = builds.current(homes.county()).id
    assert f"Checked by Hue and Cry, build {build} of 21 November 2026." in words(page)
    assert "/claims/cyber-crimes-up-86-per-cent.json" in links(page)
    assert "/claims/cyber-crimes-up-86-per-cent.csv" in links(page)


def test_there_is_no_page_of_a_claim_that_is_not_there(county):
    assert county.get("/claims/nothing/").status_code == 404
    assert county.get("/claims/nothing.json").json()["error"]["found"] == "nothing"
    assert county.get("/claims/nothing.csv").status_code == 404


def test_pages_in_welsh_give_the_words_in_our_translation(county):
    said = words(county.get("/cy/claims/cyber-crimes-up-86-per-cent/"))

    assert "“cynnydd o 86 y cant”" in said
    assert "an increase of 86 per cent" not in said
    assert "troseddau seiber a nodwyd gan 30 heddlu, 2016/17" in said


# ---- the review for machines ---------------------------------------------------------------------------------------


def test_page_carries_a_claim_review_on_a_stated_scale(county):
    found = review(county.get(GROWTH))

    assert (found["@context"], found["@type"]) == ("https://schema.org", "ClaimReview")
    assert found["url"] == "http://testserver/claims/cyber-crimes-up-86-per-cent/"
    assert found["claimReviewed"] == "an increase of 86 per cent"
    assert found["datePublished"] == "2026-11-21"
    assert found["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "does not stand",
        "ratingValue": 1,
        "bestRating": 3,
        "worstRating": 1,
    }
    assert found["itemReviewed"]["@type"] == "Claim"
    assert found["itemReviewed"]["datePublished"] == "2017-07-27"
    assert found["itemReviewed"]["author"]["@type"] == "Organization"
    assert found["itemReviewed"]["appearance"]["url"].startswith("https://www.northantstelegraph.co.uk/")
    assert found["author"] == {"@type": "Organization", "name": "Hue and Cry", "url": "http://testserver/"}


def test_what_cannot_be_checked_has_no_number_on_the_scale(county):
    rating = review(county.get("/claims/six-in-ten-children/"))["reviewRating"]

    assert rating == {"@type": "Rating", "alternateName": "cannot be checked"}


def test_a_document_known_to_the_year_is_dated_by_the_year(county):
    assert review(county.get("/claims/112-arrests-in-a-day/"))["itemReviewed"]["datePublished"] == "2012"


def test_review_names_the_operator_where_there_is_one():
    with homes.served(homes.county()) as client, override_settings(OPERATOR_NAME="The <Example> Council & Co"):
        page = client.get(GROWTH)

    assert review(page)["author"]["name"] == "The <Example> Council & Co"
    assert b"The <Example>" not in page.content


# ---- machines ------------------------------------------------------------------------------------------------------

KEYS = ["id", "words", "claimed", "recomputed", "verdict", "why"]


def test_json_of_all_has_the_keys_of_the_command_and_the_page(county):
    told = county.get("/claims.json").json()

    assert told["build"]["id"] == builds.current(homes.county()).id
    assert [list(one) for one in told["claims"]] == [[*KEYS, "page"]] * 28
    growth = next(one for one in told["claims"] if one["id"] == "cyber-crimes-up-86-per-cent")
    assert (growth["claimed"], growth["recomputed"], growth["verdict"]) == ("86 %", "84.6 %", "does not stand")
    assert growth["page"] == "http://testserver/claims/cyber-crimes-up-86-per-cent/"


def test_json_and_csv_are_narrowed_like_the_page(county):
    told = county.get("/claims.json?verdict=stands").json()["claims"]
    rows = list(csv.DictReader(io.StringIO(county.get("/claims.csv?verdict=stands").content.decode())))

    assert [one["id"] for one in told] == [row["id"] for row in rows]
    assert {row["verdict"] for row in rows} == {"stands"}


def test_csv_has_a_row_for_each_claim_with_who_and_build(county):
    rows = list(csv.DictReader(io.StringIO(county.get("/claims.csv").content.decode())))

    assert len(rows) == 28
    assert {row["build"] for row in rows} == {builds.current(homes.county()).id}
    assert all(row["who"] and row["document"] and row["said_on"] for row in rows)


def test_json_of_one_holds_the_working_the_trail_and_the_reply(county):
    told = county.get("/claims/cyber-spend-0-6-per-cent.json").json()

    assert list(told)[:6] == KEYS
    assert [(fact["name"], fact["value"], fact["status"]) for fact in told["facts"]] == [
        ("spend", 755049, "verified"),
        ("grant", 96686118, "verified"),
        ("grant_share", 45, "inferred"),
    ]
    assert [(step["name"], step["in_figures"]) for step in told["working"]][:2] == [
        ("implied", "£755,049 × 100 % ÷ 0.6 %"),
        ("times", "£125,841,500 ÷ £96,686,118"),
    ]
    assert told["checks"][0]["outcome"] == "possible"
    assert told["right_of_reply"]["state"] == "not yet asked"
    assert told["history"][0]["was"] is None
    assert told["document"]["date"] == "2017-07-27"


def test_csv_of_one_has_its_facts_steps_and_figures(county):
    rows = list(csv.DictReader(io.StringIO(county.get("/claims/outcomes-exceed-referrals.csv").content.decode())))

    assert [(row["part"], row["name"], row["value"]) for row in rows][:5] == [
        ("verdict", "", "stands"),
        ("fact", "bodies", "49"),
        ("fact", "exceed_2016_17", "21"),
        ("fact", "exceed_2017_18", "33"),
        ("fact", "exceed_2018_19", "34"),
    ]
    assert {row["sha256"][:10] for row in rows if row["part"] == "fact"} == {"3805588090"}


def test_csv_of_one_has_its_caveats_inside(county):
    told = county.get("/claims/cyber-spend-0-06-per-cent.json").json()

    rows = list(csv.DictReader(io.StringIO(county.get("/claims/cyber-spend-0-06-per-cent.csv").content.decode())))

    assert [(row["what"], row["value"], row["note"]) for row in rows if row["part"] == "verdict"] == [
        ("just 0.06 per cent of its budget", "does not stand", told["why"])
    ]
    assert [row["what"] for row in rows if row["part"] == "caveat"] == [
        *told["unlike"],
        "Inferred, not printed: share of the budget that the grant pays in Surrey, the lowest in England.",
    ]


def test_machines_are_told_in_english_from_any_page(county):
    county.get("/cy/claims/")

    assert county.get("/claims.json").json()["claims"][0]["verdict"] in {
        "stands",
        "stands with a caveat",
        "does not stand",
        "cannot be checked",
    }


def test_any_site_may_read_them(county):
    for path in ("/claims.json", "/claims.csv", "/claims.atom", "/claims/judicial-shares.json"):
        assert county.get(path)["Access-Control-Allow-Origin"] == "*"


# ---- the feed ------------------------------------------------------------------------------------------------------


def entries(client: Client, path: str = "/claims.atom") -> dict[str, str]:
    feed = ET.fromstring(client.get(path).content)
    return {one.findtext(f"{ATOM}id"): one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")}


def test_feed_tells_every_verdict_once_under_a_name_that_stays(county):
    build = builds.current(homes.county()).id

    found = entries(county)

    assert len(found) == 28
    name = f"tag:testserver,2026:claim:cyber-crimes-up-86-per-cent/{build}"
    assert found[name] == "Checked: Cyber crimes rose by 86% in a year: does not stand"


def test_feed_and_page_tell_a_verdict_that_changed(home, tmp_path, monkeypatch):
    with reviewed_in(monkeypatch, written(tmp_path / "a", {"claim": enough()})):
        first = whole_build(home)
    with reviewed_in(monkeypatch, written(tmp_path / "b", {"claim": enough(before=100, after=186)})):
        second = whole_build(home)

    with homes.served(home) as client:
        found, page = entries(client), words(client.get("/claims/claim/"))

    named = "tag:testserver,2026:claim:claim/"
    assert found == {
        f"{named}{first.id}": "Checked: A rises by 86%: does not stand",
        f"{named}{second.id}": "Verdict changed: A rises by 86%: stands; before: does not stand",
    }
    assert "Now: stands. Before: does not stand." in page


def test_a_verdict_that_was_cited_stands_at_its_permanent_link_when_another_follows(home, tmp_path, monkeypatch):
    with reviewed_in(monkeypatch, written(tmp_path / "a", {"claim": enough()})):
        first = whole_build(home)
    with homes.served(home) as client:
        [cited] = {link for link in links(client.get("/claims/claim/")) if f"?build={first.id}" in link}
    with reviewed_in(monkeypatch, written(tmp_path / "b", {"claim": enough(before=100, after=186)})):
        whole_build(home)

    with homes.served(home) as client:
        then, now = client.get(cited), client.get("/claims/claim/")
        never = client.get("/claims/claim/?build=%00")

    earlier = f"These are the figures of an earlier build, {first.id}."
    assert ("This claim does not stand." in words(then), earlier in words(then)) == (True, True)
    assert ("This claim stands." in words(now), earlier in words(now)) == (True, False)
    assert {f"/claims/claim.{kind}?build={first.id}" for kind in ("csv", "json")} <= set(links(then))
    assert never.status_code == 404


def test_a_reply_stands_beside_what_we_found_with_equal_weight(home, tmp_path, monkeypatch):
    reply = (
        '\n[reply]\nstate = "replied"\nasked_on = 2026-10-01\nreplied_on = 2026-10-09\nby = "The editor"\n'
        'by_cy = "Y golygydd"\ntext = "We rounded."\ntext_cy = "Fe wnaethom dalgrynnu."\n'
    )
    with reviewed_in(monkeypatch, written(tmp_path, {"claim": enough() + reply})):
        whole_build(home)

    with homes.served(home) as client:
        page = client.get("/claims/claim/")

    sides = re.search(r'<div class="claim-sides">(.*?)</div>', page.content.decode(), re.DOTALL)[1]
    assert re.findall(r'<h2 id="(\w+)">', sides) == ["found", "reply"]
    assert "We rounded." in words(page) and "The editor, 9 October 2026" in words(page)


# ---- closed and not built ------------------------------------------------------------------------------------------


def test_nothing_is_built_yet_is_a_designed_page(home):
    with homes.served(home) as client:
        assert client.get("/claims/").status_code == 503
        assert client.get("/claims.json").status_code == 503


def test_a_build_that_knows_no_claims_says_what_to_do(home):
    builds.build(home=home, steps=[], checks=[], now=later(), settings={})

    with homes.served(home) as client:
        answer = client.get("/claims.json")

    assert (answer.status_code, answer.json()["error"]["remedy"]) == (503, "Run `hueandcry build`.")


def test_the_door_stands_open_and_is_marked_behind_it(county):
    assert '<a href="/claims/" aria-current="true">Check</a>' in county.get(GROWTH).content.decode()
    assert '<a href="/claims/">Check</a>' in county.get("/data/").content.decode()


def test_an_operator_who_closes_the_room_has_neither_door_nor_pages():
    with homes.served(homes.county()) as client, override_settings(ROOMS_CLOSED=frozenset({"claims"})):
        assert client.get("/claims/").status_code == 404
        assert client.get("/claims.json").status_code == 404
        assert 'href="/claims/"' not in client.get("/accessibility/").content.decode()
