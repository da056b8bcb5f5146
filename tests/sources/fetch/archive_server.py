"""A small web server that behaves like data.police.uk, faults included, on this machine alone.

Like the real one it sends `/data/archive/2025-09.zip` on to a store, `latest.zip` to the newest archive there, gives
parts of files, marks versions with an ETag, and shows an index page with MD5 sums. It writes down every request.
"""

from __future__ import annotations

import hashlib
import io
import re
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def invented_csv(member: str, rows: int = 60) -> bytes:
    """A police file of nobody's crimes; always the same for the same name."""
    chance = Random(member)
    lines = [
        f"{chance.randbytes(32).hex()},{member[:7]},Somewhere Police,Somewhere Police,0.0,51.0,On or near Nowhere Road,"
        "E01099999,Somewhere 001A,Burglary,Under investigation,"
        for _ in range(rows)
    ]
    return "\r\n".join([STREET, *lines, ""]).encode()


def members(months: list[str], forces: list[str], kinds: tuple[str, ...] = ("street", "outcomes")) -> list[str]:
    """The names that these forces' files have in an archive."""
    return [f"{month}/{month}-{force}-{kind}.csv" for month in months for force in forces for kind in kinds]


def archive_of(names: list[str], *, rows: int = 60) -> bytes:
    """An archive with an invented file of each name."""
    return zipped({name: invented_csv(name, rows) for name in names})


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """These files in a ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return target.getvalue()


@dataclass
class Asked:
    """One request, and what it got."""

    method: str
    path: str
    range: tuple[int, int] | None
    if_range: str | None
    agent: str
    connection: object
    status: int = 0
    sent: int = 0


Fault = Callable[["Handler", Asked], bool]
"""Looks at a request; says whether it has dealt with it in its own way."""


@dataclass
class ArchiveServer:
    """What the server holds, and how it behaves today."""

    archives: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    log: list[Asked] = field(default_factory=list)
    gives_parts: bool = True
    says_it_gives_parts: bool = True
    heeds_if_range: bool = True
    marks_versions: bool = True
    weak_marks: bool = False
    sends_latest_on: bool = True
    wrong_md5: bool = False
    missing: int = 404
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def etag(self, name: str) -> str:
        """Like a store's mark of a large upload: it looks like an MD5 and is none."""
        mark = f'"{hashlib.sha256(self.archives[name]).hexdigest()[:32]}-207"'
        return f"W/{mark}" if self.weak_marks else mark

    def parts_asked(self) -> list[Asked]:
        return [asked for asked in self.log if asked.range]

    def page(self) -> bytes:
        """The index page, laid out as the real one: a link, the months held, the MD5."""
        items = []
        for name, body in self.archives.items():
            md5 = "0" * 32 if self.wrong_md5 else hashlib.md5(body).hexdigest()
            items.append(f'<li><a href="/data/archive/{name}">{name[:7]}</a>\n<p>Contains data</p>\n{md5}\n</li>')
        return f"<html><ul>{''.join(items)}</ul></html>".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers as the server it belongs to is told to behave."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: LoopbackServer

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def log_message(self, *_: object) -> None:
        """Say nothing on the screen."""

    def answer(self) -> None:
        site = self.server.site
        asked = Asked(
            self.command,
            self.path,
            self.part_wanted(),
            self.headers.get("If-Range"),
            self.headers.get("User-Agent", ""),
            self.client_address,
        )
        site.log.append(asked)
        if any(fault(self, asked) for fault in list(site.faults)):
            return
        self.as_usual(asked)

    def as_usual(self, asked: Asked) -> None:
        site, name = self.server.site, self.path.rsplit("/", 1)[-1]
        if self.path == "/data/archive/":
            self.give(asked, 200, site.page())
        elif name == "latest.zip" and site.archives and not site.sends_latest_on:
            self.give_file(asked, max(site.archives))
        elif self.path.startswith("/data/archive/"):
            name = max(site.archives, default="none.zip") if name == "latest.zip" else name
            self.give(asked, 302, b"", {"Location": f"/store/archive/{name}"})
        elif name in site.archives:
            self.give_file(asked, name)
        else:
            self.give(asked, site.missing, b"no such file")

    def part_wanted(self) -> tuple[int, int] | None:
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        return (int(match[1]), int(match[2] or 10**15) + 1) if match else None

    def give_file(self, asked: Asked, name: str) -> None:
        site, body = self.server.site, self.server.site.archives[name]
        headers = {"ETag": site.etag(name)} if site.marks_versions else {}
        if site.says_it_gives_parts:
            headers["Accept-Ranges"] = "bytes" if site.gives_parts else "none"
        same = asked.if_range in (None, site.etag(name)) or not site.heeds_if_range
        if not (asked.range and site.gives_parts and same):
            return self.give(asked, 200, body, headers)
        start, stop = asked.range[0], min(asked.range[1], len(body))
        if start >= len(body):
            return self.give(asked, 416, b"", {"Content-Range": f"bytes */{len(body)}"})
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(body)}"
        return self.give(asked, 206, body[start:stop], headers)

    def give(
        self,
        asked: Asked,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        *,
        stop_after: int | None = None,
    ) -> None:
        """Send an answer; with `stop_after`, break the connection after so many bytes of it."""
        asked.status = status
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        sending = body if stop_after is None else body[:stop_after]
        try:
            self.wfile.write(sending)
            asked.sent = len(sending)
        except OSError:
            self.close_connection = True
        if stop_after is not None:
            self.close_connection = True


class LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True
    site: ArchiveServer

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


def serve(site: ArchiveServer) -> LoopbackServer:
    """Start serving on a free port of this machine."""
    server = LoopbackServer(("127.0.0.1", 0), Handler)
    server.site = site
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


# --- faults ------------------------------------------------------------------------------------------------------


def only(times: int, when: Callable[[Asked], bool], fault: Fault) -> Fault:
    """The fault, the first so many times that the request is of that kind."""
    left = [times]

    def now_and_then(handler: Handler, asked: Asked) -> bool:
        if left[0] == 0 or not when(asked):
            return False
        left[0] -= 1
        return fault(handler, asked)

    return now_and_then


def for_part_at(start: int) -> Callable[[Asked], bool]:
    """Is it a request for the part that begins there?"""
    return lambda asked: asked.range is not None and asked.range[0] == start


def for_any_part(asked: Asked) -> bool:
    return asked.range is not None


def for_whole_file(asked: Asked) -> bool:
    return asked.method == "GET" and asked.path.startswith("/store/")


def cut_after(count: int) -> Fault:
    """Break the connection after so many bytes of the file."""

    def cut(handler: Handler, asked: Asked) -> bool:
        usual = handler.give
        handler.give = lambda *args: usual(*args, stop_after=count)  # type: ignore[method-assign]
        try:
            handler.as_usual(asked)
        finally:
            handler.give = usual  # type: ignore[method-assign]
        return True

    return cut


def say(status: int, **headers: str) -> Fault:
    """Answer with a status and headers (`Retry_After="7"`), and no file."""

    def answer(handler: Handler, asked: Asked) -> bool:
        handler.give(asked, status, b"not now", {key.replace("_", "-"): value for key, value in headers.items()})
        return True

    return answer


def damage(handler: Handler, asked: Asked) -> bool:
    """Turn one byte of the middle of the answer."""
    usual = handler.give

    def give(asked: Asked, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        middle = len(body) // 2
        usual(asked, status, body[:middle] + bytes([body[middle] ^ 0xFF]) + body[middle + 1 :], headers)

    handler.give = give  # type: ignore[method-assign]
    handler.as_usual(asked)
    handler.give = usual  # type: ignore[method-assign]
    return True


def replace_archive(name: str, body: bytes) -> Fault:
    """Put another version in the archive's place, then answer as usual."""

    def replace(handler: Handler, asked: Asked) -> bool:
        handler.server.site.archives[name] = body
        return False

    return replace
