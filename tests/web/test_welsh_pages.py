"""Welsh pages are in Welsh: what reads the same on the English page is a name, a file, an address or a number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils import translation

import hueandcry
from editions import homes as editions
from hueandcry.sources import queries as sources
from hueandcry.sources.feeds import feeds
from hueandcry.web.queries import reference as references
from hueandcry.web.queries.data import files
from web import homes, towns

EVERYWHERE = (
    *(
        "/",
        "/search/",
        "/search/?q=zzzz",
        "/rises/",
        "/forces/",
        "/methods/",
        "/accessibility/",
        "/privacy/",
        "/contact/",
    ),
    *("/data/", "/data/files/", "/data/coverage/", "/data/breaks/", "/data/downloads/", "/data/api/"),
    *("/report-a-problem/", "/places/E01999999/", "/methods/what-is-a-rise/"),
)
COUNTY = (
    *("/places/E07990001/", "/places/E01090001/", "/places/E01090001/map/", "/places/E01090001/street/burglary/"),
    *("/places/E07990001/compare/?with=Northmere", "/forces/exampleshire/", "/data/coverage/?body=exampleshire"),
    "/places/E23990001/street/drugs/",
)
FORCES = ("/forces/kent/", "/forces/gwent/", "/forces/northern-ireland/", "/data/coverage/?body=kent")
TOWNS = (
    *(f"/places/{towns.ISLINGTON}/", f"/places/{towns.ISLINGTON}/?month=2020-06", f"/places/{towns.CAMDEN}/"),
    *(f"/places/{towns.ISLINGTON}/mps/fraud-and-forgery/", f"/places/{towns.ISLINGTON}/mps/shoplifting/?month=2020-06"),
    *("/places/E01015300/", "/places/W01001441/", "/places/W01001441/street/burglary/", f"/places/{towns.ENDED}/"),
    *(f"/places/{towns.BEGAN}/", "/forces/metropolitan/", "/data/coverage/?body=gwent"),
)
# What a fresh installation shows of measures, surveys, the dashboard, claims and profiles.
PACKAGE = Path(hueandcry.__file__).parent
MEASURES = sorted(path.parent.name for path in PACKAGE.glob("measures/definitions/*/definition.toml"))
CLAIMS = sorted(path.parent.name for path in PACKAGE.glob("claims/reviewed/*/claim.toml"))
QUESTIONNAIRES = sorted(path.parent.name for path in PACKAGE.glob("surveys/questionnaires/*/questionnaire.toml"))
FRESH = (
    *("/", "/data/", "/measures/", *(f"/measures/{slug}/" for slug in MEASURES), "/measures/after-charge/flow/"),
    "/measures/judicial-outcomes/compare/?body=kent&period=2018-19&other=surrey",
    *("/dashboard/", "/dashboard/2018-19/", "/dashboard/2018-19/?area=kent", "/dashboard/2026-q3/"),
    *("/surveys/", "/surveys/questionnaires/", *(f"/surveys/questionnaires/{slug}/" for slug in QUESTIONNAIRES)),
    *("/surveys/exampleshire-public/", "/surveys/exampleshire-public/2026/", "/surveys/exampleshire-business/2026/"),
    "/surveys/exampleshire-public/2026/questions/",
    *("/claims/", "/claims/?q=zzzz", *(f"/claims/{slug}/" for slug in CLAIMS)),
    *("/places/E07990001/profile/", "/places/E23990001/profile/", "/places/E07990001/profile/found/"),
    *("/forces/exampleshire/", "/forces/kent/"),
)
EMPTY = ("/measures/judicial-outcomes/", "/dashboard/", "/surveys/", "/claims/cyber-crimes-up-86-per-cent/")
WALK = [
    *((homes.county, path) for path in (*EVERYWHERE, *COUNTY)),
    *((homes.forces, path) for path in FORCES),
    *((towns.towns, path) for path in (*TOWNS, f"/places/{towns.ISLINGTON}/profile/")),
    *((editions.example, path) for path in FRESH),
    *((homes.empty, path) for path in EMPTY),
]
# Words that are the same in both languages, names of formats and services, and an outcome that nobody has reviewed.
SAME = {"Hue and Cry", "Data", "Map", "CSV", "JSON", "Atom", "Parquet", "SQL", "Report Fraud", "Police Scotland"} | {
    *("Decided in a new way", "SHA-256", "CC0 1.0", "IT Security Guru", "design.toml", "questionnaire.toml"),
    *("exampleshire-public/2025/1", "exampleshire-public/2026/1", "exampleshire-business/2026/1"),
    *("exampleshire-public, 2025", "exampleshire-public, 2026", "exampleshire-business, 2026"),
}
ADDRESS = re.compile(r"https?://\S+|[0-9a-f]{64}|\S+\.csv|[0-9T]{15}Z-[0-9a-f]{10}")


class Texts(HTMLParser):
    """The texts of a page, and what it says by attributes, but for what is marked as English or is code."""

    EMPTY = frozenset({"meta", "link", "br", "img", "input", "hr"})
    SAID = ("alt", "title", "aria-label", "data-label", "data-title", "placeholder")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        passed_over = (self.inside and self.inside[-1][1]) or tag in ("code", "script", "style", "title")
        if tag != "html" and "lang" in about:
            passed_over = about["lang"].startswith("en")
        if not passed_over:
            self.found += [about[name] for name in self.SAID if about.get(name)]
        if tag not in self.EMPTY:
            self.inside.append((tag, bool(passed_over)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self.inside.pop()

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not (self.inside and self.inside[-1][1]):
            self.found.append(" ".join(data.split()))


def texts(client, path: str) -> list[str]:
    return Texts(client.get(path).content.decode()).found


def names(home) -> set[str]:
    """Return what is called the same in both languages: areas, bodies, files."""
    reader = references.reader()
    known = references.reference(reader)
    called = [one.english for one in (*known.areas.values(), *known.bodies.values()) if not one.welsh]
    small = reader._engine.execute("SELECT name FROM areas WHERE name_cy IS NULL OR name_cy = name").fetchall()
    return SAME | set(called) | {name for (name,) in small} | {one.source for one in files(reader).files}


def same_in_english(client, home, path: str) -> list[str]:
    """Return what the Welsh page says in the very words of the English one, but for names and addresses."""
    english = set(texts(client, path))
    alike = {text for text in texts(client, f"/cy{path}") if text in english}
    rest = {text: ADDRESS.sub("", text) for text in alike}
    called = sorted(names(home), key=len, reverse=True)
    for name in called:
        rest = {text: words.replace(name, "") for text, words in rest.items()}
    return sorted(text for text, words in rest.items() if re.search(r"[^\W\d_]{3}", words))


@pytest.mark.parametrize(("home", "path"), WALK, ids=lambda value: getattr(value, "__name__", value))
def test_a_welsh_page_says_nothing_in_english(home, path):
    with homes.served(home()) as client:
        assert same_in_english(client, home, path) == []


def reviewed() -> set[str]:
    """Return every English text of reviewed files that pages show in Welsh."""
    told = [text for one in sources.breaks() for text in (one.title, one.why, one.verified)]
    told += [text for one in sources.gaps() for text in (one.why, one.verified)]
    told += [text for feed in feeds() for text in (feed.title, feed.licence)]
    return set(told) - {"Unknown"} | set(told_twice())


def told_twice() -> Iterator[str]:
    """Yield the English sentences of definitions, claims and surveys that have a Welsh one beside them."""
    for folder in ("measures/definitions", "claims/reviewed", "surveys/questionnaires", "surveys/embedded"):
        for path in sorted(PACKAGE.glob(f"{folder}/**/*.toml")):
            yield from (text for text in twins(tomllib.loads(path.read_text("utf-8"))) if is_sentence(text))


def is_sentence(text: str) -> bool:
    """Is it long enough never to stand inside a Welsh text by accident, and shown as it is?"""
    return text.count(" ") > 2 and "{" not in text


def twins(told: object) -> Iterator[str]:
    """Yield each text that stands beside a Welsh text of the same name, at any depth."""
    if isinstance(told, list):
        for one in told:
            yield from twins(one)
    if not isinstance(told, dict):
        return
    for name, value in told.items():
        welsh = told.get("cy") if name == "en" else told.get(f"{name}_cy")
        if welsh is None:
            yield from twins(value)
        elif welsh != value:
            yield from value if isinstance(value, list) else [value]


@pytest.mark.parametrize(("home", "path"), WALK, ids=lambda value: getattr(value, "__name__", value))
def test_no_reviewed_text_stands_in_english_inside_a_welsh_sentence(home, path):
    with homes.served(home()) as client:
        said = " ".join(texts(client, f"/cy{path}"))

    assert [text for text in sorted(reviewed()) if text in said] == []


def test_a_language_that_is_not_welsh_is_seen():
    """The two tests above would fail: an English page has English in it."""
    with homes.served(homes.county()) as client:
        assert "Data to September 2026, invented · built 21 November 2026" in texts(client, "/")


def test_texts_with_welsh_beside_them_are_found_at_any_depth():
    told = {"a": "one", "a_cy": "un", "b": [{"c": ["two"], "c_cy": ["dau"]}], "same": "x", "same_cy": "x", "lone": "z"}

    assert list(twins({**told, "words": {"en": "three", "cy": "tri"}})) == ["one", "two", "three"]
    assert "A charge is no conviction." in " ".join(told_twice())


def test_why_is_told_in_welsh_where_a_break_a_gap_or_a_rule_says_it():
    with homes.served(towns.towns()) as client:
        lockdown = " ".join(texts(client, f"/cy/places/{towns.ISLINGTON}/mps/shoplifting/?month=2021-06"))
        missing = " ".join(texts(client, "/cy/data/coverage/?body=gwent"))

    assert "Cyfnodau clo, Mawrth 2020 i Fehefin 2021." in lockdown
    assert "Ni chafodd ffeil ei chyhoeddi na'i llwytho ar gyfer y mis hwn." in missing


def test_figures_for_machines_are_english_whatever_was_asked_before():
    with homes.served(towns.towns()) as client, translation.override("cy"):
        found = client.get(f"/places/{towns.ISLINGTON}.json?kind=fraud-and-forgery").json()

    scheme = found["schemes"][0]
    assert scheme["title"] == "Crimes recorded by the Metropolitan Police, by borough and month"
    assert scheme["licence"] == "Open Government Licence v3.0"
    assert scheme["series"][0]["months"][-1]["why"] == "Recorded elsewhere since early 2013."


def test_places_in_wales_have_their_welsh_names_and_are_found_by_them():
    with homes.served(towns.towns()) as client:
        found = client.get("/cy/search/?q=Blaenau+Gwent+001A")

        assert found.status_code == 302
        assert found["Location"] == "/cy/places/W01001441/"


@pytest.mark.parametrize(("home", "path"), WALK, ids=lambda value: getattr(value, "__name__", value))
def test_every_feed_and_drawing_that_a_welsh_page_leads_to_is_asked_for_in_welsh(home, path):
    with homes.served(home()) as client:
        page = unescape(client.get(f"/cy{path}").content.decode())

    named = re.findall(r'(?:href|src)="(/[^"]+\.(?:atom|svg)(?:\?[^"]*)?)"', page)
    assert [one for one in named if not one.startswith("/static/") and "lang=cy" not in one] == []


def test_feeds_and_charts_reached_from_a_welsh_page_speak_welsh():
    with homes.served(homes.county()) as client:
        page = client.get("/cy/places/E01090001/street/burglary/").content.decode()
        feed = client.get("/places/E01090001/rises.atom?lang=cy").content.decode()
        chart = client.get("/charts/E01090001/street/burglary.svg?lang=cy").content.decode()

    assert 'href="/places/E01090001/rises.atom?lang=cy"' in page
    assert 'href="/charts/E01090001/street/burglary.svg?lang=cy"' in page
    assert 'xml:lang="cy"' in feed
    assert "<title>Codiadau anarferol: Hollin Vale 001A</title>" in feed
    assert "Bwrgleriaeth yn ardal Hollin Vale 001A" in chart
