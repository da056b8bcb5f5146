"""A profile for machines: one figure a line, each with its interval, caveats, terms and source hashes.

Keys and words are English in every language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from hueandcry.measures.queries import Value, of_value
from hueandcry.profiles.pages.profile import counted_words, kind_words
from hueandcry.profiles.queries import Judged, Known, OnlineKind, Surveyed, Year
from hueandcry.surveys.queries import Estimate, Group
from hueandcry.ui import csvw, notes

NOTE = "Missing is never zero; untested is never safe. Figures of a whole force are not figures of a part of it."

# Column → (what it holds, datatype of CSVW).
COLUMNS: Mapping[str, tuple[str, str]] = {
    "place": ("Code of the area of the profile.", "string"),
    "place_name": ("Name of the area.", "string"),
    "invented": ("Whether the area lies in the invented county.", "boolean"),
    "section": (
        "by year (crimes counted in the area), judged (the latest month of each kind), force (figures of the whole "
        "force), survey (estimates), or group (a group of people beside everybody else).",
        "string",
    ),
    "of": ("Whom the figure is of: the area, the force, or a group of a survey; empty = everybody asked.", "string"),
    "item": ("Code of what is counted: way of counting and kind, measure and part, or survey and estimate.", "string"),
    "item_name": ("What is counted.", "string"),
    "period": ("Period.", "string"),
    "value": ("The figure, in `unit`. Empty = no figure, never zero; `why` says why.", "number"),
    "lower": ("Lower end of `range`.", "number"),
    "upper": ("Upper end of `range`.", "number"),
    "range": ("What lower and upper are: a confidence interval, or the usual range of the month.", "string"),
    "unit": ("Unit of value, lower and upper.", "string"),
    "numerator": ("What was counted, of a share or rate.", "number"),
    "denominator": ("Out of what, of a share or rate.", "number"),
    "base": ("How many answers an estimate rests on (rounded).", "integer"),
    "state": (
        "shown, few (cases), partial or missing; of a judged month its verdict; of a group more or less.",
        "string",
    ),
    "why": ("Why it is not shown whole, or what to know before comparing it.", "string"),
    "caveats": ("What it cannot tell.", "string"),
    "notes": ("What analysts say about figures of the force: month, words, who, and when.", "string"),
    "publisher": ("Who published the sources.", "string"),
    "licence": ("Under which licence the sources may be used.", "string"),
    "source_sha256": ("SHA-256 of the source files; of many files, how many there are.", "string"),
    "build": ("The build in which the figures stand.", "string"),
}
KEY = ("place", "section", "of", "item", "period")
REQUIRED = ("place", "section", "item", "period")

# A line names so many files at most; all of them stand in the JSON.
MOST_FILES = 6

Line = dict[str, Any]


def content(known: Known, build: str, address: str) -> dict[str, Any]:
    """Return a profile as JSON: what is the same for all figures once, then one figure after the other."""
    area = known.area
    return {
        "place": {
            "code": area.code,
            "name": area.english,
            "name_cy": area.welsh,
            "force": area.force,
            "population": area.population,
            "population_year": area.population_year,
            "invented": area.invented,
        },
        "build": build,
        "note": NOTE,
        "notes": notes.about(known.notes),
        "columns": {name: what for name, (what, _) in COLUMNS.items()},
        "figures": [{name: line.get(name) for name in COLUMNS} for line in lines(known, build)],
        "sources": [
            {"file": one.name, "sha256": one.sha256, "release": one.release, "dataset": one.dataset}
            for one in known.files
        ],
        "page": address,
    }


def rows(known: Known, build: str) -> Iterator[list[Any]]:
    """Yield the rows of the CSV, in the order of `COLUMNS`."""
    for line in lines(known, build):
        yield [csvw.cell(line.get(name)) for name in COLUMNS]


def csv_metadata(known: Known, build: str, url: str) -> dict[str, Any]:
    """Return what stands beside the CSV: W3C "Metadata Vocabulary for Tabular Data" (CSVW, 2015), section 5."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": f"Fraud and online crime: {known.area.english}",
        "dc:description": NOTE,
        "dc:identifier": build,
        "dc:source": [{"file": one.name, "sha256": one.sha256, "dataset": one.dataset} for one in known.files],
        "tableSchema": {
            "columns": [
                csvw.column(name, what, kind, required=name in REQUIRED) for name, (what, kind) in COLUMNS.items()
            ],
            "primaryKey": list(KEY),
        },
    }


def lines(known: Known, build: str) -> Iterator[Line]:
    """Yield every figure of a profile, by column."""
    area = known.area
    same = {"place": area.code, "place_name": area.english, "invented": area.invented, "build": build}
    for line in (
        *_by_year(known),
        *_judged(known),
        *_force(known),
        *(line for one in known.surveyed for line in _surveyed(one)),
    ):
        yield same | line


def _by_year(known: Known) -> Iterator[Line]:
    for kind in known.online:
        beside = _counted_by(known, kind.scheme) | {
            "section": "by year",
            "of": known.area.code,
            "item": f"{kind.scheme}/{kind.code}",
            "item_name": kind.name,
            "unit": "crimes",
            "caveats": kind_words(kind),
        }
        for year in kind.years:
            yield beside | _of_year(kind, year)


def _of_year(kind: OnlineKind, year: Year) -> Line:
    state = "shown" if year.whole else "missing" if year.n is None else "partial"
    why = "" if year.whole else counted_words(year)
    return {"period": str(year.year), "value": year.n, "state": state, "why": why}


def _judged(known: Known) -> Iterator[Line]:
    for one in known.judged:
        yield _counted_by(known, one.scheme) | _of_judged(known, one)


def _of_judged(known: Known, one: Judged) -> Line:
    row = one.row
    return {
        "section": "judged",
        "of": known.area.code,
        "item": f"{one.scheme}/{one.kind}",
        "item_name": row["kind_name"],
        "period": f"{one.month:%Y-%m}",
        "value": row["observed"],
        "lower": row["lower"],
        "upper": row["upper_usual"],
        "range": "usual range (90 % predictive)" if row["lower"] is not None else "",
        "unit": "crimes",
        "state": one.verdict,
        "caveats": "It counts what the police do, too." if row["activity"] else "",
    }


def _force(known: Known) -> Iterator[Line]:
    for one in (*known.figures, *(value for found in known.by_kind.values() for value in found)):
        about = known.definitions[one.measure]
        names = {part.code: part.name for part in about.parts}
        yield {
            **_of_value(one),
            "item_name": ": ".join(words for words in (about.title, names.get(one.part, one.part)) if words),
            "unit": about.unit,
            "caveats": " ".join(about.caveats),
            "notes": notes.cell(of_value(known.notes, one)),
            **_beside(known, about.reads),
        }


def _of_value(one: Value) -> Line:
    return {
        "section": "force",
        "of": one.body,
        "item": f"{one.measure}/{one.part}" if one.part else one.measure,
        "period": one.period,
        **{name: getattr(one, name) for name in ("value", "lower", "upper", "numerator", "denominator", "state")},
        "range": "95 % interval" if one.lower is not None else "",
        "why": " ".join(words for words in (one.flag, one.why) if words),
    }


def _surveyed(found: Surveyed) -> Iterator[Line]:
    wave = found.wave
    same = {
        "period": f"{wave.begins:%Y-%m-%d}/{wave.ends:%Y-%m-%d}",
        "publisher": wave.run_by.english,
        "licence": str(wave.about.get("licence", "")),
        "source_sha256": wave.sha256,
        "caveats": " ".join(one["en"] for one in wave.about["caveats"]),
    }
    for one in found.estimates:
        yield same | _of_estimate(found, one)
    for group in found.groups:
        if group.verdict == "more":
            yield same | _of_group(found, group)


def _of_estimate(found: Surveyed, one: Estimate) -> Line:
    return {
        "section": "survey",
        "of": f"{one.split}/{one.domain}" if one.split else "",
        "item": f"{one.survey}/{one.estimate}",
        "item_name": found.wave.title_of(one.estimate).english,
        **{name: getattr(one, name) for name in ("value", "lower", "upper", "unit", "base", "state", "why")},
        "range": f"{one.level:.0%} interval".replace("%", " %"),
    }


def _of_group(found: Surveyed, one: Group) -> Line:
    wave = found.wave
    return {
        "section": "group",
        "of": f"{one.split}/{one.domain}",
        "item": f"{one.survey}/{one.estimate}",
        "item_name": f"{wave.title_of(one.estimate).english}: "
        f"{wave.domain_title(one.split, one.domain).english} beside everybody else",
        **{name: getattr(one, name) for name in ("lower", "upper")},
        "value": one.difference,
        "range": "95 % interval",
        "unit": "difference of proportions",
        "state": one.verdict,
    }


def _counted_by(known: Known, scheme: str) -> Line:
    """Return who published one way of counting, and the files it was read from."""
    return _beside(known, [one.dataset for one in known.terms if one.scheme == scheme])


def _beside(known: Known, datasets: Collection[str]) -> Line:
    terms = [one for one in known.terms if one.dataset in datasets]
    hashes = dict.fromkeys(one.sha256 for one in known.files if one.dataset in datasets)
    return {
        "publisher": "; ".join(dict.fromkeys(one.publisher for one in terms)),
        "licence": "; ".join(dict.fromkeys(one.licence for one in terms)),
        "source_sha256": " ".join(hashes) if len(hashes) <= MOST_FILES else f"{len(hashes)} files; see the JSON",
    }
