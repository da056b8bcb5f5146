"""What only a real browser can tell of measures: nothing overflows, no rule is broken, no script is needed."""

from __future__ import annotations

import pytest

from browsing import broken_rules, opening, serving
from web import homes

pytestmark = pytest.mark.browser

FORCES = [
    "/measures/",
    "/measures/judicial-outcomes/?sort=figure&body=kent",
    "/measures/officers-trained/",
    "/measures/judicial-outcomes/compare/?body=kent&other=essex",
    "/measures/judicial-outcomes/compare/?body=all-bodies&other=kent",
    "/measures/after-charge/flow/",
    "/forces/kent/",
]
COUNTY = ["/measures/street-crime-rate/", "/measures/after-charge/flow/", "/measures/charged/", "/forces/exampleshire/"]
EVERY = [(homes.forces, path) for path in FORCES] + [(homes.county, path) for path in COUNTY]


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
    for width in (320, 390, 768, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate("document.documentElement.scrollWidth")
    assert found == {320: 320, 390: 390, 768: 768, 1024: 1024}


@pytest.mark.parametrize(
    "path", ["/cy/measures/", "/cy/measures/judicial-outcomes/", "/cy/measures/judicial-outcomes/compare/"]
)
def test_welsh_fits_a_narrow_phone(open_page, path):
    with homes.served(homes.forces()):
        page = open_page(path, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["/measures/judicial-outcomes/", "/measures/judicial-outcomes/compare/"])
def test_policy_blocks_nothing_that_a_page_needs(open_page, path):
    with homes.served(homes.forces()):
        page = open_page(path)
        page.wait_for_load_state("networkidle")

    assert page.said == []


def test_definition_stands_beside_the_figures_on_a_wide_page_and_below_on_a_phone(open_page):
    with homes.served(homes.forces()):
        wide = open_page("/measures/judicial-outcomes/")
        phone = open_page("/measures/judicial-outcomes/", width=390)

    boxes = [
        (page.locator("#bodies").bounding_box(), page.locator("#definition").bounding_box()) for page in (wide, phone)
    ]
    (figures, beside), (above, below) = boxes
    assert beside["x"] > figures["x"] + 600
    assert abs(beside["y"] - figures["y"]) < 40
    assert below["y"] > above["y"] + 1000
    assert below["x"] == above["x"]


def test_every_panel_draws_the_others_once_and_shows_them(open_page):
    with homes.served(homes.forces()):
        page = open_page("/measures/judicial-outcomes/")

    panels = page.locator(".multiples li")
    assert page.locator("#trends-judicial-outcomes-all").count() == 1
    assert panels.count() == 47  # 46 bodies with any outcome in the three years, and all of them together
    seen = page.evaluate(
        "[...document.querySelectorAll('.multiples use')].map((one) => one.getBoundingClientRect().width)"
    )
    assert min(seen) > 100


def test_funnel_fits_the_width_it_gets(open_page):
    with homes.served(homes.forces()):
        wide, phone = open_page("/measures/judicial-outcomes/"), open_page("/measures/judicial-outcomes/", width=390)

    shown = [
        [page.locator(f"#main .funnel--{name}").first.is_visible() for name in ("wide", "phone")]
        for page in (wide, phone)
    ]
    assert shown == [[True, False], [False, True]]


def test_bodies_are_compared_without_script(open_page):
    with homes.served(homes.forces()):
        page = open_page("/measures/judicial-outcomes/", java_script_enabled=False)
        page.get_by_role("link", name="Compare two bodies or two periods").first.click()
        page.wait_for_url("**/compare/**")
        page.select_option("#body", "kent")
        page.select_option("#other", "essex")
        with page.expect_navigation():
            page.get_by_role("button", name="Compare").click()

        assert page.locator("#compared").inner_text() == "Kent Police beside Essex Police"
        assert "more than chance explains, but no more than two bodies usually differ" in page.inner_text("main")


def test_kind_and_year_of_a_flow_are_chosen_without_script(open_page):
    with homes.served(homes.county()):
        page = open_page("/measures/after-charge/flow/", width=390, java_script_enabled=False)
        page.select_option("#kind", "burglary")
        with page.expect_navigation():
            page.get_by_role("button", name="Show").click()

        assert "Burglary" in page.locator(".answer").inner_text()
        assert page.locator(".flow--phone").is_visible()


def test_table_is_sorted_by_a_link_and_says_so(open_page):
    with homes.served(homes.forces()):
        page = open_page("/measures/judicial-outcomes/", java_script_enabled=False)
        page.locator("#table ~ .scroll thead a").nth(1).click()
        page.wait_for_url("**sort=figure**")

        sorts = page.locator("thead th[aria-sort]").evaluate_all("all => all.map((one) => one.ariaSort)")
        assert sorts == ["none", "descending", "none"]
        assert page.locator("tbody tr").first.inner_text().startswith("Durham Constabulary")
