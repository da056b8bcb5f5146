"""What the functions of comparison accept, checked before any number is touched.

One policy for all of them. NaN is *missing*: it is taken, gives NaN, and is left out of whatever is pooled over units.
A base of 0 is *no base*: it gives NaN too, for nothing was at risk; but a count above a base of 0 cannot be, and is
refused. Negative, infinite and impossible numbers are refused with their place.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.errors import HueAndCryError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class CompareInputError(HueAndCryError, ValueError):
    """Numbers or options that cannot be compared; says what was found, expected, where, and the remedy."""


def refusal(function: str, name: str, found: object, expected: str, remedy: str) -> CompareInputError:
    """Return the error, to be raised: the argument `name` of `function` is not what was expected."""
    return CompareInputError(found=str(found), expected=expected, where=f"{function}({name}=…)", remedy=remedy)


def one_of(function: str, name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return an option that is offered."""
    if value not in allowed:
        offered = "one of " + ", ".join(repr(a) for a in allowed)
        raise refusal(function, name, repr(value), offered, "Choose one of these.")
    return value


def share(function: str, name: str, value: float, remedy: str = "Write 95 % as 0.95.") -> float:
    """Return a number above 0 and below 1, such as a confidence level."""
    if not isinstance(value, int | float | np.floating) or not 0.0 < value < 1.0:
        raise refusal(function, name, repr(value), "a number above 0 and below 1", remedy)
    return float(value)


def numbers(function: str, name: str, values: ArrayLike) -> Floats:
    """Return finite numbers of any sign, NaN for missing."""
    array = np.asarray(values)
    if array.dtype.kind not in "fiub":
        raise refusal(function, name, f"type {array.dtype}", "numbers, NaN for missing", "Convert, and mark missing.")
    floats = array.astype(np.float64, copy=False)
    refuse(np.isinf(floats), floats, function, name, "finite numbers, NaN for missing", "Mark what is missing as NaN.")
    return floats


def counts(function: str, name: str, values: ArrayLike) -> Floats:
    """Return finite numbers, 0 or more, NaN for missing. Weighted counts need not be whole."""
    floats = numbers(function, name, values)
    refuse(floats < 0.0, floats, function, name, "0 or more", "Correct the figure, or mark it as NaN.")
    return floats


def together(function: str, **named: Floats) -> list[Floats]:
    """Return arrays broadcast to one shape."""
    try:
        return [np.asarray(a, dtype=np.float64) for a in np.broadcast_arrays(*named.values())]
    except ValueError:
        shapes = " and ".join(str(a.shape) for a in named.values())
        raise refusal(
            function, ", ".join(named), f"shapes {shapes}", "shapes that broadcast", "Give one for each unit."
        ) from None


def one_row(function: str, name: str, values: Floats) -> None:
    """Refuse anything but one dimension, (units,)."""
    if values.ndim != 1:
        raise refusal(function, name, f"shape {values.shape}", "one dimension, (units,)", "Flatten with .ravel().")


def based(function: str, names: tuple[str, str], count: ArrayLike, base: ArrayLike) -> tuple[Floats, Floats]:
    """Return counts and what they are divided by: nothing can be counted where the base is 0."""
    count_, base_ = counts(function, names[0], count), counts(function, names[1], base)
    count_, base_ = together(function, **{names[0]: count_, names[1]: base_})
    expected = f"a base above 0 wherever {names[0]} is above 0"
    refuse((base_ == 0.0) & (count_ > 0.0), base_, function, names[1], expected, "Find the base of these counts.")
    return count_, np.where(base_ == 0.0, np.nan, base_)


def part_of(function: str, names: tuple[str, str], part: ArrayLike, whole: ArrayLike) -> tuple[Floats, Floats]:
    """Return numerators and denominators of proportions; a whole of 0 becomes NaN."""
    part_, whole_ = counts(function, names[0], part), counts(function, names[1], whole)
    part_, whole_ = together(function, **{names[0]: part_, names[1]: whole_})
    expected = f"at most {names[1]}, of which it is a part"
    remedy = "For a ratio whose top may exceed its bottom use rate_interval or ratio_interval."
    refuse(part_ > whole_, part_, function, names[0], expected, remedy)
    return part_, np.where(whole_ == 0.0, np.nan, whole_)


def refuse(wrong: Bools, values: Floats, function: str, name: str, expected: str, remedy: str) -> None:
    """Raise for the first wrong value, with its place and how many more there are."""
    n_wrong = int(np.count_nonzero(wrong))
    if not n_wrong:
        return
    place = tuple(int(i[0]) for i in np.nonzero(np.atleast_1d(wrong)))
    found = f"{np.atleast_1d(values)[place]:g}"
    if values.ndim:
        found += f" at position {place[0] if len(place) == 1 else place}"
    if n_wrong > 1:
        found += f" and {n_wrong - 1} more"
    raise refusal(function, name, found, expected, remedy)
