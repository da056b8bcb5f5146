"""What only a real browser and a real checker can tell of the pages of claims."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from browsing import ROOT, lacking, serving
from web import homes

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"

PAGES = [
    "/claims/",
    "/claims/?q=zebra&verdict=falls",
    "/claims/cyber-crimes-up-86-per-cent/",
    "/claims/50-per-cent-more-with-online-fraud/",
    "/claims/tracker-seven-green/",
    "/claims/six-in-ten-children/",
    "/cy/claims/",
    "/cy/claims/cyber-spend-0-06-per-cent/",
]


@pytest.fixture(scope="module")
def address():
    """Return the address of a real server of the project's pages."""
    with serving() as here:
        yield here


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens an address at a width and in a colour scheme, and notes what the console says."""
    contexts = []

    def open_at(path: str, *, width: int = 1280, scheme: str = "light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append((message.type, message.text)))
        page.goto(address + path, wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()


def broken_rules(page) -> list:
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"axe.run(document, {RULES})")
    assert len(found["passes"]) > 15
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found["violations"]]


@pytest.mark.parametrize("path", PAGES)
def test_no_accessibility_rule_is_broken(open_page, path):
    with homes.served(homes.county()):
        wide = broken_rules(open_page(path, bypass_csp=True))
        phone = broken_rules(open_page(path, width=390, scheme="dark", bypass_csp=True))

    assert (wide, phone) == ([], [])


@pytest.mark.parametrize("path", PAGES)
def test_nothing_overflows(open_page, path):
    with homes.served(homes.county()):
        page = open_page(path, width=320)

    found = {}
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate("document.documentElement.scrollWidth")
    assert found == {320: 320, 390: 390, 768: 768}


def test_policy_blocks_nothing_and_the_review_stands_in_the_page_as_data(open_page):
    with homes.served(homes.county()):
        page = open_page("/claims/cyber-crimes-up-86-per-cent/")
        page.wait_for_load_state("networkidle")

    assert page.said == []
    told = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert told["@type"] == "ClaimReview"


def test_the_list_is_narrowed_without_script(open_page):
    with homes.served(homes.county()):
        page = open_page("/claims/", java_script_enabled=False)
        page.select_option("#verdict", "falls")
        page.fill("#q", "budget")
        with page.expect_navigation():
            page.get_by_role("button", name="Show").click()

        assert page.locator(".claim-list h2").all_inner_texts() == [
            "The force spends 0.06% of its budget on cyber crime"
        ]
        assert page.locator("#verdict").input_value() == "falls"


def test_verdicts_are_told_apart_by_shape_and_word_before_colour(open_page):
    with homes.served(homes.county()):
        page = open_page("/claims/")
        shapes = page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.claim-verdict')].map("
            "(one) => [one.innerText.trim(), one.querySelector('svg').innerHTML]))"
        )

    assert set(shapes) == {"stands", "stands with a caveat", "does not stand", "cannot be checked"}
    assert len(set(shapes.values())) == 4


def test_finding_and_reply_have_equal_weight(open_page):
    with homes.served(homes.county()):
        page = open_page("/claims/cyber-crimes-up-86-per-cent/")
        found, reply = (
            page.evaluate(
                "(id) => { const h = document.getElementById(id), s = h.parentElement;"
                " return [h.tagName, getComputedStyle(h).fontSize, getComputedStyle(s.querySelector('p')).fontSize,"
                " getComputedStyle(s.querySelector('p')).color, Math.round(s.getBoundingClientRect().width),"
                " Math.round(s.getBoundingClientRect().top)] }",
                side,
            )
            for side in ("found", "reply")
        )

    assert found == reply


def test_html_is_valid(tmp_path):
    if not shutil.which("java"):
        lacking("A Java runtime, for the HTML checker,")
    with homes.served(homes.county()) as client:
        for number, path in enumerate(PAGES):
            (tmp_path / f"{number}.html").write_bytes(client.get(path).content)

    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
    )

    messages = json.loads(done.stderr)["messages"]
    assert [(one["url"][-8:], one["message"]) for one in messages if one["type"] == "error"] == []
