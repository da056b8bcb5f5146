"""The language of expressions: what it reads, what it refuses and where, and that nothing of it is ever run."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hueandcry.claims.rules import expression
from hueandcry.claims.rules.arithmetic import LARGEST, Quantity, TooLarge, UnknownName, quantity, worked_out
from hueandcry.claims.rules.expression import BadExpression, names, parse

KNOWN = {"a": quantity(Fraction(6), "count"), "b": quantity(Fraction(4), "count")}


def value(text: str) -> Fraction | bool:
    found = worked_out(text, parse(text), KNOWN)
    return found.value if isinstance(found, Quantity) else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("0.5", Fraction(1, 2)),
        ("1.9e6", 1_900_000),
        ("2e-3", Fraction(1, 500)),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("24 / 4 / 2", 3),
        ("-a + b", -2),
        ("--a", 6),
        ("-(a - b)", -2),
        ("2 * -a", -12),
        ("min(a, b, 9)", 4),
        ("max(a, b)", 6),
        ("abs(b - a)", 2),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(0.0149, 2)", Fraction(1, 100)),
        ("round(0.015, 2)", Fraction(2, 100)),
        ("a > b", True),
        ("a <= b", False),
        ("a + b = 10", True),
        ("a != 6", False),
        ("a\n + b", 10),
    ],
)
def test_an_expression_comes_to_what_it_says(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "where", "found", "expected"),
    [
        ("", "position 1 of ''", "the end", "a number, a name or a parenthesis"),
        ("1 +", "position 4 of '1 +'", "the end", "a number, a name or a parenthesis"),
        ("1 2", "position 3 of '1 2'", "'2'", "a sign between two parts, or the end"),
        ("(1", "position 3 of '(1'", "the end", "a closing parenthesis"),
        ("1)", "position 2 of '1)'", "')'", "a sign between two parts, or the end"),
        ("a ** b", "position 4 of 'a ** b'", "'*'", "a number, a name or a parenthesis"),
        ("a ^ b", "position 3 of 'a ^ b'", "'^'", "a number, a name, a sign or a parenthesis"),
        ("a.b", "position 2 of 'a.b'", "'.'", "a number, a name, a sign or a parenthesis"),
        ("a[0]", "position 2 of 'a[0]'", "'['", "a number, a name, a sign or a parenthesis"),
        ("'a'", "position 1 of \"'a'\"", '"\'"', "a number, a name, a sign or a parenthesis"),
        ("A", "position 1 of 'A'", "'A'", "a number, a name, a sign or a parenthesis"),
        ("٣", "position 1 of '٣'", "'٣'", "a number, a name, a sign or a parenthesis"),
        ("sum(a, b)", "position 1 of 'sum(a, b)'", "a function 'sum'", "one of min, max, abs, round, percent, change"),
        ("percent(a)", "position 1 of 'percent(a)'", "1 arguments", "2 for percent"),
        ("abs(a, b)", "position 1 of 'abs(a, b)'", "2 arguments", "1 for abs"),
        ("a < b < 9", "position 7 of 'a < b < 9'", "'<'", "a sign between two parts, or the end"),
        (
            "1e99",
            "position 1 of '1e99'",
            "1e99",
            "at most 15 digits and an exponent of at most 12",
        ),
        ("a + (a < b)", "position 8 of 'a + (a < b)'", "'<'", "a closing parenthesis"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, where, found, expected):
    with pytest.raises(BadExpression) as error:
        parse(text)

    assert (error.value.where, error.value.found, error.value.expected) == (where, found, expected)


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "a if b else 0", "lambda: 0", "open(a)", "a; b", "print(a)", "a.__class__", "{}", "`ls`"],
)
def test_a_program_is_no_expression(text):
    with pytest.raises(BadExpression):
        parse(text)


def test_length_parts_depth_and_digits_are_limited():
    allowed = "+".join(["1"] * 49)
    assert value(allowed) == 49
    for refused in (
        " " * (expression.LONGEST + 1),
        "+".join(["1"] * 60),
        "(" * (expression.DEEPEST + 1) + "1" + ")" * (expression.DEEPEST + 1),
        "-" * (expression.DEEPEST + 1) + "1",
        "1234567890123456",
    ):
        with pytest.raises(BadExpression, match="at most"):
            parse(refused)


def test_an_unknown_name_is_told_with_those_that_there_are():
    with pytest.raises(UnknownName) as error:
        value("a + victims")

    assert error.value.where == "position 5 of 'a + victims'"
    assert error.value.found == "the name 'victims'"
    assert error.value.expected == "one of a, b"


def test_names_are_found_from_left_to_right():
    assert [one.name for one in names(parse("percent(b - a, -b) > a"))] == ["b", "a", "b", "a"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    try:
        parse(text)
    except BadExpression as error:
        assert error.where.startswith("position ")


@settings(deadline=None)
@given(st.text(alphabet="ab0189.e+-*/()<>=%, ", max_size=40))
def test_any_text_of_its_own_signs_is_worked_out_or_refused(text):
    try:
        value(text)
    except BadExpression as error:
        assert error.where.startswith("position ")


NUMBERS = st.integers(min_value=0, max_value=10**6).map(str)
SUMS = st.recursive(
    NUMBERS,
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda parts: f"({' '.join(parts)})"),
    max_leaves=12,
)


@settings(deadline=None)
@given(SUMS)
@example("(1000000 * (1000000 * 1000000))")
@example("(1 + (1000000 * (1000000 * 1000000)))")
def test_sums_agree_with_another_calculator(text):
    # Python itself is the other calculator: here, in a test, of a text made of digits and signs alone.
    expected = eval(text)

    if abs(expected) <= LARGEST:
        assert value(text) == expected
    else:
        with pytest.raises(TooLarge):
            value(text)
