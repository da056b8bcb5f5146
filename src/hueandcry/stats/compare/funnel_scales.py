"""The scales on which a funnel's limits are symmetric, and the standard error that chance alone gives on each."""

import numpy as np

from hueandcry.stats.compare.inputs import Floats

KINDS = ("ratio", "rate", "proportion", "count_ratio")
SCALES = {
    "ratio": ("square_root", "log"),
    "rate": ("square_root", "log"),
    "proportion": ("arcsine",),
    "count_ratio": ("log",),
}
DEFAULT_SCALE = {kind: scales[0] for kind, scales in SCALES.items()}

_RIGHT_ANGLE = np.pi / 2.0


def forward(scale: str, value: float) -> float:
    """A single value on the scale."""
    return float(_forward(scale, np.asarray(value)))


def back(scale: str, transformed: Floats) -> Floats:
    """Values from the scale. What lies beyond its end is brought to the end: 0, or 1 for proportions."""
    if scale == "log":
        return np.exp(transformed)
    if scale == "square_root":
        return np.maximum(transformed, 0.0) ** 2
    return np.sin(np.clip(transformed, 0.0, _RIGHT_ANGLE)) ** 2


def unit_scores(kind: str, scale: str, top: Floats, bottom: Floats, target: float) -> tuple[Floats, Floats]:
    """Each unit's figure on the scale, and its standard error."""
    if kind == "count_ratio":
        a, b = top + 0.5, bottom + 0.5
        return np.log(a / b), np.sqrt(top / a**2 + bottom / b**2)
    expected = target * bottom if kind in ("ratio", "rate") else bottom
    transformed = _forward(scale, top / expected)
    return transformed, np.where(np.isnan(transformed), np.nan, null_error(kind, scale, bottom, target))


def null_error(kind: str, scale: str, size: Floats, target: float) -> Floats:
    """The standard error on the scale at this denominator, for a unit whose truth is the target."""
    if kind == "count_ratio":
        return np.sqrt((1.0 + 1.0 / target) / size)
    expected = target * size if kind in ("ratio", "rate") else size
    return (1.0 if scale == "log" else 0.5) / np.sqrt(expected)


def _forward(scale: str, values: Floats) -> Floats:
    if scale == "log":
        with np.errstate(divide="ignore"):
            return np.log(values)
    return np.sqrt(values) if scale == "square_root" else np.arcsin(np.sqrt(values))
