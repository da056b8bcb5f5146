"""In a real browser: states of a page that a walk along links does not meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from browsing import serving
from hueandcry.sources.models import FigureProblem
from hueandcry.ui.pace import Pace
from hueandcry.web.views import problems
from web import homes

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
STATES = (
    "/forces/kent/",
    "/forces/essex/",
    "/forces/northern-ireland/",
    "/data/coverage/?body=kent",
    "/data/coverage/?body=essex",
    "/data/coverage/?body=gotham",
    "/data/downloads/?dataset=street&body=kent",
    "/data/files/?dataset=nothing",
    "/methods/false-alarms/",
    "/methods/usual-range/",
    "/methods/police-api/",
    "/data/api/",
    "/cy/forces/kent/",
)


@pytest.fixture
def address(monkeypatch) -> Iterator[str]:
    """Serve the figures of a few real forces, with an empty table of reports."""
    call_command("migrate", verbosity=0)
    FigureProblem.objects.all().delete()
    monkeypatch.setattr(problems, "PACE", Pace(count=6, seconds=600))
    with override_settings(HOME=homes.forces(), ALLOWED_HOSTS=["*"]), serving() as here:
        yield here


def faults(page) -> list[tuple[str, str]]:
    """Return what axe finds with every detail opened, and whether anything hangs out of the window."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    told = [(one["id"], one["nodes"][0]["html"][:120]) for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return told + ([("wide", "wider than the window")] if wide else [])


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_anyone_can_use_each_state(chromium, address, width, scheme):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for path in STATES:
        page.goto(address + path, wait_until="load")
        if told := faults(page):
            found[path] = told
    context.close()

    assert found == {}


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_problem_is_reported_with_and_without_script(chromium, address, script):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}/report-a-problem/?figure=/forces/kent/")

    page.get_by_role("button", name="Send").click()
    told = page.get_by_role("alert").inner_text()
    page.get_by_label("What seems wrong?").fill("The count should be 41")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()

    kept = FigureProblem.objects.get()
    assert "Say what seems wrong" in told
    assert page.url == f"{address}/report-a-problem/{kept.reference}/"
    assert kept.figure == "/forces/kent/"
    assert context.cookies() == []
    context.close()


def test_form_with_faults_can_be_used_by_anyone(chromium, address):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/report-a-problem/")
    page.get_by_label("Your e-mail address (optional)").fill("nope")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()

    assert faults(page) == []
    context.close()
