"""The figures on the methods page are those of the results file."""

import csv
import re
from pathlib import Path
from statistics import fmean

METHODS = Path(__file__).parents[3] / "docs" / "methods"
COLUMNS = ("fpr_clean", "fpr_contam", "pod", "pod_k_ge7", "potd")


def _results() -> list[dict]:
    with (METHODS / "noufaily_results.csv").open() as lines:
        return list(csv.DictReader(lines))


def _mean(rows: list[dict], column: str) -> float:
    return fmean(float(row[column]) for row in rows if row[column])


def test_table_of_settings_is_the_mean_of_the_results():
    page = (METHODS / "rises.md").read_text("utf-8")
    table = re.findall(r"^\| (\w+) \| (R|compatible|corrected) \| (.+) \|$", page, re.MULTILINE)

    assert len(table) == 10
    for config, source, cells in table:
        rows = [row for row in _results() if (row["config"], row["source"]) == (config, source)]
        assert len(rows) == 42
        shown = [cell.strip() for cell in cells.split("|")]
        assert shown == [f"{_mean(rows, c):.{4 if 'fpr' in c else 3}f}" for c in COLUMNS], (config, source)


def test_correction_changes_no_alarm_at_the_products_settings():
    rates = {
        source: [
            [row[c] for c in COLUMNS]
            for row in _results()
            if (row["config"], row["source"]) == ("improved_5in4", source)
        ]
        for source in ("compatible", "corrected")
    }

    assert rates["compatible"] == rates["corrected"]


def test_ours_stand_within_chance_of_the_reference():
    for config in ("classic", "improved", "improved_muan"):
        ours, theirs = (
            [row for row in _results() if (row["config"], row["source"]) == (config, s)] for s in ("compatible", "R")
        )

        assert abs(_mean(ours, "fpr_clean") - _mean(theirs, "fpr_clean")) < 0.002
        assert abs(_mean(ours, "pod") - _mean(theirs, "pod")) < 0.035


def test_the_usual_range_held_as_said():
    improved = [row for row in _results() if (row["config"], row["source"]) == ("improved", "corrected")]

    assert round(_mean(improved, "cover_clean"), 2) == 0.93
    assert 0.90 <= _mean(improved[30:], "cover_clean") < 0.915
    assert round(_mean(improved, "delay"), 1) == 0.2
