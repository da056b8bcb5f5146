"""Arithmetic with units: exact, and never pounds beside per cents."""

from fractions import Fraction

import pytest

from hueandcry.claims.rules.arithmetic import (
    DividedByZero,
    Quantity,
    TooLarge,
    UnitMismatch,
    quantity,
    rounded,
    worked_out,
)
from hueandcry.claims.rules.expression import BadExpression, parse

KNOWN = {
    "before": quantity(Fraction(21307), "count"),
    "after": quantity(Fraction(39339), "count"),
    "victims": quantity(Fraction(1_900_000), "count"),
    "spend": quantity(Fraction(755049), "£"),
    "share": quantity(Fraction("0.6"), "%"),
    "nothing": quantity(Fraction(0), "count"),
    "wait": quantity(Fraction(3), "months"),
}


def found(text: str) -> Quantity | bool:
    return worked_out(text, parse(text), KNOWN)


def test_growth_of_known_figures_is_exact():
    grown = found("change(before, after)")

    assert (grown.value, grown.unit) == (Fraction(1803200, 21307), "%")
    assert float(grown.value) == pytest.approx(84.629, abs=0.001)


def test_share_of_known_figures_is_exact():
    assert found("percent(after, victims)") == quantity(Fraction(39339 * 100, 1_900_000), "%")


def test_budget_that_a_share_implies_is_in_pounds():
    assert found("spend * 100% / share") == quantity(Fraction(125_841_500), "£")
    assert found("spend * 100% / 0.06%") == quantity(Fraction(1_258_415_000), "£")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("spend / before", "£"),
        ("spend / spend", "count"),
        ("before * after", "count"),
        ("spend * spend", "£^2"),
        ("share / 100%", "count"),
        ("spend / wait", "months^-1 £"),
        ("abs(-spend)", "£"),
        ("round(share, 0)", "%"),
        ("max(spend, 0 * spend)", "£"),
    ],
)
def test_units_are_carried_through(text, unit):
    assert found(text).unit == unit


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("spend + before", "£ beside count"),
        ("spend - share", "£ beside %"),
        ("share > 1", "% beside count"),
        ("min(spend, share)", "£ beside %"),
        ("percent(spend, before)", "£ beside count"),
        ("change(share, wait)", "% beside months"),
    ],
)
def test_units_that_do_not_fit_are_refused(text, said):
    with pytest.raises(UnitMismatch) as error:
        found(text)

    assert error.value.found == said
    assert error.value.expected == "the same unit on both sides"


@pytest.mark.parametrize(
    ("text", "position"), [("after / nothing", 7), ("percent(after, nothing)", 1), ("change(nothing, after)", 1)]
)
def test_a_division_by_nought_is_refused_with_its_place(text, position):
    with pytest.raises(DividedByZero) as error:
        found(text)

    assert error.value.where == f"position {position} of {text!r}"


@pytest.mark.parametrize("text", ["*".join(["1e12"] * 30), "-1e12 * 1e12", "1 / (1 / 1e12 / 1e12)"])
def test_a_number_beyond_every_figure_is_refused(text):
    with pytest.raises(TooLarge, match="1,000,000,000,000,000,000 at most"):
        found(text)


def test_places_must_be_a_small_digit():
    with pytest.raises(BadExpression, match="0 to 6"):
        found("round(share, before)")
    with pytest.raises(BadExpression, match="0 to 6"):
        found("round(share, 7)")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.5", 0, 1), ("-0.5", 0, -1), ("1.49", 0, 1), ("2.675", 2, "2.68"), ("0", 3, 0), ("14.75", 1, "14.8")],
)
def test_halves_are_rounded_away_from_nought(value, places, expected):
    assert rounded(Fraction(value), places) == Fraction(expected)
