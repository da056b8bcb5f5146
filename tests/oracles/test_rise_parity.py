"""`farrington` equals R's `farringtonFlexible`, number for number, on every case that can be found."""

import os
from pathlib import Path

import numpy as np
import pytest

from hueandcry.stats import rises
from oracles.rise_cases import COMMITTED, Case, cases

pytestmark = pytest.mark.oracles

RELATIVE = 1e-8
# Where a count is the mean but for rounding, its score (observed - mean) / (limit - mean) is rounding too.
ABSOLUTE = {"score": 1e-10, "slope": 1e-12}
# Exactly constant series: the trend's t value is rounding over rounding. The oracles' notes exclude the flag.
CONSTANT = {"const5", "const_then_zero", "all_zero"}
OURS = {
    "expected": "expected",
    "upperbound": "upper",
    "alarm": "alarm",
    "score": "score",
    "pvalue": "p_value",
    "mu0": "mu0",
    "phi": "dispersion",
    "trend": "trend",
    "trend_coef": "slope",
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_rise_equals_r(case: Case) -> None:
    series = case.series()
    names = series.pop("names")
    rows = case.answers()
    at = sorted({int(row["k"]) - 1 for row in rows})

    result = rises.farrington(at=at, **series, **case.options())

    cells = [(names.index(row["series"]), at.index(int(row["k"]) - 1)) for row in rows]
    faults = []
    for theirs, ours in OURS.items():
        expected = np.array([row[theirs] for row in rows])
        found = np.array([getattr(result, ours)[cell] for cell in cells])
        close = np.isclose(found, expected, rtol=RELATIVE, atol=ABSOLUTE.get(ours, 0.0), equal_nan=True)
        if ours in ("trend", "slope"):
            close |= np.array([row["series"] in CONSTANT for row in rows])
        faults += [
            f"{ours} of {rows[i]['series']} at {rows[i]['k']:.0f}: {found[i]!r}, R {expected[i]!r}"
            for i in np.flatnonzero(~close)
        ]
    assert rows and not faults, f"{len(faults)} differences, the first: {faults[:5]}"


def test_committed_cases_are_there() -> None:
    committed = [case for case in cases() if case.folder == COMMITTED]

    assert len(committed) == 20
    assert all(case.entry["dataset"].startswith("sim_") for case in committed)


@pytest.mark.skipif(os.environ.get("CI", "").lower() not in ("1", "true"), reason="only where CI is true")
def test_continuous_integration_has_the_oracle_folder() -> None:
    named = os.environ.get("HUEANDCRY_ORACLES")

    assert named, "set HUEANDCRY_ORACLES to the folder of the oracles"
    assert (Path(named) / "rise" / "manifest.json").exists(), f"{named} holds no rise/manifest.json"


def test_a_named_oracle_folder_exists() -> None:
    named = os.environ.get("HUEANDCRY_ORACLES", str(COMMITTED.parent))

    assert (Path(named) / "rise" / "manifest.json").exists(), (
        f"HUEANDCRY_ORACLES names {named}: no rise/manifest.json there"
    )
