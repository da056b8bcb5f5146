"""The manifest: an append-only list of what was landed and what was unloaded again.

Nothing in it is ever changed. What is *live* is worked out by reading it from the beginning: a landing stands
until it is unloaded, and of two landings with the same dataset, body and period the later release is live while
the earlier is superseded, and kept.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from hueandcry.warehouse.home import Home


@dataclass(frozen=True)
class Landing:
    """One body and period of one file, as it was landed. `rows_read` = `rows_landed` + `rows_set_aside`.

    Rows of a file that could not be read are counted with the file's first landing.
    `path` is relative to the home's landed folder; empty when every row was set aside.
    """

    load: str
    dataset: str
    body: str
    period: str
    release: str
    source: str
    sha256: str
    bytes: int
    rows_read: int
    rows_landed: int
    rows_set_aside: int
    reader: str
    reader_version: int
    path: str
    landed_at: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What a later release supersedes."""
        return (self.dataset, self.body, self.period)


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Hold the warehouse: one load, unload or build changes it at a time. Waits for its turn."""
    home.make()
    with (home.manifest.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def landings(home: Home) -> list[Landing]:
    """Return every landing that was not unloaded, oldest first."""
    standing: dict[tuple[str, str], Landing] = {}
    for event in _events(home):
        for fields in event.get("landed", ()):
            landing = Landing(**fields)
            standing[(landing.load, landing.path or landing.sha256)] = landing
        gone = set(event.get("unloaded", ()))
        standing = {key: landing for key, landing in standing.items() if landing.sha256 not in gone}
    return list(standing.values())


def live(every: Iterable[Landing], *, as_of: str | None = None) -> list[Landing]:
    """Return the landings that count: the latest release of each dataset, body and period.

    With `as_of` (a date or month, ISO) only releases up to then are considered: figures as published on that day.
    """
    chosen: dict[tuple[str, str, str], Landing] = {}
    for landing in every:
        if as_of and landing.release[: len(as_of)] > as_of:
            continue
        standing = chosen.get(landing.key)
        if standing is None or landing.release >= standing.release:
            chosen[landing.key] = landing
    return sorted(chosen.values(), key=lambda landing: landing.key)


def append_landed(home: Home, new: Iterable[Landing]) -> None:
    """Write the landings of one load: one line, so that all of them are acknowledged or none."""
    _append(home, {"landed": [vars(landing) for landing in new]})


def append_unloaded(home: Home, sha256: Iterable[str], *, at: str) -> None:
    """Write that the files with these hashes are no longer wanted."""
    _append(home, {"unloaded": sorted(sha256), "at": at})


def _events(home: Home) -> Iterator[dict]:
    if not home.manifest.exists():
        return
    with home.manifest.open(encoding="utf-8") as lines:
        for line in lines:
            if line.endswith("\n"):  # a line cut short by a crash was never acknowledged
                yield json.loads(line)


def _append(home: Home, event: dict) -> None:
    line = json.dumps(event, ensure_ascii=False).encode() + b"\n"
    with home.manifest.open("a+b") as manifest:
        manifest.truncate(_acknowledged_bytes(manifest))
        manifest.write(line)
        manifest.flush()
        os.fsync(manifest.fileno())


def _acknowledged_bytes(manifest: BinaryIO) -> int:
    """Return the length of the manifest up to its last whole line."""
    end = manifest.seek(0, os.SEEK_END)
    if end == 0:
        return 0
    manifest.seek(end - 1)
    if manifest.read(1) == b"\n":
        return end
    manifest.seek(0)
    return manifest.read().rfind(b"\n") + 1
