"""How it is worked out, whom it is for, what is kept, whom to ask."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client, override_settings

from hueandcry.web.queries import methods
from web.reading import links, words

ROOT = Path(__file__).parents[2]
PAGES = ("/methods/", "/accessibility/", "/privacy/", "/contact/")


@pytest.fixture
def client():
    return Client()


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_without_a_build_in_both_languages(home, client, path):
    with override_settings(HOME=home):
        assert client.get(path).status_code == 200
        assert client.get(f"/cy{path}").status_code == 200


# ---- methods -------------------------------------------------------------------------------------------------------


def test_methods_are_made_from_the_documents_that_stand_here():
    made = subprocess.run([sys.executable, "scripts/methods.py", "--check"], cwd=ROOT, capture_output=True, text=True)

    assert (made.returncode, made.stdout) == (0, "")


def test_every_document_about_methods_is_a_page():
    documents = {path.stem for path in (ROOT / "docs" / "methods").glob("*.md")}

    assert documents <= {page.slug for page in methods.pages()}


@pytest.mark.parametrize("slug", [page.slug for page in methods.pages()])
def test_method_pages_have_a_title_and_answer(client, slug):
    page = methods.page(slug)
    response = client.get(f"/methods/{slug}/")

    assert response.status_code == (200 if page.group else 404)
    if page.group:
        assert f"<h1>{page.title}</h1>" in response.content.decode().replace("&#x27;", "'")


def test_methods_list_shows_each_page_once(client):
    found = [link for link in links(client.get("/methods/")) if re.fullmatch(r"/methods/[a-z-]+/", link)]

    assert found == [f"/methods/{page.slug}/" for page in methods.pages() if page.group]


def test_links_inside_methods_lead_to_pages(client):
    inside = {
        link.split("#")[0]
        for page in methods.pages()
        for link in re.findall(r'href="(/[^"]*)"', page.html)
        if not link.startswith(("/data/", "/api/"))
    }

    assert {link: client.get(link).status_code for link in inside} == dict.fromkeys(inside, 200)


def test_methods_carry_no_script_style_or_raw_html():
    for page in methods.pages():
        assert not re.search(r"<script|<style|style=|on\w+=\"|javascript:", page.html), page.slug


def test_measured_false_alarms_are_those_of_the_results_file():
    table = methods.page("false-alarms").html

    assert "not measured" in table
    assert "Not measured yet" not in table
    assert table.count("<tr>") == 7


def test_unknown_method_is_404(client):
    assert client.get("/methods/astrology/").status_code == 404


def test_welsh_reader_is_told_that_methods_are_in_english(client):
    page = client.get("/cy/methods/what-is-a-rise/").content.decode()

    assert '<article lang="en">' in page


def test_words_that_frighten_are_not_used():
    for page in methods.pages():
        assert not re.search(r"\b(surge|hotspot|epidemic|worst)\b", page.html, re.IGNORECASE), page.slug


# ---- statements ----------------------------------------------------------------------------------------------------


def test_accessibility_says_what_was_not_tested(client):
    page = words(client.get("/accessibility/"))

    assert "No disabled person has tested these pages yet." in page
    assert "No screen reader and no voice control has been tried by hand" in page


def test_privacy_says_that_no_cookie_is_set_and_none_is(client):
    response = client.get("/privacy/")

    assert "No cookies are set." in words(response)
    assert not response.cookies


def test_privacy_tells_of_everything_that_a_report_keeps(client):
    from hueandcry.sources.models import FigureProblem

    told = {
        "figure": "which figure you mean",
        "what": "what you write",
        "email": "your e-mail address if you give one",
        "reported_at": "the time",
        "language": "the language",
        "build": "which build of the data you saw",
        "reference": "the reference that you were shown",
    }
    page = words(client.get("/privacy/"))

    assert {field.name for field in FigureProblem._meta.fields} - {"id"} == set(told)
    assert [name for name, said in told.items() if said not in page] == []


@pytest.mark.parametrize(
    ("kind", "name", "contact", "said"),
    [
        ("demo", "", "", "This is a demonstration: nobody can be reached here."),
        ("newsroom", "The Example Gazette", "desk@gazette.example", "Run by The Example Gazette."),
        ("newsroom", "", "", "Run by an organisation that has not given its name."),
        ("police", "Kent Police", "https://kent.example/contact", "This site does not take reports of crime."),
    ],
)
def test_contact_tells_who_runs_this_and_how_to_reach_them(client, kind, name, contact, said):
    with override_settings(OPERATOR_KIND=kind, OPERATOR_NAME=name, OPERATOR_CONTACT=contact):
        response = client.get("/contact/", {"as": f"{kind}{name}"})

    assert said in words(response)
    assert contact in words(response)
    assert "999" in words(response)


def test_contact_of_the_operator_is_a_link_where_it_can_be_one(client):
    for contact, link in (
        ("desk@gazette.example", "mailto:desk@gazette.example"),
        ("https://a.example/", "https://a.example/"),
    ):
        with override_settings(OPERATOR_KIND="newsroom", OPERATOR_NAME="G", OPERATOR_CONTACT=contact):
            assert link in links(client.get("/contact/", {"of": contact}))
