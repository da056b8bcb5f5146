"""On paper: A4, black on white even for who reads in the dark, nothing to click, charts whole, tables opened."""

from __future__ import annotations

import re

import pytest

from browsing import serving
from web import homes, towns

pytestmark = pytest.mark.browser

PLACE = f"/places/{towns.ISLINGTON}/"
NOT_ON_PAPER = ".doors, .languages, .search, .govuk-skip-link, .govuk-button, .links, .button-link, .footer ul, .map"


@pytest.fixture(scope="module")
def address():
    """Return the address of a real server of the project's pages."""
    with serving() as here:
        yield here


@pytest.fixture
def printed(chromium, address):
    """Return a function that opens a page as a printer sees it, for a reader who prefers dark colours."""
    contexts = []

    def open_printed(path: str):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path, wait_until="load")
        page.emulate_media(media="print")
        return page

    yield open_printed
    for context in contexts:
        context.close()


def sheets(page) -> list[tuple[float, float]]:
    """Return the sizes of the sheets of paper that a page takes, in points."""
    pdf = page.pdf(prefer_css_page_size=True).decode("latin-1")
    boxes = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def test_a_place_takes_two_sheets_of_a4(printed):
    with homes.served(towns.towns()):
        found = sheets(printed(PLACE))

    assert [(round(width), round(height)) for width, height in found] == [(595, 842)] * 2


@pytest.mark.parametrize("path", ["/", "/rises/", PLACE, f"{PLACE}mps/shoplifting/", "/forces/metropolitan/", "/data/"])
def test_nothing_to_click_is_printed(printed, path):
    with homes.served(towns.towns()):
        page = printed(path)
        shown = page.locator(NOT_ON_PAPER).evaluate_all("found => found.filter((one) => one.checkVisibility()).length")

        assert page.locator(NOT_ON_PAPER).count() > 0
        assert shown == 0
        assert page.locator("h1").is_visible()


def test_a_sheet_says_where_it_comes_from(printed, address):
    with homes.served(towns.towns()):
        page = printed(PLACE)

        assert page.locator(".footer p").all_inner_texts()[0] == f"This page: {address}{PLACE}"
        page.emulate_media(media="screen")
        assert page.locator(".on-paper").is_hidden()


def test_paper_is_white_and_its_ink_black_for_readers_in_the_dark(printed):
    with homes.served(towns.towns()):
        page = printed(PLACE)
        colours = page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).colorScheme]"
        )
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert colours == ["rgb(0, 0, 0)", "light"]
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_no_chart_is_split_between_two_sheets(printed):
    with homes.served(towns.towns()):
        page = printed(PLACE)
        kept = page.locator(".chart-figure").evaluate_all(
            "found => found.map((one) => getComputedStyle(one).breakInside)"
        )

    assert kept == ["avoid"]


def test_a_table_that_is_folded_on_a_screen_is_opened_on_paper(printed):
    with homes.served(homes.forces()):
        page = printed("/forces/kent/")

        assert page.locator(".govuk-details[open]").count() == 0
        assert page.locator(".govuk-details table").first.is_visible()
        page.emulate_media(media="screen")
        assert page.locator(".govuk-details table").first.is_hidden()
