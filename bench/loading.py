"""Ten million rows in 800 files → landed Parquet, every column checked, beside DuckDB's own COPY of the same files.

Limit: at least 70 % of COPY's speed; under 2 GB of memory.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
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
duckdb.sql(f"COPY (SELECT * FROM read_csv('{sys.argv[1]}/*.csv')) TO '{sys.argv[2]}.parquet' (FORMAT parquet)")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = material.write(Path(folder) / "in")
        ours, theirs = [], []
        for repeat in range(REPEATS):
            theirs.append(_seconds(COPY, folder, f"copy{repeat}"))
            ours.append(_seconds(LOAD, folder, f"home{repeat}"))
            shutil.rmtree(Path(folder) / f"home{repeat}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    share = median(copy / load for copy, load in zip(theirs, ours, strict=True))
    print(f"loading {rows:,} rows of {material.MONTHS * len(material.FORCES)} files")
    print(
        f"  {rows / median(ours):,.0f} rows/s; COPY {rows / median(theirs):,.0f} rows/s; ratio {share:.2f} (limit 0.70)"
    )
    print(f"  peak memory of either {peak:.2f} GB (limit 2)")


def _seconds(program: str, folder: str, target: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, f"{folder}/in", f"{folder}/{target}"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
