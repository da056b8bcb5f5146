"""What was published of surveys, as the build being served has it.

Nothing here knows a respondent: the tables hold estimates that passed the rules of `rules.showing`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any

from hueandcry.surveys import questionnaires as shipped
from hueandcry.surveys.rules import reading_questions
from hueandcry.surveys.rules.faults import Faults
from hueandcry.surveys.rules.questionnaire import Questionnaire
from hueandcry.surveys.rules.showing import SHOWN, TESTED
from hueandcry.ui.languages import Bilingual
from hueandcry.warehouse import frozen
from hueandcry.warehouse.frozen import Frozen
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.surveys"

# What is frozen of a wave: `frozen/survey/<survey>.<wave>/<number>/`.
KIND = "survey"
ABOUT, FIGURES, GROUPS, QUESTIONS = "wave.json", "figures.json", "groups.json", "questionnaire.toml"


@dataclass(frozen=True)
class Estimate:
    """One published figure with its interval, or why it is not shown.

    `unit` is "proportion" (0 to 1), "per 1,000" or "number"; `split` is "" for everybody, else what people are
    grouped by, and `domain` the group (a body's slug where they are grouped by force). `base` is rounded.
    """

    survey: str
    wave: str
    begins: date
    ends: date
    mode: str
    number: int
    estimate: str
    unit: str
    split: str
    domain: str
    value: float | None
    lower: float | None
    upper: float | None
    level: float
    se: float | None
    degrees: float | None
    base: int | None
    effective_base: int | None
    design_effect: float | None
    state: str
    why: str
    invented: bool
    published_at: datetime
    sha256: str

    @property
    def is_shown(self) -> bool:
        """Is there a figure?"""
        return self.state == SHOWN


@dataclass(frozen=True)
class Change:
    """What changed from wave `before` to `wave`; `state` is "tested", "barred" or "not shown", with why."""

    survey: str
    wave: str
    before: str
    estimate: str
    split: str
    domain: str
    difference: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    state: str
    why: str

    @property
    def is_tested(self) -> bool:
        """Was a test made?"""
        return self.state == TESTED

    @property
    def more_than_chance(self) -> bool | None:
        """Is it more than chance (p below 0.05)? None where no test was made."""
        return None if self.p_value is None else self.p_value < 0.05


@dataclass(frozen=True)
class Group:
    """A group compared with everybody else in the same wave; `p_value` allows for how many groups were compared.

    `verdict` is "more", "less" or "no more than chance".
    """

    survey: str
    wave: str
    estimate: str
    split: str
    domain: str
    difference: float
    lower: float
    upper: float
    p_value: float
    verdict: str


@dataclass(frozen=True)
class Publication:
    """One publication of a wave: the first, or a correction with the note that says what was corrected."""

    survey: str
    wave: str
    number: int
    published_at: datetime
    note: str
    sha256: str


@dataclass(frozen=True, eq=False)
class Wave:
    """A published wave: when and how people were asked, and all that was published about it (`about`)."""

    survey: str
    wave: str
    number: int
    begins: date
    ends: date
    mode: str
    title: Bilingual
    wave_title: Bilingual
    invented: bool
    published_at: datetime
    note: str
    sha256: str
    about_json: str

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """Return all that was published about it: people, method, estimates, splits, sources, licence, caveats."""
        return json.loads(self.about_json)

    @property
    def run_by(self) -> Bilingual:
        """Return who asked; a body without a Welsh name has one name only."""
        return Bilingual(self.about["run_by"], self.about.get("run_by_cy"))

    def words(self, name: str) -> Bilingual:
        """Return a text of `about` in both languages."""
        return bilingual(self.about[name])

    def title_of(self, estimate: str) -> Bilingual:
        """Return what an estimate is called; its slug where it is not one of this wave's."""
        return self._estimate_titles.get(estimate, Bilingual(estimate))

    def split_title(self, split: str) -> Bilingual:
        """Return what a split is called."""
        return self._split_titles.get(split, Bilingual(split))

    def domain_title(self, split: str, domain: str) -> Bilingual:
        """Return what a group is called."""
        return self._domain_titles.get((split, domain), Bilingual(domain))

    @cached_property
    def _estimate_titles(self) -> Mapping[str, Bilingual]:
        return {one["slug"]: bilingual(one["title"]) for one in self.about["estimates"]}

    @cached_property
    def _split_titles(self) -> Mapping[str, Bilingual]:
        return {one["slug"]: bilingual(one["title"]) for one in self.about["splits"]}

    @cached_property
    def _domain_titles(self) -> Mapping[tuple[str, str], Bilingual]:
        return {
            (split["slug"], one["code"]): bilingual(one["title"])
            for split in self.about["splits"]
            for one in split["domains"]
        }


def estimates(
    reader: Reader,
    *,
    survey: str | None = None,
    wave: str | None = None,
    estimate: str | None = None,
    split: str | None = None,
    domain: str | None = None,
) -> list[Estimate]:
    """Return published estimates, survey by survey, the earliest wave first; `split=""` asks for everybody's."""
    asked = {"survey": survey, "wave": wave, "estimate": estimate, "split": split, "domain": domain}
    return [Estimate(**_in_utc(row)) for row in reader.rows(ROOM, "estimates", **asked)]


def changes(
    reader: Reader,
    *,
    survey: str | None = None,
    wave: str | None = None,
    estimate: str | None = None,
    split: str | None = None,
    domain: str | None = None,
) -> list[Change]:
    """Return changes from the wave before; where that pair is barred also from the nearest one that is not."""
    asked = {"survey": survey, "wave": wave, "estimate": estimate, "split": split, "domain": domain}
    return [Change(**row) for row in reader.rows(ROOM, "changes", **asked)]


def groups(
    reader: Reader,
    *,
    survey: str | None = None,
    wave: str | None = None,
    estimate: str | None = None,
    split: str | None = None,
) -> list[Group]:
    """Return the groups that were compared with everybody else."""
    asked = {"survey": survey, "wave": wave, "estimate": estimate, "split": split}
    return [Group(**row) for row in reader.rows(ROOM, "groups", **asked)]


def waves(reader: Reader, survey: str | None = None) -> list[Wave]:
    """Return the waves of a survey (or of all), survey by survey, newest first."""
    return [_wave(row) for row in reader.rows(ROOM, "waves", survey=survey)]


def wave(reader: Reader, survey: str, slug: str) -> Wave | None:
    """Return one wave, or None."""
    return next((one for one in waves(reader, survey) if one.wave == slug), None)


def surveys(reader: Reader) -> list[Wave]:
    """Return the newest wave of every survey."""
    newest: dict[str, Wave] = {}
    for one in waves(reader):
        newest.setdefault(one.survey, one)
    return list(newest.values())


def publications(reader: Reader, *, survey: str | None = None, wave: str | None = None) -> list[Publication]:
    """Return when waves were published and corrected, oldest first."""
    return [Publication(**_in_utc(row)) for row in reader.rows(ROOM, "publications", survey=survey, wave=wave)]


def questionnaires() -> list[Questionnaire]:
    """Return the questionnaires that come with the project."""
    return [found for slug in shipped.slugs() if (found := questionnaire(slug))]


@cache
def questionnaire(slug: str) -> Questionnaire | None:
    """Return one of the questionnaires that come with the project, or None."""
    return reading_questions.questionnaire(shipped.text(slug), Faults(slug)) if slug in shipped.slugs() else None


def questions_of(home: Home, one: Wave) -> Questionnaire | None:
    """Return the questionnaire with which a wave was published."""
    made = publication(home, one, one.number)
    return reading_questions.questionnaire(made.read(QUESTIONS), Faults(QUESTIONS)) if made else None


def publication(home: Home, one: Wave, number: int) -> Frozen | None:
    """Return a publication of a wave as it was frozen: the one that stands, or one that was corrected."""
    every = frozen.versions(home, KIND, f"{one.survey}.{one.wave}")
    return next((made for made in every if made.number == number), None)


def area_names(reader: Reader, codes: list[str]) -> dict[str, Bilingual]:
    """Return what areas are called in this build; an area it does not hold is left out."""
    rows = reader.rows(ROOM, "area_names", codes=codes) if codes else []
    return {row["code"]: Bilingual(row["name"], row["name_cy"]) for row in rows}


def bilingual(both: Mapping[str, str]) -> Bilingual:
    """Return a published text in both languages."""
    return Bilingual(both["en"], both.get("cy"))


def _in_utc(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose instant says that it is in UTC."""
    return {**row, "published_at": row["published_at"].replace(tzinfo=UTC)}


def _wave(row: Mapping[str, Any]) -> Wave:
    return Wave(
        survey=row["survey"],
        wave=row["wave"],
        number=row["number"],
        begins=row["begins"],
        ends=row["ends"],
        mode=row["mode"],
        title=Bilingual(row["title"], row["title_cy"]),
        wave_title=Bilingual(row["wave_title"], row["wave_title_cy"]),
        invented=row["invented"],
        published_at=_in_utc(row)["published_at"],
        note=row["note"],
        sha256=row["sha256"],
        about_json=row["about"],
    )
