"""What only a real browser can tell: nothing overflows, nothing is blocked, no accessibility rule is broken."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"

OVERFLOWING = """() => [...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .visually-hidden, thead'))
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens an address at a width, in a colour scheme, and notes what the console says."""
    contexts = []

    def open_at(path: str, width: int, scheme: str = "light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address + path, wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", ["/gallery/", "/cy/gallery/"])
def test_nothing_overflows(open_page, path, width):
    page = open_page(path, width)

    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("/gallery/", 390, "dark"),
        ("/gallery/", 1280, "light"),
        ("/cy/gallery/", 390, "light"),
        ("/no/such/page/", 390, "light"),
        ("/no/such/page/", 1280, "dark"),
    ],
)
def test_no_accessibility_rule_is_broken(open_page, path, width, scheme):
    page = open_page(path, width, scheme, bypass_csp=True, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.add_script_tag(path=str(AXE))

    found = page.evaluate(f"axe.run(document, {RULES})")

    broken = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]
    assert broken == []
    assert len(found["passes"]) > 20


def test_policy_blocks_nothing_that_the_page_needs(open_page):
    page = open_page("/gallery/", 1280)
    page.wait_for_function("document.body.classList.contains('govuk-frontend-supported')")

    assert page.said == []
    assert (
        page.evaluate("document.fonts.load('19px \"Atkinson Hyperlegible Next\"', 'ŵŷ').then((all) => all.length)") == 1
    )


def test_chart_fits_the_width_it_gets(open_page):
    wide, phone = open_page("/gallery/", 1280), open_page("/gallery/", 390)

    assert wide.locator(".panel .band--wide").first.is_visible()
    assert not wide.locator(".panel .band--phone").first.is_visible()
    assert phone.locator(".panel .band--phone").first.is_visible()
    assert not phone.locator(".panel .band--wide").first.is_visible()


def test_rows_stay_rows_of_a_table_on_a_phone(open_page):
    page = open_page("/gallery/", 390)

    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]

    roles = [node.get("role", {}).get("value") for node in tree]
    assert roles.count("table") == 3
    assert roles.count("row") >= 11 + 4 + 4
    assert roles.count("rowheader") >= 11 + 4 + 4


def test_skip_link_leads_to_the_main_part(open_page):
    page = open_page("/gallery/", 390)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gallery/#main")

    assert page.url.endswith("#main")


def test_map_is_loaded_only_when_asked_for_and_says_so_when_it_cannot_be_drawn(open_page):
    page = open_page("/gallery/", 1280)
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.route("**/place.geojson", lambda route: route.fulfill(status=500))

    assert "maplibre-gl.mjs" not in asked
    page.get_by_role("button", name="Show Islington on a map").click()
    page.locator("[data-map-failed]").wait_for(state="visible")

    assert "maplibre-gl.mjs" in asked


def test_page_works_without_script(open_page):
    page = open_page("/gallery/", 390, java_script_enabled=False)

    assert not page.get_by_role("button", name="Show Islington on a map").is_visible()
    assert page.get_by_role("link", name="The places around it, as a list").is_visible()
    page.locator(".trail summary").first.click()
    assert page.get_by_text("To cite it").first.is_visible()


def test_print_leaves_out_what_cannot_be_pressed(open_page):
    page = open_page("/gallery/", 794)

    page.emulate_media(media="print")

    for hidden in (".doors", ".search", ".languages", ".map", ".govuk-pagination"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".operator").is_visible()
    assert page.locator(".panel .band--wide").first.is_visible()
