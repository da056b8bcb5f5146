"""What is known about published data: reviewed gaps and breaks, schemes, what is loaded, what readers doubt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from hueandcry.sources.feeds import feeds
from hueandcry.sources.rules.coverage import Gap
from hueandcry.warehouse import builds, manifest, reading
from hueandcry.warehouse.home import Home

if TYPE_CHECKING:
    from django.db.models import Model

    from hueandcry.sources.models import FigureNote, FigureProblem

Effect = Literal["elsewhere", "leave_out", "truncate", "mark"]


@dataclass(frozen=True)
class Break:
    """A reviewed change in what a series means. Empty `scheme`, `body`, `area` or `kinds` = all.

    What it says is in English and, under names that end in `_cy`, in Welsh. Sources are named as they name themselves.
    """

    id: str
    scheme: str
    body: str
    area: str
    kinds: tuple[str, ...]
    first: date
    last: date | None
    effect: Effect
    title: str
    title_cy: str
    why: str
    why_cy: str
    source: str
    verified: str
    verified_cy: str


@dataclass(frozen=True)
class Scheme:
    """A way of counting that is never added to another. `absent` says what a covered month without a row means."""

    code: str
    title: str
    dataset: str
    absent: Literal["zero", "unknown"]


STREET = Scheme("street", "Street-level crime, data.police.uk", "street", "zero")
MPS = Scheme("mps", "Recorded crime by borough, Metropolitan Police", "mps_borough", "unknown")


@cache
def gaps() -> tuple[Gap, ...]:
    """Return the months for which a body is known to have published nothing, or not all."""
    return tuple(
        Gap(
            body=gap["body"],
            dataset=gap["dataset"],
            first=gap["first"],
            last=gap.get("last", date.max),
            state=gap["state"],
            why=gap["why"],
            why_cy=gap.get("why_cy", ""),
            source=gap["source"],
            verified=gap["verified"],
            verified_cy=gap.get("verified_cy", ""),
        )
        for gap in _reviewed("gaps")["gap"]
    )


def gaps_of(body: str, dataset: str) -> list[Gap]:
    """Return the reviewed gaps of one body's dataset."""
    return [gap for gap in gaps() if (gap.body, gap.dataset) == (body, dataset)]


@cache
def breaks() -> tuple[Break, ...]:
    """Return the reviewed breaks."""
    return tuple(
        Break(
            id=one["id"],
            scheme=one.get("scheme", ""),
            body=one.get("body", ""),
            area=one.get("area", ""),
            kinds=tuple(one.get("kinds", ())),
            first=one["first"],
            last=one.get("last"),
            effect=one["effect"],
            title=one["title"],
            title_cy=one.get("title_cy", ""),
            why=one["why"],
            why_cy=one.get("why_cy", ""),
            source=one["source"],
            verified=one["verified"],
            verified_cy=one.get("verified_cy", ""),
        )
        for one in _reviewed("breaks")["break"]
    )


def status(home: Home) -> dict[str, Any]:
    """Return what is loaded, for which months it is complete, and what is built.

    Keys: `datasets`, `coverage`, `build`, `totals` (over the releases that are not superseded).
    """
    every = manifest.landings(home)
    live = manifest.live(every)
    counted = {landing.path or landing.sha256 for landing in live}
    built = builds.current(home)
    return {
        "datasets": [
            {
                "dataset": landing.dataset,
                "body": landing.body,
                "period": landing.period,
                "release": landing.release,
                "superseded": (landing.path or landing.sha256) not in counted,
                "rows_read": landing.rows_read,
                "rows_landed": landing.rows_landed,
                "rows_set_aside": landing.rows_set_aside,
                "source": landing.source,
                "sha256": landing.sha256,
                "load": landing.load,
            }
            for landing in sorted(every, key=lambda landing: (landing.key, landing.release, landing.landed_at))
        ],
        "coverage": _coverage(home) if built else [],
        "build": built.id if built else None,
        "totals": {
            name: sum(getattr(landing, name) for landing in live)
            for name in ("rows_read", "rows_landed", "rows_set_aside")
        },
    }


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Return dataset → column → what it holds, for the feeds that describe each of their columns."""
    described = ((feed.dataset, feed.about.get("columns")) for feed in feeds())
    return {
        dataset: {name: about["what"] for name, about in columns.items()}
        for dataset, columns in described
        if isinstance(columns, Mapping)
    }


def problems() -> list[FigureProblem]:
    """Return what readers reported about figures, newest first. For the operator alone: never on a page or in a log."""
    from hueandcry.sources.models import FigureProblem  # only here: all else in this file works without Django

    return list(FigureProblem.objects.all())


def was_reported(reference: str) -> bool:
    """Whether a report with this reference was kept; nothing of what it says is told."""
    from hueandcry.sources.models import FigureProblem

    return FigureProblem.objects.filter(reference=reference).exists()


def notes() -> list[FigureNote]:
    """Return every analyst's note, those withdrawn too, by force and month."""
    from hueandcry.sources.models import FigureNote

    return list(FigureNote.objects.all())


def standing_notes() -> list[FigureNote]:
    """Return the notes that a build shows: those not withdrawn. A database that holds no notes yet has none."""
    from hueandcry.sources.models import FigureNote

    if not _is_made(FigureNote):
        return []
    return list(FigureNote.objects.filter(withdrawn_at=None))


def _is_made(model: type[Model]) -> bool:
    """Whether the database has the table of a model: a build from Python may come before the first command."""
    from django.db import connection

    return model._meta.db_table in connection.introspection.table_names()


def _coverage(home: Home) -> list[dict[str, Any]]:
    rows = reading.reader(home).rows("hueandcry.sources", "coverage_by_body")
    return [{**row, "period": row["period"].strftime("%Y-%m")} for row in rows]


def _reviewed(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("hueandcry.sources").joinpath("reviewed", f"{name}.toml").read_text("utf-8"))
