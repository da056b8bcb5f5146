"""Opening the folder of a wave: its design, its questionnaire, and where its respondents are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hueandcry.surveys import questionnaires
from hueandcry.surveys.actions.estimating import is_possible
from hueandcry.surveys.actions.respondents import check_size
from hueandcry.surveys.rules.faults import Faults, refuse
from hueandcry.surveys.rules.planning import Plan, plan
from hueandcry.surveys.rules.questionnaire import Questionnaire
from hueandcry.surveys.rules.reading_questions import questionnaire
from hueandcry.surveys.rules.tables import MOST_BYTES

DESIGN, QUESTIONS = "design.toml", "questionnaire.toml"
RESPONDENTS = ("respondents.csv", "respondents.parquet")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True)
class Source:
    """A file that a publication was made from, by its hash."""

    file: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Opened:
    """A wave as far as it can be read without looking at a respondent."""

    name: str
    plan: Plan
    questionnaire: Questionnaire
    questions: bytes
    respondents: Path
    sources: tuple[Source, ...]


def opened(folder: Path) -> Opened:
    """Open a wave's folder. Raises `WaveRefused` with every fault of its design and questionnaire."""
    place = Faults("")
    data = {name: _bytes(folder / name) for name in (DESIGN, QUESTIONS)}
    respondents = [folder / name for name in RESPONDENTS if (folder / name).is_file()]
    if data[DESIGN] is None:
        place.add(DESIGN, "no such file", "a file that says who was asked, when and how")
    workbooks = [path.name for path in sorted(folder.glob("respondents.*")) if path.suffix.lower() in WORKBOOKS]
    if workbooks and not respondents:
        remedy = "Open it in a spreadsheet program and save the sheet as respondents.csv (UTF-8)."
        place.add(workbooks[0], "a workbook", " or ".join(RESPONDENTS), remedy)
    elif len(respondents) != 1:
        place.add(" or ".join(RESPONDENTS), f"{len(respondents)} such files", "one of the two")
    refuse(str(folder), place)
    size = Faults(respondents[0].name)
    check_size(respondents[0], size)
    refuse(str(folder), size)
    design, asked, targets = Faults(DESIGN), Faults(QUESTIONS), _targets(folder)
    target_faults = {name: Faults(name) for name in targets}
    planned = plan(data[DESIGN] or b"", design, targets, target_faults)
    questions = _questions(planned, data[QUESTIONS], design)
    read = questionnaire(questions, asked) if questions is not None else None
    if planned and read:
        _fit(planned, read, design)
    refuse(str(folder), design, asked, *target_faults.values())
    if planned is None or read is None or questions is None:
        raise AssertionError("what could not be read has a fault")
    files = [folder / DESIGN, *respondents, *(folder / name for name in planned.target_files)]
    own = Source(QUESTIONS, hashlib.sha256(questions).hexdigest(), len(questions))
    sources = [*(_source(path) for path in files), own]
    return Opened(folder.name, planned, read, questions, respondents[0], tuple(sources))


def _questions(planned: Plan | None, own: bytes | None, faults: Faults) -> bytes | None:
    """Return the questionnaire: the folder's own, or the one of ours that the design names."""
    named = planned.questionnaire if planned else ""
    if planned and bool(named) == (own is not None):
        found = f"questionnaire = {named!r} and {QUESTIONS}" if named else f"neither a questionnaire nor {QUESTIONS}"
        faults.add("questionnaire", found, "one of them; ours are " + ", ".join(questionnaires.slugs()))
        return None
    if named and named not in questionnaires.slugs():
        faults.add("questionnaire", repr(named), "one of " + ", ".join(questionnaires.slugs()))
        return None
    return questionnaires.text(named) if named else own


def _fit(planned: Plan, asked: Questionnaire, faults: Faults) -> None:
    """Does the design speak of this questionnaire's columns?"""
    for column in planned.not_asked:
        if column not in asked.by_column:
            faults.add("columns, not_asked", repr(column), f"a column of the questionnaire {asked.slug}")
    for question in asked.asked(planned.not_asked):
        for one in question.ask_if:
            if one.column in planned.not_asked:
                remedy = f"Name {question.column} there too."
                faults.add(
                    "columns, not_asked",
                    f"{one.column} without {question.column}",
                    "both: one leads to the other",
                    remedy,
                )
    counted = {column for one in asked.estimates for column in one.count}
    for column in planned.caps:
        if column not in counted:
            faults.add("method, caps", repr(column), "a column whose incidents are counted")
    left = asked.without(planned.not_asked).estimates
    if not left:
        faults.add("columns, not_asked", "so much that nothing is left", "at least one estimate")
    elif not any(is_possible(one, planned) for one in left):
        found = "false, where nothing but numbers of people and incidents is estimated"
        faults.add("method, grossed", found, "weights that add up to people, known totals, or a share or a rate")


def _targets(folder: Path) -> Mapping[str, bytes]:
    """Return the small CSV files beside the design, in which targets may stand."""
    paths = [path for path in sorted(folder.glob("*.csv")) if path.name not in RESPONDENTS]
    return {path.name: found for path in paths if (found := _bytes(path)) is not None}


def _bytes(path: Path) -> bytes | None:
    """Return a small file's bytes; of a large one as many as show that it is too large."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _source(path: Path) -> Source:
    with path.open("rb") as file:
        return Source(path.name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)
