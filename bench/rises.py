"""How fast `farrington` is, beside a general-purpose regression timed in the same run.

    python bench/rises.py [--series 100000] [--repeats 5]

The peer is statsmodels' quasi-Poisson fit of the same design. R's `farringtonFlexible` took 13.3 ms a judgement on an
idle machine on which that fit took 3.3 ms, so R's time here is reckoned as 13.3 / 3.3 of the peer's. Medians over
repeats. The whole country and the first call run in processes of their own, so that their memory and their compiling
are their own.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial

import numpy as np

R_OVER_PEER = 13.3 / 3.3
PEER_FITS = 200
TARGET = 1000.0
AREAS, KINDS, MONTHS = 35_000, 14, 72
COUNTRY_SECONDS, COUNTRY_GB = 30.0, 4.0


def main() -> None:
    arguments = _arguments()
    if arguments.part:
        print(json.dumps(PARTS[arguments.part]()))
        return
    counts, dates = _series(arguments.series)
    work = {"peer": _fit_by_peer} | {n: partial(_judge, counts, dates, threads=n) for n in (1, 2)}
    seconds = _medians(work, arguments.repeats)
    peer = seconds["peer"] / PEER_FITS
    reckoned_r = peer * R_OVER_PEER
    print(f"peer: statsmodels quasi-Poisson fit {peer * 1e3:.2f} ms; R reckoned at {reckoned_r * 1e3:.1f} ms\n")
    print(f"{arguments.series:,} monthly series x 1 month of 120, defaults: limits, ranges and p-values included")
    print(f"{'threads':>8}{'judged a second':>18}{'µs each':>10}{'times R':>10}   (aim {TARGET:,.0f})")
    for threads in (1, 2):
        each = seconds[threads] / arguments.series
        print(f"{threads:8}{1 / each:18,.0f}{each * 1e6:10.2f}{reckoned_r / each:10,.0f}")
    _print_parts()


def _print_parts() -> None:
    with tempfile.TemporaryDirectory() as empty:
        first = _apart("first_call", NUMBA_CACHE_DIR=empty)
        again = _apart("first_call", NUMBA_CACHE_DIR=empty)
    print(
        f"\nfirst call: {first['seconds']:.1f} s compiling, {again['seconds']:.1f} s in a later process from the cache"
    )
    country = _apart("country")
    print(f"\nwhole country, {AREAS:,} areas x {KINDS} kinds, {country['too_few']:.0%} of the series too few to judge")
    stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in country["stages"].items())
    print(f"  {stages}: {country['seconds']:.1f} s (limit {COUNTRY_SECONDS:.0f}) on two threads")
    print(f"  most memory {country['gigabytes']:.2f} GB (limit {COUNTRY_GB:.0f}), counts {country['counts_gb']:.2f} GB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    return parser.parse_args()


def _apart(part: str, **environment: str) -> dict:
    command = [sys.executable, __file__, "--part", part]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _medians(work: dict, repeats: int) -> dict:
    """Median seconds of each piece of work, taken in turns so that a busy machine is busy for all of them."""
    times = {name: [] for name in work}
    for turn in range(repeats + 1):
        for name, do in work.items():
            start = time.perf_counter()
            do()
            if turn:  # the first turn warms
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def _series(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Monthly counts of mixed size, season, trend and scatter: half of them between 5 and 20 a month."""
    rng = np.random.default_rng(1)
    months = np.arange(120)
    level = np.exp(rng.normal(2.3, 1.0, (n, 1)))
    season = 1.0 + 0.3 * np.sin(2.0 * np.pi * (months / 12.0 + rng.uniform(0.0, 1.0, (n, 1))))
    mean = level * season * np.exp(rng.normal(0.0, 0.002, (n, 1)) * months)
    excess = rng.gamma(2.0, 0.25, (n, 1)) + 1e-6
    dates = np.arange("2014-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")
    return rng.negative_binomial(mean / excess, 1.0 / (1.0 + excess)).astype(np.float64), dates


def _judge(counts: np.ndarray, dates: np.ndarray, threads: int):
    from hueandcry.stats import rises

    return rises.farrington(counts, at=[counts.shape[1] - 1], frequency=12, dates=dates, threads=threads)


def _fit_by_peer() -> None:
    """Quasi-Poisson fits of sixty months, nine blocks and a slope, by statsmodels."""
    import statsmodels.api as sm

    counts, _ = _series(PEER_FITS)
    months = np.arange(60)
    design = np.column_stack([np.ones(60), months, *(months % 10 == block for block in range(1, 10))]).astype(float)
    for row in counts:
        sm.GLM(row[59:119], design, family=sm.families.Poisson()).fit(scale="X2")


def _first_call() -> dict:
    start = time.perf_counter()
    counts, dates = (
        np.full((2, 120), 7.0),
        np.arange("2014-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]"),
    )
    _judge(counts, dates, threads=1)
    return {"seconds": time.perf_counter() - start}


def _country() -> dict:
    """A month of small areas: most have a crime of a kind now and then, a few have many."""
    from hueandcry.stats import rises
    from hueandcry.stats.discrete_fdr import q_values
    from hueandcry.stats.tree_fdr import tree_discoveries

    rng = np.random.default_rng(2)
    kind = np.tile(np.arange(KINDS), AREAS)
    of_kind = np.linspace(-3.2, 1.6, KINDS)[kind]
    mean = np.exp(of_kind + np.repeat(rng.normal(0.0, 0.8, AREAS), KINDS))
    counts = np.empty((mean.size, MONTHS))
    for run in np.array_split(np.arange(mean.size), 50):
        counts[run] = rng.poisson(mean[run, None], (run.size, MONTHS))
    dates = np.arange("2018-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")
    _judge(counts[:2], dates, threads=1)  # compiled beforehand; the first call is reported by itself
    rises.evidence(_judge(counts[:30], dates, threads=1), counts[:30, [-1]], np.zeros(30))
    q_values([0.1], mean=[1.0], spread=[1.0])

    stages, clock = {}, time.perf_counter()

    def lap(name: str) -> None:
        nonlocal clock
        stages[name], clock = time.perf_counter() - clock, time.perf_counter()

    result = _judge(counts, dates, threads=2)
    lap("farrington")
    evidence = rises.evidence(result, counts[:, [-1]], kind)
    p = np.where(rises.testable(result), evidence.p_value, np.nan)[:, 0]
    lap("evidence")
    q_values(p, mean=evidence.mean[:, 0], spread=evidence.spread[:, 0])
    lap("q-values")
    tree_discoveries(*_tree(p, kind))
    lap("tree")
    return {
        "stages": stages,
        "seconds": sum(stages.values()),
        "too_few": float(np.mean(result.reason == rises.Reason.TOO_FEW)),
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "counts_gb": counts.nbytes / 1e9,
    }


def _tree(p: np.ndarray, kind: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """43 forces and 330 districts over the areas, a tree for each kind."""
    area = np.repeat(np.arange(AREAS), KINDS)
    forces = 43 * KINDS
    district = (area * 330 // AREAS) * KINDS + kind
    force = (np.arange(330 * KINDS) // KINDS * 43 // 330) * KINDS + np.arange(330 * KINDS) % KINDS
    parent = np.concatenate([np.full(forces, -1), force, forces + district])
    return np.concatenate([np.full(forces + 330 * KINDS, np.nan), p]), parent


PARTS = {"first_call": _first_call, "country": _country}


if __name__ == "__main__":
    main()
