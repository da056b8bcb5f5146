"""What became of crimes, for machines: every step with definition, coverage, caveats and hashes. English throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hueandcry.measures.pages import machine
from hueandcry.measures.pages.flows import Found
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import definition_words
from hueandcry.measures.queries import NONE_PUBLISHED, Flow
from hueandcry.ui import csvw
from hueandcry.ui.notes import about as told_notes
from hueandcry.ui.notes import cell

WHAT = (
    "Each crime is counted once, by its Crime ID; of several outcomes the weightiest counts. Outcomes add up to the "
    "crimes, results of courts to the charges. none-published = the files tell of none; that is not zero."
)
COLUMNS: Mapping[str, str] = {
    "body": "Short name of the force.",
    "name": "Name of the force.",
    "invented": "Whether the figures are of the invented county.",
    "kind": "Kind of crime; empty = all together.",
    "year": "Year of the crimes.",
    "first_month": "First month of the year whose crimes are followed.",
    "last_month": "Last month of the year whose crimes are followed.",
    "months": "How many months of the year are followed; fewer than 12 = not the whole year.",
    "stage": "crime, outcome, or court.",
    "came_from": "Of a court's result: the outcome it came from.",
    "label": "Outcome or result; none-published = the files tell of none.",
    "label_name": "What it is called.",
    "crimes": "How many crimes.",
    "followed_until": "Last month of the files of outcomes; later ones are not known.",
    "courts_until": "Last month with any result of a court; empty = none.",
    "gaps": "Months of the files of outcomes that are missing since the first crime.",
    "definition": "What the figures are.",
    "caveats": "What they cannot tell.",
    "notes": "What analysts say about the figures of the force in the months whose crimes are followed.",
    "source_sha256": "SHA-256 of the files; of many files, how many there are: the JSON names all.",
    "build": "The build in which the figures stand.",
}
OF_STEPS = ("stage", "came_from", "label", "label_name", "crimes")


def content(shown: Shown, found: Found, flow: Flow, address: str) -> dict[str, Any]:
    """Return everything about a flow."""
    return {
        "measure": machine.about_measure(found.about),
        "what": WHAT,
        "address": address,
        "build": {"id": shown.build, "built_at": shown.built_at.isoformat(), "version": shown.version},
        "note": machine.NOTE,
        "licences": machine.licences(found.publishers),
        "sources": [machine.source(one) for one in found.files],
        **{name: csvw.plain(told) for name, told in coverage(flow).items()},
        "columns": {name: COLUMNS[name] for name in OF_STEPS},
        "steps": [dict(zip(OF_STEPS, step, strict=True)) for step in steps(flow)],
        "notes": told_notes(found.figure_notes),
    }


def rows(shown: Shown, found: Found, flow: Flow) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the CSV, in the order of `COLUMNS`."""
    hashes = list(dict.fromkeys(one.sha256 for one in found.files))
    same = {
        **coverage(flow),
        "definition": f"{definition_words(found.about)} {WHAT}",
        "caveats": " ".join(found.about.caveats),
        "notes": cell(found.figure_notes),
        "source_sha256": " ".join(hashes) if len(hashes) <= machine.MOST_FILES else f"{len(hashes)} files",
        "build": shown.build,
    }
    for step in steps(flow):
        row = {**same, **dict(zip(OF_STEPS, step, strict=True))}
        yield tuple(csvw.cell(row[name]) for name in COLUMNS)


def coverage(found: Flow) -> dict[str, Any]:
    """Return whose crimes of which months are followed, and how far."""
    return {
        "body": found.body,
        "name": found.name,
        "invented": found.invented,
        "kind": found.kind,
        "year": found.period,
        "first_month": f"{found.first:%Y-%m}" if found.first else None,
        "last_month": f"{found.last:%Y-%m}" if found.last else None,
        "months": found.months,
        "followed_until": f"{found.followed_until:%Y-%m}" if found.followed_until else None,
        "courts_until": f"{found.courts_until:%Y-%m}" if found.courts_until else None,
        "gaps": found.gaps,
    }


def steps(found: Flow) -> list[tuple[str, str, str, str, int]]:
    """Return every step: the crimes, what became of them, and the results of courts of those charged."""
    outcomes = [
        ("outcome", "", one.outcome, _name(one.outcome, one.outcome_name), one.crimes) for one in found.outcomes
    ]
    results = [
        ("court", one.outcome, one.result, _name(one.result, one.result_name), one.crimes) for one in found.results
    ]
    return [("crime", "", "", "", found.crimes), *outcomes, *results]


def _name(code: str, name: str) -> str:
    return "None published" if code == NONE_PUBLISHED else name
