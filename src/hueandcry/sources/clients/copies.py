"""Two ways to have an archive at hand: by its parts, or, where the server gives no parts, as a whole copy on disk.

Both keep what they fetch in a room of their own, with the mark of the version it came from, so that a fetch that was
broken off goes on from there, and pieces of two versions are never joined.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

import httpx

from hueandcry.errors import HueAndCryError
from hueandcry.sources.clients.contents import (
    STEP,
    CannotWriteError,
    Contents,
    CorruptError,
    Member,
    NotAnArchiveError,
    Window,
    writing,
)
from hueandcry.sources.clients.polite import CutShortError, PoliteHttp
from hueandcry.sources.clients.remote import FileChangedError, NoPartsError, Told, copy_range, judged, read_range
from hueandcry.sources.rules.answers import Answer, Identity

MARK = "version.json"


class WrongChecksumError(HueAndCryError):
    """A whole archive is not the one whose MD5 the site gives."""


class Copy(Protocol):
    """An archive at hand."""

    @property
    def contents(self) -> Contents: ...

    @property
    def identity(self) -> Identity:
        """The version that it is a copy of."""

    @property
    def whole_copy(self) -> Path | None:
        """Where all of it is kept, if it is."""

    @property
    def md5_checked(self) -> bool:
        """Was all of it proved against the MD5 that the site gives?"""

    def unpack(self, member: Member, target: Path, told: Told) -> None:
        """Make the member a file; raises CorruptError if what was fetched of it is damaged."""

    def fetch_again(self) -> None:
        """Make ready for another try after a damaged member, if another try could help."""

    def close(self) -> None:
        """Let go of the files; what is on disk stays."""


class PartialCopy:
    """The end of an archive, and of its members only those asked for."""

    whole_copy: Path | None = None
    md5_checked: bool = False

    def __init__(self, http: PoliteHttp, identity: Identity, room: Path, *, where: str) -> None:
        if identity.size is None or not identity.offers_ranges:
            raise NoPartsError
        prepare(room, identity)
        self._http, self.identity, self._room = http, identity, room
        self._window = Window(identity.size, lambda start, stop: read_range(http, identity, start, stop))
        self.contents = Contents(self._window, where=where)
        self._window.directory_is_read()

    def unpack(self, member: Member, target: Path, told: Told) -> None:
        part = self._room / f"{target.name}.part"
        self._fetch(member, part, told)
        try:
            with self._window.laid_in(member.start, part):
                self.contents.unpack(member, target)
        except CorruptError:
            part.unlink()
            raise
        part.unlink()

    def fetch_again(self) -> None:
        """Nothing to do: the damaged piece is gone already."""

    def close(self) -> None:
        self.contents.close()

    def _fetch(self, member: Member, part: Path, told: Told) -> None:
        """Bring the member's bytes, as they lie in the archive, beginning where an earlier try stopped."""
        with writing(part), part.open("ab") as sink:
            if sink.tell() > member.stop - member.start:
                sink.truncate(0)
            start = member.start + sink.seek(0, 2)
            copy_range(self._http, self.identity, start, member.stop, sink, lambda place: told(place - member.start))


class WholeCopy:
    """All of an archive, downloaded once, checked against the MD5 that the site gives, and read from disk."""

    def __init__(
        self,
        http: PoliteHttp,
        identity: Identity,
        room: Path,
        *,
        where: str,
        published_md5: str | None,
        told: Told,
    ) -> None:
        self._http, self.identity, self._where, self._told = http, identity, where, told
        self.whole_copy = room / "whole.zip"
        self._published = published_md5
        prepare(room, identity)
        if not self.whole_copy.exists() or self._published not in (None, _md5(self.whole_copy)):
            self._download()
        self.contents = self._open()

    @property
    def md5_checked(self) -> bool:
        return self._published is not None

    def unpack(self, member: Member, target: Path, told: Told) -> None:
        self.contents.unpack(member, target)

    def fetch_again(self) -> None:
        """Download anew, unless the MD5 already proved that this is what the site publishes."""
        if not self.md5_checked:
            self.contents.close()
            self.whole_copy.unlink()
            self._download()
            self.contents = self._open()

    def close(self) -> None:
        self.contents.close()

    def _open(self) -> Contents:
        """Read its directory; what does not read as an archive is not kept, or it would stand in the next run's way."""
        try:
            return Contents(self.whole_copy, where=self._where)
        except NotAnArchiveError:
            self.whole_copy.unlink()
            raise

    def _download(self) -> None:
        """Twice at most: a download that does not match its MD5 is thrown away and made again."""
        part, found = self.whole_copy.with_suffix(".part"), ""
        for _ in range(2):
            _insist_on_room(part, self.identity)
            with writing(part):
                _download_whole(self._http, self.identity, part, self._told)
                found = _md5(part)
            if self._published in (None, found):
                part.replace(self.whole_copy)
                return
            part.unlink()
        raise WrongChecksumError(
            found=f"MD5 {found}, twice",
            expected=f"MD5 {self._published}, which the site gives",
            where=self._where,
            remedy="Nothing of it was kept. Try again tomorrow; if it lasts, tell whoever runs the site.",
        )


def prepare(room: Path, identity: Identity) -> None:
    """Make the folder where pieces are kept; empty it first if they are of another version."""
    mark = room / MARK
    version = {"size": identity.size, "etag": identity.etag, "last_modified": identity.last_modified}
    with writing(room):
        if room.exists() and _read_mark(mark) != version:
            shutil.rmtree(room)
        room.mkdir(parents=True, exist_ok=True)
        mark.write_text(json.dumps(version), encoding="utf-8")


def _read_mark(mark: Path) -> object:
    try:
        return json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _insist_on_room(part: Path, identity: Identity) -> None:
    missing = (identity.size or 0) - (part.stat().st_size if part.exists() else 0)
    free = shutil.disk_usage(part.parent).free
    if missing > free:
        raise CannotWriteError(
            found=f"{free:,} bytes free",
            expected=f"room for {missing:,} bytes, since this server gives only whole archives",
            where=str(part.parent),
            remedy="Make room, or name another folder.",
        )


def _download_whole(http: PoliteHttp, identity: Identity, part: Path, told: Told) -> None:
    """Download the archive, going on from what is there if the server can, from the beginning if it cannot."""
    with part.open("ab") as sink:

        def headers() -> dict[str, str]:
            have = sink.seek(0, 2)
            return {"Range": f"bytes={have}-", **identity.if_range} if have else {}

        def take(response: httpx.Response) -> None:
            if judged(response, sink.seek(0, 2), identity) is Answer.WHOLE:
                sink.truncate(0)
            for chunk in response.iter_raw():
                http.count(chunk)
                sink.write(chunk)
                told(sink.tell())
            _insist_on_all(sink.seek(0, 2), identity)

        if identity.size is None or sink.seek(0, 2) != identity.size:
            http.ask("GET", identity.address, take, headers=headers)


def _insist_on_all(have: int, identity: Identity) -> None:
    if identity.size is not None and have < identity.size:
        raise CutShortError(f"{identity.size - have} bytes short")
    if identity.size is not None and have > identity.size:
        raise FileChangedError


def _md5(path: Path) -> str:
    """MD5 is what the site publishes; it guards against damage on the way, not against malice."""
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        _feed(digest.update, file)
    return digest.hexdigest()


def _feed(take: Callable[[bytes], None], file: IO[bytes]) -> None:
    while chunk := file.read(STEP):
        take(chunk)
