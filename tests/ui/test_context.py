"""What every page knows: the operator's banner, the doors, the other language."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from hueandcry.ui import context
from hueandcry.ui.components import Link


@pytest.fixture
def offered(monkeypatch):
    """Start with nothing offered; the test may offer."""
    monkeypatch.setattr(context, "_offered", {})
    return context.offer


@pytest.mark.parametrize(
    ("operator", "sentence"),
    [
        (context.Operator("demo"), "Run by nobody in particular, as a demonstration."),
        (context.Operator("police", "Northumbria Police"), "Run by Northumbria Police."),
        (context.Operator("newsroom", "The Evening Post"), "Run by The Evening Post."),
        (context.Operator("public_body"), "Run by an organisation that has not given its name."),
    ],
)
def test_banner_says_who_runs_it(operator, sentence):
    assert operator.run_by == sentence


@pytest.mark.parametrize(
    ("operator", "sentence"),
    [
        (context.Operator("police", "Northumbria Police"), "Telling us is telling the police."),
        (context.Operator("police"), "Telling us is <strong>not</strong> telling the police."),
        (context.Operator("demo", "Northumbria Police"), "Telling us is <strong>not</strong> telling the police."),
        (context.Operator("newsroom", "Post"), "Telling us is <strong>not</strong> telling the police."),
        (context.Operator("anything else", "X"), "Telling us is <strong>not</strong> telling the police."),
    ],
)
def test_only_a_police_force_that_gives_its_name_says_that_telling_it_is_telling_the_police(operator, sentence):
    assert operator.telling == sentence


def test_operator_comes_from_the_settings(settings_of):
    with settings_of(
        OPERATOR_KIND="newsroom", OPERATOR_NAME="The Evening Post", OPERATOR_SCOPE="", OPERATOR_CONTACT=""
    ):
        assert context.operator() == context.Operator("newsroom", "The Evening Post")


def test_installation_asks_nobody_before_a_template_does(offered, rf_request):
    asked = []
    offered(coverage_line=lambda request: asked.append(request) or "Data to October 2025", doors=asked.append)

    known = context.installation(rf_request)

    assert asked == []
    assert str(known["coverage_line"]) == "Data to October 2025"
    assert asked == [rf_request]


def test_installation_works_when_nothing_is_offered(offered, rf_request):
    known = context.installation(rf_request)

    assert (list(known["doors"]), list(known["footer_links"]), str(known["coverage_line"])) == ([], [], "")


def test_doors_may_be_links_or_triples(offered, rf_request):
    offered(doors=lambda request: [("Near you", "/", True), Link("Data", "/data/")])

    assert context.doors(rf_request) == [Link("Near you", "/", True), Link("Data", "/data/")]


def test_offer_refuses_what_no_page_asks_for(offered):
    with pytest.raises(TypeError, match="found 'door'"):
        offered(door=list)


@pytest.mark.parametrize(
    ("path", "lang", "addresses"),
    [
        ("/gallery/", "en-gb", ["/gallery/", "/cy/gallery/"]),
        ("/cy/gallery/?a=b", "cy", ["/gallery/?a=b", "/cy/gallery/?a=b"]),
        ("/", "en-gb", ["/", "/cy/"]),
    ],
)
def test_languages_are_the_same_page_in_each(looks, path, lang, addresses):
    with translation.override(lang):
        found = context.languages(RequestFactory().get(path))

    assert [language.url for language in found] == addresses
    assert [language.current for language in found] == [path == address for address in addresses]


@pytest.mark.parametrize("path", ["/kept/", "/no/such/page/"])
def test_languages_are_not_offered_where_there_is_one_address_only(looks, path):
    assert context.languages(RequestFactory().get(path)) == []


def test_languages_have_full_addresses_where_the_installation_knows_its_own(looks, settings_of):
    with settings_of(PUBLIC_URL="https://example.org"):
        found = context.languages(RequestFactory().get("/gallery/"))

    assert [language.absolute for language in found] == [
        "https://example.org/gallery/",
        "https://example.org/cy/gallery/",
    ]


@pytest.mark.parametrize(("lang", "home"), [("en-gb", "/"), ("en", "/"), ("cy", "/cy/"), (None, "/")])
def test_home_is_in_the_language_of_the_page(lang, home):
    assert context.home_url(lang) == home
