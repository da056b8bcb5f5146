"""What is inside an archive, read by the standard library's `zipfile` (ZIP64 included) from a remote or a local file.

`zipfile` does the reading of directories, headers and checksums; the class here only lets it look at a remote archive
of which no more than the end, and one member at a time, has been fetched.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from hueandcry.errors import HueAndCryError

END_FETCHED_FIRST = 66_000
"""Bytes: the closing record with the longest comment a ZIP may have."""
LARGEST_DIRECTORY = 64 * 1024 * 1024
LARGEST_MEMBER = 512 * 1024 * 1024
"""Bytes after inflating. A row takes about 230, so this is over two million crimes of one force in one month."""
STEP = 1024 * 1024


class NotAnArchiveError(HueAndCryError):
    """What came is not a ZIP archive, or its directory cannot be read."""


class MemberTooLargeError(HueAndCryError):
    """A member says that it would fill more of the disk than any police file could."""


class MemberUnreadableError(HueAndCryError):
    """A member is packed in a way that these archives never are."""


class CannotWriteError(HueAndCryError):
    """The disk is full, or the folder cannot be written."""


class CorruptError(Exception):
    """What was fetched of a member does not inflate to what the directory promises. Fetched again once; never shown."""


class Window(io.RawIOBase):
    """A remote archive as a file of which only the end, and one laid-in piece, can be read.

    Reads near the end fetch what they need; any other read finds only the piece, and otherwise nothing, as at the end
    of a file, which `zipfile` reports as a damaged archive.
    """

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        self._size = size
        self._fetch = fetch
        self._end_from = max(0, size - END_FETCHED_FIRST)
        self._end = fetch(self._end_from, size)
        self._piece: tuple[int, IO[bytes]] | None = None
        self._reading_directory = True
        self._at = 0

    def directory_is_read(self) -> None:
        """From here on nothing is fetched by reading."""
        self._reading_directory = False

    @contextmanager
    def laid_in(self, start: int, piece: Path) -> Iterator[None]:
        """Let the bytes of a local file stand at their place in the archive."""
        with piece.open("rb") as file:
            self._piece = (start, file)
            try:
                yield
            finally:
                self._piece = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError("before the beginning of the archive")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def, override]
        data = self._read_at(self._at, min(len(buffer), max(0, self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _read_at(self, at: int, count: int) -> bytes:
        if self._piece is not None:
            start, file = self._piece
            file.seek(max(0, at - start))
            return file.read(count) if at >= start else b""
        if self._reading_directory:
            self._reach_back_to(at)
            return self._end[at - self._end_from : at - self._end_from + count]
        return b""

    def _reach_back_to(self, at: int) -> None:
        if self._size - at > max(LARGEST_DIRECTORY, END_FETCHED_FIRST):
            raise zipfile.BadZipFile(f"its directory would be over {LARGEST_DIRECTORY} bytes")
        if at < self._end_from:
            self._end = self._fetch(at, self._end_from) + self._end
            self._end_from = at


@dataclass(frozen=True)
class Member:
    """One member of an archive: its place there, and what it must inflate to."""

    info: zipfile.ZipInfo
    start: int
    stop: int

    @property
    def size(self) -> int:
        return self.info.file_size

    @property
    def crc32(self) -> int:
        return self.info.CRC


class Contents:
    """The directory of an archive, and the unpacking of its members."""

    def __init__(self, file: Window | Path, *, where: str) -> None:
        self.where = where
        try:
            self.zip = zipfile.ZipFile(cast(IO[bytes], file) if isinstance(file, Window) else file)
        except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError) as fault:
            raise NotAnArchiveError(
                found=f"a file that does not read as a ZIP archive ({fault})",
                expected="a ZIP archive of police files",
                where=where,
                remedy="Open the address in a browser: the site may be showing a notice in its place.",
            ) from fault
        self._stops = self._where_members_stop()

    def close(self) -> None:
        self.zip.close()

    def names(self) -> list[str]:
        return self.zip.namelist()

    def member(self, name: str, *, limit: int = LARGEST_MEMBER) -> Member | None:
        """The member of that name, if there is one; refused if it would inflate beyond the limit."""
        info = self.zip.NameToInfo.get(name)
        if info is None:
            return None
        packed = self._stops[info.header_offset] - info.header_offset
        if max(info.file_size, info.compress_size, packed) > limit:
            raise MemberTooLargeError(
                found=f"a member of {max(info.file_size, packed):,} bytes",
                expected=f"at most {limit:,} bytes",
                where=f"{name} in {self.where}",
                remedy="No police file is that large. Nothing of it was kept; tell whoever runs the site.",
            )
        return Member(info=info, start=info.header_offset, stop=self._stops[info.header_offset])

    def unpack(self, member: Member, target: Path) -> None:
        """Inflate a member into a file; raises CorruptError if it is not, to the byte, what the directory promises."""
        try:
            with self.zip.open(member.info) as packed, writing(target), target.open("wb") as file:
                written = _pour(packed, file)
        except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
            raise CorruptError(str(fault)) from fault
        except (NotImplementedError, RuntimeError) as fault:
            raise MemberUnreadableError(
                found=f"a member that cannot be unpacked ({fault})",
                expected="one packed by deflate, and not encrypted",
                where=f"{member.info.filename} in {self.where}",
                remedy="Tell whoever runs the site; leave this force and month out until it is mended.",
            ) from fault
        if written != member.size:
            raise CorruptError(f"{written} bytes in place of {member.size}")

    def _where_members_stop(self) -> dict[int, int]:
        """For each member's beginning, where the next one begins, or the directory."""
        starts = sorted({info.header_offset for info in self.zip.infolist()})
        return dict(zip(starts, [*starts[1:], self.zip.start_dir], strict=True))


def is_complete(path: Path, member: Member) -> bool:
    """Is the file on disk the member, by size and checksum?"""
    if not path.is_file() or path.stat().st_size != member.size:
        return False
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(STEP):
            crc = zlib.crc32(chunk, crc)
    return crc == member.crc32


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a fault of the disk into words."""
    try:
        yield
    except OSError as fault:
        raise CannotWriteError(
            found=f"{fault.strerror or fault}",
            expected="a folder that can be written, with room in it",
            where=str(path),
            remedy="Make room, or name another folder. What was fetched is kept, and the next run goes on from there.",
        ) from fault


def _pour(source: IO[bytes], target: IO[bytes]) -> int:
    written = 0
    while chunk := source.read(STEP):
        written += target.write(chunk)
    return written
