"""Pages under load: place pages with their charts, ten million crimes loaded, on two workers.

Limits: p99 under 100 ms at a constant 50 requests a second over many places, nothing cached; at least 1,000 a second
from the cache.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench import material

RATE, SECONDS, CONNECTIONS = 50, 40, 16


def main(home: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if home is None:
            home = f"{folder}/home"
            _prepare(Path(folder), home)
        _measure(home)


def _prepare(folder: Path, home: str) -> None:
    rows = material.write(folder / "in")
    start = time.perf_counter()
    _hueandcry(home, "load", str(folder / "in"))
    loaded = time.perf_counter()
    _hueandcry(home, "build")
    print(f"{rows:,} crimes: loaded in {loaded - start:.0f} s, built in {time.perf_counter() - loaded:.0f} s")


def _hueandcry(home: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "hueandcry", *arguments],
        check=True,
        env={**os.environ, "HUEANDCRY_HOME": home},
        stdout=subprocess.DEVNULL,
    )


def _measure(home: str) -> None:
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "hueandcry", "up", "--port", str(port)],
        env={**os.environ, "HUEANDCRY_HOME": home},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        places = _places(home)
        rng = np.random.default_rng(1)
        cold = [places[n] for n in rng.choice(len(places), size=min(len(places), RATE * SECONDS), replace=False)]
        asyncio.run(_constant_rate(port, cold[:64], 20))  # every worker has answered: imports are paid for
        times = asyncio.run(_constant_rate(port, cold[64:], RATE))
        p50, p99 = np.percentile(times, [50, 99]) * 1000
        print(
            f"place pages, nothing cached: {len(times)} at {RATE}/s: median {p50:.0f} ms, p99 {p99:.0f} ms (limit 100)"
        )
        answered, seconds = asyncio.run(_as_fast_as_it_goes(port, cold[64:96], 8.0))
        print(f"from the cache: {answered / seconds:,.0f} requests/s (limit 1,000)")
    finally:
        server.terminate()
        server.wait(20)


def _places(home: str) -> list[str]:
    from hueandcry.warehouse import reading
    from hueandcry.warehouse.home import Home

    reader = reading.Reader(reading.builds.current(Home(Path(home))))
    rows = reader.rows("bench", "places_with_counts")
    reader.close()
    return [f"/places/{row['code']}/" for row in rows]


async def _constant_rate(port: int, paths: list[str], rate: float) -> list[float]:
    """Ask at fixed moments, whether or not earlier answers have come; latency counts from the moment due."""
    start = asyncio.get_running_loop().time() + 0.1
    return await asyncio.gather(*(_due(port, path, start + at / rate) for at, path in enumerate(paths)))


async def _due(port: int, path: str, due: float) -> float:
    loop = asyncio.get_running_loop()
    await asyncio.sleep(max(0.0, due - loop.time()))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _ask(reader, writer, path)
    writer.close()
    return loop.time() - due


async def _as_fast_as_it_goes(port: int, paths: list[str], seconds: float) -> tuple[int, float]:
    loop = asyncio.get_running_loop()
    begin = loop.time()

    async def one(offset: int) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        done = 0
        while loop.time() - begin < seconds:
            await _ask(reader, writer, paths[(offset + done) % len(paths)])
            done += 1
        writer.close()
        return done

    done = sum(await asyncio.gather(*(one(offset) for offset in range(CONNECTIONS))))
    return done, loop.time() - begin


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise AssertionError(f"{path}: {head[:60]!r}")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    await reader.readexactly(length)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(port: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
