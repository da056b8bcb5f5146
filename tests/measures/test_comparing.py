"""Two figures beside each other: the closed forms equal those of `stats.compare`, and what is unlike is refused."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.measures import queries
from hueandcry.measures.queries import Value
from hueandcry.measures.rules.comparing import Span, difference, ratio
from hueandcry.stats import compare
from hueandcry.stats.compare import Interval

COUNTS = st.integers(0, 5_000)


def wilson(part: int, whole: int) -> Span:
    found = compare.proportion_interval(part, whole)
    return Span(float(found.value), float(found.lower), float(found.upper))


def garwood(count: int, base: float) -> Span:
    found = compare.rate_interval(count, base, per=1_000)
    return Span(float(found.value), float(found.lower), float(found.upper))


def test_a_difference_of_proportions_is_newcombes_published_example():
    """Newcombe 1998, table II, method 10: 56/70 - 48/80 lies between 0.0524 and 0.3339."""
    apart = difference(wilson(56, 70), wilson(48, 80))

    assert (round(apart.value, 4), round(apart.lower, 4), round(apart.upper, 4)) == (0.2, 0.0524, 0.3339)


@given(
    whole=st.integers(1, 5_000), other_whole=st.integers(1, 5_000), share=st.floats(0, 1), other_share=st.floats(0, 1)
)
def test_a_difference_of_proportions_is_that_of_the_statistics(whole, other_whole, share, other_share):
    part, other = round(share * whole), round(other_share * other_whole)

    apart = difference(wilson(part, whole), wilson(other, other_whole))

    expected = compare.proportion_difference(part, whole, other, other_whole)
    assert np.allclose(
        [apart.value, apart.lower, apart.upper], [expected.value, expected.lower, expected.upper], atol=1e-12
    )


@given(count=COUNTS, other=st.integers(1, 5_000), base=st.integers(1, 10**7), other_base=st.integers(1, 10**7))
def test_a_ratio_of_rates_is_that_of_the_statistics(count, other, base, other_base):
    a, b = garwood(count, base), garwood(other, other_base)

    found = ratio(a, b)

    one, two = (
        Interval(np.array(span.value), np.array(span.lower), np.array(span.upper), 0.95, "exact") for span in (a, b)
    )
    expected = compare.ratio_of_intervals(one, two)
    assert np.allclose(
        [found.value, found.lower, found.upper], [expected.value, expected.lower, expected.upper], rtol=1e-9
    )


@given(count=COUNTS, other=COUNTS)
def test_two_figures_changed_round_differ_by_as_much_the_other_way(count, other):
    a, b = garwood(count, 1_000), garwood(other, 2_000)

    there, back = difference(a, b), difference(b, a)

    assert math.isclose(there.value, -back.value, abs_tol=1e-9)
    assert math.isclose(there.lower, -back.upper, abs_tol=1e-9)


def test_a_ratio_of_nothing_is_none_and_one_that_may_be_of_nothing_has_no_upper_end():
    assert ratio(Span(3, 1, 5), Span(0, 0, 1)) is None
    assert ratio(Span(3, 1, 5), Span(1, 0, 2)).upper == math.inf


VALUE = Value(
    measure="judicial-outcomes",
    version=1,
    body="kent",
    name="Kent Police",
    body_kind="territorial",
    part="",
    period="2017-18",
    begins=date(2017, 4, 1),
    ends=date(2018, 3, 31),
    numerator=56,
    denominator=70,
    base_year=None,
    value=0.8,
    lower=wilson(56, 70).lower,
    upper=wilson(56, 70).upper,
    state="shown",
    why="",
    flag="",
    compared=True,
    z=1.0,
    outside="",
)
ESSEX = replace(
    VALUE, body="essex", name="Essex Police", value=0.6, lower=wilson(48, 80).lower, upper=wilson(48, 80).upper, z=-2.0
)
LATER = replace(VALUE, period="2018-19", begins=date(2018, 4, 1), ends=date(2019, 3, 31))


class Breaks:
    """A reader that knows of breaks, and of nothing else."""

    def __init__(self, *rows: dict, own: str | None = None) -> None:
        self._rows = list(rows) or [{"effect": None, "title": None, "title_cy": None}]
        self._own = own

    def rows(self, package: str, sql: str, **asked: object) -> list[dict]:
        assert sql == "breaks_between"
        return [{"own": self._own, **row} for row in self._rows]


def test_two_bodies_that_differ_by_more_than_chance():
    found = queries.compare(Breaks(), "judicial-outcomes", VALUE, ESSEX)

    assert (found.more_than_chance, found.refused) == (True, "")
    assert round(found.difference.lower, 4) == 0.0524
    assert found.usual_spread is False  # three standard deviations apart; two bodies usually lie within 2.77


def test_two_bodies_that_differ_no_more_than_bodies_usually_do():
    found = queries.compare(Breaks(), "judicial-outcomes", VALUE, replace(ESSEX, z=-1.0))

    assert (found.more_than_chance, found.usual_spread) == (True, True)


def test_two_bodies_that_chance_may_tell_apart():
    found = queries.compare(Breaks(), "judicial-outcomes", VALUE, replace(VALUE, body="essex"))

    assert (found.difference.value, found.more_than_chance) == (0, False)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(ESSEX, version=2), "These are figures of two measures, or of two versions of one."),
        (replace(ESSEX, measure="charged"), "These are figures of two measures, or of two versions of one."),
        (replace(ESSEX, part="robbery"), "These are figures of two different things."),
        (replace(ESSEX, body_kind="invented"), "One of the two is invented."),
        (
            replace(LATER, body="essex"),
            "Two bodies can be compared in one period only, and two periods of one body only.",
        ),
        (
            replace(ESSEX, body="all-bodies", body_kind="whole"),
            "One of the two holds the other, so that they are not apart.",
        ),
        (replace(LATER, begins=date(2018, 1, 1)), "The two periods overlap."),
        (replace(ESSEX, state="missing", value=None, why="Nothing was published."), "Nothing was published."),
        (replace(ESSEX, state="partial", why="Some months are missing."), "Some months are missing."),
        (
            replace(ESSEX, lower=None, upper=None),
            "How far chance reaches is not known for one of the two, so that nothing can be told.",
        ),
    ],
)
def test_what_is_unlike_is_not_compared_and_says_why(other, said):
    found = queries.compare(Breaks(), "judicial-outcomes", VALUE, other)

    assert (found.refused, found.difference, found.more_than_chance) == (said, None, None)


@pytest.mark.parametrize("effect", ["truncate", "elsewhere"])
def test_a_break_between_two_periods_bars_the_comparison(effect):
    changed = {"effect": effect, "title": "Recorded elsewhere", "title_cy": "Wedi'i gofnodi mewn man arall"}

    found = queries.compare(Breaks(changed), "judicial-outcomes", VALUE, LATER)

    assert (found.refused, found.more_than_chance) == ("Recorded elsewhere", None)


def test_a_lockdown_within_a_period_is_said_beside():
    lockdown = {"effect": "leave_out", "title": "Lockdowns", "title_cy": "Cyfnodau clo"}

    found = queries.compare(Breaks(lockdown), "judicial-outcomes", VALUE, LATER)

    assert (found.refused, found.cautions, found.more_than_chance) == ("", ("Lockdowns",), False)


def test_a_break_that_the_definition_tells_of_bars_the_comparison_from_its_day_on():
    own = '[{"first": "2018-04-01", "title": "Recording moved", "title_cy": "Symudodd y cofnodi"}]'

    assert queries.compare(Breaks(own=own), "judicial-outcomes", VALUE, LATER).refused == "Recording moved"
    assert (
        queries.compare(Breaks(own=own.replace("2018-04", "2016-04")), "judicial-outcomes", VALUE, LATER).refused == ""
    )
    assert queries.compare(Breaks(own=own), "judicial-outcomes", VALUE, ESSEX).refused == ""


def test_what_to_know_of_a_body_is_said_beside():
    found = queries.compare(
        Breaks(), "judicial-outcomes", VALUE, replace(ESSEX, flag="includes units that others pay for")
    )

    assert found.cautions == ("includes units that others pay for",)
