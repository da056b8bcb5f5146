"""Which rise comes first: the one for which the evidence is strongest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def strength(rise: Mapping[str, Any]) -> tuple[float, float, float, str, str, str]:
    """Return the key by which rises are sorted, strongest first.

    First the q-value, then the p-value, then how far the count lies above the usual range; at last the codes, so that
    the order is the same on every machine.
    """
    beyond = rise["observed"] - rise["upper_usual"]
    return (rise["q_value"], rise["p_value"], -beyond, rise["scheme"], rise["area"], rise["kind"])
