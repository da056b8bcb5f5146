"""Whatever the API has stands in its documentation."""

import re
from pathlib import Path

import pytest

from hueandcry.web.api import limits
from hueandcry.web.api.answering import CORS
from hueandcry.web.api.rules import parameters
from hueandcry.web.api.urls import urlpatterns

DOCUMENT = (Path(__file__).parents[3] / "docs" / "police-api.md").read_text("utf-8")
ROUTES = [str(one.pattern) for one in urlpatterns if "path:path" not in str(one.pattern) and str(one.pattern)]


@pytest.mark.parametrize("route", ROUTES)
def test_every_address_is_documented(route):
    written = re.sub(r"<str:(\w+)>", r"{\1}", route).replace("{crime}", "{persistent_id}")
    ends = ("/events", "/priorities")
    written = next((end for end in ends if written.endswith(end)), written)

    assert f"`{written}`" in DOCUMENT


def test_every_header_of_ours_is_documented():
    for name in CORS["Access-Control-Expose-Headers"].split(", "):
        assert f"`{name}" in DOCUMENT


@pytest.mark.parametrize(
    "limit",
    [
        f"{limits.REQUESTS_A_SECOND} requests a second",
        f"bursts of {limits.BURST}",
        f"more than {limits.MOST_RECORDS:,} records",
        f"{parameters.LONGEST_GET:,} characters",
        f"{parameters.LONGEST_BODY:,} bytes and {parameters.MOST_CORNERS:,} corners",
    ],
)
def test_every_limit_is_documented(limit):
    assert limit in DOCUMENT


@pytest.mark.parametrize("state", ["complete", "suspect", "partial", "missing", "no-data", "unknown"])
def test_every_state_of_coverage_is_documented(state):
    assert re.search(rf"`(X-Coverage: )?{state}`", DOCUMENT)
