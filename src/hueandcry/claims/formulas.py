"""An expression as people read it: in words ("crimes in 2016/17, as a percentage of …") and in figures."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from hueandcry.claims.rules.expression import Call, Minus, Name, Node, Number, Pair

SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "!=": "≠"}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
BARE = 3


def in_words(node: Node, labels: Mapping[str, str]) -> str:
    """Return an expression with what its names stand for."""
    return _said(node, labels, figures=False)[0]


def in_figures(node: Node, values: Mapping[str, str]) -> str:
    """Return an expression with the numbers put in, as one would write it on paper."""
    return _said(node, values, figures=True)[0]


def _said(node: Node, names: Mapping[str, str], *, figures: bool) -> tuple[str, int]:
    """Return the words of a part and how tightly they hold together, so that parentheses stand only where needed."""
    match node:
        case Number():
            return (f"{node.text} %" if node.percent else node.text), BARE
        case Name():
            return names.get(node.name, node.name), BARE
        case Minus():
            return f"−{_held(node.of, names, BARE, figures=figures)}", BARE
        case Pair():
            return _pair(node, names, figures=figures)
        case Call():
            return _call(node, names, figures=figures)


def _pair(node: Pair, names: Mapping[str, str], *, figures: bool) -> tuple[str, int]:
    strength = STRENGTH.get(node.sign, 0)
    left = _held(node.left, names, strength, figures=figures)
    # a − (b − c) and a ÷ (b ÷ c) keep their parentheses.
    right = _held(node.right, names, strength + (node.sign in "-/"), figures=figures)
    return f"{left} {SIGNS[node.sign]} {right}", strength


def _held(node: Node, names: Mapping[str, str], strength: int, *, figures: bool) -> str:
    words, own = _said(node, names, figures=figures)
    return words if own >= strength else f"({words})"


def _call(node: Call, names: Mapping[str, str], *, figures: bool) -> tuple[str, int]:
    if figures and node.function == "percent":
        part, whole = (_held(one, names, 2 + at, figures=True) for at, one in enumerate(node.arguments))
        return f"{part} ÷ {whole} × 100 %", 2
    if figures and node.function == "change":
        before, after = (_held(one, names, 2, figures=True) for one in node.arguments)
        return f"({after} − {before}) ÷ {_held(node.arguments[0], names, BARE, figures=True)} × 100 %", 2
    given = [_said(one, names, figures=figures)[0] for one in node.arguments]
    if not figures:
        given = [f"“{one}”" for one in given]
    match node.function:
        case "percent":
            return gettext("%(part)s, as a percentage of %(whole)s") % {"part": given[0], "whole": given[1]}, 0
        case "change":
            words = gettext("the change from %(before)s to %(after)s, as a percentage")
            return words % {"before": given[0], "after": given[1]}, 0
        case "min":
            return gettext("the smallest of: %(list)s") % {"list": "; ".join(given)}, 0
        case "max":
            return gettext("the largest of: %(list)s") % {"list": "; ".join(given)}, 0
        case "abs":
            return gettext("the size of %(number)s, whatever its sign") % {"number": given[0]}, 0
        case _:
            return gettext("%(number)s, rounded") % {"number": given[0]}, 0
