"""Is a change more than chance? Against closed forms worked out here, and the cases that must not mislead."""

import math

import numpy as np
import pytest
from scipy import stats

from hueandcry.editions.actions import comparing
from hueandcry.editions.actions.comparing import Pair
from hueandcry.editions.pages import words
from hueandcry.editions.rules.content import Area, Change, Content, Figure
from hueandcry.editions.rules.counts import Count

COUNT = Figure("kent", "referrals", "referred", "crimes")
EDITION = Content("2018-19", "annual", "2018-04-01", "2019-03-31", "2017-18", False, (), ())
SHARE = Figure("kent", "outcomes", "positive", "share")


def counted(now, before, spread=None):
    return comparing.counted(COUNT, Pair(Count(now), None if before is None else Count(before)), spread)


def shared(part, whole, part_before, whole_before, spread=None, smallest=30):
    return comparing.shared(
        SHARE,
        Pair(Count(part), Count(part_before)),
        Pair(Count(whole), Count(whole_before)),
        spread,
        smallest=smallest,
    )


def test_the_interval_of_a_count_is_garwoods():
    found = counted(10, None)

    assert found.lower == pytest.approx(stats.chi2.ppf(0.025, 20) / 2)
    assert found.upper == pytest.approx(stats.chi2.ppf(0.975, 22) / 2)


def test_the_change_of_a_count_is_the_exact_conditional_ratio():
    change = counted(130, 100).change

    low = stats.beta.ppf(0.025, 130, 101)
    assert change.value == 1.3
    assert change.lower == pytest.approx(low / (1 - low))
    assert (change.more_than_chance, change.method) == (change.lower > 1, "conditional")


def test_where_bodies_swing_more_than_chance_the_interval_is_wider():
    alone, allowed = counted(1300, 1000).change, counted(1300, 1000, spread=20.0).change

    assert (alone.more_than_chance, allowed.more_than_chance) == (True, False)
    assert allowed.lower < alone.lower < alone.upper < allowed.upper
    assert allowed.method == "mover"


def test_a_count_worth_less_than_one_case_tells_nothing():
    change = counted(2, 29, spread=131.0).change

    assert (change.more_than_chance, change.lower, change.why) == (None, None, "too_few")


@pytest.mark.parametrize(("now", "before", "why"), [(5, None, "no_before"), (5, 0, "from_zero"), (0, 0, "from_zero")])
def test_without_anything_before_no_change_is_told(now, before, why):
    change = counted(now, before).change

    assert (change.value, change.more_than_chance, change.why) == (None, None, why)


def test_a_change_that_may_be_a_halving_as_well_as_a_doubling_is_not_told():
    wide, narrow = counted(69, 74, spread=35.0), counted(690, 740, spread=35.0)

    assert wide.change.lower < 0.5
    assert wide.change.upper > 2.0
    assert words.change_written(EDITION, wide) == "Too few to tell how it changed from 2017-18."
    assert (words.change_short(wide), words.verdict(wide), words.verdict_short(wide), words.verdict_written(wide)) == (
        "–", "", "too few to tell", "",
    )  # fmt: skip
    assert words.change_written(EDITION, narrow).startswith("6.8% fewer than in 2017-18 (between ")
    assert (words.verdict(narrow), words.verdict_short(narrow)) == ("chance", "no")


def test_a_wide_change_beyond_chance_is_told():
    fall = counted(0, 20)

    assert (words.verdict(fall), words.change_short(fall)) == ("more", "−100%")


def test_a_fall_to_nothing_can_be_tested():
    change = counted(0, 20).change

    assert (change.value, change.lower, change.more_than_chance) == (0.0, 0.0, True)


def test_the_spread_of_changes_is_one_where_chance_is_all_there_is():
    rng = np.random.default_rng(3)
    before, now = rng.poisson(400, 60), rng.poisson(400, 60)

    assert comparing.spread_of_counts(list(now), list(before)) == pytest.approx(1.0, abs=0.45)


def test_the_spread_of_changes_finds_the_swings_that_were_put_in():
    rng = np.random.default_rng(4)
    swings = np.exp(rng.normal(0, 0.3, 400))
    before, now = rng.poisson(400, 400), rng.poisson(400 * swings)

    # ratio of two counts about 400: variance of chance 2/400, of the swings 0.09
    assert comparing.spread_of_counts(list(now), list(before)) == pytest.approx(1 + 0.09 / (2 / 400), rel=0.25)


def test_few_bodies_do_not_tell_how_much_bodies_swing():
    assert comparing.spread_of_counts([1] * 9, [2] * 9) is None
    assert comparing.spread_of_shares([(1, 2)] * 9, [(1, 2)] * 9) is None


def test_the_spread_of_shares_is_one_where_chance_is_all_there_is():
    rng = np.random.default_rng(5)
    sizes = rng.integers(100, 2000, 300)
    now = [(rng.binomial(n, 0.2), n) for n in sizes]
    before = [(rng.binomial(n, 0.3), n) for n in sizes]  # all moved alike: that is no swing

    assert comparing.spread_of_shares(now, before) == pytest.approx(1.0, abs=0.2)


def test_a_share_has_wilsons_interval_and_newcombes_difference():
    found = shared(56, 70, 48, 80)

    # Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10
    assert (round(found.change.lower, 4), round(found.change.upper, 4)) == (0.0524, 0.3339)
    assert found.change.value == pytest.approx(56 / 70 - 48 / 80)
    assert found.change.more_than_chance is True
    z, p, n = stats.norm.ppf(0.975), 0.8, 70
    middle, reach = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert found.lower == pytest.approx((middle - reach) / (1 + z * z / n))


def test_a_change_beyond_chance_may_be_within_the_usual_swings():
    assert shared(560, 700, 480, 800, spread=60.0).change.usual is True
    assert shared(560, 700, 480, 800, spread=1.0).change.usual is False
    assert shared(560, 700, 480, 800).change.usual is None
    assert shared(56, 700, 60, 700, spread=60.0).change.usual is None


def test_a_share_of_nothing_is_no_share():
    found = shared(0, 0, 5, 10)

    assert (found.value, found.state, found.why, found.change) == (None, "missing", "no_outcomes", None)


def test_a_share_of_few_is_shown_and_marked():
    assert shared(1, 2, 9, 29).state == "few"
    assert shared(1, 30, 9, 29).state == "shown"


def test_what_is_not_whole_has_no_figure():
    found = comparing.counted(COUNT, Pair(Count(None, 1, 3), Count(5)), None)

    assert (found.value, found.lower, found.state, found.why) == (None, None, "partial", "not_whole")
    assert (found.lacking, found.of) == (1, 3)


@pytest.mark.parametrize(("now", "before"), [(True, False), (False, True)])
def test_where_a_month_holds_far_less_than_usual_figures_are_shown_and_their_change_is_not_judged(now, before):
    part, whole = (Pair(Count(n, suspect=now), Count(m, suspect=before)) for n, m in ((10, 60), (50, 300)))
    count = comparing.counted(COUNT, whole, None)
    share = comparing.shared(SHARE, part, whole, None, smallest=30)

    assert (count.value, count.change.before, count.change.value, count.change.why) == (50, 300, None, "suspect_month")
    assert (share.value, share.change.before, share.change.value, share.change.why) == (0.2, 0.2, None, "suspect_month")
    assert (count.why, share.why) == (("suspect", "suspect") if now else ("", ""))
    assert words.verdict_short(count) == "not tested"
    assert words.change_written(EDITION, count) == (
        "A month of one of the two periods holds far less than usual, so no change is told."
    )


def test_a_change_whose_reach_is_not_known_is_not_told():
    change = Change("ratio", before=2, value=1.5, lower=0.1, why="no_interval")
    figure = Figure("kent", "referrals", "referred", "crimes", value=3, change=change)

    assert words.change_written(EDITION, figure) == "How far chance reaches is not known, so no change is told."


@pytest.mark.parametrize(
    ("part", "whole", "part_before", "whole_before", "said"),
    [
        (0, 50, 0, 60, "about the same share as in 2017-18 (between 6.0 percentage points lower and 7.1 higher)"),
        (50, 90, 50, 90, "about the same share as in 2017-18 (between 14.2 percentage points lower and 14.2 higher)"),
        (20, 50, 24, 50, "8.0 percentage points lower than in 2017-18 (between 26.3 lower and 11.1 higher)"),
    ],
)
def test_a_share_that_is_the_same_is_called_neither_higher_nor_lower(part, whole, part_before, whole_before, said):
    assert words.change_written(EDITION, shared(part, whole, part_before, whole_before)) == said


def test_a_table_has_no_change_of_a_count_that_is_too_few_to_tell_of():
    found = counted(16, 2, spread=131.0)

    assert (found.change.value, found.change.why) == (8.0, "too_few")
    assert (words.change_short(found), words.verdict_short(found)) == ("–", "too few to tell")


def test_of_few_outcomes_it_is_also_said_that_a_month_holds_far_less_than_usual():
    part, whole = (Pair(Count(n, suspect=True), None) for n in (1, 2))

    assert words.note_written(comparing.shared(SHARE, part, whole, None, smallest=30)) == (
        "Of few outcomes: one more or less moves it. A month holds far less than usual: perhaps not all was sent."
    )


def test_the_headline_makes_no_share_of_few_outcomes():
    kent = Area("kent", "Kent Police", "Heddlu Caint", "force", ("kent",))
    few = Content("2018-19", "annual", "2018-04-01", "2019-03-31", "2017-18", False, (kent,), (shared(1, 2, 9, 29),))

    assert words.headline(few, kent) == ["Outcomes recorded: 2, too few for a share that tells much."]
