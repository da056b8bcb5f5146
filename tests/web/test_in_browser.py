"""What only a real browser can tell of places, figures, maps and lists: nothing overflows, nothing is broken."""

from __future__ import annotations

import pytest

from browsing import broken_rules, opening, serving
from web import homes, towns

pytestmark = pytest.mark.browser

COUNTY = [
    "/",
    "/search/?q=nowhere+at+all",
    "/search/?q=XQ1",
    "/rises/",
    "/places/E07990001/",
    "/places/E01090001/",
    "/places/E01090009/?month=2026-06",
    "/places/E01090001/?month=2024-02",
    "/places/E01090001/street/burglary/",
    "/places/E01090001/map/",
    "/places/E07990001/compare/?with=Northmere",
    "/places/E01999999/",
]
LONDON = [
    "/",
    f"/places/{towns.ISLINGTON}/",
    f"/places/{towns.ISLINGTON}/mps/fraud-and-forgery/",
    "/places/E01015300/",
    "/places/W01001441/?month=2022-07",
    f"/places/{towns.BEGAN}/",
]
EVERY = [(homes.county, path) for path in COUNTY] + [(towns.towns, path) for path in LONDON]


@pytest.fixture(scope="module")
def address():
    """Return the address of a real server of the project's pages."""
    with serving() as here:
        yield here


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens an address at a width, in a colour scheme, and notes what the console says."""
    with opening(chromium, address) as open_at:
        yield open_at


@pytest.mark.parametrize(("home", "path"), EVERY)
def test_no_accessibility_rule_is_broken(open_page, home, path):
    with homes.served(home()):
        wide = broken_rules(open_page(path, bypass_csp=True, reduced_motion="reduce"))
        phone = broken_rules(open_page(path, width=390, scheme="dark", bypass_csp=True, reduced_motion="reduce"))

    assert (wide, phone) == ([], [])


@pytest.mark.parametrize(("home", "path"), EVERY)
def test_nothing_overflows(open_page, home, path):
    with homes.served(home()):
        page = open_page(path, width=320)

    found = {}
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate("document.documentElement.scrollWidth")
    assert found == {320: 320, 390: 390, 768: 768}


@pytest.mark.parametrize("path", ["/cy/", "/cy/places/E01090001/", "/cy/places/E01090001/street/burglary/"])
def test_welsh_fits_a_phone(open_page, path):
    with homes.served(homes.county()):
        page = open_page(path, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["/", "/places/E01090001/", "/places/E01090001/street/burglary/"])
def test_policy_blocks_nothing_that_a_page_needs(open_page, path):
    with homes.served(homes.county()):
        page = open_page(path)
        page.wait_for_load_state("networkidle")

    assert page.said == []


def test_map_is_drawn_when_asked_for_and_the_list_stays(open_page):
    with homes.served(homes.county()):
        page = open_page("/places/E01090001/map/")
        page.click("[data-map-show]")
        page.wait_for_selector(".maplibregl-canvas", timeout=20_000)
        page.wait_for_selector(".map__name")

    assert [said for said in page.said if said[0] == "error"] == []
    assert page.locator(".map__name").all_inner_texts() == [
        "Hollin Vale 001A",
        "Hollin Vale 001B",
        "Hollin Vale 002A",
        "Hollin Vale 002B",
    ]
    assert page.get_by_role("link", name="Hollin Vale 001B").count() == 1


def test_pages_work_without_script(open_page):
    with homes.served(homes.county()):
        page = open_page("/", java_script_enabled=False)
        page.fill("#search", "Hollin Vale 001A")
        with page.expect_navigation():
            page.press("#search", "Enter")
        page.select_option("#month", "2026-08")
        with page.expect_navigation():
            page.get_by_role("button", name="Show").click()

        assert page.locator("h1").inner_text() == "Hollin Vale 001A"
        assert "Every kind, August 2026" in page.inner_text("main")


def test_rise_is_found_from_the_front_page_to_the_figure_by_links_alone(open_page):
    with homes.served(homes.county()):
        page = open_page("/")
        with page.expect_navigation():
            page.get_by_role("link", name="Burglary").first.click()

        assert page.locator("h1").inner_text() == "Burglary in Hollin Vale 001A"
        assert page.locator("svg.band--wide").is_visible()
        assert not page.locator("svg.band--phone").is_visible()
