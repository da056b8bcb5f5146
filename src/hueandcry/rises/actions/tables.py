"""From judged rows to the table `rises`: codes become names, numbers that are not known become NULL."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hueandcry.rises.actions.judging import Rows
from hueandcry.rises.actions.panels import Scheme
from hueandcry.rises.rules.runs import runs
from hueandcry.rises.rules.verdicts import VERDICTS, Standing, reason
from hueandcry.ui.languages import in_welsh

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("scheme", "area", "level", "force", "kind")),
        ("month", pa.date32()),
        ("observed", pa.int64()),
        *((name, pa.float64()) for name in ("expected", "lower", "upper_usual", "upper", "p_value", "q_value")),
        ("verdict", pa.string()),
        ("why", pa.string()),
        ("why_cy", pa.string()),
        ("since", pa.date32()),
        ("over", pa.date32()),
        ("years", pa.int32()),
    ]
)
WINDOWS = pa.schema([("scheme", pa.string()), ("level", pa.string()), ("months", pa.int32())])
BACK = (Standing.FEW_NOW, Standing.BELOW, Standing.INSIDE)


def as_table(scheme: Scheme, rows: Rows) -> pa.Table:
    """Return the rows of one scheme as they stand in the table `rises`, sorted by area, kind and month."""
    order = np.lexsort((rows["month"], rows["kind"], rows["area"]))
    rows = {name: column[order] for name, column in rows.items()}
    since, over = _runs(rows)
    why, why_cy = _why(scheme, rows)
    months = np.array(scheme.months, "datetime64[D]")
    columns = {
        "scheme": _coded(np.zeros(order.size, np.int32), [scheme.code]),
        "area": _coded(rows["area"], [area.code for area in scheme.areas]),
        "level": _coded(rows["area"], [area.level for area in scheme.areas]),
        "force": _coded(rows["area"], [area.force for area in scheme.areas]),
        "kind": _coded(rows["kind"], list(scheme.kinds)),
        "month": pa.array(months[rows["month"]]),
        "observed": pa.array(np.nan_to_num(rows["observed"]).astype(np.int64), mask=np.isnan(rows["observed"])),
        **{name: _known(rows[name]) for name in ("expected", "lower", "upper_usual")},
        "upper": _known(np.where(rows["standing"] == Standing.FEW_NOW, np.nan, rows["upper"])),
        **{name: _known(rows[name]) for name in ("p_value", "q_value")},
        "verdict": _coded(rows["standing"].astype(np.int32), [str(VERDICTS[one]) for one in Standing]),
        "why": why,
        "why_cy": why_cy,
        "since": pa.array(months[np.maximum(since, 0)], mask=since < 0),
        "over": pa.array(months[np.maximum(over, 0)], mask=over < 0),
        "years": pa.array(rows["years"].astype(np.int32)),
    }
    return pa.table([columns[name] for name in SCHEMA.names], names=SCHEMA.names)


def windows(scheme: Scheme, months: Mapping[str, int]) -> pa.Table:
    """Return how many months were judged at each level of a scheme."""
    return pa.table(
        {"scheme": [scheme.code] * len(months), "level": list(months), "months": list(months.values())}, schema=WINDOWS
    )


def _coded(codes: NDArray, names: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(names, pa.string()))


def _known(values: NDArray) -> pa.Array:
    return pa.array(values, mask=~np.isfinite(values))


def _why(scheme: Scheme, rows: Rows) -> tuple[pa.DictionaryArray, pa.DictionaryArray]:
    """Say each row's reason, in English and in Welsh. There are few: each is written once and pointed to."""
    recorded, said = _recorded(scheme, rows)
    parts = np.stack([rows["standing"], rows["years"], recorded]).astype(np.int64)
    base = len(said)
    keys, codes = np.unique((parts[0] * 16 + parts[1]) * base + parts[2], return_inverse=True)
    parts_of = [(Standing(key // base // 16), key // base % 16, said[key % base]) for key in keys.tolist()]
    english = [reason(standing, years=years, recorded=told[0]) for standing, years, told in parts_of]
    welsh = [reason(standing, years=years, recorded=told[1], say=in_welsh) for standing, years, told in parts_of]
    return _coded(codes, english), _coded(codes, welsh)


def _recorded(scheme: Scheme, rows: Rows) -> tuple[NDArray, list[tuple[str, str]]]:
    """Return for each row which recorded reason it has, and the list of them; the first says nothing."""
    said = [("", ""), *((f"{one.title}.", f"{one.title_cy or one.title}.") for one in scheme.breaks)]
    covered = np.zeros((len(scheme.areas), len(scheme.months)), np.int32)
    of_force: dict[str, list[int]] = {}
    for place, area in enumerate(scheme.areas):
        of_force.setdefault(area.force, []).append(place)
    for (force, month), why in scheme.reasons.items():
        covered[of_force.get(force, []), month] = len(said)
        said.append(why)
    broken = np.isin(rows["standing"], (Standing.ELSEWHERE, Standing.LEFT_OUT))
    unclear = np.isin(rows["standing"], (Standing.NO_COUNT, Standing.IN_DOUBT))
    from_coverage = covered[rows["area"], rows["month"]]
    return np.select([broken, unclear], [rows["break"].astype(np.int32), from_coverage], 0), said


def _runs(rows: Rows) -> tuple[NDArray, NDArray]:
    """Return for each row the month position since which it has been rising and of when that was over; -1 = none."""
    since, over = np.full(rows["area"].size, -1), np.full(rows["area"].size, -1)
    series = rows["area"].astype(np.int64) * (int(rows["kind"].max(initial=0)) + 1) + rows["kind"]
    rose = rows["standing"] == Standing.ROSE
    back = np.isin(rows["standing"], BACK) & (rows["observed"] <= rows["upper_usual"])
    for one in np.unique(series[rose]):
        first, after = np.searchsorted(series, [one, one + 1])
        for at, run in enumerate(runs(rose[first:after].tolist(), back[first:after].tolist()), start=first):
            if run:
                since[at] = rows["month"][first + run.since]
                over[at] = -1 if run.over is None else rows["month"][first + run.over]
    return since, over
