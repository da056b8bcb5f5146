"""`surveys` equals R's `survey`, number for number, on every wanted case that can be found."""

import os
import re
from pathlib import Path

import numpy as np
import pytest

from hueandcry.stats import surveys
from stats.surveys.oracle_cases import Case, cases

pytestmark = pytest.mark.oracles

RELATIVE = 1e-8
# A standard error that is zero but for rounding: relative to its estimate.
ROUNDING = 1e-11
# R's tolerance in `calibrate`; its weights are those of the first Newton step within it.
CALIBRATE_TOLERANCE = 1e-7


@pytest.mark.parametrize("case", cases()[0], ids=lambda case: case.id)
def test_survey_equals_r(case: Case) -> None:
    check = next((check for pattern, check in CHECKS if re.search(pattern, case.call)), None)
    assert check, f"{case.id}: {case.call} is not understood"

    left = check(case)

    assert not left, f"{case.id}: {left} is not understood"


def _means(case: Case) -> set[str]:
    result, table = _result(case), case.table()
    found = surveys.means(case.design(), _columns(table, _names(case, result)))
    return _estimates(result, found, case)


def _replaced_deff(case: Case) -> set[str]:
    whole = next(c for c in case.others if c.id == case.id.replace("_deff_replace", "_mean"))
    values = np.atleast_1d(case.expected["res"])
    names = _names(whole, whole.expected["res"])[: values.size]
    found = surveys.means(case.design(), _columns(case.table(), names))
    _same("deff", found.design_effect(), values)
    return set(case.expected) - {"res"}


def _totals(case: Case) -> set[str]:
    result, table = _result(case), case.table()
    found = surveys.totals(case.design(**case.lonely_for_totals()), _columns(table, _names(case, result)))
    return _estimates(result, found, case)


def _ratios(case: Case) -> set[str]:
    result, table = _result(case), case.table()
    above, below = case.ratio()
    found = surveys.ratios(case.design(), table[above], table[below])
    return _estimates(result, found, case)


def _proportions(case: Case) -> set[str]:
    yes, among, level = _yes(case), _among(case), _level(case)
    for method, told in _result(case).items():
        ours, compatible = ("logit", False) if method == "xlogit" else (method, True)
        found = surveys.proportions(case.design(), yes, domains=among, method=ours, level=level, compatible=compatible)
        for key, value in (("est", found.value), ("se", found.se), ("lo", found.lower), ("hi", found.upper)):
            _same(f"{method} {key}", value, told[key])
        assert np.ravel(found.degrees) == told["df"]
        assert set(told) <= {"est", "se", "lo", "hi", "df"}
    return set(case.expected) - {"res"}


def _by_domain(case: Case) -> set[str]:
    told, table = _result(case)["table"], case.table()
    by = re.search(r", ?~([\w.+]+), ?svy", case.call).group(1).split("+")
    domains = surveys.domains(*(table[name] for name in by))
    labels = list(zip(*(told[name] for name in by), strict=True))
    places = [domains.labels.index(label if len(by) > 1 else label[0]) for label in labels]
    statistic = re.search(r"(svymean|svytotal|svyratio|svyciprop)\b(?!.*svy)", case.call).group(1)
    return _table(case, {k: v for k, v in told.items() if k not in by}, table, domains, places, statistic)


def _table(case, told, table, domains, places, statistic) -> set[str]:
    names = [name for name in told if not re.match(r"(se|ci_l|ci_u|cv)(\.|$)", name)]
    left = set(told)
    for name in names:
        found, bounds = _of_domain(case, table, domains, statistic, name)
        suffix = f".{name}" if len(names) > 1 or f"se.{name}" in told else ""
        for key, value in (
            (name, found.value),
            (f"se{suffix}", found.se),
            (f"cv{suffix}", found.relative_error),
            (f"ci_l{suffix}", bounds[0]),
            (f"ci_u{suffix}", bounds[1]),
        ):
            if key in told:
                _same(key, value[places], told[key])
                left.discard(key)
    return left


def _of_domain(case, table, domains, statistic, name):
    """R's `svyby` gives normal intervals, and those of `svyciprop` where it is asked for shares."""
    if statistic == "svyciprop":
        method = re.search(r"method ?= ?'(\w+)'", case.call).group(1)
        ours, compatible = ("logit", False) if method == "xlogit" else (method, True)
        found = surveys.proportions(
            case.design(), table[name], domains=domains, method=ours, level=_level(case), compatible=compatible
        )
        return found, (found.lower, found.upper)
    if statistic == "svyratio":
        above, below = (table[part] for part in name.split("/"))
        found = surveys.ratios(case.design(), above, below, domains=domains)
    elif statistic == "svytotal":
        found = surveys.totals(case.design(**case.lonely_for_totals()), table[name], domains=domains)
    else:
        found = surveys.means(case.design(), table[name], domains=domains)
    return found, found.interval(_level(case), distribution="normal")


def _raked(case: Case) -> set[str]:
    """R's answer does not say after how many rounds it stopped; its weights do."""
    margins = case.margins()
    whole = surveys.rake(case.design(), margins, tolerance=1e-10, slopes="unweighted")
    for misfit in whole.calibration.misfits:
        fitted = surveys.rake(case.design(), margins, tolerance=misfit, slopes="unweighted")
        if not _weight_faults(case, fitted.weights):
            return _calibrated_estimates(case, fitted)
    pytest.fail(f"{case.id}: no round gives these weights: {_weight_faults(case, whole.weights)}")


def _calibrated(case: Case) -> set[str]:
    distance = "raking" if "calfun=raking" in case.text else "linear"
    fitted = surveys.calibrate(case.design(), case.margins(), distance=distance, tolerance=CALIBRATE_TOLERANCE)
    assert not _weight_faults(case, fitted.weights)
    return _calibrated_estimates(case, fitted)


def _calibrated_estimates(case: Case, fitted: surveys.Design) -> set[str]:
    return _several(case, fitted) - {"weights", "weights_head", "weights_sumsq", "margins"}


def _weight_faults(case: Case, weights) -> list[str]:
    told, faults = case.expected, []
    assert {"weights", "weights_head"} & set(told)
    for key, found in (
        ("weights", weights),
        ("weights_head", weights[: len(told.get("weights_head", []))]),
        ("weights_sumsq", np.sum(weights**2)),
    ):
        if key in told and not np.allclose(found, told[key], rtol=RELATIVE, atol=0):
            faults.append(f"{key} differ by {np.max(np.abs(np.asarray(found) / told[key] - 1)):.1e}")
    return faults


def _jackknifed(case: Case) -> set[str]:
    replicates = surveys.Replicates.jackknife(case.design())
    told = case.expected
    assert replicates.weights.shape[1] == told["n_rep"]
    if "scale" in told:
        # R splits the factor of JK1, one for all, into the scale, and that of JKn into the replicates.
        shared = replicates.factors[0] if case.text.startswith("JK1") else 1.0
        _same("scale", replicates.scale * shared, told["scale"])
    return _several(case, replicates) - {"n_rep", "scale"}


def _given_replicates(case: Case) -> set[str]:
    told = case.expected
    weights = case.replicate_weights()
    factors = np.broadcast_to(np.asarray(told["rscales"], dtype=float), weights.shape[1])
    centre = "estimate" if told["mse"] else "replicates"
    replicates = surveys.Replicates(case.design(), weights, told["scale"], factors, centre)
    return _several(case, replicates) - {"scale", "rscales", "mse", "n_rep"}


def _several(case: Case, sample) -> set[str]:
    """The parts 'mean', 'total' and 'ratio' of one answer, by a design or by replicates."""
    table, told = case.table(), case.expected
    means, totals, ratios = (
        (sample.means, sample.totals, sample.ratios)
        if isinstance(sample, surveys.Replicates)
        else (lambda *a, f=f: f(sample, *a) for f in (surveys.means, surveys.totals, surveys.ratios))
    )
    for key, estimate in (("mean", means), ("total", totals)):
        if key in told:
            found = estimate(_columns(table, np.atleast_1d(told[key]["names"]).tolist()))
            assert not _estimates(told[key], found, case)
    if "ratio" in told:
        found = ratios(*(table[name] for name in case.ratio()))
        assert not _estimates(told["ratio"], found, case)
    return set(told) - {"mean", "total", "ratio"}


def _contrasted(case: Case) -> set[str]:
    plus, minus, name = re.search(r"(\w+)-(\w+) of ([\w.]+)", case.call).groups()
    table = case.table()
    by = next(column for column in table.values() if column.dtype.kind == "U" and {plus, minus} <= set(column))
    domains = surveys.domains(by)
    factors = [(label == plus) - (label == minus) for label in domains.labels]
    found = surveys.contrasts(case.design(), table[name], np.array(factors, float), domains=domains)
    return _estimates(_result(case), found, case)


def _refused(case: Case) -> set[str]:
    stratum = re.search(r"Stratum \((\w+)\) has only one PSU", case.expected["error"]).group(1)

    with pytest.raises(surveys.LonelyUnitError) as raised:
        case.design()

    assert re.search(rf"\b{stratum}\b", raised.value.found)
    return set(case.expected) - {"error"}


def _means_or_refusal(case: Case) -> set[str]:
    if "error" in case.expected:
        return _refused(case)
    return _given_replicates(case) if "rscales" in case.expected else _means(case)


CHECKS = (
    (r"^svyby\(", _by_domain),
    (r"deff ?= ?'replace'", _replaced_deff),
    (r"^svymean/", _jackknifed),
    (r"^svymean$", _means_or_refusal),
    (r"^svymean\(", _means),
    (r"^svytotal\(", _totals),
    (r"^svyratio\(", _ratios),
    (r"^svyciprop\(", _proportions),
    (r"^svycontrast ", _contrasted),
    (r"^(rake|postStratify)$", _raked),
    (r"^calibrate$", _calibrated),
)


def _result(case: Case) -> dict:
    return case.expected["res"]


def _names(case: Case, result: dict) -> list[str]:
    """The answer's own names; the label in `call` abbreviates."""
    if "names" in result:
        return np.atleast_1d(result["names"]).tolist()
    return re.search(r"~([\w.+]+)", case.call).group(1).split("+")


def _columns(table: dict, names: list[str]) -> np.ndarray:
    return np.column_stack([table[name] for name in names])


def _yes(case: Case) -> np.ndarray:
    table = case.table()
    if found := re.search(r"~I\(([\w.]+) ?== ?([\d.]+)\)", case.call):
        column = table[found.group(1)]
        return np.where(np.isnan(column), np.nan, column == float(found.group(2)))
    name = re.search(r"svyciprop\(~([\w.]+)", case.call).group(1)
    if constant := re.search(rf"for {name}==([01])", case.call):
        return np.full(next(iter(table.values())).size, float(constant.group(1)))
    return table[name]


def _among(case: Case) -> surveys.Domains | None:
    found = re.search(r"subset\(\w+, ?([\w.]+) ?== ?['\"]?([\w.]+)['\"]?\)", case.call)
    if not found:
        return None
    column, value = case.table()[found.group(1)], found.group(2)
    return surveys.only(column == (value if column.dtype.kind == "U" else float(value)))


def _level(case: Case) -> float:
    found = re.search(r"level ?= ?([\d.]+)", case.call)
    return float(found.group(1)) if found else 0.95


def _estimates(told: dict, found: surveys.Estimates, case: Case) -> set[str]:
    """Compare one block of R's answer; return the keys that nothing was compared with."""
    if _without_answer(told["est"]):
        assert found.base < case.design().n, "R has no answer, though nobody left one out"
        return set()
    level = _level(case)
    lower, upper = found.interval(level)
    normal = found.interval(level, distribution="normal")
    ours = {
        "est": found.value,
        "se": found.se,
        "lo": lower,
        "hi": upper,
        "ci": normal,
        "ci_df": (lower, upper),
        "deff": found.design_effect(against="without_replacement"),
    }
    for key in set(told) & set(ours):
        _same(key, ours[key], told[key], scale=ROUNDING * np.abs(np.ravel(found.value)) if key == "se" else 0.0)
    if "df" in told:
        assert found.degrees == told["df"]
    if "n" in case.expected:
        assert (found.base, found.degrees) == (case.expected["n"], case.expected["df"])
    return set(told) - set(ours) - {"names", "df"}


def _without_answer(told) -> bool:
    """R gives none where answers are missing and it was not told to leave them out; we always do."""
    return all(value in (None, "NA", "NaN") for value in np.ravel(np.asarray(told, dtype=object)))


def _same(name: str, found, told, scale=0.0) -> None:
    ours = np.ravel(np.asarray(found, dtype=float))
    theirs = np.array([np.nan if value in (None, "NA", "NaN") else value for value in np.ravel(told)], dtype=float)
    assert ours.shape == theirs.shape
    close = np.isclose(ours, theirs, rtol=RELATIVE, atol=0, equal_nan=True) | (np.abs(ours - theirs) <= scale)
    assert close.all(), f"{name}: {ours[~close][:3]} is not R's {theirs[~close][:3]}"


def test_continuous_integration_has_the_survey_oracles() -> None:
    named = os.environ.get("HUEANDCRY_ORACLES")
    if not named and os.environ.get("CI", "").lower() not in ("1", "true"):
        pytest.skip("HUEANDCRY_ORACLES names no folder")

    assert named, "set HUEANDCRY_ORACLES to the folder of the oracles"
    assert (Path(named) / "survey" / "expected.json").exists(), f"{named} holds no survey/expected.json"
    assert cases()[0], f"{named}/survey/expected.json holds no wanted case"
