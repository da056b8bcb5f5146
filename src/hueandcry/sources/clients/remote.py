"""A remote file that is read in parts: looked at, then asked for range by range, always on the same version of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import httpx

from hueandcry.sources.clients.polite import CutShortError, PoliteHttp, refuse
from hueandcry.sources.rules.answers import NOT_THERE, Answer, Identity, judge

Told = Callable[[int], None]
"""Called with the number of bytes of a piece that are at hand."""


class FileChangedError(Exception):
    """The remote file is no longer the version that was looked at. The fetch starts over; never shown."""


class NoPartsError(Exception):
    """The server answers a request for a part with the whole. The fetch takes the whole; never shown."""


def look_at(http: PoliteHttp, address: str) -> Identity | None:
    """What is at the address, by a HEAD request; nothing if there is nothing."""

    def take(response: httpx.Response) -> Identity | None:
        response.read()  # there is no body; this lets the connection be used again
        if response.status_code in NOT_THERE:
            return None
        if response.status_code != 200:
            raise refuse(response)
        return Identity(
            address=str(response.url),
            size=int(response.headers["Content-Length"]) if "Content-Length" in response.headers else None,
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            offers_ranges=response.headers.get("Accept-Ranges", "bytes").strip().lower() == "bytes",
        )

    return http.ask("HEAD", address, take)


def read_text(http: PoliteHttp, address: str, *, limit: int) -> str | None:
    """A page, up to a limit of bytes; nothing if it is not there."""

    def take(response: httpx.Response) -> str | None:
        if response.status_code != 200:
            return None
        body = b""
        for chunk in response.iter_bytes():
            http.count(chunk)
            body += chunk
            if len(body) > limit:
                break
        return body[:limit].decode("utf-8", errors="replace")

    return http.ask("GET", address, take)


def copy_range(
    http: PoliteHttp, identity: Identity, start: int, stop: int, sink: BinaryIO, told: Told = lambda _: None
) -> None:
    """Append the bytes from start to stop (not included) to the sink.

    After a broken connection only what is still missing is asked for. `told` hears the place reached in the file.
    Raises FileChangedError or NoPartsError.
    """
    have = start

    def headers() -> dict[str, str]:
        return {"Range": f"bytes={have}-{stop - 1}", **identity.if_range}

    def take(response: httpx.Response) -> None:
        nonlocal have
        _insist_on_part(response, have, identity)
        for chunk in response.iter_raw():
            wanted = chunk[: stop - have]
            http.count(wanted)
            sink.write(wanted)
            have += len(wanted)
            told(have)
            if len(chunk) > len(wanted):
                return
        if have < stop:
            raise CutShortError(f"{stop - have} bytes short")

    if have < stop:
        http.ask("GET", identity.address, take, headers=headers)


def read_range(http: PoliteHttp, identity: Identity, start: int, stop: int) -> bytes:
    """The bytes from start to stop (not included), in memory."""
    sink = io.BytesIO()
    copy_range(http, identity, start, stop, sink)
    return sink.getvalue()


def judged(response: httpx.Response, start: int, identity: Identity) -> Answer:
    """What the answer amounts to; raises FileChangedError, or ServerRefusedError for what cannot be used."""
    answer = judge(
        response.status_code,
        start=start,
        range_given=response.headers.get("Content-Range"),
        etag=response.headers.get("ETag"),
        last_modified=response.headers.get("Last-Modified"),
        identity=identity,
    )
    if answer is Answer.CHANGED:
        raise FileChangedError
    if answer is Answer.UNUSABLE:
        raise refuse(response)
    return answer


def _insist_on_part(response: httpx.Response, start: int, identity: Identity) -> None:
    if judged(response, start, identity) is Answer.WHOLE:
        raise NoPartsError
