"""Ten million rows in 800 files → landed Parquet, every column checked, beside DuckDB's own COPY of the same files.

Limit: at least 70 % of COPY's speed; under 2 GB of memory. Both are run in turn; the ratio is the median of the pairs',
once by the clock and once by processor time, which other work on the machine disturbs less.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import material

REPEATS = 3

LOAD = """
import sys; from datetime import UTC, datetime; from pathlib import Path
from hueandcry.sources.actions import load; from hueandcry.warehouse.home import Home
load(home=Home(Path(sys.argv[2])), paths=[Path(sys.argv[1])], now=datetime.now(UTC))
"""
COPY = """
import sys, duckdb
duckdb.execute(f"COPY (SELECT * FROM read_csv('{sys.argv[1]}/*.csv')) TO '{sys.argv[2]}.parquet' (FORMAT parquet)")
"""


@dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    seconds: float
    processor: float
    gigabytes: float


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = material.write(Path(folder) / "in")
        pairs = [(_run(COPY, folder), _run(LOAD, folder)) for _ in range(REPEATS)]
    theirs, ours = zip(*pairs, strict=True)
    by_clock = median(copy.seconds / load.seconds for copy, load in pairs)
    by_processor = median(copy.processor / load.processor for copy, load in pairs)
    print(f"loading {rows:,} rows of {material.MONTHS * len(material.FORCES)} files")
    print(f"  {_pace(rows, ours)}; COPY {_pace(rows, theirs)}")
    print(f"  ratio {by_clock:.2f} by the clock, {by_processor:.2f} by processor time (limit 0.70)")
    print(f"  peak memory {max(run.gigabytes for run in ours):.2f} GB (limit 2)")


def _pace(rows: int, runs: tuple[Run, ...]) -> str:
    return f"{rows / median(run.seconds for run in runs):,.0f} rows/s"


def _run(program: str, folder: str) -> Run:
    target = Path(folder) / "out"
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", program, f"{folder}/in", str(target)])
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"the program ended with status {status}:\n{program}")
    shutil.rmtree(target, ignore_errors=True)
    target.with_suffix(".parquet").unlink(missing_ok=True)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2)


if __name__ == "__main__":
    main()
