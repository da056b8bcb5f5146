"""The frame of every page, and the pages that say what went wrong."""

import re

from django.template import Context, loader
from django.test import Client
from django.utils import translation

from ui import gallery


def test_page_says_who_runs_it_before_anything_else(looks):
    html = gallery.page()

    assert html.index("Run by nobody in particular") < html.index('class="brand"') < html.index("<main")


def test_page_marks_the_invented_county(looks):
    assert "This county does not exist" in gallery.page()


def test_page_without_anything_offered_still_stands(looks, rf_request):
    html = loader.render_to_string("404.html", {}, rf_request)

    assert "<h1>There is no page here</h1>" in re.sub(r"\s+", " ", html)
    assert 'class="doors"' not in html
    assert "Report a problem" not in html


def test_page_leads_to_itself_in_the_other_language(looks):
    assert '<a href="/cy/gallery/" hreflang="cy" lang="cy">Cymraeg</a>' in gallery.page()
    assert '<a href="/gallery/" hreflang="en" lang="en">English</a>' in gallery.page("cy")


def test_page_declares_its_language(looks):
    assert '<html lang="en-GB">' in gallery.page()
    assert '<html lang="cy">' in gallery.page("cy")


def test_missing_page_is_a_designed_page(looks):
    answer = Client().get("/no/such/page/")

    assert answer.status_code == 404
    assert "That there is no page says nothing about crime in a place." in answer.content.decode()


def test_broken_page_needs_no_context():
    html = loader.get_template("500.html").template.render(Context({}))

    assert "Something broke on our side" in html
    assert 'class="operator"' not in html


def test_too_many_requests_counts_one_second(looks, rf_request):
    with translation.override("en-gb"):
        html = loader.render_to_string("429.html", {"retry_after": 1}, rf_request)

    assert "Wait 1 second, then try again." in html
