"""How measures lie in the build: which columns, and from what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hueandcry.measures.actions.figures import Curves, Floats
from hueandcry.measures.rules.definition import Reviewed, Words

_TEXT, _WHOLE, _NUMBER, _DAY, _YES = pa.string(), pa.int32(), pa.float64(), pa.date32(), pa.bool_()

SCHEMAS: Mapping[str, pa.Schema] = {
    "measures": pa.schema(
        {
            **{"slug": _TEXT, "version": _WHOLE, "since": _DAY, "latest": _YES, "title": _TEXT, "title_cy": _TEXT},
            **{"question": _TEXT, "question_cy": _TEXT, "kind": _TEXT, "unit": _TEXT, "unit_cy": _TEXT},
            **{"scheme": _TEXT, "definition": _TEXT},
        }
    ),
    "measure_parts": pa.schema(
        {"measure": _TEXT, "version": _WHOLE, "place": _WHOLE, "part": _TEXT, "name": _TEXT, "name_cy": _TEXT}
    ),
    "measure_values": pa.schema(
        {
            **{"measure": _TEXT, "version": _WHOLE, "body": _TEXT, "part": _TEXT, "period": _TEXT},
            **{"begins": _DAY, "ends": _DAY, "numerator": _NUMBER, "denominator": _NUMBER, "base_year": _WHOLE},
            **{"beside": _NUMBER, "value": _NUMBER, "lower": _NUMBER, "upper": _NUMBER},
            **{"state": _TEXT, "why": _TEXT, "why_cy": _TEXT, "flag": _TEXT, "flag_cy": _TEXT},
            **{"compared": _YES, "z": _NUMBER, "outside": _TEXT},
        }
    ),
    "measure_limits": pa.schema(
        {
            **{"measure": _TEXT, "version": _WHOLE, "part": _TEXT, "period": _TEXT, "denominator": _NUMBER},
            **dict.fromkeys(("lower95", "upper95", "lower998", "upper998", "target", "phi", "tau2"), _NUMBER),
        }
    ),
}


def about(one: Reviewed, *, latest: bool) -> pa.Table:
    """Return the row of a version of a measure; `definition` holds all that is told of it, as JSON."""
    row = {
        "slug": one.slug,
        "latest": latest,
        "scheme": one.scheme,
        **{name: getattr(one, name) for name in ("version", "since", "kind")},
        **{name: one.told[name] for name in ("title", "title_cy", "question", "question_cy", "unit", "unit_cy")},
        "definition": json.dumps(one.told, ensure_ascii=False, sort_keys=True),
    }
    return pa.Table.from_pylist([row], schema=SCHEMAS["measures"])


def parts(one: Reviewed, found: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return the parts of a version of a measure, in their order."""
    rows = [
        {"measure": one.slug, "version": one.version, "place": place, "part": part["code"], **_names(part)}
        for place, part in enumerate(found)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMAS["measure_parts"])


def values(
    one: Reviewed,
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[str, Floats],
    compared: NDArray[np.bool_],
    outside: Sequence[str],
    codes: Mapping[str, Words],
) -> pa.Table:
    """Return the values of a version of a measure; NaN becomes empty, codes become words."""
    schema = SCHEMAS["measure_values"]
    plain = ("body", "part", "period", "begins", "ends", "base_year", "state")
    columns: dict[str, Any] = {name: [row.get(name) for row in rows] for name in plain}
    columns |= {name: [_number(row.get(name)) for row in rows] for name in ("numerator", "denominator", "beside")}
    columns |= {name: pa.array(found, from_pandas=True) for name, found in numbers.items()}
    for name in ("why", "flag"):
        told = [codes[row[name]] if row[name] else Words("", "") for row in rows]
        columns |= {name: [both.en for both in told], f"{name}_cy": [both.cy for both in told]}
    columns |= {"measure": [one.slug] * len(rows), "version": [one.version] * len(rows)}
    columns |= {"compared": compared.tolist(), "outside": outside}
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def limits(one: Reviewed, curves: Sequence[Curves]) -> pa.Table:
    """Return the funnels of a version of a measure."""
    schema = SCHEMAS["measure_limits"]
    found = [_curve(one, curve) for curve in curves]
    return pa.concat_tables([schema.empty_table(), *found])


def _curve(one: Reviewed, curve: Curves) -> pa.Table:
    n = curve.columns["denominator"].size
    same = {"measure": one.slug, "version": one.version, "part": curve.part, "period": curve.period}
    same |= {"target": curve.target, "phi": curve.phi, "tau2": curve.tau2}
    columns = {**curve.columns, **{name: [value] * n for name, value in same.items()}}
    schema = SCHEMAS["measure_limits"]
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def _names(part: Mapping[str, Any]) -> dict[str, str]:
    return {"name": part["name"], "name_cy": part["name_cy"] or ""}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
