"""The small language in which a claim says how its figure is worked out. Read by hand, never run as a program.

    percent(crimes_now - crimes_before, crimes_before)

Numbers (`39339`, `0.5`, `1.9e6`; `100%` is a number of per cent), names of facts, `+ - * /`, parentheses, unary minus,
one comparison (`<`, `<=`, `>`, `>=`, `=`, `!=`) and six functions. Nothing else is a word of it. Length, number of
parts, depth and size of numbers are limited, so that no expression is slow or deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from hueandcry.errors import HueAndCryError

LONGEST = 500
MOST_PARTS = 100
DEEPEST = 20
MOST_DIGITS = 15
LARGEST_EXPONENT = 12

# Each function with how many arguments it takes: least and most.
FUNCTIONS = {"min": (2, 9), "max": (2, 9), "abs": (1, 1), "round": (1, 2), "percent": (2, 2), "change": (2, 2)}
COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")

TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|[-+*/()<>=,%])|(?P<blank>[ \n]+)"
)


class BadExpression(HueAndCryError):
    """An expression that cannot be read; `where` holds the position, counted from 1."""


@dataclass(frozen=True)
class Number:
    """A number as written; `percent` if a `%` follows it."""

    text: str
    percent: bool
    at: int

    @property
    def value(self) -> Fraction:
        """Return it exactly."""
        return Fraction(self.text)


@dataclass(frozen=True)
class Name:
    """The name of a fact or of an earlier step."""

    name: str
    at: int


@dataclass(frozen=True)
class Minus:
    """The opposite of a number."""

    of: Node
    at: int


@dataclass(frozen=True)
class Pair:
    """Two parts joined by a sign: `+ - * /` or a comparison."""

    sign: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple[Node, ...]
    at: int


Node = Number | Name | Minus | Pair | Call


def parse(text: str) -> Node:
    """Return the tree of an expression. Raises `BadExpression`."""
    if len(text) > LONGEST:
        raise refusal(text, LONGEST, f"{len(text)} characters", f"at most {LONGEST}", "Split it into steps.")
    return _Reading(text).whole()


def names(node: Node) -> Iterator[Name]:
    """Yield every name that is used, from left to right."""
    match node:
        case Name():
            yield node
        case Minus(of=inner):
            yield from names(inner)
        case Pair(left=left, right=right):
            yield from names(left)
            yield from names(right)
        case Call(arguments=arguments):
            for one in arguments:
                yield from names(one)


def refusal(
    text: str, at: int, found: str, expected: str, remedy: str, kind: type[BadExpression] = BadExpression
) -> BadExpression:
    """Return the error for a place in an expression; `at` counts from 0."""
    return kind(found=found, expected=expected, where=f"position {at + 1} of {text!r}", remedy=remedy)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


class _Reading:
    """Reads tokens from left to right by the usual precedence: comparison, sum, product, sign, part."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens())
        self.next = 0
        self.depth = 0
        if len(self.tokens) > MOST_PARTS:
            at = self.tokens[MOST_PARTS].at
            raise self._refused(at, f"{len(self.tokens)} parts", f"at most {MOST_PARTS}", "Split it into steps.")

    def whole(self) -> Node:
        node = self._comparison()
        if self._token.kind != "end":
            raise self._unexpected("a sign between two parts, or the end")
        return node

    def _tokens(self) -> Iterator[_Token]:
        at = 0
        while at < len(self.text):
            found = TOKEN.match(self.text, at)
            if found is None:
                raise self._refused(
                    at, repr(self.text[at]), "a number, a name, a sign or a parenthesis", f"Allowed: {ALLOWED}."
                )
            if found.lastgroup != "blank":
                yield _Token(str(found.lastgroup), found[0], at)
            at = found.end()
        yield _Token("end", "the end", len(self.text))

    @property
    def _token(self) -> _Token:
        return self.tokens[self.next]

    def _take(self, *signs: str) -> _Token | None:
        token = self._token
        if token.kind != "sign" or token.text not in signs:
            return None
        self.next += 1
        return token

    def _comparison(self) -> Node:
        left = self._sum()
        token = self._take(*COMPARISONS)
        return Pair(token.text, left, self._sum(), token.at) if token else left

    def _sum(self) -> Node:
        left = self._product()
        while token := self._take("+", "-"):
            left = Pair(token.text, left, self._product(), token.at)
        return left

    def _product(self) -> Node:
        left = self._signed()
        while token := self._take("*", "/"):
            left = Pair(token.text, left, self._signed(), token.at)
        return left

    def _signed(self) -> Node:
        token = self._take("-")
        if token is None:
            return self._part()
        with_sign = self._deeper(token, self._signed)
        return Minus(with_sign, token.at)

    def _part(self) -> Node:
        token = self._token
        if token.kind == "number":
            return self._number()
        if token.kind == "name":
            self.next += 1
            return self._call(token) if self._take("(") else Name(token.text, token.at)
        if opened := self._take("("):
            inner = self._deeper(opened, self._sum)
            self._close()
            return inner
        raise self._unexpected("a number, a name or a parenthesis")

    def _number(self) -> Number:
        token = self._token
        self.next += 1
        mantissa, _, exponent = token.text.partition("e")
        if len(mantissa.replace(".", "")) > MOST_DIGITS or abs(int(exponent or 0)) > LARGEST_EXPONENT:
            expected = f"at most {MOST_DIGITS} digits and an exponent of at most {LARGEST_EXPONENT}"
            raise self._refused(token.at, token.text, expected, "Write a smaller number.")
        return Number(token.text, bool(self._take("%")), token.at)

    def _call(self, name: _Token) -> Call:
        if name.text not in FUNCTIONS:
            raise self._refused(
                name.at, f"a function {name.text!r}", f"one of {', '.join(FUNCTIONS)}", "There are no other functions."
            )
        arguments = [self._deeper(name, self._sum)]
        while self._take(","):
            arguments.append(self._deeper(name, self._sum))
        self._close()
        least, most = FUNCTIONS[name.text]
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise self._refused(
                name.at, f"{len(arguments)} arguments", f"{wanted} for {name.text}", "Count the arguments."
            )
        return Call(name.text, tuple(arguments), name.at)

    def _close(self) -> None:
        if not self._take(")"):
            raise self._unexpected("a closing parenthesis")

    def _deeper(self, token: _Token, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._refused(token.at, f"a depth of {self.depth}", f"at most {DEEPEST}", "Split it into steps.")
        node = read()
        self.depth -= 1
        return node

    def _unexpected(self, expected: str) -> BadExpression:
        token = self._token
        found = token.text if token.kind == "end" else repr(token.text)
        return self._refused(token.at, found, expected, f"Allowed: {ALLOWED}.")

    def _refused(self, at: int, found: str, expected: str, remedy: str) -> BadExpression:
        return refusal(self.text, at, found, expected, remedy)


ALLOWED = f"numbers, names, + - * / ( ), one comparison, and {', '.join(FUNCTIONS)}"
