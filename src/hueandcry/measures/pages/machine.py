"""A measure for machines: JSON, CSV and what stands beside it; each with definition, coverage, caveats and hashes.

Keys and words are English in every language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from hueandcry.measures import queries
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import Publisher, definition_words
from hueandcry.measures.queries import Definition, SourceFile, Value
from hueandcry.ui import csvw
from hueandcry.ui.notes import FigureNote, cell
from hueandcry.ui.notes import about as told

NOTE = "Missing is never zero; untested is never safe. Nothing is ranked."

# Column → (what it holds, datatype of CSVW).
COLUMNS: Mapping[str, tuple[str, str]] = {
    "measure": ("Short name of the measure.", "string"),
    "version": ("Number of the definition by which the figure was worked out.", "integer"),
    "body": ("Short name of the body; all-bodies or england-and-wales for several together.", "string"),
    "name": ("Name of the body.", "string"),
    "body_kind": ("territorial, special, agency, islands, national_centre, invented, or whole.", "string"),
    "invented": ("Whether the figure is of the invented county.", "boolean"),
    "part": ("Part of the measure, such as a kind of crime; empty = everything together.", "string"),
    "part_name": ("Name of the part.", "string"),
    "period": ("Period.", "string"),
    "begins": ("First day of the period.", "date"),
    "ends": ("Last day of the period.", "date"),
    "numerator": ("What was counted.", "number"),
    "denominator": ("Out of what; empty for plain counts.", "number"),
    "base_year": ("Year of the number of residents, where that is the denominator.", "integer"),
    "beside": ("A count shown beside the figure, by which it is never divided.", "number"),
    "value": ("The figure, in `unit`; a share lies between 0 and 1. Empty = no figure, never zero.", "number"),
    "lower": ("Lower end of the 95 % interval.", "number"),
    "upper": ("Upper end of the 95 % interval.", "number"),
    "unit": ("Unit of value, lower and upper.", "string"),
    "state": ("shown, few (cases), partial, missing, or hidden.", "string"),
    "why": ("Why it is not shown whole.", "string"),
    "flag": ("What to know before comparing it.", "string"),
    "compared": ("Whether it is among those that made the funnel.", "boolean"),
    "z": ("Distance from all together, in standard errors with the usual spread allowed for.", "number"),
    "outside": ("above or below the limits that hold 99.8 % of bodies; empty = inside, or not compared.", "string"),
    "definition": ("What the figure is.", "string"),
    "caveats": ("What it cannot tell.", "string"),
    "notes": ("What analysts say about the figures of this body in months of this period.", "string"),
    "licence": ("Under which licence the sources may be used.", "string"),
    "source_sha256": (
        "SHA-256 of the files of this body and period; of several bodies together, of the files of all; "
        "of many files, how many there are.",
        "string",
    ),
    "build": ("The build in which the figures stand.", "string"),
}
# A row names so many files at most; all of them stand in the JSON and beside the CSV.
MOST_FILES = 6


def content(
    shown: Shown,
    about: Definition,
    values: Sequence[Value],
    files: Sequence[SourceFile],
    publishers: Sequence[Publisher],
    address: str,
    notes: Sequence[FigureNote] = (),
) -> dict[str, Any]:
    """Return everything about a measure."""
    return {
        "measure": about_measure(about),
        "address": address,
        "build": {"id": shown.build, "built_at": shown.built_at.isoformat(), "version": shown.version},
        "note": NOTE,
        "licences": licences(publishers),
        "coverage": coverage(values),
        "sources": [source(one) for one in files],
        "columns": {name: what for name, (what, _) in COLUMNS.items() if name in _OF_VALUES},
        "values": [{name: csvw.plain(row[name]) for name in _OF_VALUES} for row in map(about_value, values)],
        "notes": told(notes),
    }


_OF_VALUES = (
    *("body", "name", "body_kind", "invented", "part", "period", "begins", "ends", "numerator", "denominator"),
    *("base_year", "beside", "value", "lower", "upper", "state", "why", "flag", "compared", "z", "outside"),
)


def about_measure(about: Definition) -> dict[str, Any]:
    """Return a definition."""
    return {
        "slug": about.slug,
        "version": about.version,
        "since": about.since.isoformat(),
        "in_force": about.latest,
        **{name: getattr(about, name) for name in ("title", "question", "why", "numerator", "denominator", "unit")},
        **{name: getattr(about, name) for name in ("per", "kind", "interval", "direction", "period")},
        "smallest": {"count": about.smallest, "of": about.smallest_of},
        "authors": about.authors,
        "checked_by": about.checked_by,
        "next_review": about.next_review.isoformat(),
        "caveats": list(about.caveats),
        "unlike": list(about.unlike),
        "tags": list(about.tags),
        "parts": [{"code": one.code, "name": one.name} for one in about.parts],
        "fill": about.fill,
    }


def about_value(one: Value) -> dict[str, Any]:
    """Return one figure by column."""
    return {name: getattr(one, name) for name in _OF_VALUES}


def coverage(values: Sequence[Value]) -> list[dict[str, Any]]:
    """Return how many figures of each period and part are in which state."""
    counted: dict[tuple[date, date, str, str], Counter[str]] = defaultdict(Counter)
    for one in values:
        if not one.whole:
            counted[one.begins, one.ends, one.period, one.part][one.state] += 1
    return [
        {"period": period, "begins": begins.isoformat(), "ends": ends.isoformat(), "part": part, **dict(states)}
        for (begins, ends, period, part), states in sorted(counted.items())
    ]


def licences(publishers: Sequence[Publisher]) -> list[dict[str, str]]:
    """Return who published, under which licence, and where."""
    return [
        {"publisher": one.name.english, "licence": one.licence.english, "address": one.address} for one in publishers
    ]


def source(one: SourceFile) -> dict[str, str]:
    """Return a source file by name and hash."""
    return {
        "file": one.name,
        "sha256": one.sha256,
        "release": one.release,
        "dataset": one.dataset,
        "body": one.body,
        "period": one.period,
    }


def rows(
    shown: Shown,
    about: Definition,
    values: Sequence[Value],
    files: Sequence[SourceFile],
    publishers: Sequence[Publisher],
    notes: Sequence[FigureNote] = (),
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the CSV, in the order of `COLUMNS`."""
    names = {part.code: part.name for part in about.parts}
    same = {
        "measure": about.slug,
        "version": about.version,
        "unit": about.unit,
        "definition": definition_words(about),
        "caveats": " ".join(about.caveats),
        "licence": "; ".join(dict.fromkeys(one.licence.english for one in publishers)),
        "build": shown.build,
    }
    hashes = Hashes(files)
    for one in values:
        row = {
            **same,
            **about_value(one),
            "part_name": names.get(one.part, ""),
            "source_sha256": hashes.of(one),
            "notes": cell(queries.of_value(notes, one)),
        }
        yield tuple(csvw.cell(row[name]) for name in COLUMNS)


class Hashes:
    """Which files a figure was read from, as far as their periods tell."""

    def __init__(self, files: Sequence[SourceFile]) -> None:
        self._by_body: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        for one in files:
            first, last = span(one.period)
            self._by_body[one.body].append((first, last, one.sha256))
        self._of_all = [told for many in self._by_body.values() for told in many]
        self._told: dict[tuple[str, date, date], str] = {}

    def of(self, one: Value) -> str:
        """Return the hashes of the files of a figure, or how many there are."""
        key = (one.body, one.begins, one.ends)
        if key not in self._told:
            self._told[key] = self._find(one)
        return self._told[key]

    def _find(self, one: Value) -> str:
        own = self._of_all if one.whole else [*self._by_body.get(one.body, ()), *self._by_body.get("all", ())]
        begins, ends = one.begins, one.ends
        found = list(dict.fromkeys(digest for first, last, digest in own if first <= ends and last >= begins))
        return " ".join(found) if len(found) <= MOST_FILES else f"{len(found)} files; see the metadata of this file"


def span(period: str) -> tuple[date, date]:
    """Return the first and the last day that a file's period may tell of; what is no period may tell of any."""
    if month := re.fullmatch(r"(\d{4})-(\d{2})", period):
        year, number = int(month[1]), int(month[2])
        if 1 <= number <= 12:
            first = date(year, number, 1)
            return first, date(year, number, 28)
    return date.min, date.max


def csv_metadata(
    shown: Shown,
    about: Definition,
    values: Sequence[Value],
    files: Sequence[SourceFile],
    publishers: Sequence[Publisher],
    url: str,
) -> dict[str, Any]:
    """Return what stands beside the CSV: W3C "Metadata Vocabulary for Tabular Data" (CSVW, 2015), section 5."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": about.question,
        "dc:description": f"{definition_words(about)} {NOTE}",
        "dc:modified": shown.built_at.date().isoformat(),
        "dc:identifier": shown.build,
        "dc:license": [one.licence.english for one in publishers],
        "dc:publisher": [one.name.english for one in publishers],
        "dc:source": [source(one) for one in files],
        "dc:coverage": coverage(values),
        "rdfs:comment": list(about.caveats),
        "tableSchema": {
            "columns": [csvw.column(name, what, kind) for name, (what, kind) in COLUMNS.items()],
            "primaryKey": ["measure", "version", "body", "part", "period"],
        },
    }
