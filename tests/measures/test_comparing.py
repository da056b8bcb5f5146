"""Two figures beside each other: the closed forms equal those of `stats.compare`, and what is unlike is refused."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hueandcry.measures import queries
from hueandcry.measures.queries import Value
from hueandcry.measures.rules.comparing import REACH, Placed, Span, difference, is_usual, ratio
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
    """A reader that knows of breaks and of the spread of a funnel, and of nothing else."""

    def __init__(self, *rows: dict, own: str | None = None, tau2: float | None = None) -> None:
        self._rows = list(rows) or [{"effect": None, "title": None, "title_cy": None}]
        self._own = own
        self._funnel = [] if tau2 is None else [{"kind": "proportion", "per": 1.0, "target": 0.5, "tau2": tau2}]

    def rows(self, package: str, sql: str, **asked: object) -> list[dict]:
        if sql == "spread_of_funnel":
            return self._funnel
        assert sql == "breaks_between"
        return [{"own": self._own, **row} for row in self._rows]


def on_the_funnel(tau2: float) -> tuple[Value, Value]:
    """Return Kent and Essex with the scores that a funnel with its middle at 70 % would give them."""
    middle = math.asin(math.sqrt(0.7))
    return tuple(
        replace(
            one, z=(math.asin(math.sqrt(one.value)) - middle) / math.sqrt(0.25 / one.denominator + tau2), compared=True
        )
        for one in (VALUE, ESSEX)
    )


def test_two_bodies_that_differ_by_more_than_chance_and_more_than_bodies_usually_do():
    a, b = on_the_funnel(0.0001)

    found = queries.compare(Breaks(tau2=0.0001), "judicial-outcomes", a, b)

    assert (found.more_than_chance, found.usual_spread, found.refused) == (True, False, "")
    assert round(found.difference.lower, 4) == 0.0524


def test_two_bodies_that_differ_by_more_than_chance_and_no_more_than_bodies_usually_do():
    """On the scale of the funnel they lie 0.221 apart; 95 of 100 pairs lie within 1.96 √(0.25/70 + 0.25/80 + 2 τ²)."""
    a, b = on_the_funnel(0.01)

    found = queries.compare(Breaks(tau2=0.01), "judicial-outcomes", a, b)

    assert (found.more_than_chance, found.usual_spread) == (True, True)


def test_without_a_funnel_nothing_is_said_of_how_far_bodies_usually_differ():
    found = queries.compare(Breaks(), "judicial-outcomes", VALUE, ESSEX)

    assert (found.more_than_chance, found.usual_spread) == (True, None)


@given(share=st.floats(0.05, 0.95), other=st.floats(0.05, 0.95), tau2=st.floats(0, 0.1))
def test_bodies_are_as_usual_as_far_as_their_distance_on_the_scale_tells(share, other, tau2):
    y, x = math.asin(math.sqrt(share)), math.asin(math.sqrt(other))
    z, w = (y - 0.8) / math.sqrt(0.25 / 400 + tau2), (x - 0.8) / math.sqrt(0.25 / 90 + tau2)
    reach = REACH * math.sqrt(0.25 / 400 + 0.25 / 90 + 2 * tau2)
    assume(not math.isclose(abs(y - x), reach, rel_tol=1e-9))

    assert is_usual(Placed(z, 400), Placed(w, 90), tau2=tau2) == (abs(y - x) <= reach)


@pytest.mark.parametrize("few_first", [True, False])
def test_nothing_is_said_of_a_difference_where_one_side_has_few_cases(few_first):
    few = replace(ESSEX, state="few", numerator=15.0, denominator=16.0)

    found = queries.compare(Breaks(), "judicial-outcomes", *((few, VALUE) if few_first else (VALUE, few)))

    assert (found.more_than_chance, found.difference, found.ratio, found.refused) == (None, None, None, "")
    assert found.undecided == (
        "There are too few cases to say whether the two differ: Essex Police, 2017-18: 15 of 16."
    )


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
            "Two bodies can be compared in one period only, and two periods of one body only: otherwise nobody could "
            "tell what is due to the body and what to the time.",
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


def test_body_unlike_the_others_is_named_and_nothing_is_said_of_the_difference():
    found = queries.compare(
        Breaks(), "judicial-outcomes", VALUE, replace(ESSEX, flag="includes units that others pay for")
    )

    assert found.cautions == ("Essex Police: includes units that others pay for.",)
    assert found.undecided == ("Whether the two differ is not told, because one cannot be compared with other bodies.")
    assert (found.difference, found.more_than_chance) == (None, None)


def test_body_unlike_the_others_is_compared_with_itself():
    flagged = [replace(one, flag="includes units that others pay for") for one in (VALUE, LATER)]

    found = queries.compare(Breaks(), "judicial-outcomes", *flagged)

    assert (found.undecided, found.more_than_chance) == ("", False)
