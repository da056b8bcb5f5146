"""All measures over ten million crimes and their outcomes, beside the same sums by plain DuckDB SQL without intervals.

    python -m bench.measures

43 forces, five years, an outcome for most crimes and a result in court for most charges, loaded and built as real files
are. Limit: 60 seconds for following every Crime ID and working out every measure with intervals and funnels. The peer
is one SELECT for each measure over the same build, each joining crimes with outcomes by itself; it gives no intervals.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import django
import duckdb

from bench import material
from hueandcry.bodies import queries as bodies
from hueandcry.warehouse.home import Home

LIMIT = 60
MONTHS, ROWS = 60, 3_876
SPENT = "Crimes followed", "Measures"

# Outcomes of the crimes of a month, up to four months later; of charges a result in court three months after that.
OUTCOMES = """
WITH crimes AS (
    SELECT *, (Month || '-01')::DATE AS on_day, hash("Crime ID") AS chance
    FROM read_csv('{folder}/*-street.csv', all_varchar = true) WHERE "Crime ID" IS NOT NULL
),
ended AS (
    SELECT *, (on_day + to_months((chance % 5)::INTEGER))::DATE AS ended,
        CASE WHEN chance % 100 < 9 THEN 'Suspect charged' WHEN chance % 100 < 15 THEN 'Local resolution'
            WHEN chance % 100 < 40 THEN 'Unable to prosecute suspect'
            ELSE 'Investigation complete; no suspect identified' END AS outcome
    FROM crimes WHERE chance % 100 < 90
),
every AS (
    FROM ended
    UNION ALL BY NAME
    SELECT * REPLACE ((ended + INTERVAL 3 MONTH)::DATE AS ended, 'Offender fined' AS outcome)
    FROM ended WHERE outcome = 'Suspect charged' AND chance % 7 < 4
)
SELECT "Crime ID", strftime(ended, '%Y-%m') AS "Month", "Reported by", "Falls within", "Longitude", "Latitude",
    "Location", "LSOA code", "LSOA name", outcome AS "Outcome type"
FROM every WHERE ended <= DATE '2017-04-01'
"""

# What an analyst would ask, measure by measure.
FOLLOWED = """
WITH once AS (SELECT crime_id, min(month) AS month, min(body) AS body, min(kind) AS kind FROM crimes
    WHERE crime_id IS NOT NULL GROUP BY crime_id),
met AS (SELECT crime_id, min(month) AS month FROM outcomes WHERE {which} GROUP BY crime_id)
SELECT once.body, once.kind, year(once.month), count(*),
    count(*) FILTER (date_diff('month', once.month, met.month) <= {months})
FROM once LEFT JOIN met ON met.crime_id = once.crime_id GROUP BY ALL
"""
PEERS = {
    "street-crime-rate": "SELECT body, kind, year(month), count(*) FROM crimes GROUP BY ALL",
    "charged": FOLLOWED.format(which="outcome LIKE 'Suspect charged%'", months=6),
    "suspect-identified": FOLLOWED.format(which="outcome NOT LIKE '%no suspect identified'", months=6),
    "court-result": FOLLOWED.format(which="outcome LIKE 'Offender fined%'", months=12),
    "outcome-within-three-months": FOLLOWED.format(which="true", months=3),
    "time-to-outcome": """
        WITH once AS (SELECT crime_id, min(month) AS month, min(body) AS body, min(kind) AS kind FROM crimes
            WHERE crime_id IS NOT NULL GROUP BY crime_id),
        met AS (SELECT crime_id, min(month) AS month FROM outcomes GROUP BY crime_id)
        SELECT once.body, once.kind, year(once.month), median(date_diff('month', once.month, met.month))
        FROM once LEFT JOIN met ON met.crime_id = once.crime_id GROUP BY ALL""",
    "after-charge": """
        WITH once AS (SELECT crime_id, min(month) AS month, min(body) AS body, min(kind) AS kind FROM crimes
            WHERE crime_id IS NOT NULL GROUP BY crime_id),
        met AS (SELECT crime_id, max(outcome) AS outcome, bool_or(outcome = 'Offender fined') AS fined FROM outcomes
            GROUP BY crime_id)
        SELECT once.body, once.kind, year(once.month), outcome, fined, count(*)
        FROM once LEFT JOIN met ON met.crime_id = once.crime_id GROUP BY ALL""",
}


def main() -> None:
    """Make the files, load and build them in a process of their own, and ask the peer in another."""
    with tempfile.TemporaryDirectory() as folder:
        crimes = _write(Path(folder) / "in")
        ours = _run("build", folder)
        theirs = _run("peer", folder)
    spent = sum(ours["seconds"][step] for step in SPENT)
    busy = sum(ours["busy"][step] for step in SPENT)
    print(f"measures over {crimes:,} crimes and {ours['outcomes']:,} outcomes of {len(bodies.forces()) - 2} forces")
    for step in SPENT:
        print(f"  {step}: {ours['seconds'][step]:.1f} s ({ours['busy'][step]:.1f} s of processor time)")
    print(f"  together {spent:.1f} s (limit {LIMIT}; {busy:.1f} s of processor time)")
    print(f"  {ours['values']:,} values with intervals, {ours['funnels']:,} funnels; peak memory {ours['gb']:.2f} GB")
    print(f"  peer, {len(PEERS)} SELECTs without intervals: {theirs['seconds']:.1f} s ({theirs['busy']:.1f} s)")


def _run(what: str, folder: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "bench.measures", what, folder], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _write(folder: Path) -> int:
    slugs = [one.slug for one in bodies.forces() if one.country in ("England", "Wales")]
    rows = material.write(folder, forces=len(slugs), months=MONTHS, rows=ROWS, slugs=slugs)
    codes = 'SELECT DISTINCT "LSOA code", "LSOA name" FROM read_csv(\'{0}/*-street.csv\', all_varchar = true)'
    engine = duckdb.connect()
    engine.execute(
        f"COPY ({OUTCOMES.format(folder=folder)}) TO '{folder}/out' "
        '(FORMAT csv, PARTITION_BY ("Month", "Reported by"), WRITE_PARTITION_COLUMNS true)'
    )
    found = engine.execute(codes.format(folder)).fetchall()
    _residents(folder / "residents-mid2014.csv", found)
    return rows


def _residents(path: Path, areas: list[tuple[str, str]]) -> None:
    header = (
        "LSOA Code,LSOA Name,LA Code (2019 boundaries),LA name (2019 boundaries),"
        "LA Code (2020 boundaries),LA name (2020 boundaries),All Ages"
    )
    lines = [header]
    for code, name in areas:
        district = name.rpartition(" ")[0]
        lines.append(f'{code},"{name}",E07000001,"{district}",E07000001,"{district}",1600')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def build(folder: str) -> dict:
    """Load and build as a person would, timing each step."""
    home, clock = Home(Path(folder) / "home").make(), _Clock()
    os.environ["HUEANDCRY_HOME"] = str(home.root)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hueandcry.project.settings")
    django.setup()
    from hueandcry.measures import actions as measures
    from hueandcry.sources.actions import building, load
    from hueandcry.surveys import actions as surveys
    from hueandcry.warehouse import builds

    load(home=home, paths=[Path(folder) / "in"], now=datetime.now(UTC), release="2026-11")
    made = builds.build(
        home=home,
        steps=[*building.steps(), *surveys.steps(), *measures.steps()],
        checks=[],
        now=datetime.now(UTC),
        settings={},
        on_step=clock.lap,
    )
    clock.lap("")
    engine = duckdb.connect(str(made.database), read_only=True)
    counted = engine.execute("""
        SELECT (SELECT count(*) FROM outcomes), (SELECT count(value) FROM measure_values),
            (SELECT count(*) FROM (SELECT DISTINCT measure, part, period FROM measure_limits))
    """).fetchone()
    (Path(folder) / "database").write_text(str(made.database), encoding="utf-8")
    return {
        "seconds": clock.seconds,
        "busy": clock.busy,
        "gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
        **dict(zip(("outcomes", "values", "funnels"), counted, strict=True)),
    }


def peer(folder: str) -> dict:
    """Ask for the same sums in plain SQL, each by itself."""
    engine = duckdb.connect((Path(folder) / "database").read_text("utf-8"), read_only=True)
    engine.execute("SET memory_limit = '4GB'")
    clock = _Clock()
    for name, sql in PEERS.items():
        clock.lap(name)
        engine.execute(sql).fetchall()
    clock.lap("")
    return {"seconds": sum(clock.seconds.values()), "busy": sum(clock.busy.values())}


class _Clock:
    """Seconds of wall and of processor by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.busy: dict[str, float] = {}
        self._step, self._wall, self._cpu = "", time.perf_counter(), time.process_time()

    def lap(self, step: str) -> None:
        """End the step before and begin another."""
        wall, cpu = time.perf_counter(), time.process_time()
        if self._step:
            self.seconds[self._step], self.busy[self._step] = wall - self._wall, cpu - self._cpu
        self._step, self._wall, self._cpu = step, wall, cpu


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"build": build, "peer": peer}[sys.argv[1]](sys.argv[2])))
    else:
        main()
