"""Two figures set beside each other: how far apart they are, and whether chance alone may explain it.

Closed forms that need nothing but the figures and their intervals, so that a page can work them out: the method of
variance estimates recovery. Of two Wilson intervals it makes Newcombe's interval of a difference (his method 10), of
two intervals of rates Zou and Donner's, and of a ratio Donner and Zou's. The tests compare them with `stats.compare`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, inf, sqrt


@dataclass(frozen=True)
class Span:
    """A figure between its limits."""

    value: float
    lower: float
    upper: float

    def holds(self, value: float) -> bool:
        """Whether a value lies between the limits, ends included."""
        return self.lower <= value <= self.upper


@dataclass(frozen=True)
class Placed:
    """Where a body lies in its funnel: how far from the middle, the usual spread allowed for, and of which size.

    The size is the whole of a share, or the count that would be expected of a rate.
    """

    z: float
    size: float


# So many standard deviations hold 95 % of a normal distribution.
REACH = 1.959963984540054


def is_usual(a: Placed, b: Placed, *, tau2: float) -> bool:
    """Whether two bodies lie no further apart than 95 of 100 pairs of bodies that differ by chance and as usual.

    On the funnel's scale a body lies z √(s² + τ²) from the middle, with s = 1 / 2√size (arcsines of shares, square
    roots of rates), and two of them differ with the variance s₁² + s₂² + 2 τ². Spiegelhalter 2005, Statistics in
    Medicine 24, 1185-1202, section 4.
    """
    one, other = (0.25 / side.size + tau2 for side in (a, b))
    return abs(a.z * sqrt(one) - b.z * sqrt(other)) <= REACH * sqrt(one + other)


def difference(a: Span, b: Span) -> Span:
    """Return a - b of two independent figures, with its interval.

    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10 (proportions); Zou & Donner 2008, Statistics in
    Medicine 27, 1693-1702 (any two intervals).
    """
    value = a.value - b.value
    return Span(
        value,
        value - hypot(a.value - a.lower, b.upper - b.value),
        value + hypot(a.upper - a.value, b.value - b.lower),
    )


def ratio(a: Span, b: Span) -> Span | None:
    """Return a ÷ b of two independent figures that are not negative, with its interval; None where b is 0.

    Donner & Zou 2012, Statistical Methods in Medical Research 21, 347-359, section 3. The upper limit is infinite where
    b may be 0.
    """
    if b.value == 0:
        return None
    product = a.value * b.value
    low_root = sqrt(max(product**2 - a.lower * b.upper * (2 * a.value - a.lower) * (2 * b.value - b.upper), 0.0))
    high_root = sqrt(max(product**2 - a.upper * b.lower * (2 * a.value - a.upper) * (2 * b.value - b.lower), 0.0))
    # The lower limit multiplied out, for the usual form divides by 2 b - upper, which may be 0.
    lower = a.lower * (2 * a.value - a.lower) / (product + low_root) if product + low_root else 0.0
    bottom = b.lower * (2 * b.value - b.lower)
    return Span(a.value / b.value, lower, (product + high_root) / bottom if bottom else inf)
