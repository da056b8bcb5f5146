"""What surveys say of an area: the headline estimate of the newest wave in time, and its change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hueandcry.bodies import queries as bodies
from hueandcry.editions.actions.gathering import ROOM
from hueandcry.editions.rules.content import ENGLAND_AND_WALES, Area, Change, Figure
from hueandcry.editions.rules.periods import Period
from hueandcry.surveys import queries as surveys
from hueandcry.surveys.queries import Estimate, Wave
from hueandcry.warehouse.reading import Reader

# Whom a survey asks ↔ the item of the tile.
AUDIENCES = ("public", "business")
HEADLINE = "victim-any-online"
# A wave that ended longer before the end of an edition does not tell of it.
OLDEST = timedelta(days=366)

# Estimates of the national household survey that the table of published figures holds for years ending in March.
PUBLISHED = {"CSEW fraud incidents": "fraud-incidents", "CSEW computer misuse incidents": "misuse-incidents"}


def victimisation(reader: Reader, over: Period, areas: list[Area]) -> list[Figure]:
    """Return the headline figures of victimisation of every area, or the lines that say that there are none."""
    waves = surveys.waves(reader)
    found = []
    for audience in AUDIENCES:
        wave = _newest(waves, audience, over)
        found += [_estimated(reader, wave, area, audience) for area in areas]
    return [*found, *_published(reader, over, areas)]


def _newest(waves: list[Wave], audience: str, over: Period) -> Wave | None:
    """Return the wave of a kind of survey that ended last, no later than the edition's period."""
    in_time = [one for one in waves if _audience(one) == audience and over.ends - OLDEST < one.ends <= over.ends]
    return max(in_time, key=lambda one: (not one.invented, one.ends), default=None)


def _audience(wave: Wave) -> str:
    return str(wave.about.get("audience", ""))


def _estimated(reader: Reader, wave: Wave | None, area: Area, audience: str) -> Figure:
    blank = Figure(area.code, "victimisation", audience, "share")
    where = _where(wave, area) if wave else None
    if wave is None or where is None:
        return blank
    asked: Mapping[str, Any] = {
        "survey": wave.survey,
        "wave": wave.wave,
        "estimate": wave.about.get("headline") or HEADLINE,
        **where,
    }
    estimates = surveys.estimates(reader, **asked)
    if not estimates:
        return blank
    return replace(_figure(blank, wave, estimates[0]), change=_change(reader, asked) if estimates[0].is_shown else None)


def _where(wave: Wave, area: Area) -> dict[str, str] | None:
    """Return which split and domain of a wave tell of an area; None where none does."""
    of_all = wave.about.get("area") or ("exampleshire" if wave.invented else ENGLAND_AND_WALES)
    if (area.kind == "invented") != wave.invented:
        return None
    if area.code == of_all:
        return {"split": "", "domain": ""}
    if area.kind in ("force", "invented"):
        return {"split": "force", "domain": area.code}
    region = bodies.region(area.code)
    return {"split": "region", "domain": region.gss} if region else None


def _figure(blank: Figure, wave: Wave, found: Estimate) -> Figure:
    title, when = wave.title, wave.wave_title
    told = replace(
        blank,
        begins=found.begins.isoformat(),
        ends=found.ends.isoformat(),
        source=f"{title.english}, {when.english}",
        source_cy=f"{title.welsh or title.english}, {when.welsh or when.english}",
        base=found.base,
        unit="share" if found.unit == "proportion" else found.unit,
    )
    if not found.is_shown:
        return replace(told, state="partial", why="small_base")
    return replace(told, value=found.value, lower=found.lower, upper=found.upper, state="shown", why="")


def _change(reader: Reader, asked: Mapping[str, Any]) -> Change:
    """Return the survey's own test of what changed since the wave before."""
    found = surveys.changes(reader, **asked)
    tested = next((one for one in found if one.is_tested), None)
    if tested is None:
        return Change("difference", why="barred" if any(one.state == "barred" for one in found) else "no_before")
    before = surveys.estimates(reader, **{**asked, "wave": tested.before})
    return Change(
        "difference",
        before=before[0].value if before else None,
        value=tested.difference,
        lower=tested.lower,
        upper=tested.upper,
        more_than_chance=tested.more_than_chance,
        method="survey",
    )


def _published(reader: Reader, over: Period, areas: list[Area]) -> list[Figure]:
    """Return what the national household survey estimated for the year, as published: for the countries alone."""
    if over.frequency != "annual" or all(area.code != ENGLAND_AND_WALES for area in areas):
        return []
    return [
        Figure(
            ENGLAND_AND_WALES,
            "victimisation",
            PUBLISHED[row["measure"]],
            "incidents",
            value=row["value"],
            state="shown",
            why="",
            begins=over.begins.isoformat(),
            ends=over.ends.isoformat(),
            source=row["source"],
            source_cy=row["source"],
            change=Change("ratio", why="no_interval"),
        )
        for row in reader.rows(ROOM, "figures_published", ends=_last_day(over))
        if row["measure"] in PUBLISHED
    ]


def _last_day(over: Period) -> date:
    return over.ends
