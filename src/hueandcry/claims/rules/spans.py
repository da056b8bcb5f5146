"""What a figure as given may mean: "86 %" is anything from 85.5 to 86.5; "just under 40,000" has bounds of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from hueandcry.errors import HueAndCryError

PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


class NotAFigure(HueAndCryError):
    """A figure that is not written as plain digits."""


class EmptySpan(HueAndCryError):
    """Bounds that leave nothing between them."""


@dataclass(frozen=True)
class Span:
    """All values between two bounds; None is no bound, and a bound that is `open` does not belong to it."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        """Refuse a span without any bound, or with nothing inside."""
        if (self.low is None and self.high is None) or (
            self.low is not None and self.high is not None and self.low > self.high
        ):
            raise EmptySpan(
                found=f"bounds {self.low} and {self.high}",
                expected="a lower bound, a higher one, or both in this order",
                where="what is claimed",
                remedy="Say which values the claim allows.",
            )

    @property
    def exact(self) -> bool:
        """Return whether there is only one value inside."""
        return self.low is not None and self.low == self.high

    def holds(self, value: Fraction) -> bool:
        """Return whether a value lies inside."""
        return not self.below(value) and not self.above(value)

    def below(self, value: Fraction) -> bool:
        """Return whether a value lies under the lower bound."""
        return self.low is not None and (value < self.low or (self.low_open and value == self.low))

    def above(self, value: Fraction) -> bool:
        """Return whether a value lies over the upper bound."""
        return self.high is not None and (value > self.high or (self.high_open and value == self.high))

    def margin(self, value: Fraction) -> Fraction:
        """Return how far a value lies outside; nought inside."""
        if self.low is not None and value < self.low:
            return self.low - value
        if self.high is not None and value > self.high:
            return value - self.high
        return Fraction(0)


def as_given(text: str, *, counted: bool = False) -> Span:
    """Return the span of a figure to the precision given: half of its last digit on both sides.

    "86" is 85.5 to 86.5 and "0.06" is 0.055 to 0.065, bounds included, since people round both ways. A `counted`
    figure without decimals is exactly what it says: 720 crimes are 720.
    """
    value = figure(text)
    if counted and not decimals(text):
        return Span(value, value)
    half = Fraction(1, 2 * 10 ** decimals(text))
    return Span(value - half, value + half)


def decimals(text: str) -> int:
    """Return how many decimals a figure was given with."""
    return len(text.partition(".")[2])


def figure(text: str) -> Fraction:
    """Return a figure written in plain digits, exactly. Raises `NotAFigure`."""
    if not PLAIN.fullmatch(text):
        raise NotAFigure(
            found=repr(text),
            expected="plain digits, such as 86 or 0.06, fifteen at most and six behind the point",
            where="what is claimed",
            remedy="Write it without words, blanks, commas or a unit.",
        )
    return Fraction(text)
