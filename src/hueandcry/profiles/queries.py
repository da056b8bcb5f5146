"""What a build knows of one area, as its profile tells it, and which findings of boards may be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hueandcry.bodies import queries as bodies
from hueandcry.measures import queries as measures
from hueandcry.measures.queries import Definition, Value
from hueandcry.profiles.models import BoardFinding
from hueandcry.profiles.rules import FILE, KIND
from hueandcry.surveys import queries as surveys
from hueandcry.surveys.queries import Estimate, Group, Wave
from hueandcry.ui.languages import named
from hueandcry.ui.notes import FigureNote
from hueandcry.warehouse import frozen
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.profiles"

# Which measures a board is shown of its force, in this order: of everything a build knows, what is about online crime.
MEASURES = ("fraud-referrals", "judicial-outcomes", "recorded-fraud", "recorded-computer-misuse")

# Measures of several kinds that are never added up: told kind by kind.
BY_KIND = ("online-flagged", "prevention-disruption")

# Since this month fraud is recorded by a national centre and no longer by place (see the reviewed breaks).
RECORDED_ELSEWHERE = date(2013, 4, 1)

# What is read of a force's files where none is named.
SOURCES = (
    *("action_fraud", "mps_borough", "street", "outcomes", "tidy_counts"),
    *("lsoa_population", "force_population", "ons_pfa"),
)

# The most figures of one survey in a profile.
MOST_ESTIMATES = 4

# From the smallest group of people to the largest: how surveys split, and which domain of it holds an area.
DISTRICT, FORCE, EVERYBODY = "district", "force", ""
REGION = "region"

# Countries that a survey names beside the regions of England and Wales.
NATIONS = {"Scotland": "S92000003", "Northern Ireland": "N92000002"}


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
class Surveyed:
    """What one wave tells of an area: estimates of the smallest group that holds it and that the sample allows to show,
    how that group is split off ("district", "force", "" for everybody), and how groups compare."""

    wave: Wave
    split: str
    estimates: tuple[Estimate, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class SourceFile:
    """A file that figures were read from, and as which dataset (of tidy counts `tidy:<scheme>`)."""

    name: str
    sha256: str
    release: str
    dataset: str


@dataclass(frozen=True)
class Terms:
    """Who published a dataset, and under which licence; `scheme` is its way of counting, if it is monthly counts."""

    dataset: str
    scheme: str
    publisher: str
    licence: str


@dataclass(frozen=True)
class Known:
    """All that a build knows of an area, as its profile tells it.

    `figures` are the force's latest, one a measure; `by_kind` those of measures that are never added up, measure by
    measure, in the latest period with any; `wholes` the figures of several bodies together, by measure and period.
    """

    area: Area
    judged: tuple[Judged, ...]
    online: tuple[OnlineKind, ...]
    definitions: Mapping[str, Definition]
    figures: tuple[Value, ...]
    by_kind: Mapping[str, tuple[Value, ...]]
    wholes: Mapping[tuple[str, str], Value]
    surveyed: tuple[Surveyed, ...]
    notes: tuple[FigureNote, ...]
    files: tuple[SourceFile, ...]
    terms: tuple[Terms, ...]


@dataclass(frozen=True)
class Finding:
    """Words about what a board found, as the operator shares them."""

    reference: str
    area: str
    pilot: bool
    words: str
    sent_on: date


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


def known(reader: Reader, area: Area) -> Known:
    """Return all that a build knows of an area."""
    force = area.force or ""
    return Known(
        area=area,
        judged=tuple(judged(reader, area.code)),
        online=tuple(online_kinds(reader, area.code)),
        definitions={one.slug: one for one in measures.every(reader)},
        figures=_figures(reader, force),
        by_kind={slug: found for slug in BY_KIND if (found := _by_kind(reader, slug, force))},
        wholes=_wholes(reader),
        surveyed=_surveyed(reader, area),
        notes=tuple(FigureNote(**row) for row in reader.rows(ROOM, "notes_on_force", force=force)),
        files=_files(reader, force),
        terms=tuple(Terms(**row) for row in reader.rows(ROOM, "terms")),
    )


def _figures(reader: Reader, force: str) -> tuple[Value, ...]:
    """Return a force's latest figures about online crime. Those from before recording moved to a national centre say
    nothing of today, and are left out."""
    found = {one.measure: one for one in measures.of_body(reader, force)} if force else {}
    return tuple(found[slug] for slug in MEASURES if slug in found and found[slug].ends > RECORDED_ELSEWHERE)


def _by_kind(reader: Reader, slug: str, force: str) -> tuple[Value, ...]:
    """Return a force's figures of the kinds of a measure, in the latest period that has any."""
    found = measures.values(reader, slug, body=force) if force else []
    there = [one for one in found if one.value is not None and one.part]
    latest = max(there, key=lambda one: one.ends).period if there else ""
    return tuple(one for one in there if one.period == latest)


def _wholes(reader: Reader) -> dict[tuple[str, str], Value]:
    """Return figures of several bodies together: of England and Wales where it has any, else of all of a table."""
    both = [*measures.of_body(reader, measures.ALL_BODIES), *measures.of_body(reader, measures.ENGLAND_AND_WALES)]
    return {(one.measure, one.period): one for one in both if one.value is not None}


def _surveyed(reader: Reader, area: Area) -> tuple[Surveyed, ...]:
    """Return the newest wave of each survey that shows anything; what is invented, of the invented county alone."""
    asked = [wave for wave in surveys.surveys(reader) if wave.invented == area.invented and _speaks_of(wave, area)]
    return tuple(found for wave in asked if (found := _of_wave(reader, wave, area)))


def _speaks_of(wave: Wave, area: Area) -> bool:
    """Could people of this area have been asked? A survey split by force or region names all that it asked in; one
    that names them by codes of its own tells nothing of that, and is believed."""
    asked = {split["slug"]: {one["code"] for one in split["domains"]} for split in wave.about["splits"]}
    forces = {code for code in asked.get(FORCE, ()) if bodies.get(code)}
    regions = {found.gss for code in asked.get(REGION, ()) if (found := bodies.region(code))}
    regions |= asked.get(REGION, set()) & set(NATIONS.values())
    return area.force is None or ((not forces or area.force in forces) and (not regions or _region_of(area) in regions))


def _region_of(area: Area) -> str | None:
    """Return the code of the region or country in which an area's force lies."""
    region = bodies.region_of(area.force or "")
    return region.gss if region else NATIONS.get(area.country or "")


def _of_wave(reader: Reader, wave: Wave, area: Area) -> Surveyed | None:
    found = surveys.estimates(reader, survey=wave.survey, wave=wave.wave)
    for split, domain in ((DISTRICT, area.code), (FORCE, area.force or "-"), (EVERYBODY, "")):
        shown = [one for one in found if (one.split, one.domain) == (split, domain) and one.is_shown]
        if shown:
            groups = surveys.groups(reader, survey=wave.survey, wave=wave.wave)
            return Surveyed(wave, split, tuple(shown[:MOST_ESTIMATES]), tuple(groups))
    return None


def _files(reader: Reader, force: str) -> tuple[SourceFile, ...]:
    rows = reader.rows(ROOM, "files_used", datasets=list(SOURCES), bodies=[force, "all"])
    return tuple(SourceFile(row["source"], row["sha256"], row["release"], row["told_as"]) for row in rows)


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
