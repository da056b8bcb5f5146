"""The line at the foot that says how far the counts of crimes reach stands only on pages that show those counts."""

from __future__ import annotations

import re

import pytest

from web import homes


@pytest.fixture
def county():
    with homes.served(homes.county()) as client:
        yield client


def foot(client, path: str) -> str:
    """Return the words of a page's footer."""
    page = client.get(path)
    assert page.status_code == 200, path
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode().split("<footer")[1]))


def test_pages_of_counts_say_how_far_these_reach(county):
    assert "Data to " in foot(county, "/rises/")


@pytest.mark.parametrize(
    "path",
    [
        "/claims/",
        "/claims/cyber-crimes-up-86-per-cent/",
        "/measures/",
        "/measures/judicial-outcomes/",
        "/measures/judicial-outcomes/compare/",
        "/surveys/",
        "/surveys/questionnaires/",
        "/dashboard/",
    ],
)
def test_pages_of_other_figures_do_not_borrow_that_line(county, path):
    assert "Data to " not in foot(county, path)
