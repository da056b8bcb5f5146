"""A whole installation on the embedded example, served as people meet it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def hueandcry(home: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run the command as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "hueandcry", *arguments],
        env={**os.environ, "HUEANDCRY_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="session")
def started(tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A home in which `hueandcry up` was the first command ever run, and the address of its server."""
    home = tmp_path_factory.mktemp("example") / "home"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "hueandcry", "up", "--port", str(port), "--workers", "1"],
        env={**os.environ, "HUEANDCRY_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", server)
        yield home, f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def example(started) -> Path:
    """The home of that server."""
    return started[0]


@pytest.fixture(scope="session")
def site(started) -> str:
    """Its address."""
    return started[1]


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + 300  # it makes a build first
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)  # waiting for another process to listen, not for a result
    raise AssertionError("the server did not start")
