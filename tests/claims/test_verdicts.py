"""The verdict by rule: a table of cases."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hueandcry.claims.rules.spans import Span, as_given
from hueandcry.claims.rules.verdicts import Outcome, Several, Verdict, compared, verdict

YES, MAYBE, NO, UNKNOWN = Outcome.MATCHES, Outcome.POSSIBLE, Outcome.MISSES, Outcome.UNKNOWN
STANDS, CAVEAT, FALLS, CANNOT = Verdict.STANDS, Verdict.CAVEAT, Verdict.FALLS, Verdict.CANNOT


@pytest.mark.parametrize(
    ("claimed", "low", "high", "expected"),
    [
        ("86", "84.629", "84.629", NO),
        ("2", "2.07", "2.07", YES),
        ("86", "85.5", "85.5", YES),  # the bound belongs to what was given
        ("86", "85.49", "85.49", NO),
        ("0.6", "0.35", "0.78", MAYBE),
        ("0.06", "0.35", "0.78", NO),
        ("0.6", "0.56", "0.64", YES),
        ("0.6", "0.1", "0.55", MAYBE),  # they touch
    ],
)
def test_ours_is_compared_with_what_the_claim_allows(claimed, low, high, expected):
    assert compared(as_given(claimed), Fraction(low), Fraction(high)) is expected


def test_a_range_below_an_open_bound_misses_it():
    assert compared(Span(Fraction(50), low_open=True), Fraction(10), Fraction(50)) is NO


@pytest.mark.parametrize(
    ("outcomes", "reserved", "expected"),
    [
        ([], False, CANNOT),
        ([YES], False, STANDS),
        ([YES], True, CAVEAT),
        ([MAYBE], False, CAVEAT),
        ([MAYBE], True, CAVEAT),
        ([NO], False, FALLS),
        ([NO], True, FALLS),
        ([UNKNOWN], False, CANNOT),
        ([YES, YES, YES], False, STANDS),
        ([YES, NO], False, FALLS),
        ([YES, UNKNOWN], False, CANNOT),
        ([NO, UNKNOWN], False, FALLS),  # one part that is wrong is enough
        ([YES, MAYBE], False, CAVEAT),
    ],
)
def test_every_part_must_hold(outcomes, reserved, expected):
    assert verdict(outcomes, several=Several.PARTS, every_definition=True, reserved=reserved) is expected


@pytest.mark.parametrize(
    ("outcomes", "every", "reserved", "expected"),
    [
        ([YES, YES], True, False, STANDS),
        ([YES, YES], True, True, CAVEAT),
        ([YES, NO], True, False, CAVEAT),  # it hangs on the definition
        ([YES, NO, NO, NO], False, True, CAVEAT),
        ([NO, NO], True, False, FALLS),
        ([NO, NO], False, False, CANNOT),  # there may be another definition, under which it stands
        ([NO, UNKNOWN], True, False, CANNOT),
        ([YES, UNKNOWN], True, False, CAVEAT),
        ([UNKNOWN, UNKNOWN], True, False, CANNOT),
        ([MAYBE, NO], True, False, CAVEAT),
    ],
)
def test_a_verdict_may_hang_on_the_definition(outcomes, every, reserved, expected):
    found = verdict(outcomes, several=Several.DEFINITIONS, every_definition=every, reserved=reserved)

    assert found is expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(Outcome), max_size=6), st.sampled_from(Several), st.booleans(), st.booleans())
def test_nothing_unknown_is_ever_called_right_or_wrong_alone(outcomes, several, every, reserved):
    found = verdict(outcomes, several=several, every_definition=every, reserved=reserved)

    if found is STANDS:
        assert set(outcomes) == {YES} and not reserved
    if found is FALLS:
        assert NO in outcomes
