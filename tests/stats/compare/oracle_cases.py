"""What independent programs answered to comparison cases, and the call of ours that each kind of case stands for.

A case is found by the beginning of its `id` alone; data, levels and settings come from its `inputs`. An `id` that
begins with nothing known here is an error: a case is never passed over by mistake.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hueandcry.stats import compare

TIGHT = 1e-6
# Where the reference searches for a variance it stops at this distance; what follows from the variance follows suit.
SEARCHED = 1e-5
# FunnelPlotR writes the normal quantiles with six decimals.
LEVELS = {"95": 0.95, "998": 0.998}

# Not wanted: capture-recapture, Jeffreys' interval, and another formula under Byar's name.
PASSED_OVER = ("chapman_", "loglinear_", "jeffreys_", "pois.byar_epitools")


@dataclass(frozen=True)
class Comparison:
    """One named result of a case: what was found, what was expected, and how near they must be."""

    name: str
    found: np.ndarray
    expected: np.ndarray
    relative: float = TIGHT
    absolute: float = 0.0

    def fault(self) -> str | None:
        """The largest difference in words, or None. Missing must be missing."""
        if self.found.shape != self.expected.shape:
            return f"{self.name}: shape {self.found.shape}, expected {self.expected.shape}"
        close = np.isclose(self.found, self.expected, rtol=self.relative, atol=self.absolute, equal_nan=True)
        close |= np.isinf(self.found) & np.isnan(self.expected)  # JSON has no infinity: null stands for it
        if close.all():
            return None
        at = int(np.flatnonzero(~close.ravel())[0])
        return f"{self.name}[{at}]: {self.found.ravel()[at]!r}, expected {self.expected.ravel()[at]!r}"


def folder() -> Path | None:
    """The folder `compare` of the oracles, or None where none is named."""
    named = os.environ.get("HUEANDCRY_ORACLES")
    return Path(named) / "compare" if named else None


def cases() -> list[dict]:
    """Every case that is wanted."""
    path = folder()
    if path is None or not (path / "expected.json").exists():
        return []
    every = json.loads((path / "expected.json").read_text())["cases"]
    return [case for case in every if not case["id"].startswith(PASSED_OVER)]


def compared(case: dict) -> list[Comparison]:
    """Ours and theirs for each result of a case. Raises KeyError for a kind of case, or a result, that is not known."""
    kinds = [kind for kind in CALLS if case["id"].startswith(kind)]
    if not kinds:
        raise KeyError(f"no call is known for cases that begin like {case['id']!r}; known are {', '.join(CALLS)}")
    call = CALLS[max(kinds, key=len)]
    pairs = list(call(case["inputs"], {k: _array(v) for k, v in case["expected"].items()}, case["id"]))
    untouched = set(case["expected"]) - {pair.name.split(" ")[0] for pair in pairs}
    if untouched:
        raise KeyError(f"{case['id']}: nothing of ours is compared with {', '.join(sorted(untouched))}")
    return pairs


def _array(value) -> np.ndarray:
    return np.array(_numbers(value), dtype=np.float64)


def _numbers(value):
    """JSON as numbers: null and R's words for what is missing or infinite."""
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    return {None: np.nan, "NA": np.nan, "NaN": np.nan, "Inf": np.inf, "-Inf": -np.inf}.get(value, value)


def _each(expected: dict, found: dict, names: dict, **tolerance) -> Iterator[Comparison]:
    """Compare the results that the case has; `names` gives ours for each of theirs."""
    for theirs, ours in names.items():
        if theirs in expected:
            yield Comparison(theirs, np.asarray(found[ours], dtype=np.float64), expected[theirs], **tolerance)


# ---- counts and proportions ----------------------------------------------------------------------------------------

LIMITS = {"lower": "lower", "upper": "upper"}


def _poisson(method: str) -> Callable:
    def call(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
        found = compare.poisson_interval(_array(inputs["x"]), level=inputs["conf"], method=method)
        return _each(expected, vars(found), LIMITS)

    return call


def _proportion(method: str) -> Callable:
    def call(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
        part, whole = _array(inputs["x"]), _array(inputs["n"])
        found = compare.proportion_interval(part, whole, level=inputs["conf"], method=method)
        return _each(expected, vars(found), LIMITS)

    return call


def _bisected_poisson(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    """The reference halves intervals of v = limit / (limit + 1 + count) until they are 1e-7 wide: so near are both."""
    counts = _array(inputs["obs"])
    for p in inputs["p"]:
        found = compare.poisson_interval(counts, level=1.0 - 2.0 * p)
        for side, limit in (("low", found.lower), ("high", found.upper)):
            name = f"{side}{format(p, 'g').removeprefix('0.')}"
            theirs = expected[name]
            v, their_v = (one / (one + 1.0 + counts) for one in (limit, theirs))
            yield Comparison(name, v, their_v, relative=0.0, absolute=1e-7)


# ---- standardised rates --------------------------------------------------------------------------------------------


def _direct(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    arguments = _array(inputs["obs"]), _array(inputs["pop"]), _array(inputs["stdpop"])
    for method, prefix in (("dobson_byar",) * 2, ("dobson_exact",) * 2, ("fay_feuer", "fayfeuer")):
        found = compare.direct_rate(*arguments, per=inputs["multiplier"], level=inputs.get("conf", 0.95), method=method)
        yield from _each(expected, vars(found), {f"{prefix}_lower": "lower", f"{prefix}_upper": "upper"})
        if method == "dobson_byar":
            yield from _each(expected, vars(found), {"value": "value"})


def _indirect(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    counted, people, rates = (_array(inputs[name]) for name in ("obs", "pop", "ref_rate"))
    observed, awaited = counted.sum(axis=-1), compare.expected_counts(people, rates)
    yield from _each(expected, {"o": observed, "e": awaited}, {"observed": "o", "expected": "e"})
    crude = float(compare.expected_counts(people.sum(axis=0), rates) / people.sum())
    for method in ("byar", "exact"):
        found = compare.indirect_ratio(observed, awaited, level=inputs.get("conf", 0.95), method=method)
        yield from _each(expected, vars(found), {f"{method}_lower": "lower", f"{method}_upper": "upper"})
    yield from _each(expected, vars(found), {"ratio": "value"})
    yield from _each(expected, vars(found.scaled(crude * 1e5)), {"israte_per_1e5": "value"})


# ---- funnels -------------------------------------------------------------------------------------------------------

KIND = {"SR": "ratio", "PR": "proportion", "RC": "count_ratio"}
RATIO_SCALE = {"SHMI": "log", "CQC": "square_root"}
SCORES = {
    "z": "z",
    "wz": "z_trimmed",
    "s": "standard_error",
    "Y": "transformed",
    "target_transformed": "target_transformed",
    "phi": "phi",
    "phi_raw": "phi_raw",
    "tau2": "tau2",
    "target": "target",
    "z_additive": "z_additive",
}


def _funnel(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    kind = KIND[inputs["data_type"]]
    found = compare.funnel(
        _array(inputs["numerator"]),
        _array(inputs["denominator"]),
        kind=kind,
        scale=RATIO_SCALE[inputs["sr_method"]] if kind == "ratio" else None,
        outliers=_outliers(inputs.get("trim", "wins")),
        outlier_share=inputs["trim_by"],
        spread="published",
    )
    yield from _each(expected, vars(found), SCORES, absolute=1e-12)
    yield from _each(expected, {"z": _multiplicative(found, expected)}, {"z_multiplicative": "z"})
    for name, level in LEVELS.items():
        for prefix, overdispersion in (("od_", "additive"), ("", "none")):
            ours = found.limits(level, overdispersion=overdispersion, compatible=True)
            for side, limit in (("ll", ours.lower), ("ul", ours.upper)):
                key = f"{prefix}{side}{name}"
                if key in expected:
                    limit = limit * inputs.get("multiplier", 1.0)
                    yield Comparison(key, _row_order(kind, side, limit, expected[key]), expected[key])


def _outliers(trim: str) -> str:
    return {"wi": "winsorise", "tr": "truncate", "no": "keep"}[trim[:2]]


def _multiplicative(found: compare.Funnel, expected: dict) -> np.ndarray:
    """Where phi is below 1 a reference may divide by its root all the same; ours leaves the scores as they are."""
    narrowed = found.z / np.sqrt(found.phi)
    theirs_narrowed = found.phi < 1.0 and np.allclose(expected.get("z_multiplicative", np.nan), narrowed, rtol=TIGHT)
    return narrowed if theirs_narrowed else found.z_multiplicative


def _row_order(kind: str, side: str, ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """FunnelPlotR sets a limit of proportions to its end where the next row's is less extreme: followed there alone."""
    if kind != "proportion":
        return ours
    end = 0.0 if side == "ll" else 1.0
    less_extreme = ours[:-1] > ours[1:] if side == "ll" else ours[:-1] < ours[1:]
    clipped = np.append(less_extreme, False) & (theirs == end)
    # Beyond the end of the arcsine scale theirs turns back towards the middle; ours stays at the end.
    return np.where(clipped, end, np.where(ours == end, theirs, ours))


def _exact_binomial(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    trials = _array(inputs["n"])[:, None]
    found = compare.exact_proportion_limit(trials, inputs["p0"], _array(inputs["q"]))
    return _each(expected, {"limits": found}, {"limits": "limits"})


def _exact_poisson(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    found = compare.exact_ratio_limit(_array(inputs["expected"])[:, None], _array(inputs["q"]))
    return _each(expected, {"limits": found}, {"limits": "limits"})


# ---- spread between units ------------------------------------------------------------------------------------------

EFFECTS = {
    "mu": "mean",
    "se": "standard_error",
    "tau2": "tau2",
    "Q": "q",
    "I2": "i2_percent",
    "blup": "shrunken",
    "blup_se": "shrunken_se",
}


def _random_effects(inputs: dict, expected: dict, name: str) -> Iterator[Comparison]:
    """With our variance between units, then with theirs, where all that follows must be nearer still."""
    estimate, variance = _array(inputs["yi"]), _array(inputs["vi"])
    method = name.removeprefix("rma_").split("_")[0]
    ours = compare.random_effects(estimate, variance, method=method)
    relative = TIGHT if method == "DL" else SEARCHED
    yield from _each(expected, vars(ours) | {"i2_percent": 100.0 * ours.i2}, EFFECTS, relative=relative)
    given = compare.random_effects(estimate, variance, tau2=float(expected["tau2"]))
    for pair in _each(expected, vars(given) | {"i2_percent": 100.0 * given.i2}, EFFECTS):
        yield Comparison(f"{pair.name} (their tau2)", pair.found, pair.expected)


def _marshall(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    found = compare.shrink_rates(_array(inputs["O"]), _array(inputs["E"]), level=inputs.get("conf", 0.95))
    return _each(expected, vars(found), {"mu": "prior_mean", "A": "prior_variance", "eb": "value"})


# ---- ratios, many tests --------------------------------------------------------------------------------------------


def _reporting(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    recorded, estimated, error = (_array(inputs[name]) for name in ("rec", "est", "se"))
    level = inputs.get("conf", 0.95)
    for method, scale, low, high in (
        ("log", "log", "log_lo", "log_hi"),
        ("fieller", "normal", "fieller_lo", "fieller_hi"),
    ):
        names = {low: "lower", high: "upper", "ratio": "value"}
        ratio = compare.ratio_interval(recorded, estimated, denominator_se=error, level=level, method=method)
        share = compare.reporting(recorded, estimated, estimated_se=error, scale=scale, level=level).share
        yield from _each(expected, vars(ratio), names | {"delta_se": "standard_error"})
        yield from _each(expected, vars(share), names)


def _adjusted_p(inputs: dict, expected: dict, _: str) -> Iterator[Comparison]:
    p = _array(inputs["p"])
    found = {method: compare.adjusted_p(p, method={"fdr": "bh"}.get(method, method.lower())) for method in expected}
    return _each(expected, found, {method: method for method in expected})


CALLS: dict[str, Callable] = {
    "poisson_exact": _poisson("exact"),
    "poisson.test": _poisson("exact"),
    "poisson_byar": _poisson("byar"),
    "wilson": _proportion("wilson"),
    "clopper": _proportion("exact"),
    "phe_poisson_funnel": _bisected_poisson,
    "dsr": _direct,
    "isr": _indirect,
    "funnel_SR": _funnel,
    "funnel_PR": _funnel,
    "funnel_RC": _funnel,
    "funnel_exact_binomial": _exact_binomial,
    "funnel_exact_poisson": _exact_poisson,
    "rma_": _random_effects,
    "marshall": _marshall,
    "reporting_rate": _reporting,
    "p_adjust": _adjusted_p,
}
