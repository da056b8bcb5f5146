"""What was published once and never changes: an edition, a survey's estimates.

A publication is a folder of files under `frozen/<kind>/<slug>/<number>/`, with `about.json` that holds the SHA-256 of
each, and of what it says itself. It is written whole or not at all. A correction is another number with a note that
says what was corrected; the earlier ones stay, as they were. Reading a file compares it with its hash. That tells of
damage and of careless hands; whoever means to deceive can write new hashes, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hueandcry.errors import HueAndCryError
from hueandcry.warehouse import manifest
from hueandcry.warehouse.home import Home

ABOUT = "about.json"
SELF = "sha256"  # in `about.json`: the hash of the rest of it
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


class NotFrozen(HueAndCryError):
    """A publication that may not be written like this."""


class Tampered(HueAndCryError):
    """A published file that is not what was published."""


@dataclass(frozen=True)
class Frozen:
    """One publication: the first of its slug, or a correction of it (number 2, 3, …), with the note that says why."""

    kind: str
    slug: str
    number: int
    published_at: datetime
    note: str
    build: str
    files: Mapping[str, str]
    folder: Path

    def read(self, name: str) -> bytes:
        """Return one file of it. Raises `Tampered` where it is gone, or is not what was published."""
        path = self.folder / name
        if not path.exists():
            raise _tampered(path, found="no file", expected=self.files[name])
        data = path.read_bytes()
        if _sha256(data) != self.files[name]:
            raise _tampered(path, found=f"bytes with SHA-256 {_sha256(data)}", expected=self.files[name])
        return data

    def json(self, name: str) -> Any:
        """Return a JSON file of it, read."""
        return json.loads(self.read(name))


def freeze(
    *,
    home: Home,
    kind: str,
    slug: str,
    files: Mapping[str, bytes],
    now: datetime,
    build: str = "",
    note: str = "",
    number: int | None = None,
) -> Frozen:
    """Publish these files. The same files again are the same publication: nothing is written.

    `number` is the one that the files say they are, if they say so. Raises `NotFrozen` where that number is taken, and
    for other files under a slug that is published already, unless `note` says what is corrected.
    """
    for name in (kind, slug, *files):
        if not NAME.fullmatch(name) or name == ABOUT:
            raise NotFrozen(
                found=repr(name),
                expected="small letters, digits, dots and hyphens",
                where="the name of a publication or of a file of it",
                remedy="Choose another name.",
            )
    with manifest.locked(home):
        before = latest(home, kind, slug)
        hashes = {name: _sha256(data) for name, data in files.items()}
        if before and dict(before.files) == hashes:
            return before
        following = before.number + 1 if before else 1
        if number not in (None, following):
            raise NotFrozen(
                found=f"number {following - 1}, published meanwhile by somebody else",
                expected=f"to be number {number}",
                where=f"{kind} {slug}",
                remedy="Look at what was published; if it is not the same, publish again.",
            )
        if before and not note.strip():
            raise NotFrozen(
                found=f"other contents than were published on {before.published_at.date()}",
                expected="the same, or a note that says what is corrected",
                where=f"{kind} {slug}",
                remedy="Publish it with a note; the publication before stays.",
            )
        folder = _folder(home, kind, slug) / str(following)
        made = Frozen(kind, slug, following, now, note.strip(), build, hashes, folder)
        _write(made, files)
        _stamp(home).write_text(f"{kind}/{slug}/{following} {now.isoformat()}", "utf-8")
        return made


def state(home: Home) -> str:
    """Return what was published last; it changes with every publication. Asked on every request: one small file."""
    try:
        return _stamp(home).read_text("utf-8")
    except FileNotFoundError:
        return ""


def latest(home: Home, kind: str, slug: str) -> Frozen | None:
    """Return the publication that stands: the last correction, or the only one."""
    found = versions(home, kind, slug)
    return found[-1] if found else None


def versions(home: Home, kind: str, slug: str) -> list[Frozen]:
    """Return a publication and its corrections, oldest first. Raises `Tampered` where one cannot be read."""
    if not NAME.fullmatch(slug):
        return []
    numbered = [path for path in _folder(home, kind, slug).glob("[0-9]*") if path.name.isdecimal()]
    return sorted((_read(path) for path in numbered if any(path.iterdir())), key=lambda one: one.number)


def every(home: Home, kind: str) -> list[Frozen]:
    """Return the publications of a kind that stand, by slug, each as last corrected."""
    slugs = sorted(path.name for path in (home.frozen / kind).glob("*"))
    return [found for slug in slugs if (found := latest(home, kind, slug))]


def _stamp(home: Home) -> Path:
    return home.frozen / "LAST"


def _folder(home: Home, kind: str, slug: str) -> Path:
    return home.frozen / kind / slug


def _write(made: Frozen, files: Mapping[str, bytes]) -> None:
    unfinished = made.folder.with_name(f".{made.number}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    about = {
        "kind": made.kind,
        "slug": made.slug,
        "number": made.number,
        "published_at": made.published_at.isoformat(),
        "note": made.note,
        "build": made.build,
        "files": dict(made.files),
    }
    told = json.dumps({**about, SELF: _sha256_of(about)}, indent=1, ensure_ascii=False).encode()
    for name, data in {**files, ABOUT: told}.items():
        with (unfinished / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    unfinished.rename(made.folder)


def _read(folder: Path) -> Frozen:
    """Return a publication. One older than the hash of `about.json` is taken as it stands."""
    path = folder / ABOUT
    try:
        about = json.loads(path.read_text("utf-8"))
        sha256 = about.pop(SELF, None)
        made = Frozen(**{**about, "published_at": datetime.fromisoformat(about["published_at"]), "folder": folder})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise _tampered(path, found="what cannot be read", expected="the hash of each file") from None
    if sha256 not in (None, _sha256_of(about)):
        raise _tampered(path, found=f"words with SHA-256 {_sha256_of(about)}", expected=sha256)
    if (made.kind, made.slug, str(made.number)) != folder.parts[-3:]:
        raise _tampered(path, found=f"{made.kind}/{made.slug}/{made.number}", expected="/".join(folder.parts[-3:]))
    return made


def _tampered(path: Path, *, found: str, expected: str) -> Tampered:
    return Tampered(
        found=found,
        expected=expected,
        where="/".join(path.parts[-4:]),  # kind/slug/number/file
        remedy="Restore the folder from a backup: what was published may not change.",
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha256_of(about: Mapping[str, Any]) -> str:
    """Return the hash of what `about.json` says, however it is laid out."""
    return _sha256(json.dumps(about, sort_keys=True, ensure_ascii=False).encode())
