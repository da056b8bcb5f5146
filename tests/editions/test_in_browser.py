"""What only a real browser can tell of the dashboard, and what only a checker can tell of its HTML."""

from __future__ import annotations

import io
import json
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from browsing import ROOT, lacking, serving
from editions import homes

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
PAGES = [
    (homes.published_annual, "/dashboard/"),
    (homes.published_annual, "/dashboard/2018-19/"),
    (homes.published_annual, "/cy/dashboard/2018-19/?area=dyfed-powys"),
    (homes.published_annual, "/forces/kent/"),
    (homes.published_quarterly, "/dashboard/2025-q3/?area=kent"),
    (homes.published_quarterly, "/dashboard/2025-q2/?area=essex"),
    (homes.annual, "/dashboard/"),
]


@pytest.fixture(scope="module")
def address():
    """Return the address of a real server of the project's pages."""
    with serving() as here:
        yield here


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens an address at a width, in a colour scheme, and notes what the console says."""
    contexts = []

    def open_at(path: str, *, width: int = 1280, scheme: str = "light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append((message.type, message.text)))
        page.on("pageerror", lambda error: page.said.append(("error", str(error))))
        page.goto(address + path, wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("home", "path"), PAGES)
def test_no_accessibility_rule_is_broken(open_page, home, path):
    with homes.served(home()):
        page = open_page(path, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"axe.run(document, {RULES})")

    assert len(found["passes"]) > 15
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found["violations"]] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(("home", "path"), PAGES)
def test_nothing_is_wider_than_the_screen_and_nothing_is_blocked(open_page, home, path, width):
    with homes.served(home()):
        page = open_page(path, width=width, scheme="dark" if width == 390 else "light")

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [text for kind, text in page.said if kind in ("error", "warning")] == []


@pytest.mark.browser
def test_an_area_is_chosen_without_script(open_page):
    with homes.served(homes.published_annual()):
        page = open_page("/dashboard/", java_script_enabled=False)
        page.select_option("#area", "kent")
        page.click("text=Show")

        assert page.url.endswith("/dashboard/2018-19/?area=kent")
        assert page.inner_text("h1").startswith("Online crime dashboard")


@pytest.mark.browser
def test_the_page_prints_on_a_few_sheets_of_a4_without_what_one_can_only_click(open_page):
    with homes.served(homes.published_annual()):
        page = open_page("/dashboard/2018-19/?area=wales")
        page.emulate_media(media="print")
        hidden = [
            page.locator(one).first.is_visible() for one in (".area-form", ".doors", ".downloads", ".button-link")
        ]
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages

    assert hidden == [False] * 4
    assert 2 <= len(sheets) <= 5
    first = " ".join(sheets[0].extract_text().split())
    assert "Headline victimisation" in first
    assert "Prevention and disruption" in first


@pytest.mark.browser
def test_a_long_table_is_folded_on_a_screen_and_open_in_print(open_page):
    with homes.served(homes.published_annual()):
        page, short = (open_page(f"/dashboard/2018-19/{area}", width=390) for area in ("", "?area=wales"))
        table = page.get_by_role("rowheader", name="Kent Police")
        seen = [page.get_by_text("Show all 49 in a table").count(), table.count()]
        page.emulate_media(media="print")
        seen += [table.first.is_visible(), short.get_by_text("Show all").count()]

    assert seen == [2, 0, True, 0]
    assert short.get_by_role("rowheader", name="Gwent Police").count() == 2


def test_html_is_valid(tmp_path):
    if not shutil.which("java") or not VNU.exists():
        lacking("A Java runtime, or the HTML checker,")
    for number, (home, path) in enumerate(PAGES):
        with homes.served(home()) as client:
            (tmp_path / f"{number}.html").write_bytes(client.get(path).content)
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
    )

    messages = json.loads(done.stderr)["messages"]
    assert [(one["url"][-6:], one["message"]) for one in messages if one["type"] == "error"] == []
