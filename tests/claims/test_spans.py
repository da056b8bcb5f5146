"""What a figure as given may mean."""

from fractions import Fraction

import pytest

from hueandcry.claims.rules.spans import EmptySpan, NotAFigure, Span, as_given, decimals


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("86", "85.5", "86.5"), ("0.06", "0.055", "0.065"), ("0.6", "0.55", "0.65"), ("-61", "-61.5", "-60.5")],
)
def test_a_figure_means_half_of_its_last_digit_on_both_sides(text, low, high):
    assert as_given(text) == Span(Fraction(low), Fraction(high))


def test_a_count_means_itself():
    assert as_given("720", counted=True) == Span(Fraction(720), Fraction(720))
    assert as_given("1.5", counted=True) == Span(Fraction("1.45"), Fraction("1.55"))
    assert as_given("720", counted=True).exact


@pytest.mark.parametrize("text", ["", "86 %", "1,000", "about 3", "1e3", ".5", "5.", "٣", "9" * 5000])
def test_what_is_not_written_in_plain_digits_is_refused(text):
    with pytest.raises(NotAFigure):
        as_given(text)


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        (Span(Fraction(1), Fraction(2)), ["1", "1.5", "2"], ["0.99", "2.01"]),
        (Span(Fraction(50), low_open=True), ["50.1"], ["50", "49"]),
        (Span(None, Fraction(1), high_open=True), ["0.99", "-5"], ["1", "2"]),
        (Span(Fraction(39000), Fraction(40000), high_open=True), ["39000", "39339"], ["40000", "38999"]),
    ],
)
def test_a_span_holds_what_lies_inside(span, inside, outside):
    assert [value for value in inside + outside if span.holds(Fraction(value))] == inside


def test_margin_is_the_distance_to_the_nearer_bound():
    span = as_given("86")

    assert span.margin(Fraction("84.6")) == Fraction("0.9")
    assert span.margin(Fraction(90)) == Fraction("3.5")
    assert span.margin(Fraction(86)) == 0


@pytest.mark.parametrize("bounds", [(None, None), (Fraction(2), Fraction(1))])
def test_bounds_with_nothing_between_them_are_refused(bounds):
    with pytest.raises(EmptySpan):
        Span(*bounds)


def test_decimals_are_those_that_were_given():
    assert [decimals(text) for text in ("86", "0.06", "2.0")] == [0, 2, 1]
