"""What surveys say of an area: the headline estimate of the newest wave in time, and its change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hueandcry.bodies import queries as bodies
from hueandcry.editions.actions.gathering import ROOM
from hueandcry.editions.rules.content import ENGLAND_AND_WALES, Area, Change, Definition, Figure, Source
from hueandcry.editions.rules.periods import Period
from hueandcry.surveys import queries as surveys
from hueandcry.surveys.queries import Estimate, Wave
from hueandcry.warehouse.reading import Reader

# The questionnaire of a survey → the item of the tile. A wave with a questionnaire of its own may name its audience.
AUDIENCES = {"public-attitude": "public", "business-attitude": "business"}
ITEMS = ("public", "business")
HEADLINE = "victim-any-online"
# A wave that ended longer before the end of an edition does not tell of it.
OLDEST = timedelta(days=366)

# Estimates of the national household survey that the table of published figures holds for years ending in March.
PUBLISHED = {"CSEW fraud incidents": "fraud-incidents", "CSEW computer misuse incidents": "misuse-incidents"}


@dataclass(frozen=True)
class Surveyed:
    """What surveys say of the areas of an edition, what that means, and where it was published."""

    figures: tuple[Figure, ...]
    definitions: tuple[Definition, ...] = ()
    sources: tuple[Source, ...] = ()


def victimisation(reader: Reader, over: Period, areas: Sequence[Area]) -> Surveyed:
    """Return the headline figures of victimisation of every area, or the lines that say that there are none."""
    waves = surveys.waves(reader)
    newest = {item: wave for item in ITEMS if (wave := _newest(waves, item, over))}
    figures = [_estimated(reader, waves, newest.get(item), area, item) for item in ITEMS for area in areas]
    used = [newest[item] for item in ITEMS if any(one.item == item and one.source for one in figures)]
    return Surveyed(
        figures=(*figures, *_published(reader, over, areas)),
        definitions=tuple(_definition(one) for one in used),
        sources=tuple(_source(one) for one in used),
    )


def _blank(area: Area, item: str) -> Figure:
    return Figure(area.code, "victimisation", item, "share")


def _newest(waves: list[Wave], item: str, over: Period) -> Wave | None:
    """Return the wave of a kind of survey that ended last, no later than the edition's period."""
    in_time = [one for one in waves if _audience(one) == item and over.ends - OLDEST < one.ends <= over.ends]
    return max(in_time, key=lambda one: (not one.invented, one.ends), default=None)


def _audience(wave: Wave) -> str:
    questionnaire = wave.about.get("questionnaire") or {}
    return str(wave.about.get("audience") or AUDIENCES.get(questionnaire.get("slug", ""), ""))


def _estimated(reader: Reader, waves: Sequence[Wave], wave: Wave | None, area: Area, item: str) -> Figure:
    blank = _blank(area, item)
    where = _where(wave, area) if wave else None
    if wave is None or where is None:
        return blank
    asked = {"survey": wave.survey, "wave": wave.wave, "estimate": HEADLINE, **where}
    estimates = surveys.estimates(reader, **asked)
    if not estimates:
        return blank
    found = _figure(blank, wave, estimates[0])
    return replace(found, change=_change(reader, waves, asked)) if found.there else found


def _where(wave: Wave, area: Area) -> dict[str, str] | None:
    """Return which split and domain of a wave tell of an area; None where none does. Everybody is only taken for an
    area where the wave's own groups show that it covers just that area."""
    if (area.kind == "invented") != wave.invented:
        return None
    if area.code == _covers(wave):
        return {"split": "", "domain": ""}
    if area.kind in ("force", "invented"):
        return {"split": "force", "domain": area.code}
    region = bodies.region(area.code)
    return {"split": "region", "domain": region.gss} if region else None


def _covers(wave: Wave) -> str:
    """Return the area that a wave asked as a whole: one force, or England and Wales; nothing where it is neither."""
    domains = {one["slug"]: {domain["code"] for domain in one["domains"]} for one in wave.about["splits"]}
    forces, regions = domains.get("force", set()), domains.get("region", set())
    every_region = {one.gss for one in bodies.regions()}
    every_force = {slug for one in bodies.regions() for slug in one.forces}
    if forces >= every_force or regions >= every_region:
        return ENGLAND_AND_WALES
    return next(iter(forces)) if len(forces) == 1 and len(regions) < 2 else ""


def _definition(wave: Wave) -> Definition:
    """Return what the headline estimate of a wave means, in the words of its questionnaire."""
    told = next((one for one in wave.about["estimates"] if one["slug"] == HEADLINE), None)
    what = surveys.bilingual(told["what"]) if told else wave.title_of(HEADLINE)
    version = int((wave.about.get("questionnaire") or {}).get("version", 1))
    caveats = [surveys.bilingual(one) for one in wave.about["caveats"]]
    return Definition(
        slug=f"{wave.survey}/{HEADLINE}",
        version=version,
        title=what.english,
        title_cy=what.welsh or what.english,
        caveats=tuple(one.english for one in caveats),
        caveats_cy=tuple(one.welsh or one.english for one in caveats),
    )


def _source(wave: Wave) -> Source:
    licence = str(wave.about.get("licence", ""))
    return Source(
        tile="victimisation",
        dataset="survey",
        name=f"{wave.survey}/{wave.wave}/{wave.number}",
        sha256=wave.sha256,
        release=wave.published_at.date().isoformat(),
        title=f"{wave.title.english}, {wave.wave_title.english}",
        title_cy=f"{wave.title.welsh or wave.title.english}, {wave.wave_title.welsh or wave.wave_title.english}",
        publisher=wave.run_by.english,
        publisher_cy=wave.run_by.welsh or wave.run_by.english,
        licence=licence,
        licence_cy=licence,
    )


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


def _change(reader: Reader, waves: Sequence[Wave], asked: Mapping[str, Any]) -> Change:
    """Return the survey's own test of what changed since the wave before."""
    found = surveys.changes(reader, **asked)
    tested = next((one for one in found if one.is_tested), None)
    if tested is None:
        return Change("difference", why="barred" if any(one.state == "barred" for one in found) else "no_before")
    before = surveys.estimates(reader, **{**asked, "wave": tested.before})
    named = next((one.wave_title for one in waves if (one.survey, one.wave) == (tested.survey, tested.before)), None)
    return Change(
        "difference",
        before=before[0].value if before else None,
        value=tested.difference,
        lower=tested.lower,
        upper=tested.upper,
        more_than_chance=tested.more_than_chance,
        method="survey",
        than=named.english if named else tested.before,
        than_cy=(named.welsh or named.english) if named else tested.before,
    )


def _published(reader: Reader, over: Period, areas: Sequence[Area]) -> list[Figure]:
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
        )
        for row in reader.rows(ROOM, "figures_published", ends=over.ends)
        if row["measure"] in PUBLISHED
    ]
