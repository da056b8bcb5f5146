"""Feeds: a rise, its end and its withdrawal are told once each, under names that stay."""

import xml.etree.ElementTree as ET

from web import homes, towns

ATOM = "{http://www.w3.org/2005/Atom}"
MINE = "tag:testserver,2026:rise:street/E01090001/burglary/2026-09"


def entries(client, path: str) -> dict[str, ET.Element]:
    response = client.get(path)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)
    return {entry.findtext(f"{ATOM}id"): entry for entry in feed.findall(f"{ATOM}entry")}


def test_feed_of_a_place_tells_its_rise_with_the_sentence(county):
    found = entries(county, "/places/E01090001/rises.atom")

    assert list(found) == [MINE]
    title = found[MINE].findtext(f"{ATOM}title")
    assert title == "Burglary in Hollin Vale 001A: 19 in September 2026; between 0 and 6 were expected"
    assert "About 1 in 10 of the rises we show turn out to be chance." in found[MINE].findtext(f"{ATOM}summary")
    link = found[MINE].find(f"{ATOM}link").get("href")
    assert link == "http://testserver/places/E01090001/street/burglary/?month=2026-09"


def test_feed_tells_that_a_rise_is_over(county):
    found = entries(county, "/places/E01090009/rises.atom")

    over = found["tag:testserver,2026:over:street/E01090009/bicycle-theft/2026-06"]
    assert over.findtext(f"{ATOM}title") == "Over: Bicycle theft in Northmere 001A is back in its usual range"


def test_feed_of_a_force_and_of_all_hold_the_rises_of_their_places(county):
    assert MINE in entries(county, "/forces/exampleshire/rises.atom")
    assert MINE in entries(county, "/rises.atom")


def test_feed_tells_a_withdrawn_rise_and_keeps_the_names_of_the_others(county):
    before = entries(county, "/rises.atom")
    home, _, _ = towns.corrected()

    with homes.served(home) as client:
        after = entries(client, "/rises.atom")

    gone = "tag:testserver,2026:withdrawn:street/E01090001/burglary/2026-09"
    assert MINE not in after
    assert after[gone].findtext(f"{ATOM}title") == "Withdrawn: Burglary in Hollin Vale 001A, September 2026"
    assert "now has 2" in after[gone].findtext(f"{ATOM}summary")
    stays = "tag:testserver,2026:rise:street/E01090009/bicycle-theft/2026-05"
    assert before[stays].findtext(f"{ATOM}updated") == after[stays].findtext(f"{ATOM}updated")


def test_feed_is_dated_by_its_build_and_its_entries_by_their_figures(county):
    feed = ET.fromstring(county.get("/places/E01090001/rises.atom").content)

    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T12:00:00+00:00"
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}updated") == "2026-11-21T12:00:00+00:00"


def test_feed_of_a_quiet_place_is_empty_and_valid(county):
    assert entries(county, "/places/E01090002/rises.atom") == {}


def test_feed_says_that_police_activity_is_counted(london):
    found = entries(london, f"/places/{towns.CAMDEN}/rises.atom")

    summary = next(iter(found.values())).findtext(f"{ATOM}summary")
    assert "count what the police do as well as what happens" in summary


def test_place_names_its_feed_for_feed_readers(county):
    page = county.get("/places/E01090001/").content.decode()

    assert 'type="application/atom+xml" title="Hollin Vale 001A" href="/places/E01090001/rises.atom"' in page
