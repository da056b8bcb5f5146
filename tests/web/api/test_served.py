"""The whole project, served by granian as it is in earnest, asked by PyPI's police-api-client."""

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from police_api import PoliceAPI

from web.api import world

WORKER_STARTS_WITHIN = 30


@pytest.fixture(scope="module")
def served(forces_home, tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("granian") / "log.txt").open("wb")
    granian = Path(sys.executable).with_name("granian")
    server = subprocess.Popen(
        [granian, "--interface", "wsgi", "--port", str(port), "--workers", "1", "hueandcry.project.wsgi:application"],
        env={**os.environ, "HUEANDCRY_HOME": str(forces_home.root)},
        stdout=log,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}/api/"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + WORKER_STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            if requests.get(f"{address}crime-last-updated", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail(f"granian did not answer at {address}")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_client_reads_crimes_and_outcomes(served):
    client = PoliceAPI(base_url=served)

    crimes = client.get_crimes_point(*world.CENTRE, date="2022-07")

    assert len(crimes) == 8
    (burglary,) = [crime for crime in crimes if crime.category.id == "burglary"]
    assert [one.date for one in burglary.outcomes] == ["2022-07", "2022-08"]


def test_client_posts_an_area(served):
    client = PoliceAPI(base_url=served)

    assert (
        len(client.get_crimes_area([(51.2795, 1.0795), (51.2805, 1.0795), (51.2805, 1.0805), (51.2795, 1.0805)])) == 3
    )


def test_answers_may_be_read_by_other_sites(served):
    answer = requests.get(f"{served}forces", headers={"Origin": "https://example.org"}, timeout=10)

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")


def test_caller_in_a_great_hurry_is_slowed_down(served):
    with ThreadPoolExecutor(8) as hurry:
        answers = list(hurry.map(lambda _: requests.get(f"{served}forces", timeout=10), range(200)))

    assert {answer.status_code for answer in answers} == {200, 429}
    assert {answer.headers["Retry-After"] for answer in answers if answer.status_code == 429} == {"1"}
