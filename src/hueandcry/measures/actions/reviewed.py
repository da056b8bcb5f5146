"""Reading the reviewed folders: each measure with all its versions, checked before any SQL is run."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from hueandcry.measures.rules.definition import Reviewed, Words, WrongDefinition, reviewed

ROOM = Path(__file__).parent.parent
DEFINITIONS = ROOM / "definitions"
REVIEWED = ROOM / "reviewed"


@dataclass(frozen=True)
class Folder:
    """A version of a measure: its definition and its SQL."""

    about: Reviewed
    sql: Path


def folders(root: Path = DEFINITIONS) -> list[list[Folder]]:
    """Return the measures, each as its versions, oldest first. Raises `WrongDefinition`."""
    return [versions(path) for path in sorted(root.iterdir()) if path.is_dir() and not path.name.startswith((".", "_"))]


def versions(path: Path) -> list[Folder]:
    """Return the versions of one measure, oldest first: those in folders `v1`, `v2`, …, and the newest in its own."""
    earlier = sorted((one for one in path.glob("v[0-9]*") if one.is_dir()), key=lambda one: int(one.name[1:]))
    found = [_folder(path.name, at) for at in (*earlier, path)]
    for number, one in enumerate(found, start=1):
        if one.about.version != number:
            raise _wrong(one.sql.parent, f"'version' is {one.about.version}", f"{number}, of {len(found)} versions")
    for before, after in pairwise(found):
        if after.about.since <= before.about.since:
            expected = f"a day after {before.about.since}, when the version before began"
            raise _wrong(after.sql.parent, f"'since' is {after.about.since}", expected)
    return found


@cache
def words() -> Mapping[str, Words]:
    """Return the words that every measure may use for why there is no figure, and for flags."""
    told = tomllib.loads((REVIEWED / "words.toml").read_text("utf-8"))
    return {code: Words(both["en"], both["cy"]) for code, both in told.items()}


def outcome_stages() -> list[dict[str, object]]:
    """Return the reviewed table that tells how far each outcome went."""
    with (REVIEWED / "outcome_stages.csv").open(encoding="utf-8", newline="") as opened:
        return [{**row, "weight": int(row["weight"])} for row in csv.DictReader(opened)]


def _folder(slug: str, path: Path) -> Folder:
    file, sql = path / "definition.toml", path / "measure.sql"
    for needed in (file, sql):
        if not needed.exists():
            raise _wrong(path, f"no {needed.name}", "definition.toml and measure.sql")
    try:
        about = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(file, f"broken TOML ({error})", "a definition as measures/README.md describes it") from None
    return Folder(reviewed(slug, about, where(file)), sql)


def where(path: Path) -> str:
    """Return the path as a person names it: from the folder of measures on."""
    parts = path.parts
    return "/".join(parts[parts.index("measures") :]) if "measures" in parts else str(path)


def _wrong(path: Path, fault: str, expected: str) -> WrongDefinition:
    return WrongDefinition(
        file=where(path),
        faults=[fault],
        expected=expected,
        remedy="Correct the folder; the build before goes on being served.",
    )
