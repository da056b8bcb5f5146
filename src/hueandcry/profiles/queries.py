"""What a profile tells of one area, and which findings of boards may be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hueandcry.profiles.models import BoardFinding
from hueandcry.profiles.rules import FILE, KIND
from hueandcry.ui.languages import named
from hueandcry.ui.notes import FigureNote
from hueandcry.warehouse import frozen
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.profiles"


@dataclass(frozen=True)
class Area:
    """The area of a profile, and the force that polices it."""

    code: str
    english: str
    welsh: str | None
    level: str
    parent: str | None
    force: str | None
    population: int | None
    population_year: int | None
    force_english: str | None
    force_welsh: str | None
    force_kind: str | None
    country: str | None

    @property
    def name(self) -> str:
        """Return what the area is called."""
        return named(self.english, self.welsh)

    @property
    def force_name(self) -> str:
        """Return what its force is called; nothing where no force is known."""
        return named(self.force_english or "", self.force_welsh)

    @property
    def invented(self) -> bool:
        """Does it lie in the invented county?"""
        return self.force_kind == "invented"


@dataclass(frozen=True)
class Year:
    """One kind in one calendar year. `n` counts the months in which it was recorded here; None: there were none."""

    year: int
    n: int | None
    months: int
    elsewhere: int

    @property
    def whole(self) -> bool:
        """Were all twelve months counted here?"""
        return self.months == 12 and not self.elsewhere


@dataclass(frozen=True)
class OnlineKind:
    """A kind of fraud or of crime that happens mostly online, by year."""

    scheme: str
    code: str
    name: str
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Judged:
    """A kind as it was judged in the latest month: the row that `rises.queries.sentence` takes."""

    scheme: str
    kind: str
    verdict: str
    month: date
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """Words about what a board found, as the operator shares them."""

    reference: str
    area: str
    pilot: bool
    words: str
    sent_on: date


@dataclass(frozen=True)
class SourceFile:
    """A file that figures were read from."""

    name: str
    sha256: str
    release: str


def area(reader: Reader, code: str) -> Area | None:
    """Return the area with this code, or None. A code is the same in small letters."""
    row = reader.row(ROOM, "area", area=code) or reader.row(ROOM, "area", area=code.upper())
    if row is None:
        return None
    return Area(
        english=row["name"],
        welsh=row["name_cy"],
        force_english=row["force_name"],
        force_welsh=row["force_name_cy"],
        **{
            name: row[name]
            for name in (
                *("code", "level", "parent", "force"),
                *("population", "population_year", "force_kind", "country"),
            )
        },
    )


def online_kinds(reader: Reader, code: str) -> list[OnlineKind]:
    """Return what was published here of fraud and of kinds that happen mostly online."""
    found: dict[tuple[str, str, str], list[Year]] = defaultdict(list)
    for row in reader.rows(ROOM, "online_by_year", area=code):
        n = int(row["n"]) if row["n"] is not None else None
        key = (row["scheme"], row["kind"], named(row["name"], row["name_cy"]))
        found[key].append(Year(row["year"], n, row["months"], row["elsewhere"]))
    return [OnlineKind(*key, tuple(years)) for key, years in found.items()]


def judged(reader: Reader, code: str) -> list[Judged]:
    """Return how each kind was judged here in the latest month of its scheme, strongest evidence first."""
    return [
        Judged(row["scheme"], row["kind"], row["verdict"], row["month"], row)
        for row in reader.rows(ROOM, "judged_here", area=code)
    ]


def files(reader: Reader, *, datasets: Sequence[str], bodies: Sequence[str]) -> list[SourceFile]:
    """Return the files from which these datasets were read, of these bodies."""
    rows = reader.rows(ROOM, "files_used", datasets=list(datasets), bodies=list(bodies))
    return [SourceFile(row["source"], row["sha256"], row["release"]) for row in rows]


def notes(reader: Reader, force: str) -> list[FigureNote]:
    """Return what analysts say about the figures of a force, newest month first."""
    return [FigureNote(**row) for row in reader.rows(ROOM, "notes_on_force", force=force)]


def shared_findings(home: Home) -> list[Finding]:
    """Return the findings that the operator shares, newest first. What boards wrote themselves is never among them."""
    told = [one.json(FILE) for one in frozen.every(home, KIND)]
    found = [
        Finding(one["reference"], one["area"], one["pilot"], one["words"], date.fromisoformat(one["sent_on"]))
        for one in told
        if not one.get("withdrawn")
    ]
    return sorted(found, key=lambda one: (one.sent_on, one.reference), reverse=True)


def was_sent(reference: str) -> bool:
    """Is there a finding with this reference?"""
    return BoardFinding.objects.filter(reference=reference).exists()


def findings() -> list[BoardFinding]:
    """Return everything that boards sent, newest first. For the operator's eyes only."""
    return list(BoardFinding.objects.all())
