"""The API on small builds made by the real loader, asked through Django's client or over a real socket."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import Client, override_settings

from hueandcry.warehouse.home import Home
from hueandcry.web.api import answering
from hueandcry.web.api.limits import TokenBucket
from web.api import world


@pytest.fixture(scope="session")
def forces_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return world.real_forces(tmp_path_factory.mktemp("forces"))


@pytest.fixture(scope="session")
def county_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return world.invented_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="session")
def bare_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return world.nothing_loaded(tmp_path_factory.mktemp("bare"))


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a limit of its own, so that tests together are not too fast."""
    monkeypatch.setattr(answering, "limit", TokenBucket(rate=15, burst=30))


@pytest.fixture
def api(forces_home: Home) -> Iterator[Client]:
    """Return a client of the API on the crimes of `world.real_forces`."""
    with override_settings(HOME=forces_home, ROOT_URLCONF="web.api.urls"):
        yield Client()


@pytest.fixture
def county_api(county_home: Home) -> Iterator[Client]:
    """Return a client of the API on the invented county."""
    with override_settings(HOME=county_home, ROOT_URLCONF="web.api.urls"):
        yield Client()


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def live(api: Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return the address of the API on a real socket of this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/"
    server.shutdown()
    thread.join()
    server.server_close()
