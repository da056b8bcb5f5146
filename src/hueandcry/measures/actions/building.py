"""The steps by which counts become measures, and what must hold of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from hueandcry.measures.actions import tables
from hueandcry.measures.actions.figures import FUNNELS, OUTER_REACH, TOLD_IN_PART, Floats, figures, funnels
from hueandcry.measures.actions.reviewed import DEFINITIONS, Folder, folders, outcome_stages, where, words
from hueandcry.measures.rules import hiding
from hueandcry.measures.rules.definition import Reviewed, Words, in_force
from hueandcry.measures.rules.rows import columns_wrong, refuse, rows_wrong
from hueandcry.measures.rules.wholes import Force, whole_rows
from hueandcry.warehouse.builds import Check, Step, Workshop

ROOM = "hueandcry.measures"
# Who is drawn beside territorial forces and not judged with them, and the words that say so.
NOT_TERRITORIAL = {
    **dict.fromkeys(("special", "agency", "national_centre"), "no-territory"),
    "islands": "outside-the-kingdom",
}
# Below so many residents a rate per resident tells more of visitors than of residents.
TINY_POPULATION = 20_000

log = logging.getLogger(__name__)


def steps(root: Path = DEFINITIONS) -> list[Step]:
    """Return the steps that work out every measure. They come after crimes, outcomes, counts, coverage and surveys."""
    return [Step("Crimes followed", follow), Step("Measures", partial(work_out, root=root))]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [
        Check("one value per measure, version, body, part and period", ROOM, "doubled_values"),
        Check("a value lies between its limits", ROOM, "values_outside_limits"),
        Check("what is missing or hidden has no value, and says why", ROOM, "missing_with_a_value"),
        Check("of what is hidden no number stands in the build", ROOM, "hidden_with_a_number"),
        Check("a proportion lies between 0 and 1", ROOM, "impossible_proportions"),
        Check("every crime with an id is followed once", ROOM, "crimes_not_followed"),
        Check("outcomes of a flow add up to its crimes, results to their outcome", ROOM, "leaking_flows"),
    ]


def follow(shop: Workshop) -> None:
    """Follow each Crime ID through the outcomes files, once for all measures that ask what became of crimes."""
    shop.put("outcome_stages", pa.Table.from_pylist(outcome_stages()))
    shop.create("crime_results", ROOM)
    shop.create("crime_months", ROOM)
    shop.create("crime_years", ROOM)
    shop.create("measure_flows", ROOM)
    shop.create("court_years", ROOM)
    shop.create("force_residents", ROOM)


def work_out(shop: Workshop, *, root: Path = DEFINITIONS) -> None:
    """Make the tables `measures`, `measure_parts`, `measure_values` and `measure_limits`.

    Raises `WrongDefinition` or `BadSelect` for a definition, SQL or answer that cannot be believed.
    """
    for name, schema in tables.SCHEMAS.items():
        shop.put(name, schema.empty_table())
    bodies = {row["slug"]: row for row in shop.rows(ROOM, "bodies_compared").to_pylist()}
    for versions in folders(root):
        known = {one.version: one for one in in_force([folder.about for folder in versions], shop.as_of)}
        for folder in versions:
            if folder.about.version in known:
                _one(shop, folder, bodies, latest=folder.about.version == max(known))
    shop.order("measure_values", "measure, version, part, period, body")


def _one(shop: Workshop, folder: Folder, bodies: Mapping[str, Any], *, latest: bool) -> None:
    one = folder.about
    codes = {**words(), **one.words}
    rows = _rows(shop, folder, codes)
    shop.add("measures", tables.about(one, latest=latest))
    shop.add("measure_parts", tables.parts(one, _parts(shop, one)))
    if not rows:
        return
    forces = [Force(slug, row["country"]) for slug, row in bodies.items() if row["kind"] == "territorial"]
    rows = [hiding.told(row) for row in (*rows, *whole_rows(rows, one.whole, forces))]
    _mark(one, rows, bodies)
    value, lower, upper = figures(one, rows)
    compared = np.array([_is_compared(row, bodies) for row in rows]) & ~np.isnan(value)
    z, curves = funnels(one, rows, compared, ~np.isnan(value))
    numbers = {"value": value, "lower": lower, "upper": upper, "z": z}
    shop.add("measure_values", tables.values(one, rows, numbers, compared & ~np.isnan(z), _outside(z), codes))
    shop.add("measure_limits", tables.limits(one, curves))
    log.info("%s v%s: %s rows, %s funnels", one.slug, one.version, f"{len(rows):,}", len(curves))


def _rows(shop: Workshop, folder: Folder, codes: Mapping[str, Words]) -> list[dict[str, Any]]:
    answer = shop.answer(folder.sql)
    refuse(where(folder.sql), columns_wrong(answer.column_names))
    rows = answer.to_pylist()
    refuse(where(folder.sql), rows_wrong(folder.about, rows, codes))
    return rows


def _parts(shop: Workshop, one: Reviewed) -> list[dict[str, Any]]:
    if one.parts_of:
        return shop.rows(ROOM, "kinds_of_scheme", scheme=one.parts_of).to_pylist()
    return [{"code": part.code, "name": part.name, "name_cy": part.name_cy} for part in one.parts]


def _mark(one: Reviewed, rows: Sequence[dict[str, Any]], bodies: Mapping[str, Any]) -> None:
    """Mark rows that are too few to say much, and what to know before comparing them."""
    for row in rows:
        counted = row[one.smallest_of]
        if row["state"] == "partial" and one.kind not in TOLD_IN_PART:
            row["numerator"] = None
        if row["state"] == "shown" and counted is not None and counted < one.smallest:
            row["state"], row["why"] = "few", "few"
        residents = row["denominator"] if one.denominator_is == "residents" else None
        tiny = "tiny-population" if residents is not None and residents < TINY_POPULATION else ""
        apart = NOT_TERRITORIAL.get(bodies[row["body"]]["kind"], "") if row["body"] in bodies else ""
        row["flag"] = tiny or one.flags.get(row["body"]) or row.get("flag") or (apart if one.kind in FUNNELS else "")


def _is_compared(row: Mapping[str, Any], bodies: Mapping[str, Any]) -> bool:
    """Whether a row makes the funnel: a territorial force, shown whole and in sufficient number, without a flag.

    Agencies, islands, the invented county and several bodies together are drawn and not judged by it.
    """
    body = bodies.get(row["body"])
    return row["state"] == "shown" and not row["flag"] and body is not None and body["kind"] == "territorial"


def _outside(z: Floats) -> list[str]:
    return ["above" if one > OUTER_REACH else "below" if one < -OUTER_REACH else "" for one in z]
