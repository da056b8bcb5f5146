"""Components: what they are given is shown, escaped, and refused when it makes no sense."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from hueandcry.ui import charts, components, icons
from hueandcry.ui.components import Link
from ui import gallery

TEMPLATES = Path(components.__file__).parent / "templates"


def shown(tag: str, value) -> str:
    """Render one component and return its HTML on one line."""
    html = engines["django"].from_string(f"{{% {tag} it %}}").render({"it": value})
    return re.sub(r"\s+", " ", html).strip()


def words(html: str) -> str:
    """Return what a reader sees: the text without tags and drawings."""
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_figure_shows_number_interval_period_and_coverage():
    figure = components.Figure(
        "Judicial share", "21.9%", interval="between 20.7% and 23.1%", period="2018-19", coverage="43 of 45 forces"
    )

    assert words(shown("figure", figure)) == "Judicial share 21.9% between 20.7% and 23.1% 2018-19 · 43 of 45 forces"


def test_trail_leads_to_everything_behind_a_number():
    html = shown("trail", gallery.trail())

    links = re.findall(r'href="([^"]+)"', html)
    assert links == [
        "/methods/",
        "/data/",
        "/figure/9f1c2e/E09000019/stalking/2025-10",
        "/a.csv",
        "/a.json",
        "/contact/?figure=9f1c2e",
    ]
    assert gallery.trail().sources[0].sha256 in html


def test_trail_leaves_out_what_it_does_not_know():
    assert words(shown("trail", components.Trail(build="9f1c2e"))) == "Where this comes from Build 9f1c2e"


@pytest.mark.parametrize("tag", ["figure", "rise_card", "place_card", "empty_state"])
def test_components_escape_what_they_are_given(tag):
    bad = "<script>alert(1)</script>"
    given = {
        "figure": components.Figure(bad, bad),
        "rise_card": components.RiseCard(bad, bad, "/", bad),
        "place_card": components.PlaceCard(bad, "/", bad, bad),
        "empty_state": components.State(bad, bad),
    }

    assert "<script>" not in shown(tag, given[tag])


def test_rise_panel_ends_with_the_three_lines_of_a_call():
    html = shown("rise_panel", gallery.panel(gallery.band_with_rise()))

    assert re.findall(r"<h3>(.*?)</h3>", html) == ["What to do", "Who answers, by when", "Follow this"]


def test_rise_panel_leaves_out_lines_that_have_nothing_to_say():
    html = shown("call_lines", components.Call(what_to_do="Keep every message."))

    assert re.findall(r"<h3>(.*?)</h3>", html) == ["What to do"]


@pytest.mark.parametrize(("status", "said"), [("rise", "Unusual rise"), ("over", "Over"), ("withdrawn", "Withdrawn")])
def test_rise_panel_says_its_status_in_words(status, said):
    panel = components.RisePanel("Robbery: 9 in May", "May 2025", status=status)

    assert words(shown("rise_panel", panel)) == f"{said} · May 2025 Robbery: 9 in May"


def test_kinds_list_shows_missing_as_no_data_and_each_verdict_as_a_word():
    html = shown("kinds_list", gallery.kinds())

    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", html)]
    assert rows[0] == "Kind October Usual range Two years Verdict"
    assert rows[1] == "Stalking and harassment 188 114 to 166 rise"
    assert rows[3] == "Theft from a vehicle 113 124 to 171 below usual"
    assert rows[7] == "Fraud and forgery no data not known not comparable"


def test_kinds_list_is_written_in_welsh_months():
    with translation.override("cy"):
        assert "Hydref" in words(shown("kinds_list", gallery.kinds()))


@pytest.mark.parametrize("verdict", components.VERDICTS)
def test_every_verdict_has_a_word_and_a_shape_of_its_own(verdict):
    shapes = [icons.SHAPES[name] for name in components.VERDICTS]

    assert shapes.count(icons.SHAPES[verdict]) == 1
    assert words(shown("verdict", verdict)) == str(components.VERDICTS[verdict])


def test_kind_row_refuses_a_verdict_without_a_word():
    with pytest.raises(ValueError, match="found the verdict 'surge'; expected one of rise, over, usual"):
        components.KindRow("Robbery", "/", 1, 1, 1, "surge")


def test_table_puts_numbers_right_and_names_rows():
    html = shown("data_table", gallery.table())

    assert (
        re.findall(r'<th scope="row"><span>(.*?)</span></th>', html)[0]
        == '<a href="/force/avon/">Avon and Somerset</a>'
    )
    assert '<td class="number" data-label="Referred crimes"><span>1,042</span></td>' in html
    assert 'aria-sort="ascending"' in html


def test_table_without_rows_says_why():
    table = replace(gallery.table(), rows=(), footer=(), empty="No force has sent figures for this year.")

    assert words(shown("data_table", table)) == "No force has sent figures for this year."


def test_table_refuses_a_row_of_another_length():
    with pytest.raises(ValueError, match="found a row of 1 cells; expected 5"):
        replace(gallery.table(), rows=(("alone",),))


def test_coverage_matrix_names_each_body_and_what_is_missing():
    html = shown("coverage_matrix", gallery.coverage())

    assert "Missing: October 2017 to November 2017, January 2018 to March 2018." in html
    assert "January 2017 November 2025" in words(html)


def test_breadcrumbs_do_not_link_to_the_page_one_is_on():
    html = shown("breadcrumbs", [Link("London", "/london/"), Link("Islington", "/islington/", current=True)])

    assert re.findall(r'href="([^"]+)"', html) == ["/london/"]
    assert '<span aria-current="page">Islington</span>' in html


@pytest.mark.parametrize(("tag", "value"), [("breadcrumbs", []), ("pages", components.Pages())])
def test_navigation_with_nowhere_to_go_is_left_out(tag, value):
    assert shown(tag, value) == ""


def test_search_box_keeps_what_was_asked_and_sends_no_token():
    html = shown("search_box", components.Search("/search/", value='"NE3" & more'))

    assert 'method="get"' in html
    assert 'value="&quot;NE3&quot; &amp; more"' in html
    assert "csrf" not in html


def test_timeline_gives_days_to_machines_and_words_to_readers():
    moments = [components.Moment(date(2025, 5, 3), "Asked."), components.Moment("June 2025", "Over.")]

    html = shown("timeline", moments)

    assert '<time class="when" datetime="2025-05-03">3 May 2025</time>' in html
    assert words(html) == "3 May 2025 Asked. June 2025 Over."


def test_bars_stand_side_by_side_under_their_titles():
    html = shown("bars", [charts.Bars(("a",), (1,), title="Referred"), charts.Bars(("a",), (2,), title="Outcomes")])

    assert re.findall(r"<h3>(.*?)</h3>", html) == ["Referred", "Outcomes"]


def test_no_template_holds_inline_style_or_script():
    found = {
        path.name: re.findall(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", path.read_text(encoding="utf-8"))
        for path in TEMPLATES.rglob("*.html")
    }

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_visible_word_of_a_template_is_marked_for_translation():
    allowed = {"Hue and Cry", "– Hue and Cry", "CSV", "JSON"}
    unmarked = {}
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{% block main_class %}.*?{% endblock %}", "", text)
        text = re.sub(r"{% (blocktranslate|comment).*?{% end\1 %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{[%{].*?[%}]}", "\n", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "\n", re.sub(r"<!doctype html>", "", text), flags=re.DOTALL)
        left = {line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2}", line)} - allowed
        if left:
            unmarked[path.name] = left

    assert unmarked == {}
