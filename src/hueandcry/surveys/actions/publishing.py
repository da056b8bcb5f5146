"""Publishing a wave: it is read, checked and estimated, and only its estimates are kept, for good."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hueandcry import __version__
from hueandcry.surveys.actions import answers, comparing_groups, estimating, respondents, sampling
from hueandcry.surveys.actions.answers import Everybody
from hueandcry.surveys.actions.estimating import LEVEL, Values, units_are_people
from hueandcry.surveys.actions.opening import Opened, opened
from hueandcry.surveys.queries import ABOUT, FIGURES, GROUPS, KIND, QUESTIONS
from hueandcry.surveys.rules.faults import Faults, refuse
from hueandcry.surveys.rules.rounding import rounded_base
from hueandcry.surveys.rules.showing import LEAST_SAID, SHOWN
from hueandcry.warehouse import frozen
from hueandcry.warehouse.frozen import Frozen
from hueandcry.warehouse.home import Home

if TYPE_CHECKING:
    from hueandcry.stats.surveys import Design


@dataclass(frozen=True)
class Estimated:
    """All that may be published of a wave, and nothing else: this is what leaves the respondents' file."""

    slug: str
    about: Mapping[str, Any]
    figures: tuple[Mapping[str, Any], ...]
    groups: tuple[Mapping[str, Any], ...]
    questions: bytes

    @property
    def shown(self) -> int:
        """Return how many figures are shown."""
        return sum(one["state"] == SHOWN for one in self.figures)


def estimate(folder: Path) -> Estimated:
    """Read, check and estimate a wave without publishing it. Raises `WaveRefused` with every fault."""
    wave = opened(folder)
    asked = wave.questionnaire.without(wave.plan.not_asked)
    faults = Faults(wave.respondents.name)
    answers_in = {one.column: "" for one in wave.questionnaire.asked(wave.plan.not_asked)}
    people = respondents.read(wave.respondents, answers_in | wave.plan.design_columns, faults)
    refuse(str(folder), faults)
    assert people is not None
    told = Faults(wave.respondents.name)
    everybody = answers.everybody(people, wave.questionnaire, wave.plan, told)
    design = sampling.design(people, wave.plan, faults)
    refuse(str(folder), faults, told)
    assert design is not None and everybody is not None
    counted = {
        one.slug: found
        for one in asked.estimates
        if estimating.is_possible(one, wave.plan)
        and (found := estimating.values(one, everybody, design, wave.plan, faults))
    }
    refuse(str(folder), faults)
    figures = tuple(estimating.figures(asked, counted, everybody, design, wave.plan))
    shown = {(one["estimate"], one["split"], one["domain"]) for one in figures if one["state"] == SHOWN}
    groups = tuple(comparing_groups.compared(asked, counted, everybody, design, wave.plan, shown))
    return Estimated(wave.plan.slug, _about(wave, everybody, design, counted), figures, groups, wave.questions)


def publish(*, home: Home, folder: Path, now: datetime, note: str = "") -> Frozen:
    """Publish a wave's estimates. A wave that is published already needs a `note` that says what is corrected.

    Raises `WaveRefused` or `NotFrozen`; then nothing was published.
    """
    found = estimate(folder)
    files = {
        ABOUT: _json(found.about),
        FIGURES: _json(found.figures),
        GROUPS: _json(found.groups),
        QUESTIONS: found.questions,
    }
    return frozen.freeze(home=home, kind=KIND, slug=found.slug, files=files, now=now, note=note)


def _about(wave: Opened, everybody: Everybody, design: Design, counted: Mapping[str, Values]) -> dict[str, Any]:
    plan, asked = wave.plan, wave.questionnaire.without(wave.plan.not_asked)
    return {
        "format": 1,
        "survey": plan.survey,
        "wave": plan.wave,
        **{name: getattr(plan, name).both() for name in ("title", "wave_title", "people")},
        "begins": plan.begins.isoformat(),
        "ends": plan.ends.isoformat(),
        **{name: getattr(plan, name) for name in ("mode", "run_by", "run_by_cy", "licence", "licence_url", "invented")},
        "caveats": [one.both() for one in plan.caveats],
        "questionnaire": _questionnaire(wave),
        "sources": [asdict(one) for one in wave.sources],
        "method": _method(wave, design, counted),
        "estimates": [
            {
                "slug": one.slug,
                "title": one.title.both(),
                "what": one.what.both(),
                "kind": one.kind,
                "unit": one.unit,
                "headline": one.headline,
                "asked": wave.questionnaire.fingerprint(one),
            }
            for one in asked.estimates
            if one.slug in counted
        ],
        "splits": [
            {
                "slug": one.slug,
                "title": one.title.both(),
                "domains": [
                    {"code": code, "title": text.both()} for code, text in everybody.groupings[one.slug].domains.items()
                ],
            }
            for one in asked.splits
        ],
    }


def _questionnaire(wave: Opened) -> dict[str, Any]:
    asked = wave.questionnaire
    return {
        "slug": asked.slug,
        "version": asked.version,
        "title": asked.title.both(),
        "reference_months": asked.reference_months,
        "reviewed_by": asked.reviewed_by,
        "ours": bool(wave.plan.questionnaire),
        "not_asked": list(wave.plan.not_asked),
    }


def _method(wave: Opened, design: Design, counted: Mapping[str, Values]) -> dict[str, Any]:
    plan = wave.plan
    first = design.stages[0] if design.stages else None
    caps = {column: cap for found in counted.values() for column, cap in found.caps.items()}
    return {
        "respondents": rounded_base(design.n),
        "sampling_units": _units(design),
        "strata": int(first.sampled.size) if first and plan.strata else None,
        "clustered": bool(plan.clusters),
        "stages": len(design.stages),
        "finite_population": bool(plan.populations),
        "lonely": plan.lonely if first else None,
        "design_factor": plan.design_factor,
        "fit": plan.fit if plan.margins or plan.totals else None,
        "fitted_to": [*(margin.name for margin in plan.margins), *(total.name for total in plan.totals)],
        "caps": caps,
        "level": LEVEL,
        "interval": "logit",
        "least_base": plan.least_base,
        "least_degrees": 2,
        "least_said": LEAST_SAID,
        "version": __version__,
    }


def _units(design: Design) -> int | None:
    if not design.stages:
        return None
    units = design.stages[0].number
    return rounded_base(units) if units_are_people(design) else units


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
