"""Finding files: what the paths of a load hold, folder by folder and archive by archive."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hueandcry.errors import HueAndCryError
from hueandcry.sources.feeds import Sample
from hueandcry.sources.rules.releases import release_of_archive
from hueandcry.sources.rules.sizes import MEMBER_BYTES, archive_fault

HEAD_BYTES = 64 * 1024


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
        """Return the beginning of the file, unzipped if it was gzipped.

        Raises `EOFError`, `OSError` or `zlib.error` when even the beginning cannot be unzipped.
        """
        with self.path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if head[:2] == b"\x1f\x8b":
            with gzip.open(self.path) as file:
                head = file.read(HEAD_BYTES)
        return Sample(name=Path(self.name).name, head=head, whole=len(head) < HEAD_BYTES)

    def read(self) -> bytes:
        """Return the whole file, unzipped if it was gzipped, within the limit for one member."""
        data = self.path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            engine = zlib.decompressobj(wbits=31)
            data = engine.decompress(data, MEMBER_BYTES)
            if engine.unconsumed_tail:
                raise CannotRead(
                    found=f"more than {MEMBER_BYTES:,} bytes when unzipped",
                    expected="a published table",
                    where=self.name,
                    remedy="Split the file or check that it is what it should be.",
                )
            if not engine.eof:
                raise EOFError("the gzip file ends too early")
        return data


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
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_if_too_large(path, archive)
            for member in sorted(archive.namelist()):
                if not member.endswith("/"):
                    unpacked = _unpack(archive, member, Path(tempfile.mkdtemp(dir=unpack_into)))
                    yield Candidate(
                        path=unpacked,
                        name=f"{path}!{member}",
                        source=f"{source}!{member}",
                        named=False,
                        release=release,
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise CannotRead(
            found=f"an archive that cannot be read ({fault})",
            expected="a whole ZIP archive",
            where=str(path),
            remedy="Download it again.",
        ) from fault


def _is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive of files (a workbook is a ZIP too, but one file)."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except zipfile.BadZipFile:
        return True


def _refuse_if_too_large(path: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    fault = archive_fault(
        members=len(members),
        largest=max((member.file_size for member in members), default=0),
        inflated=sum(member.file_size for member in members),
        packed=sum(member.compress_size for member in members),
    )
    if fault:
        raise CannotRead(
            found=fault,
            expected="an archive of published files",
            where=str(path),
            remedy="Unpack the files you trust and load their folder.",
        )


def _unpack(archive: zipfile.ZipFile, member: str, folder: Path) -> Path:
    target = folder / Path(member).name
    with archive.open(member) as packed, target.open("wb") as sink:
        while block := packed.read(1 << 20):
            sink.write(block)
    return target
