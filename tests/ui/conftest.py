"""Django for the tests of the look, and a server with a browser for what only a browser can tell."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
VENDOR = ROOT / "src/hueandcry/ui/static/vendor/govuk.css"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
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


@pytest.fixture
def looks(monkeypatch):
    """Serve the gallery and the test views instead of the project's pages, with nothing offered by other rooms."""
    from django.test import override_settings

    from hueandcry.ui import context

    monkeypatch.setattr(context, "_offered", {})
    with override_settings(ROOT_URLCONF="ui.addresses", ALLOWED_HOSTS=["*"]):
        yield


@pytest.fixture
def address(looks) -> Iterator[str]:
    """Return the address of a real server that passes every request through the project's middleware."""
    from django.core.handlers.wsgi import WSGIHandler

    with make_server("127.0.0.1", 0, WSGIHandler(), server_class=Server, handler_class=Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    """Return a real browser; skip where there is none, except where one is required."""
    required = os.environ.get("CI") or os.environ.get("HUEANDCRY_ORACLES")
    if not (CHROMIUM.exists() and VENDOR.exists()) and not required:
        pytest.skip(f"needs {CHROMIUM} and the front-end packages (python scripts/frontend.py)")
    from playwright.sync_api import sync_playwright

    with (
        sync_playwright() as playwright,
        contextlib.closing(playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)) as browser,
    ):
        yield browser


@pytest.fixture
def rf_request(looks):
    """Return a request for the gallery."""
    from django.test import RequestFactory

    return RequestFactory().get("/gallery/")


@pytest.fixture
def settings_of():
    """Return a function that changes settings for as long as its block lasts."""
    from django.test import override_settings

    return override_settings
