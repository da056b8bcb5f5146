"""What each setting of the method does on the 42 worlds of Noufaily et al. 2013, beside R's own results.

    python bench/noufaily.py [--replicates 100] [--threads 2] [--reference FILE]

Prints averages and writes `docs/methods/noufaily_results.csv`, from which the methods page takes its figures. Columns:
`fpr_clean`, alarms a judged week where nothing ever broke out; `fpr_contam`, alarms a judged week outside the
outbreak, with past outbreaks in the baseline; `pod`, outbreaks with at least one alarm in a week with its cases
(`_k_le3` small ones, `_k_ge7` large ones); `potd`, weeks with outbreak cases that raise an alarm; `delay`, weeks from
the first case to the first alarm, of outbreaks found; `cover_clean`, judged weeks inside the usual range; `n_out`,
outbreaks with at least one case. The reference (40 replicates, R) has no delay and no range; it ran without the
small-count rule, and so do we, except in the last setting.
"""

import argparse
import csv
import os
from pathlib import Path

import numpy as np

from hueandcry.stats import rises, scenarios

RESULTS = Path(__file__).parent.parent / "docs" / "methods" / "noufaily_results.csv"
SEED = 20130328

WINDOW = {"frequency": 52, "b": 5, "w": 3, "alpha": 0.005}
CLASSIC = {"no_periods": 1, "weights_threshold": 1.0, "p_threshold_trend": 0.05, "threshold_method": "delta"}
IMPROVED = {"no_periods": 10, "past_not_included": 26}
NO_RULE = {"limit54": (0, 4)}
SETTINGS = {
    "classic": CLASSIC | NO_RULE,
    "improved": IMPROVED | NO_RULE,
    "improved_muan": IMPROVED | NO_RULE | {"threshold_method": "muan"},
    "improved_5in4": IMPROVED,
}
RATES = ("fpr_clean", "fpr_contam", "pod", "pod_k_le3", "pod_k_ge7", "potd", "delay", "cover_clean")


def main() -> None:
    arguments = _arguments()
    reference = _reference(arguments.reference)
    rows = list(_rows(arguments.replicates, arguments.threads, reference))
    _write(rows)
    _print(rows, arguments.replicates)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicates", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    oracles = os.environ.get("HUEANDCRY_ORACLES", "../shared/oracles")
    parser.add_argument("--reference", type=Path, default=Path(oracles) / "rise" / "noufaily_reference_results.csv")
    return parser.parse_args()


def _reference(path: Path) -> list[dict]:
    """R's results, or those already in the results file where the oracles are not at hand."""
    if path.exists():
        with path.open() as lines:
            return [{"source": "R"} | {k.lower(): v for k, v in row.items()} for row in csv.DictReader(lines)]
    print(f"no reference at {path}: keeping the one in {RESULTS.name}")
    with RESULTS.open() as lines:
        return [row for row in csv.DictReader(lines) if row["source"] == "R"]


def _rows(replicates: int, threads: int, reference: list[dict]):
    for scenario in scenarios.SCENARIOS:
        rng = np.random.default_rng([SEED, scenario.number])
        quiet = scenarios.quiet_counts(scenario, replicates, rng)
        outbreaks = scenarios.with_outbreaks(scenario, quiet, rng)
        for name, setting in SETTINGS.items():
            for compatible in (True, False):
                options = {"at": scenarios.JUDGED, "compatible": compatible, "threads": threads} | WINDOW | setting
                rates = _rates(quiet, outbreaks, options)
                source = "compatible" if compatible else "corrected"
                yield {"source": source, "scenario": scenario.number, "config": name} | rates
        yield from (row for row in reference if int(row["scenario"]) == scenario.number)


def _rates(quiet: np.ndarray, outbreaks: scenarios.Outbreaks, options: dict) -> dict:
    clean = rises.farrington(quiet, **options)
    alarm = rises.farrington(outbreaks.counts, **options).alarm == 1
    breaking = outbreaks.breaking[:, scenarios.JUDGED]
    there = breaking.any(axis=1)
    hit = alarm & breaking
    found = hit.any(axis=1)
    small, large = there & (outbreaks.size <= 3), there & (outbreaks.size >= 7)
    delay = hit[found].argmax(axis=1) - breaking[found].argmax(axis=1)
    counts = quiet[:, scenarios.JUDGED]
    return {
        "fpr_clean": np.mean(clean.alarm == 1),
        "fpr_contam": np.mean(alarm[~breaking]),
        "pod": np.mean(found[there]),
        "pod_k_le3": np.mean(found[small]) if small.any() else np.nan,
        "pod_k_ge7": np.mean(found[large]) if large.any() else np.nan,
        "potd": np.mean(hit[breaking]),
        "delay": np.mean(delay) if delay.size else np.nan,
        "cover_clean": np.mean((counts >= clean.lower) & (counts <= clean.upper_usual)),
        "n_out": int(there.sum()),
    }


def _write(rows: list[dict]) -> None:
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    columns = ["source", "scenario", "config", *RATES, "n_out"]
    with RESULTS.open("w", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({k: f"{v:.5f}" if isinstance(v, float) else v for k, v in row.items()})


def _print(rows: list[dict], replicates: int) -> None:
    print(f"The 42 scenarios, {replicates} replicates of 49 judged weeks (R: 40). Means over scenarios.")
    print(f"{'setting':16}{'as':12}" + "".join(f"{rate:>12}" for rate in RATES))
    for name in SETTINGS:
        for source in ("R", "compatible", "corrected"):
            chosen = [row for row in rows if (row["source"], row["config"]) == (source, name)]
            if chosen:
                print(f"{name:16}{source:12}" + "".join(f"{_mean(chosen, rate):12.4f}" for rate in RATES))


def _mean(rows: list[dict], rate: str) -> float:
    values = np.array([np.nan if row.get(rate) in (None, "") else float(row[rate]) for row in rows])
    return float(np.nanmean(values)) if np.isfinite(values).any() else np.nan


if __name__ == "__main__":
    main()
