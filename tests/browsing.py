"""A real browser and a real server on loopback, shared by every test that needs them."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
VENDOR = ROOT / "src/hueandcry/ui/static/vendor/govuk.css"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once, as a browser expects."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Serve the project in this process, through all its middleware; yield the address."""
    from django.core.handlers.wsgi import WSGIHandler

    with make_server("127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def lacking(what: str) -> None:
    """Skip where a tool is not installed; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")


@contextlib.contextmanager
def launched() -> Iterator:
    """Start Chromium. One for a whole test process: Playwright cannot be started twice in it."""
    if not Path(CHROMIUM).exists():
        lacking("Chromium")
    if not VENDOR.exists():
        lacking("What pages need in a browser (python scripts/frontend.py)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextlib.contextmanager
def opening(browser, address: str) -> Iterator[Callable]:
    """Give a function that opens a path at a width, in a colour scheme; the page's `said` is what the console says."""
    contexts = []

    def open_at(path: str, *, width: int = 1280, scheme: str = "light", **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
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


def broken_rules(page) -> list:
    """Return the rules of accessibility that a page breaks, all its folds opened."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"axe.run(document, {RULES})")
    assert len(found["passes"]) > 15
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found["violations"]]
