"""Tables of the methods pages that are worked out from result files, as Markdown."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

# setting, whose program → what the table calls it
NOUFAILY_ROWS = {
    ("improved", "R"): "improved, R",
    ("improved", "compatible"): "improved, ours, equal to R",
    ("improved", "corrected"): "**improved, ours, corrected**",
    ("improved_5in4", "corrected"): "**the same, with the small-count rule**",
    ("classic", "R"): "classic, R",
    ("classic", "compatible"): "classic, ours, equal to R",
}
NOT_MEASURED = "not measured"


def noufaily_summary(folder: Path) -> str:
    """Return false alarms, outbreaks found, delay and range held, over the 42 recipes, by setting and program."""
    path = folder / "noufaily_results.csv"
    if not path.exists():
        return "*Not measured yet: run `python bench/noufaily.py`, then `make docs`.*"
    with path.open(encoding="utf-8", newline="") as lines:
        results = list(csv.DictReader(lines))
    rows = [
        [name, *_measures([row for row in results if (row["config"], row["source"]) == (setting, source)])]
        for (setting, source), name in NOUFAILY_ROWS.items()
    ]
    heads = ["setting", "false alarms in 1,000 weeks", "outbreaks found", "weeks until found", "range held"]
    return _table(heads, [row for row in rows if len(row) == len(heads)])


def _measures(rows: Sequence[Mapping[str, str]]) -> list[str]:
    if not rows:
        return []
    return [
        _middle(rows, "fpr_clean", 1000, "{:.1f}"),
        _middle(rows, "pod", 100, "{:.0f}%"),
        _middle(rows, "delay", 1, "{:.1f}"),
        _middle(rows, "cover_clean", 100, "{:.0f}%"),
    ]


def _middle(rows: Sequence[Mapping[str, str]], column: str, times: float, written: str) -> str:
    """Return the middle of the recipes, and the lowest and highest."""
    values = [float(row[column]) * times for row in rows if row[column] not in ("", "nan")]
    if not values:
        return NOT_MEASURED
    middle, low, high = (written.format(value) for value in (median(values), min(values), max(values)))
    return f"{middle} ({low} to {high})"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


TABLES: Mapping[str, Callable[[Path], str]] = {"noufaily_summary": noufaily_summary}
