"""The one way this project asks another machine for anything: one connection, unhurried, and never for ever."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

import httpx

from hueandcry import __version__
from hueandcry.errors import HueAndCryError
from hueandcry.sources.rules.answers import (
    WORTH_ANOTHER_TRY,
    backoff_seconds,
    leaves_encryption,
    retry_after_seconds,
)

T = TypeVar("T")
PROJECT = f"HueAndCry/{__version__} (open-source software for online crime)"


class ServerNotAnsweringError(HueAndCryError):
    """Every try failed: the connection broke, or the server was too busy."""


class AskedToComeBackLaterError(HueAndCryError):
    """The server asked for a longer wait than one run should sit through."""


class ServerRefusedError(HueAndCryError):
    """The server gave an answer that trying again will not change."""


class UnsafeRedirectError(HueAndCryError):
    """An encrypted address was sent on to one that is not."""


class CutShortError(Exception):
    """An answer ended early, though politely. Asked again like a broken connection; never shown."""


@dataclass(frozen=True)
class Manners:
    """How often, how long and how hard we ask. Seconds throughout."""

    pause: float = 1.0
    tries: int = 6
    longest_wait: float = 300.0
    connect_timeout: float = 15.0
    read_timeout: float = 60.0
    contact: str | None = None
    """Who runs this installation, for the server's log; sent with every request."""
    sleep: Callable[[float], None] = time.sleep
    rng: random.Random = field(default_factory=random.Random)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def user_agent(self) -> str:
        return f"{PROJECT}; {self.contact}" if self.contact else PROJECT


class PoliteHttp:
    """Asks, waits as long as it is told to, and asks again a bounded number of times."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.requests = 0
        self.bytes_received = 0
        self._wait = 0.0
        self._client = httpx.Client(
            headers={"User-Agent": manners.user_agent, "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(manners.read_timeout, connect=manners.connect_timeout),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=True,
        )

    def close(self) -> None:
        self._client.close()

    def ask(
        self,
        method: str,
        address: str,
        take: Callable[[httpx.Response], T],
        *,
        headers: Callable[[], Mapping[str, str]] = dict,
    ) -> T:
        """Ask until `take` has had its answer.

        `take` reads the answer while the connection is open; if the connection breaks under it, the question is put
        again with headers made afresh, so that it can go on from what it already has.
        """
        for failed in range(1, self.manners.tries + 1):
            self._pause()
            try:
                with self._client.stream(method, address, headers=dict(headers())) as response:
                    if response.status_code not in WORTH_ANOTHER_TRY:
                        _check_encryption(address, response)
                        return take(response)
                    trouble, wait = f"status {response.status_code}", self._asked_wait(response)
            except (httpx.TransportError, CutShortError) as broken:
                trouble, wait = f"a broken connection ({broken or type(broken).__name__})", None
            except httpx.TooManyRedirects as lost:
                raise _refused(address, "redirects without end") from lost
            self._wait = self._next_wait(failed, wait)
        raise ServerNotAnsweringError(
            found=f"{trouble}, the last of {self.manners.tries} tries",
            expected="an answer",
            where=address,
            remedy="Try again later: what has been fetched is kept, and the next run goes on from there.",
        )

    def count(self, chunk: bytes) -> None:
        """Note what came in, for the record that a fetch leaves."""
        self.bytes_received += len(chunk)

    def _pause(self) -> None:
        if self.requests:
            self.manners.sleep(self._wait)
        self.requests += 1
        self._wait = self.manners.pause

    def _next_wait(self, failed: int, asked: float | None) -> float:
        """The server's own wish comes before our reckoning; neither is shorter than the ordinary pause."""
        wait = backoff_seconds(failed, self.manners.rng.random()) if asked is None else asked
        return max(wait, self.manners.pause)

    def _asked_wait(self, response: httpx.Response) -> float | None:
        wait = retry_after_seconds(response.headers.get("Retry-After"), now=self.manners.now())
        if wait is not None and wait > self.manners.longest_wait:
            raise AskedToComeBackLaterError(
                found=f"status {response.status_code} and a wish to be left alone for {wait:.0f} seconds",
                expected=f"a wait of at most {self.manners.longest_wait:.0f} seconds",
                where=str(response.url),
                remedy="Run the same command again after that time: it goes on from where it stopped.",
            )
        return wait


def refuse(response: httpx.Response) -> ServerRefusedError:
    """The error for an answer that cannot be used."""
    return _refused(str(response.url), f"status {response.status_code} {response.reason_phrase}".rstrip())


def _refused(address: str, found: str) -> ServerRefusedError:
    return ServerRefusedError(
        found=found,
        expected="the file",
        where=address,
        remedy="Open the address in a browser: the site may have moved, or may not be letting this machine in.",
    )


def _check_encryption(asked: str, response: httpx.Response) -> None:
    if leaves_encryption(asked, str(response.url)):
        raise UnsafeRedirectError(
            found=f"a redirect to {response.url}",
            expected="an address under https",
            where=asked,
            remedy="Nothing was taken from it. If it lasts, tell whoever runs the site.",
        )
