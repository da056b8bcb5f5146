"""Finding files: what the paths of a load hold, folder by folder and archive by archive."""

from __future__ import annotations

import gzip
import lzma
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader, FileIO
from pathlib import Path, PurePosixPath

from hueandcry.errors import HueAndCryError
from hueandcry.sources.feeds import Sample, workbooks
from hueandcry.sources.feeds.tidy_counts import read as tidy_counts
from hueandcry.sources.rules.releases import release_of_archive
from hueandcry.sources.rules.sizes import DIRECTORY_BYTES, MB, MEMBER_BYTES, TABLE_BYTES, Member, archive_fault

HEAD_BYTES = 64 * 1024
ZIP = b"PK\x03\x04"
# Files that are ZIPs, but that nobody unpacks.
WORKBOOKS = (".xlsx", ".xlsm", ".ods")

# Not a ZIP, a broken one, a member cut short or of other content than declared; a password, an unknown packing.
FAULTS_OF_ARCHIVES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError)


class CannotRead(HueAndCryError):
    """A path that is not there, or an archive that cannot be opened."""


@dataclass(frozen=True)
class Candidate:
    """A file that may be ours.

    `name` is how messages call it; `source` how the manifest and public pages do: never a path of this machine.
    `named`: the person typed its name, so it is refused loudly, not passed over.
    """

    path: Path
    name: str
    source: str
    named: bool
    release: str | None

    def sample(self) -> Sample:
        """Return the beginning of the file, unzipped if it was gzipped, and the names of a workbook's sheets.

        Raises `EOFError`, `OSError` or `zlib.error` when even the beginning cannot be unzipped.
        """
        with self._opened() as file:
            head = file.read(HEAD_BYTES)
        sheets = workbooks.sheet_names(self.read()) if head.startswith(ZIP) else ()
        return Sample(name=Path(self.name).name, head=head, whole=len(head) < HEAD_BYTES, sheets=sheets)

    def read(self, *, most: int = TABLE_BYTES) -> bytes:
        """Return the whole file, unzipped if it was gzipped. Raises `CannotRead` beyond so many bytes."""
        with self._opened() as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise self._too_large(most)
        return data

    def measure(self, *, most: int = MEMBER_BYTES) -> None:
        """Raise `CannotRead` if the file holds more than so many bytes, unzipped if it was gzipped."""
        size = self.path.stat().st_size
        if self._is_gzipped():
            size = 0
            with self._opened() as file:
                while size <= most and (block := file.read(MB)):
                    size += len(block)
        if size > most:
            raise self._too_large(most)

    def _is_gzipped(self) -> bool:
        with self.path.open("rb") as file:
            return file.read(2) == b"\x1f\x8b"

    def _opened(self) -> BufferedIOBase:
        return gzip.GzipFile(self.path) if self._is_gzipped() else self.path.open("rb")

    def _too_large(self, most: int) -> CannotRead:
        unzipped = " when unzipped" if self._is_gzipped() else ""
        return CannotRead(
            found=f"more than {most:,} bytes{unzipped}",
            expected=f"a published file of at most {most:,} bytes",
            where=self.name,
            remedy="Check that it is what it should be; if it is, load it in parts, such as a year at a time.",
        )


def candidates(paths: Sequence[Path], *, unpack_into: Path) -> Iterator[Candidate]:
    """Yield every file below the paths, in the order given and sorted within a folder.

    Members of ZIP archives are unpacked one by one into `unpack_into`. Raises `CannotRead`.
    """
    for path in paths:
        if path.is_dir():
            folder = path.resolve().name
            for file in sorted(found for found in path.rglob("*") if found.is_file()):
                below = f"{folder}/{file.relative_to(path).as_posix()}"
                yield from _one(file, source=below, named=False, unpack_into=unpack_into)
        elif path.is_file():
            yield from _one(path, source=path.name, named=True, unpack_into=unpack_into)
        else:
            raise CannotRead(
                found="no such file or folder",
                expected="a published file, a folder of them or an archive",
                where=str(path),
                remedy="Check the path.",
            )


def _one(path: Path, *, source: str, named: bool, unpack_into: Path) -> Iterator[Candidate]:
    if not _is_archive(path):
        yield Candidate(path=path, name=str(path), source=source, named=named, release=None)
        return
    release = release_of_archive(path.name)
    with _archive(path) as archive:
        names = set(archive.namelist())
        for member in sorted(names):
            if not member.endswith("/"):
                yield Candidate(
                    path=_unpack(path, archive, member, names, Path(tempfile.mkdtemp(dir=unpack_into))),
                    name=f"{path}!{member}",
                    source=f"{source}!{member}",
                    named=False,
                    release=release,
                )


def _is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive of files (a workbook is a ZIP too, but one file)."""
    with path.open("rb") as file:
        if file.read(4) != ZIP:
            return False
    try:
        with _zip(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except zipfile.BadZipFile:
        return True


class _Careful(BufferedReader):
    """A file of which nobody reads more at once than the directory of an archive may take."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY_BYTES:
            raise zipfile.BadZipFile(f"its directory would be over {DIRECTORY_BYTES:,} bytes")
        return super().read(size)


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    with _Careful(FileIO(path)) as file, zipfile.ZipFile(file) as archive:
        yield archive


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose declared sizes are within the limits."""
    try:
        with _zip(path) as archive:
            members = [Member(one.filename, one.compress_size, one.file_size) for one in archive.infolist()]
            if fault := archive_fault(members, path.stat().st_size):
                raise CannotRead(
                    found=fault,
                    expected="an archive of published files",
                    where=str(path),
                    remedy="Unpack the files you trust and load their folder.",
                )
            yield archive
    except FAULTS_OF_ARCHIVES as error:
        raise _broken(path, error) from error


def _unpack(path: Path, archive: zipfile.ZipFile, member: str, names: set[str], folder: Path) -> Path:
    """Unpack a member into a folder of its own, with those that are read together with it; return where it is."""
    for one in (member, *(beside for beside in _beside(member) if beside in names)):
        try:
            with archive.open(one) as packed, (folder / Path(one).name).open("wb") as sink:
                shutil.copyfileobj(packed, sink, MB)
        except FAULTS_OF_ARCHIVES as error:
            raise _broken(path, error, member=one) from error
    return folder / Path(member).name


def _beside(member: str) -> Sequence[str]:
    """Return the members that would be read together with this one: a table of tidy counts and its description."""
    suffix = Path(member).suffix
    if suffix == ".toml":
        return tidy_counts.companions(member)
    return [str(PurePosixPath(member).with_suffix(".toml"))] if suffix in tidy_counts.SUFFIXES else []


def _broken(path: Path, error: Exception, *, member: str = "") -> CannotRead:
    if path.suffix.lower() in WORKBOOKS:
        return CannotRead(
            found=f"a workbook that cannot be read ({error})",
            expected="a whole workbook, without a password",
            where=str(path),
            remedy="Download the workbook again.",
        )
    return CannotRead(
        found=f"an archive that cannot be read ({error})",
        expected="a whole ZIP archive, without a password",
        where=f"{path}!{member}" if member else str(path),
        remedy="Download it again, or unpack it and load its folder.",
    )
