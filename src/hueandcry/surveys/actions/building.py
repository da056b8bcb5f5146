"""The step by which published waves become tables of a build, and what must hold of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa

from hueandcry.surveys.actions import changes, tables
from hueandcry.surveys.queries import ABOUT, FIGURES, GROUPS, KIND, ROOM
from hueandcry.surveys.rules.comparing import Round, pairs
from hueandcry.warehouse import frozen
from hueandcry.warehouse.builds import Check, Step, Workshop
from hueandcry.warehouse.frozen import Frozen


def steps() -> list[Step]:
    """Return the step of this room. It comes after coverage, which says whether the invented county is there."""
    return [Step("Surveys", publish_estimates)]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [
        Check(
            "what is not shown has no figure; what is shown has one, inside its interval", ROOM, "unfounded_estimates"
        ),
        Check("one estimate per survey, wave, estimate, split and domain", ROOM, "doubled_estimates"),
        Check("no change is tested from or to a wave asked by telephone", ROOM, "telephone_tests"),
    ]


@dataclass(frozen=True, eq=False)
class Wave:
    """The publication that stands of one wave, read from what was frozen."""

    publication: Frozen
    corrections: tuple[Frozen, ...]

    @cached_property
    def about(self) -> dict[str, Any]:
        """Return what was published about it."""
        return self.publication.json(ABOUT)

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """Return its estimates."""
        return self.publication.json(FIGURES)

    @property
    def sha256(self) -> str:
        """Return the hash of its estimates."""
        return self.publication.files[FIGURES]

    @property
    def begins(self) -> date:
        """Return the first day of asking."""
        return date.fromisoformat(self.about["begins"])

    @property
    def ends(self) -> date:
        """Return the last day of asking."""
        return date.fromisoformat(self.about["ends"])

    @property
    def key(self) -> dict[str, str]:
        """Return survey and wave."""
        return {"survey": self.about["survey"], "wave": self.about["wave"]}


def publish_estimates(shop: Workshop) -> None:
    """Make the tables of this room from what was published and never changes."""
    found = list(_waves(shop))
    shop.put("survey_waves", _table([_wave_row(wave) for wave in found], tables.WAVES))
    every = [_publication_row(wave, one) for wave in found for one in wave.corrections]
    shop.put("survey_publications", _table(every, tables.PUBLICATIONS))
    figures = [row for wave in found for row in _estimate_rows(wave)]
    shop.put("survey_estimates", _table(figures, tables.ESTIMATES))
    shop.put("survey_changes", _table(_change_rows(found), tables.CHANGES))
    compared = [{**wave.key, **row} for wave in found for row in wave.publication.json(GROUPS)]
    shop.put("survey_groups", _table(compared, tables.GROUPS))


def _waves(shop: Workshop) -> Iterator[Wave]:
    """Yield what stood when the build's figures stood. Invented waves go when the invented county does."""
    invented_too = shop.rows(ROOM, "shows_invented").to_pylist()[0]["invented"]
    for newest in frozen.every(shop.home, KIND):
        until = [one for one in frozen.versions(shop.home, KIND, newest.slug) if _published_by(one, shop.as_of)]
        if until and (invented_too or not until[-1].json(ABOUT)["invented"]):
            yield Wave(until[-1], tuple(until))


def _published_by(one: Frozen, as_of: str | None) -> bool:
    return as_of is None or one.published_at.date().isoformat()[: len(as_of)] <= as_of


def _wave_row(wave: Wave) -> dict[str, Any]:
    about, publication = wave.about, wave.publication
    return {
        **wave.key,
        "number": publication.number,
        "begins": wave.begins,
        "ends": wave.ends,
        "mode": about["mode"],
        "title": about["title"]["en"],
        "title_cy": about["title"]["cy"],
        "wave_title": about["wave_title"]["en"],
        "wave_title_cy": about["wave_title"]["cy"],
        "invented": about["invented"],
        "published_at": _utc(publication),
        "note": publication.note,
        "sha256": wave.sha256,
        "about": json.dumps(about, ensure_ascii=False),
    }


def _publication_row(wave: Wave, one: Frozen) -> dict[str, Any]:
    return {
        **wave.key,
        "number": one.number,
        "published_at": _utc(one),
        "note": one.note,
        "sha256": one.files[FIGURES],
    }


def _estimate_rows(wave: Wave) -> Iterator[dict[str, Any]]:
    units = {one["slug"]: one["unit"] for one in wave.about["estimates"]}
    same = {
        **wave.key,
        "begins": wave.begins,
        "ends": wave.ends,
        "mode": wave.about["mode"],
        "number": wave.publication.number,
        "level": wave.about["method"]["level"],
        "invented": wave.about["invented"],
        "published_at": _utc(wave.publication),
        "sha256": wave.sha256,
    }
    for figure in wave.figures:
        yield {**same, **figure, "unit": units[figure["estimate"]]}


def _change_rows(found: Iterable[Wave]) -> list[dict[str, Any]]:
    """Return what changed within each survey, wave by wave."""
    surveys: dict[str, dict[str, Wave]] = defaultdict(dict)
    for wave in found:
        surveys[wave.key["survey"]][wave.key["wave"]] = wave
    rows: list[dict[str, Any]] = []
    for waves in surveys.values():
        for pair in pairs([_round(wave) for wave in waves.values()]):
            before, after = waves[pair.before.wave], waves[pair.after.wave]
            told = changes.between(before.about, before.figures, after.about, after.figures, pair)
            rows += [{**after.key, "before": pair.before.wave, **row} for row in told]
    return rows


def _utc(one: Frozen) -> datetime:
    """Return when it was published, as tables hold instants: in UTC, without saying so."""
    return one.published_at.astimezone(UTC).replace(tzinfo=None)


def _round(wave: Wave) -> Round:
    return Round(wave.key["wave"], wave.begins, wave.ends, wave.about["mode"])


def _table(rows: list[Mapping[str, Any]] | list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=schema)
