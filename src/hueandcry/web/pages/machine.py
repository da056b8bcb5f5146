"""A place's figures for machines: JSON and CSV with definition, coverage, caveats, licence and source hashes inside.

Keys and words for machines are English in every language; the names of places and kinds come in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from hueandcry.rises.queries import ROW
from hueandcry.ui import notes
from hueandcry.web.pages.caveats import caveats, definition
from hueandcry.web.queries.places import Judgement
from hueandcry.web.queries.reference import Area, KnownBreak, Reference
from hueandcry.web.queries.series import MonthOfSeries, Series, SourceFile
from hueandcry.web.rules.months import written

COLUMNS = (
    *("area_code", "area", "level", "scheme", "kind", "kind_name", "month", "count", "state"),
    *("lower", "upper_usual", "upper", "verdict", "why", "publisher", "licence", "caveats", "notes", "build"),
)
MEANING = {
    "area_code": "Code of the place.",
    "area": "Name of the place.",
    "level": "lsoa (small area), district or force.",
    "scheme": "Way of counting. Kinds of different schemes are never added.",
    "kind": "Code of the kind of crime within its scheme.",
    "kind_name": "Name of the kind.",
    "month": "Month, YYYY-MM.",
    "count": "Crimes counted. Empty = no figure, never zero; `state` says why.",
    "state": "complete, suspect (shown, not judged), partial, missing, unpublished, or elsewhere (counted elsewhere, "
    "or the area drawn otherwise).",
    "lower": "Lower end of the usual range (90 % predictive), whole numbers, inside.",
    "upper_usual": "Upper end of the usual range.",
    "upper": "Alarm limit; empty where the small-count rule fails.",
    "verdict": "rise, within its usual range, too few to tell, too little history, no data, suspect, break, "
    "area redrawn; empty = not judged.",
    "why": "Reason of the verdict, where there is more to say.",
    "publisher": "Who published the counts.",
    "licence": "Under which licence.",
    "caveats": "What the figures cannot tell.",
    "notes": "What analysts say about the force's figures of this month: words, who, and when.",
    "build": "The build these figures stand in.",
}
NOTE = "Missing is never zero; untested is never safe."
RISE_COLUMNS = (*ROW, "publisher", "licence", "caveats", "notes", "build")


def place_json(
    reference: Reference, place: Area, every: Sequence[Series], files: Mapping[str, Sequence[SourceFile]]
) -> dict:
    """Return everything about a place, for machines."""
    with override("en-gb"):
        schemes = {one.scheme.code: one.scheme for one in every}
        return {
            "place": place_about(reference, place),
            "build": build_about(reference),
            "note": NOTE,
            "notes": notes.about(reference.notes_of(place.force)),
            "months": {name: MEANING[name] for name in ("count", "state", "lower", "upper_usual", "upper", "verdict")},
            "schemes": [
                {
                    "scheme": code,
                    "title": scheme.title.english,
                    "publisher": scheme.publisher.english,
                    "licence": scheme.licence.english,
                    "address": scheme.address,
                    "absent_month_means": scheme.absent,
                    "sources": [source_about(file) for file in files.get(code, ())],
                    "series": [series_json(reference, one) for one in every if one.scheme.code == code],
                }
                for code, scheme in schemes.items()
            ],
        }


def place_about(reference: Reference, place: Area) -> dict[str, Any]:
    """Return what is known about a place."""
    return {
        "code": place.code,
        "name": place.english,
        "name_cy": place.welsh,
        "level": place.level,
        "parent": place.parent,
        "force": place.force,
        "population": place.population,
        "drawn_from": written(place.begins) if place.begins else None,
        "drawn_until": written(place.ends) if place.ends else None,
        "invented": reference.is_invented(place.force),
    }


def build_about(reference: Reference) -> dict[str, str]:
    """Return what is known about a build."""
    return {"id": reference.build, "built_at": reference.built_at.isoformat(), "version": reference.version}


def source_about(file: SourceFile) -> dict[str, str]:
    """Return a source file by name and hash."""
    return {
        "file": file.source,
        "sha256": file.sha256,
        "release": file.release,
        "first_month": file.first,
        "last_month": file.last,
    }


def series_json(reference: Reference, one: Series) -> dict[str, Any]:
    """Return one series with what it is and what it cannot tell."""
    breaks = reference.breaks_of(scheme=one.kind.scheme, force=one.place.force, area=one.place.code, kind=one.kind.code)
    return {
        "kind": one.kind.code,
        "name": one.kind.english,
        "name_cy": one.kind.welsh,
        "counts_police_activity": one.kind.activity,
        "mostly_online": one.kind.online,
        "definition": definition(one.scheme, one.kind, one.place),
        "caveats": caveats(one.scheme, one.kind, one.place.level),
        "breaks": [break_about(found) for found in breaks],
        "months": [month_json(month) for month in one.months],
    }


def break_about(one: KnownBreak) -> dict[str, Any]:
    """Return a reviewed break."""
    return {
        "first_month": written(one.first),
        "last_month": written(one.last) if one.last else None,
        "effect": one.effect,
        "title": one.title.english,
        "why": one.why.english,
        "source": one.source,
        "verified": one.verified.english,
    }


def month_json(one: MonthOfSeries) -> dict[str, Any]:
    """Return one month: the count is null wherever there is no figure."""
    told: dict[str, Any] = {"month": written(one.month), "count": one.count, "state": one.state}
    if one.judged:
        told |= judged_json(one.judged)
    return told


def judged_json(judged: Judgement) -> dict[str, Any]:
    """Return how a month was judged."""
    return {
        "expected": judged.expected,
        "lower": judged.lower,
        "upper_usual": judged.upper_usual,
        "upper": judged.upper,
        "p_value": judged.p_value,
        "q_value": judged.q_value,
        "verdict": judged.verdict,
        "why": judged.why.english,
    }


def place_rows(reference: Reference, place: Area, every: Sequence[Series]) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of a place's CSV, in the order of `COLUMNS`."""
    with override("en-gb"):
        for one in every:
            told = " ".join(caveats(one.scheme, one.kind, one.place.level))
            head = (place.code, place.english, place.level, one.scheme.code, one.kind.code, one.kind.english)
            beside = (one.scheme.publisher.english, one.scheme.licence.english, told)
            for month in one.months:
                noted = notes.cell(reference.notes_of(place.force, (month.month,)))
                counted = (written(month.month), month.count, month.state)
                yield (*head, *counted, *judged_cells(month.judged), *beside, noted, reference.build)


def rise_rows(reference: Reference, found: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    """Yield rises as rows of their CSV, in the order of `RISE_COLUMNS`."""
    for row in found:
        scheme = reference.scheme_of(row["scheme"], row["force"])
        told = " ".join(caveats(scheme, reference.kinds[row["scheme"], row["kind"]], row["level"]))
        noted = notes.cell(reference.notes_on({noted_at(row)}))
        beside = (scheme.publisher.english, scheme.licence.english, told, noted)
        yield (*(row[name] for name in ROW), *beside, reference.build)


def noted_at(row: Mapping[str, Any]) -> tuple[str, date]:
    """Return the force and month of a row of a rise, on which notes may stand."""
    return row["force"], date.fromisoformat(f"{row['month']}-01")


def judged_cells(judged: Judgement | None) -> tuple[Any, ...]:
    """Return the cells of a judgement; empty ones where the month was not judged."""
    if judged is None:
        return (None, None, None, "", "")
    return (whole(judged.lower), whole(judged.upper_usual), whole(judged.upper), judged.verdict, judged.why.english)


def whole(value: float | None) -> float | int | None:
    """Write a whole number as one: 9.0 is 9."""
    return int(value) if value is not None and value == int(value) else value


def csv_metadata(
    reference: Reference, place: Area, every: Sequence[Series], files: Mapping[str, Sequence[SourceFile]], url: str
) -> dict[str, Any]:
    """Return what stands beside a place's CSV: W3C "Metadata Vocabulary for Tabular Data" (CSVW, 2015), section 5."""
    with override("en-gb"):
        return {
            "@context": "http://www.w3.org/ns/csvw",
            "url": url,
            "dc:title": f"Crimes by kind and month: {place.english}",
            "dc:description": NOTE,
            "dc:modified": reference.built_at.date().isoformat(),
            "dc:identifier": reference.build,
            "dc:source": [{"scheme": code, **source_about(file)} for code, found in files.items() for file in found],
            "dc:license": sorted({one.scheme.licence.english for one in every}),
            "rdfs:comment": [
                {
                    "scheme": one.scheme.code,
                    "kind": one.kind.code,
                    "definition": definition(one.scheme, one.kind, place),
                }
                for one in every
            ],
            "tableSchema": {
                "columns": [
                    {"name": name, "titles": name, "dc:description": MEANING[name], "null": [""]} for name in COLUMNS
                ],
                "primaryKey": ["area_code", "scheme", "kind", "month"],
            },
        }
