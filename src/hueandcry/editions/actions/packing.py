"""The files of a publication: JSON with everything, CSV with its description (CSVW), a Frictionless data package.

Texts for machines are English; names come in both languages. All that a figure needs travels with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import override

from hueandcry import __version__
from hueandcry.editions.pages import noting, words
from hueandcry.editions.rules.content import TILES, Area, Change, Content, Figure, Source, as_plain
from hueandcry.ui.answers import csv_text

EDITION, FIGURES, METADATA, PACKAGE = "edition.json", "figures.csv", "figures.csv-metadata.json", "datapackage.json"
FORMAT = 1
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
BUILD = {"id": "build", "built_at": "built_at", "version": "version"}

KEY = ("edition", "area", "tile", "item")
REQUIRED = (
    *KEY,
    *("number", "area_name", "area_kind", "item_name", "unit", "state", "begins", "ends", "invented", "build"),
)

# Column → (type of CSVW and Frictionless, what it holds).
COLUMNS: Mapping[str, tuple[str, str]] = {
    "edition": ("string", "Period of the edition: a financial year or a quarter."),
    "number": ("integer", "1 for the first publication of the edition, 2 and more for corrections of it."),
    "area": ("string", "Code of the area: a body's slug, a region, a country, or all bodies together."),
    "area_name": ("string", "Name of the area."),
    "area_name_cy": ("string", "Name of the area in Welsh, where it has one."),
    "area_kind": ("string", "together, country, region, force, other or invented."),
    "tile": ("string", "victimisation, referrals, outcomes or prevention."),
    "item": ("string", "Code of what is counted within the tile."),
    "item_name": ("string", "What is counted."),
    "unit": ("string", "Unit of the value."),
    "value": ("number", "The figure. Empty = no figure, never zero; state says why."),
    "lower": ("number", "Lower end of the 95 % interval: what chance alone leaves open."),
    "upper": ("number", "Upper end of the 95 % interval."),
    "numerator": ("number", "What was counted, of a share."),
    "denominator": ("number", "Of how many, of a share."),
    "state": ("string", "shown; few (shown, of few cases); partial (some of it is missing, so no figure); missing."),
    "why": ("string", "Why there is no figure, or what to know about it."),
    "begins": ("date", "First day of the time that the figure is about."),
    "ends": ("date", "Last day of the time that the figure is about."),
    "base": ("integer", "How many people a survey asked (rounded)."),
    "source": ("string", "Survey or publication, where it is not the table of the edition."),
    "compared_with": (
        "string",
        "Period that the change is measured from: of a quarter the same one a year before, if half of the bodies were "
        "counted then, else the one before. Of a survey its wave before.",
    ),
    "value_before": ("number", "The figure of that period."),
    "change_kind": ("string", "ratio (this ÷ before) or difference (this - before)."),
    "change": ("number", "The change."),
    "change_lower": ("number", "Lower end of its 95 % interval."),
    "change_upper": ("number", "Upper end of its 95 % interval."),
    "more_than_chance": ("boolean", "Is the change more than chance? Empty = not tested."),
    "usual_for_bodies": ("boolean", "Of a share that changed by more than chance: do bodies often move that much?"),
    "change_method": (
        "string",
        "conditional (exact), mover (exact intervals widened by the dispersion), newcombe, or survey (its own test).",
    ),
    "dispersion": ("number", "How much more changes of bodies vary than chance has them."),
    "change_why": ("string", "Why the change was not tested."),
    "invented": ("boolean", "Is the figure invented, for the example?"),
    "caveats": ("string", "What the figure cannot tell."),
    "notes": (
        "string",
        "What analysts noted on the bodies and months of the figure and of the one before, and stood at publication. "
        "Empty for surveys, which are not made of bodies' figures.",
    ),
    "definition": ("string", "Reviewed definitions behind it, each with its version."),
    "source_sha256": ("string", "SHA-256 of the files it was read from."),
    "licence": ("string", "Terms of those files."),
    "build": ("string", "The build it was worked out in."),
}


@dataclass(frozen=True)
class About:
    """Which publication it is: number 1 or a correction, when, with which note, from which build."""

    number: int
    published_at: datetime
    note: str
    build: Mapping[str, str]


def files(
    content: Content, *, number: int, published_at: datetime, note: str, build: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the files of a publication, by name, but for those on paper."""
    about = About(number, published_at, note, build)
    with override("en-gb"):
        found = {
            EDITION: _json(_written(content, about)),
            FIGURES: csv_text(tuple(COLUMNS), _rows(content, about)).encode(),
            METADATA: _json(_csvw(content, about)),
        }
        return {**found, PACKAGE: _json(_package(content, about, found))}


def _json(told: Any) -> bytes:
    return (json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _written(content: Content, about: About) -> dict[str, Any]:
    """Return the edition as JSON: first what it is, then all that stands in it."""
    return {
        "about": "Dashboard of online crime, one edition, as it was published. It is never changed.",
        "format": FORMAT,
        "number": about.number,
        "published_at": about.published_at.isoformat(),
        "correction": about.note,
        "note": str(words.MISSING),
        "comparison": words.compared_with(content),
        "caveats": {tile: words.caveats(content, tile) for tile in TILES},
        "licence": str(words.LICENCE),
        "software": f"Hue and Cry {__version__}",
        "build": {name: about.build[key] for name, key in BUILD.items()},
        **as_plain(content),
    }


def _rows(content: Content, about: About) -> Iterator[list[Any]]:
    areas = {one.code: one for one in content.areas}
    beside = {tile: _beside(content, tile) for tile in {one.tile for one in content.figures}}
    notes = {one.code: noting.cell(content, one) for one in content.areas}
    for figure in content.figures:
        area = areas[figure.area]
        told = {**_of_figure(content, figure, area), **_of_change(figure.change), **beside[figure.tile]}
        told |= {"number": about.number, "build": about.build["build"]}
        told["notes"] = notes[area.code] if figure.tile != "victimisation" else ""
        yield [_cell(told.get(name)) for name in COLUMNS]


def _of_figure(content: Content, figure: Figure, area: Area) -> dict[str, Any]:
    return {
        "edition": content.edition,
        "area": area.code,
        "area_name": area.name,
        "area_name_cy": area.name_cy if area.name_cy != area.name else None,
        "area_kind": area.kind,
        "tile": figure.tile,
        "item": figure.item,
        "item_name": words.item_title(content, figure),
        "unit": str(words.UNITS[figure.unit]),
        **{name: getattr(figure, name) for name in ("value", "lower", "upper", "numerator", "denominator", "base")},
        "state": figure.state,
        "why": words.why_not(figure.why, figure.lacking, figure.of),
        "begins": figure.begins or content.begins,
        "ends": figure.ends or content.ends,
        "source": figure.source,
        "compared_with": _than(content, figure),
        "invented": area.kind == "invented",
    }


def _than(content: Content, figure: Figure) -> str | None:
    """Return what a figure is compared with: of a survey its wave before, if it has one."""
    if figure.change is None:
        return None
    return figure.change.than if figure.tile == "victimisation" else content.before


def _of_change(change: Change | None) -> dict[str, Any]:
    if change is None:
        return {}
    return {
        "value_before": change.before,
        "change_kind": change.kind,
        "change": change.value,
        "change_lower": change.lower,
        "change_upper": change.upper,
        "more_than_chance": change.more_than_chance,
        "usual_for_bodies": change.usual,
        "change_method": change.method,
        "dispersion": change.dispersion,
        "change_why": words.why_not(change.why),
    }


def _beside(content: Content, tile: str) -> dict[str, str]:
    """Return what travels with every figure of a tile."""
    sources = [one for one in content.sources if one.tile == tile]
    return {
        "caveats": " ".join(words.caveats(content, tile)),
        "definition": "; ".join(f"{one.slug} v{one.version}" for one in content.definitions.get(tile, ())),
        "source_sha256": " ".join(sorted({one.sha256 for one in sources})),
        "licence": "; ".join(sorted({one.licence for one in sources})) or str(words.LICENCE),
    }


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value == int(value) else float(f"{value:.9g}")
    return value


def _title(content: Content, about: About) -> str:
    """Return what the publication is called: "Online crime dashboard 2018-19 (annual), correction 2"."""
    invented = ", invented example" if content.invented else ""
    corrected = f", correction {about.number - 1}" if about.number > 1 else ""
    return f"Online crime dashboard {content.edition.upper()} ({content.frequency}{invented}){corrected}"


def _csvw(content: Content, about: About) -> dict[str, Any]:
    """Return the description of the CSV: W3C "Metadata Vocabulary for Tabular Data" (2015), section 5."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": FIGURES,
        "dc:title": _title(content, about),
        "dc:description": _described(about),
        "dc:issued": about.published_at.isoformat(),
        "dc:identifier": f"{content.edition}/{about.number}",
        "dc:license": str(words.LICENCE),
        "dc:creator": "Hue and Cry",
        "dc:source": [f"{one.name} (SHA-256 {one.sha256}), {one.publisher}" for one in _files_of(content)],
        "dc:provenance": f"build {about.build['build']}",
        "rdfs:comment": [f"{words.tile_title(tile)}: {' '.join(words.caveats(content, tile))}" for tile in TILES],
        "tableSchema": {
            "columns": [_csvw_column(name, *told) for name, told in COLUMNS.items()],
            "primaryKey": list(KEY),
        },
    }


def _csvw_column(name: str, kind: str, what: str) -> dict[str, Any]:
    return {
        "name": name,
        "titles": name,
        "dc:description": what,
        "datatype": kind,
        "null": [""],
        "required": name in REQUIRED,
    }


def _described(about: About) -> str:
    corrected = f"Corrected: {about.note}" if about.note else ""
    return f"{words.MISSING} {corrected}".strip()


def _package(content: Content, about: About, made: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the description of the publication as a Frictionless Data Package (version 1 of the specification)."""
    caveats = [one for tile in TILES for one in words.caveats(content, tile)]
    return {
        "profile": "tabular-data-package",
        "name": f"online-crime-dashboard-{content.edition}",
        "id": f"{content.edition}/{about.number}",
        "title": _title(content, about),
        "description": " ".join([_described(about), *dict.fromkeys(caveats), str(words.LICENCE)]),
        "version": f"{about.number}.0.0",
        "created": about.published_at.isoformat(),
        "licenses": [_licence(one) for one in sorted({one.licence for one in content.sources})],
        "sources": [
            {"title": f"{one.title}, {one.publisher}: {one.name} (SHA-256 {one.sha256}). {one.licence}"}
            for one in _files_of(content)
        ],
        "contributors": [{"title": "Hue and Cry", "role": "publisher"}],
        "resources": [_resource(made[FIGURES])],
    }


def _resource(table: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": "figures",
        "path": FIGURES,
        "title": "All figures of all areas",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table),
        "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(name, *told) for name, told in COLUMNS.items()],
            "missingValues": [""],
            "primaryKey": list(KEY),
        },
    }


def _field(name: str, kind: str, what: str) -> dict[str, Any]:
    required = {"constraints": {"required": True}} if name in REQUIRED else {}
    return {"name": name, "type": kind, "description": what, **required}


def _licence(title: str) -> dict[str, str]:
    """Return a licence as a data package names it; only the one that is known by name gets its own name."""
    if title.startswith("Open Government Licence v3.0"):
        return {"name": "OGL-UK-3.0", "title": title, "path": LICENCE_ADDRESS}
    return {"name": "other", "title": title}


def _files_of(content: Content) -> list[Source]:
    """Return each source file once."""
    return list({one.sha256: one for one in content.sources}.values())
