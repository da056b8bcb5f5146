"""What is hidden stays hidden: no part of a figure that is not told may be worked out from what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hueandcry.measures.queries import Value


def told(values: Iterable[Value]) -> list[Value]:
    """Return values as they may be shown: of a hidden one neither the figure nor what it was worked out from."""
    return [_concealed(one) if one.state == "hidden" else one for one in values]


def _concealed(one: Value) -> Value:
    return replace(
        one, numerator=None, denominator=None, value=None, lower=None, upper=None, beside=None, z=None, outside=""
    )
