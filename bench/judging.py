"""A whole country's month: 35,000 small areas × 14 kinds × 120 months at realistic sparsity, judged as a build does.

Limit: 30 seconds and 4 GB, reading and writing included, with the history that charts draw: 60 months of forces and
districts, two of small areas. Compiling, once an installation, is told apart.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import django
import duckdb
import numpy as np
import pyarrow as pa

from hueandcry.sources.rules.coverage import add_months
from hueandcry.warehouse.builds import Workshop
from hueandcry.warehouse.home import Home

AREAS, DISTRICTS, FORCES, MONTHS = 35_000, 331, 43, 120
FIRST = date(2015, 1, 1)
SEED = 20

# Crimes a month in the whole country by kind, in the order of their size in published figures, and how unevenly small
# areas share them (the shape of a gamma distribution: shops stand in few).
KINDS = {
    "violent-crime": (170_000, 1.2),
    "anti-social-behaviour": (90_000, 1.0),
    "criminal-damage-arson": (42_000, 1.5),
    "shoplifting": (40_000, 0.2),
    "public-order": (38_000, 0.8),
    "other-theft": (38_000, 0.8),
    "vehicle-crime": (30_000, 1.5),
    "burglary": (21_000, 2.0),
    "drugs": (15_000, 0.6),
    "theft-from-the-person": (10_000, 0.2),
    "other-crime": (10_000, 1.0),
    "robbery": (6_500, 0.5),
    "bicycle-theft": (5_000, 0.5),
    "possession-of-weapons": (4_500, 0.8),
}


def main() -> None:
    """Make the country, judge it in processes of their own, and say how long and how large."""
    with tempfile.TemporaryDirectory() as folder:
        made = _run("world", folder)
        compiled = _run("compile", folder)
        print(f"judging {AREAS:,} areas x {len(KINDS)} kinds x {MONTHS} months: {made['rows']:,} counts", flush=True)
        print(f"  compiling the kernel, once an installation: {compiled['seconds']:.1f} s")
        done = _run("judge", folder)
    print(f"  {done['seconds']:.1f} s (limit 30; {done['busy']:.1f} s of processor time)")
    print(f"  peak memory {done['gb']:.2f} GB (limit 4); {done['rows']:,} rows")
    print(f"  latest month: {', '.join(f'{count:,} {verdict}' for verdict, count in done['verdicts'].items())}")


def _run(what: str, folder: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "bench.judging", what, folder], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _shop(folder: str) -> tuple[Workshop, duckdb.DuckDBPyConnection]:
    engine = duckdb.connect(f"{folder}/country.duckdb")
    engine.execute("SET memory_limit = '2GB'; SET preserve_insertion_order = true")
    home = Home(Path(folder) / "home").make()
    return Workshop(home=home, engine=engine, live=[], now=datetime.now(UTC), settings={}), engine


def world(folder: str) -> dict:
    """Write the tables that judging reads: areas, counts, coverage, kinds, schemes, and no breaks."""
    shop, engine = _shop(folder)
    areas = _areas()
    shop.put("areas", areas)
    shop.put("schemes", pa.table({"code": ["street"], "dataset": ["street"], "absent": ["zero"]}))
    bodies = [f"force-{number:02}" for number in range(FORCES)]
    months = [add_months(FIRST, step) for step in range(MONTHS)]
    shop.put(
        "coverage",
        pa.Table.from_pylist(
            [
                {"body": body, "dataset": "street", "month": month, "state": "complete", "reason": "", "reason_cy": ""}
                for body in bodies
                for month in months
            ]
        ),
    )
    text = {name: pa.array([], pa.string()) for name in ("id", "scheme", "body", "area", "effect", "title", "title_cy")}
    none = {"kinds": pa.array([], pa.list_(pa.string())), **{n: pa.array([], pa.date32()) for n in ("first", "last")}}
    shop.put("breaks", pa.table(text | none))
    shop.put("counts", _counts(0, months).slice(0, 0))
    for block in range(0, AREAS, 1000):
        shop.add("counts", _counts(block, months))
    engine.execute(
        "INSERT INTO counts SELECT scheme, parent, kind, month, sum(n)::BIGINT FROM counts JOIN areas ON code = area "
        "GROUP BY ALL"
    )
    engine.execute(
        "INSERT INTO counts SELECT scheme, parent, kind, month, sum(n)::BIGINT FROM counts JOIN areas ON code = area "
        "WHERE level = 'district' GROUP BY ALL"
    )
    shop.order("counts", "scheme, area, kind, month")
    return {"rows": engine.execute("SELECT count(*) FROM counts").fetchall()[0][0]}


def _areas() -> pa.Table:
    rows = [
        {
            "code": f"E01{n:06}",
            "level": "lsoa",
            "force": f"force-{_force(_district(n)):02}",
            "parent": f"E07{_district(n):06}",
        }
        for n in range(AREAS)
    ]
    rows += [
        {"code": f"E07{n:06}", "level": "district", "force": f"force-{_force(n):02}", "parent": f"E23{_force(n):06}"}
        for n in range(DISTRICTS)
    ]
    rows += [{"code": f"E23{n:06}", "level": "force", "force": f"force-{n:02}", "parent": None} for n in range(FORCES)]
    table = pa.Table.from_pylist(rows)
    for name in ("begins", "ends"):
        table = table.append_column(name, pa.nulls(table.num_rows, pa.date32()))
    return table


def _district(area: int) -> int:
    return area * DISTRICTS // AREAS


def _force(district: int) -> int:
    return district * FORCES // DISTRICTS


def _counts(first: int, months: list[date]) -> pa.Table:
    """Return the counts of a thousand areas: Poisson, around a share of the kind's total, with a season and clumps."""
    rng = np.random.default_rng([SEED, first])
    number = min(1000, AREAS - first)
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)
    parts = []
    for kind, (total, shape) in KINDS.items():
        mean = total / AREAS * rng.gamma(shape, 1 / shape, (number, 1)) * season[None, :]
        n = rng.poisson(mean * rng.gamma(8, 1 / 8, mean.shape))
        area, month = np.nonzero(n)
        parts.append(
            pa.table(
                {
                    "scheme": pa.array(["street"] * area.size),
                    "area": pa.array([f"E01{place:06}" for place in first + area]),
                    "kind": pa.array([kind] * area.size),
                    "month": pa.array(np.array(months, "datetime64[D]")[month]),
                    "n": pa.array(n[area, month].astype(np.int64)),
                }
            )
        )
    return pa.concat_tables(parts)


def compile_kernel(folder: str) -> dict:
    """Let the kernel be compiled into an empty cache."""
    from hueandcry.rises.actions import judging

    began = time.perf_counter()
    judging.warm_up(Home(Path(folder) / "home").make())
    return {"seconds": time.perf_counter() - began}


def judge(folder: str) -> dict:
    """Judge the country, as the build does."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hueandcry.project.settings"
    django.setup()  # reasons are written in Welsh too
    from hueandcry.rises.actions import building

    shop, engine = _shop(folder)
    began, busy = time.perf_counter(), time.process_time()
    building.judge(shop)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    rows = engine.execute("SELECT count(*) FROM rises").fetchall()[0][0]
    verdicts = engine.execute("SELECT verdict, sum(series)::BIGINT FROM judged GROUP BY 1 ORDER BY 2 DESC").fetchall()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {"seconds": seconds, "busy": busy, "gb": peak, "rows": rows, "verdicts": dict(verdicts)}


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        what, where = sys.argv[1:]
        os.environ["NUMBA_CACHE_DIR"] = f"{where}/numba"
        print(json.dumps({"world": world, "compile": compile_kernel, "judge": judge}[what](where)))
