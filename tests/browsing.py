"""A real browser and a real server on loopback, shared by every test that needs them."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

ROOT = Path(__file__).resolve().parent.parent
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
