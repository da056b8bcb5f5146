"""Working an expression out: exactly, in fractions, and with units, so that pounds are never added to per cents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hueandcry.claims.rules.expression import BadExpression, Call, Minus, Name, Node, Number, Pair, refusal

# What a fact may be given in. A count is a plain number: what is counted is said by the fact's own words.
UNITS = ("count", "%", "£", "months", "years")

Power = tuple[tuple[str, int], ...]
MOST_PLACES = 6

# What an expression may come to: far above any figure, far below what can still be written as one.
LARGEST = 10**18


class UnknownName(BadExpression):
    """A name that no fact and no earlier step has."""


class UnitMismatch(BadExpression):
    """Two quantities that cannot be added or compared."""


class TooLarge(BadExpression):
    """A number that no figure reaches."""


class DividedByZero(BadExpression):
    """A division by nought: the base is nought."""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as powers: () is a plain number, (("£", 1),) pounds."""

    value: Fraction
    powers: Power = ()

    @property
    def unit(self) -> str:
        """Return the unit as written in a file, or how it is composed."""
        if not self.powers:
            return "count"
        return " ".join(name if power == 1 else f"{name}^{power}" for name, power in self.powers)


def quantity(value: Fraction, unit: str) -> Quantity:
    """Return a number in one of `UNITS`."""
    return Quantity(value, () if unit == "count" else ((unit, 1),))


def worked_out(text: str, node: Node, known: Mapping[str, Quantity]) -> Quantity | bool:
    """Return what an expression comes to: a quantity, or of a comparison whether it holds.

    Raises `UnknownName`, `UnitMismatch`, `DividedByZero`, `TooLarge` and `BadExpression`, with the position in `text`.
    """
    if isinstance(node, Pair) and node.sign not in "+-*/":
        left, right = _of(text, node.left, known), _of(text, node.right, known)
        _same(text, node.at, left, right)
        return _holds(node.sign, left.value, right.value)
    found = _of(text, node, known)
    if abs(found.value) > LARGEST:
        raise refusal(text, node.at, "a number beyond every figure", f"{LARGEST:,} at most", "Divide first.", TooLarge)
    return found


def rounded(value: Fraction, places: int) -> Fraction:
    """Return a number to so many places; halves go away from nought, as people round."""
    scale = 10**places
    whole = (abs(value) * scale * 2 + 1) // 2
    return Fraction(whole if value >= 0 else -whole, scale)


def _of(text: str, node: Node, known: Mapping[str, Quantity]) -> Quantity:
    match node:
        case Number():
            return quantity(node.value, "%" if node.percent else "count")
        case Name():
            return _known(text, node, known)
        case Minus():
            inner = _of(text, node.of, known)
            return Quantity(-inner.value, inner.powers)
        case Pair():
            return _joined(text, node, _of(text, node.left, known), _of(text, node.right, known))
        case Call():
            return _called(text, node, [_of(text, one, known) for one in node.arguments])


def _known(text: str, node: Name, known: Mapping[str, Quantity]) -> Quantity:
    if node.name in known:
        return known[node.name]
    raise refusal(
        text,
        node.at,
        f"the name {node.name!r}",
        f"one of {', '.join(known) or 'no names: there are no facts'}",
        "Name a fact of this claim, or an earlier step.",
        UnknownName,
    )


def _joined(text: str, node: Pair, left: Quantity, right: Quantity) -> Quantity:
    if node.sign in ("+", "-"):
        _same(text, node.at, left, right)
        return Quantity(left.value + right.value if node.sign == "+" else left.value - right.value, left.powers)
    if node.sign == "*":
        return Quantity(left.value * right.value, _powers(left.powers, right.powers, 1))
    if node.sign == "/":
        return _share(text, node.at, left, right)
    raise refusal(text, node.at, f"a comparison {node.sign!r} inside", "one, outermost", "Compare only once.")


def _called(text: str, node: Call, given: list[Quantity]) -> Quantity:
    if node.function in ("min", "max", "percent", "change"):
        for other in given[1:]:
            _same(text, node.at, given[0], other)
    match node.function:
        case "min":
            return min(given, key=lambda one: one.value)
        case "max":
            return max(given, key=lambda one: one.value)
        case "abs":
            return Quantity(abs(given[0].value), given[0].powers)
        case "round":
            return Quantity(rounded(given[0].value, _places(text, node)), given[0].powers)
        case "percent":
            return quantity(_share(text, node.at, given[0], given[1]).value * 100, "%")
        case _:
            change = Quantity(given[1].value - given[0].value, given[0].powers)
            return quantity(_share(text, node.at, change, given[0]).value * 100, "%")


def _places(text: str, node: Call) -> int:
    if len(node.arguments) == 1:
        return 0
    places = node.arguments[1]
    if isinstance(places, Number) and places.text.isdigit() and int(places.text) <= MOST_PLACES:
        return int(places.text)
    raise refusal(
        text, places.at, "places that are no small whole number", f"0 to {MOST_PLACES}", "Write it as a digit."
    )


def _share(text: str, at: int, left: Quantity, right: Quantity) -> Quantity:
    if right.value == 0:
        raise refusal(
            text, at, "a division by nought", "a base above nought", "Nothing is a share of nothing.", DividedByZero
        )
    return Quantity(left.value / right.value, _powers(left.powers, right.powers, -1))


def _same(text: str, at: int, left: Quantity, right: Quantity) -> None:
    if left.powers != right.powers:
        raise refusal(
            text,
            at,
            f"{left.unit} beside {right.unit}",
            "the same unit on both sides",
            "Turn one into the other first; 100% is a number of per cent.",
            UnitMismatch,
        )


def _powers(left: Power, right: Power, sign: int) -> Power:
    found = dict(left)
    for name, power in right:
        found[name] = found.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in found.items() if power))


def _holds(sign: str, left: Fraction, right: Fraction) -> bool:
    match sign:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "=":
            return left == right
        case _:
            return left != right
