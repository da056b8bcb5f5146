"""Read the oracle cases of a folder: settings, series, and R's answers."""

import gzip
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

COMMITTED = Path(__file__).parent / "rise"
METHODS = {"nbPlugin": "nb_plugin", "delta": "delta", "muan": "muan"}


@dataclass(frozen=True)
class Case:
    """One file of R's answers: one series file under one setting."""

    folder: Path
    entry: dict

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}-{self.entry['dataset']}-{self.entry['setting']}"

    def options(self) -> dict:
        """R's control settings as arguments of `farrington`."""
        control = self.entry["control"]
        return {
            "frequency": self.entry["freq"],
            "b": control["b"],
            "w": control["w"],
            "no_periods": control["noPeriods"],
            "past_not_included": control["pastWeeksNotIncluded"],
            "reweight": control["reweight"],
            "weights_threshold": control["weightsThreshold"],
            "trend": control["trend"],
            "p_threshold_trend": control["pThresholdTrend"],
            "threshold_method": METHODS[control["thresholdMethod"]],
            "power": control["powertrans"],
            "alpha": control["alpha"],
            "limit54": tuple(control["limit54"]),
        }

    def series(self) -> dict:
        """Names, counts, dates and population as `farrington` takes them."""
        rows = _rows(self.folder / self.entry["series_file"])
        names = list(dict.fromkeys(row["series"] for row in rows))
        place = {name: i for i, name in enumerate(names)}
        n_times = max(int(row["k"]) for row in rows)
        counts, population = np.full((2, len(names), n_times), np.nan)
        dates = np.full(n_times, "NaT", dtype="datetime64[D]")
        for row in rows:
            cell = place[row["series"]], int(row["k"]) - 1
            counts[cell], population[cell] = _number(row["count"]), _number(row["population"])
            if row["date"]:
                dates[cell[1]] = np.datetime64(row["date"])
        return {
            "names": names,
            "counts": counts,
            "dates": dates if self.entry["epochAsDate"] else None,
            "population": population if self.entry["control"]["populationOffset"] else None,
        }

    def answers(self) -> list[dict]:
        """R's rows, numbers parsed, missing as NaN."""
        text = ("dataset", "setting", "series", "error")
        return [
            {k: v if k in text else _number(v) for k, v in row.items()}
            for row in _rows(self.folder / self.entry["file"])
        ]


def cases() -> list[Case]:
    """The committed simulated cases, then every case of the folder that `HUEANDCRY_ORACLES` names."""
    named = os.environ.get("HUEANDCRY_ORACLES")
    folders = [COMMITTED] + ([Path(named) / "rise"] if named else [])
    return [Case(folder, entry) for folder in folders for entry in _manifest(folder)]


def _manifest(folder: Path) -> list[dict]:
    path = folder / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else []


def _rows(path: Path) -> list[dict]:
    """Rows of a CSV whose series names may hold unquoted commas: surplus fields belong to the name."""
    with gzip.open(path, "rt") as lines:
        columns = next(lines).rstrip("\n").split(",")
        at = columns.index("series")
        rows = []
        for line in lines:
            fields = line.rstrip("\n").split(",")
            surplus = len(fields) - len(columns)
            name = ",".join(fields[at : at + surplus + 1])
            rows.append(dict(zip(columns, [*fields[:at], name, *fields[at + surplus + 1 :]], strict=True)))
    return rows


def _number(text: str) -> float:
    return float(text) if text not in ("", "NA") else np.nan
