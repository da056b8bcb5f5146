"""A wave for machines: CSV, JSON, what stands beside a CSV, and the data package for an open-data portal.

Keys and words are English in every language; names come in both.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hueandcry.surveys.pages.wave import Found
from hueandcry.surveys.queries import Wave
from hueandcry.ui import csvw
from hueandcry.ui.answers import csv_text

NOTE = "Missing is never zero. What is not shown is not zero either: state and why say so."

Meaning = tuple[str, str]  # what a column holds, and its datatype in CSVW and Frictionless

UNIT: Meaning = ("proportion (0 to 1), per 1,000, or number.", "string")
INVENTED: Meaning = ("Whether the wave is invented.", "boolean")
_SLOT: dict[str, Meaning] = {
    "survey": ("Short name of the survey.", "string"),
    "wave": ("Short name of the wave.", "string"),
}
_DOMAIN: dict[str, Meaning] = {
    "estimate": ("Short name of the estimate.", "string"),
    "title": ("What the estimate is called.", "string"),
    "split": ("What people are grouped by; empty = everybody.", "string"),
    "domain": ("The group: a code of the questionnaire, a police force's short name, an area's code.", "string"),
    "domain_name": ("What the group is called.", "string"),
}
# What a line needs that is cut out of its table: what it is, its limits, and where it comes from.
_TRAIL: dict[str, Meaning] = {
    "definition": ("What the estimate is.", "string"),
    "caveats": ("What the wave cannot tell.", "string"),
    "licence": ("Under which licence the figures may be used.", "string"),
    "source_sha256": ("SHA-256 of the files that the publication was made from.", "string"),
    "build": ("The build in which the figures stand.", "string"),
}
ESTIMATES: dict[str, Meaning] = {
    **_SLOT,
    "begins": ("First day on which people were asked.", "date"),
    "ends": ("Last day on which people were asked.", "date"),
    "mode": ("How people were asked: face to face, telephone, online or mixed.", "string"),
    "publication": ("Number of the publication; above 1 it is a correction.", "integer"),
    **_DOMAIN,
    "unit": UNIT,
    "value": ("The estimate. Empty = not shown, never zero.", "number"),
    "lower": ("Lower end of the interval.", "number"),
    "upper": ("Upper end of the interval.", "number"),
    "level": ("Confidence of the interval.", "number"),
    "se": ("Standard error, by the design of the sample.", "number"),
    "degrees": ("Degrees of freedom: sampling units less strata; down to five where units are people.", "number"),
    "base": ("How many answered, unweighted, to the nearest five.", "integer"),
    "effective_base": ("How many drawn one by one would tell as much.", "integer"),
    "design_effect": ("Variance over that of as many drawn one by one.", "number"),
    "state": ("shown or not shown.", "string"),
    "why": ("Why it is not shown.", "string"),
    "invented": INVENTED,
    **_TRAIL,
}
CHANGES: dict[str, Meaning] = {
    **_SLOT,
    "before": ("The earlier wave.", "string"),
    **_DOMAIN,
    "unit": UNIT,
    "difference": ("Later less earlier, in the unit of the estimate. Empty = not tested.", "number"),
    "lower": ("Lower end of its 95 % interval.", "number"),
    "upper": ("Upper end of its 95 % interval.", "number"),
    "p_value": ("How often chance alone would make a difference as large, two-sided.", "number"),
    "state": ("tested, barred, or not shown.", "string"),
    "why": ("Why it is not tested, or what to bear in mind.", "string"),
    "invented": INVENTED,
    **_TRAIL,
}
GROUPS: dict[str, Meaning] = {
    **_SLOT,
    **_DOMAIN,
    "unit": UNIT,
    "difference": ("The group less everybody else, in the unit of the estimate.", "number"),
    "lower": ("Lower end of its 95 % interval.", "number"),
    "upper": ("Upper end of its 95 % interval.", "number"),
    "p_value": ("p-value, allowing for how many groups were compared (Holm).", "number"),
    "verdict": ("more, less, or no more than chance.", "string"),
    "invented": INVENTED,
    **_TRAIL,
}
TABLES = {"estimates": ESTIMATES, "changes": CHANGES, "groups": GROUPS}
# Of a row of changes or groups: said once for the whole in JSON.
_NOT_IN_JSON = (*_SLOT, "title", "domain_name", "unit", "invented", *_TRAIL)
_OF_FIGURE = (*("value", "lower", "upper", "se", "degrees", "base", "effective_base", "design_effect", "state", "why"),)


def rows(found: Found, table: str, *, build: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one of `TABLES`, in the order of its columns."""
    told = {"estimates": _estimates, "changes": _changes, "groups": _groups}[table](found)
    same = _trail(found.wave, build)
    asked = {one["slug"]: one for one in _asked(found.wave)}
    for row in told:
        of = asked[row["estimate"]]
        whole = {**row, **same, "definition": of["what"]["en"], "unit": of["unit"], "invented": found.wave.invented}
        yield tuple(csvw.cell(whole[name]) for name in TABLES[table])


def _trail(wave: Wave, build: str) -> dict[str, str]:
    return {
        "caveats": " ".join(_caveats(wave)),
        "licence": wave.about["licence"],
        "source_sha256": " ".join(one["sha256"] for one in wave.about["sources"]),
        "build": build,
    }


def _estimates(found: Found) -> Iterator[Mapping[str, Any]]:
    for one in found.estimates:
        yield {**vars(one), **_named(found, one.estimate, one.split, one.domain), "publication": one.number}


def _changes(found: Found) -> Iterator[Mapping[str, Any]]:
    for one in found.changes.values():
        yield {**vars(one), **_named(found, one.estimate, one.split, one.domain)}


def _groups(found: Found) -> Iterator[Mapping[str, Any]]:
    for one in found.groups:
        yield {**vars(one), **_named(found, one.estimate, one.split, one.domain)}


def _named(found: Found, estimate: str, split: str, domain: str) -> dict[str, str]:
    return {
        "title": found.wave.title_of(estimate).english,
        "domain_name": _english(found, split, domain) if split else "",
    }


def _english(found: Found, split: str, domain: str) -> str:
    area = found.areas.get(domain)
    return area.english if area else found.wave.domain_title(split, domain).english


# ---- JSON -----------------------------------------------------------------------------------------------------------


def content(found: Found, *, build: str, address: str, publication: str) -> dict[str, Any]:
    """Return a wave whole."""
    wave = found.wave
    return {
        "survey": wave.survey,
        "wave": wave.wave,
        "address": address,
        "build": build,
        "note": NOTE,
        "published_at": wave.published_at.isoformat(),
        "publication": {"number": wave.number, "note": wave.note, "sha256": wave.sha256, "address": publication},
        "publications": [
            {"number": one.number, "published_at": one.published_at.isoformat(), "note": one.note, "sha256": one.sha256}
            for one in found.publications
        ],
        "about": wave.about,
        "columns": {name: what for name, (what, _) in ESTIMATES.items() if name in _OF_FIGURE},
        "estimates": [
            {
                **{name: getattr(one, name) for name in ("estimate", "unit", "split", "domain")},
                **{name: getattr(one, name) for name in _OF_FIGURE},
            }
            for one in found.estimates
        ],
        "changes": [
            {name: getattr(one, name) for name in CHANGES if name not in _NOT_IN_JSON} for one in found.changes.values()
        ],
        "groups": [{name: getattr(one, name) for name in GROUPS if name not in _NOT_IN_JSON} for one in found.groups],
    }


def listed(waves: Sequence[Wave], *, build: str) -> dict[str, Any]:
    """Return every wave that is published."""
    return {
        "build": build,
        "waves": [
            {
                "survey": one.survey,
                "wave": one.wave,
                "title": {"en": one.title.english, "cy": one.title.welsh},
                "wave_title": {"en": one.wave_title.english, "cy": one.wave_title.welsh},
                "begins": one.begins.isoformat(),
                "ends": one.ends.isoformat(),
                "mode": one.mode,
                "invented": one.invented,
                "publication": one.number,
                "published_at": one.published_at.isoformat(),
                "sha256": one.sha256,
            }
            for one in waves
        ],
    }


# ---- what stands beside a CSV, and the package ----------------------------------------------------------------------


def csv_metadata(found: Found, url: str, *, build: str, table: str = "estimates") -> dict[str, Any]:
    """Return what stands beside a CSV: W3C "Metadata Vocabulary for Tabular Data" (CSVW, 2015), section 5."""
    wave = found.wave
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": f"{wave.title.english}, {wave.wave_title.english}: {table}",
        "dc:description": f"{wave.words('people').english}. {NOTE}",
        "dc:modified": wave.published_at.date().isoformat(),
        "dc:identifier": f"{wave.survey}.{wave.wave}, publication {wave.number}, build {build}",
        "dc:license": wave.about["licence_url"] or wave.about["licence"],
        "dc:publisher": wave.about["run_by"],
        "dc:source": wave.about["sources"],
        "rdfs:comment": [*_caveats(wave), *(f"{one['title']['en']}: {one['what']['en']}" for one in _asked(wave))],
        "tableSchema": {
            "columns": [csvw.column(name, *meaning) for name, meaning in TABLES[table].items()],
            "primaryKey": _key(table),
        },
    }


def package(found: Found, *, build: str, address: str) -> bytes:
    """Return the data package in one ZIP: tables, descriptor, CSVW, README and licence; the same bytes each time."""
    wave = found.wave
    files = {
        f"{table}.csv": csv_text(list(columns), rows(found, table, build=build)) for table, columns in TABLES.items()
    }
    beside = {
        f"{table}.csv-metadata.json": _json(csv_metadata(found, f"{table}.csv", build=build, table=table))
        for table in TABLES
    }
    about = {
        "datapackage.json": _json(datapackage(found, files, build=build, address=address)),
        "README.md": readme(found, build=build, address=address),
        "LICENCE.txt": f"{wave.about['licence']}\n{wave.about['licence_url']}\n".rstrip("\n") + "\n",
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted({**files, **beside, **about}.items()):
            entry = zipfile.ZipInfo(name, date_time=wave.published_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)
    return sink.getvalue()


def datapackage(found: Found, files: Mapping[str, str], *, build: str, address: str) -> dict[str, Any]:
    """Return the descriptor of a Frictionless data package (Data Package 1.0; Table Schema 1.0)."""
    wave = found.wave
    return {
        "profile": "tabular-data-package",
        "name": f"{wave.survey}-{wave.wave}",
        "title": f"{wave.title.english}, {wave.wave_title.english}",
        "description": f"{wave.words('people').english}. {NOTE} {' '.join(_caveats(wave))}",
        "version": f"{wave.number}.0.0",
        "created": wave.published_at.isoformat(),
        "homepage": address,
        "keywords": ["survey", "online crime", *(["invented"] if wave.invented else [])],
        "licenses": [_licence(wave)],
        "contributors": [{"title": wave.about["run_by"], "role": "author"}],
        "sources": [{"title": f"{one['file']}, SHA-256 {one['sha256']}"} for one in wave.about["sources"]],
        "invented": wave.invented,
        "build": build,
        "method": wave.about["method"],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table,
                "path": f"{table}.csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[f"{table}.csv"].encode()),
                "hash": f"sha256:{hashlib.sha256(files[f'{table}.csv'].encode()).hexdigest()}",
                "schema": {
                    "fields": [_field(name, *meaning) for name, meaning in columns.items()],
                    "primaryKey": _key(table),
                    "missingValues": [""],
                },
            }
            for table, columns in TABLES.items()
        ],
    }


def readme(found: Found, *, build: str, address: str) -> str:
    """Return what a person reads first who opens the package."""
    wave, method = found.wave, found.wave.about["method"]
    invented = "**Invented: nobody was asked. Do not quote these figures.**\n\n" if wave.invented else ""
    estimates = "\n".join(f"- `{one['slug']}`: {one['what']['en']}" for one in _asked(wave))
    caveats = "\n".join(f"- {one}" for one in _caveats(wave)) or "- None were given."
    sources = "\n".join(f"- {one['file']}: SHA-256 {one['sha256']}" for one in wave.about["sources"])
    corrections = "\n".join(
        f"- {one.number}, {one.published_at.date().isoformat()}{': ' + one.note if one.note else ''}"
        for one in found.publications
    )
    return f"""# {wave.title.english}, {wave.wave_title.english}

{invented}{wave.words("people").english}. Asked {wave.mode}, {wave.begins.isoformat()} to {wave.ends.isoformat()}.
Asked by: {wave.about["run_by"]}. Licence: {wave.about["licence"]}.

{NOTE}

## Files

- `estimates.csv`: every estimate, for everybody (`split` is empty) and by group
- `changes.csv`: what changed since an earlier wave, and its test
- `groups.csv`: groups compared with everybody else
- `*.csv-metadata.json`: what the columns mean (CSVW); `datapackage.json`: the same (Frictionless)

## Estimates

{estimates}

## How it was worked out

About {method["respondents"]:,} answered. Intervals are 95 % intervals by the design of the sample.
Estimates that rest on fewer than {method["least_base"]} people are not shown; nor are those for which fewer
than {method["least_said"]} of a group gave the answer, or fewer than {method["least_said"]} did not.
Bases are rounded to the nearest five.

## Caveats

{caveats}

## Where it comes from

{sources}

Publication {wave.number}, build {build}, {address}

Publications:
{corrections}
"""


def _asked(wave: Wave) -> Sequence[Mapping[str, Any]]:
    return wave.about["estimates"]


def _caveats(wave: Wave) -> list[str]:
    return [one["en"] for one in wave.about["caveats"]]


def _licence(wave: Wave) -> dict[str, str]:
    told = {"title": wave.about["licence"]}
    url = wave.about["licence_url"]
    return {**told, "path": url} if url else {**told, "name": "other"}


def _key(table: str) -> list[str]:
    own = ["before"] if table == "changes" else []
    return ["survey", "wave", *own, "estimate", "split", "domain"]


def _field(name: str, what: str, kind: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": what}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
