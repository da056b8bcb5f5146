"""Django for the tests of the look, and a server with a browser for what only a browser can tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import serving

ROOT = Path(__file__).resolve().parent.parent.parent


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
    with serving() as here:
        yield here


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
