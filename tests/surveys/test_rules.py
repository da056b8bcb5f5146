"""Small decisions, each with a table of cases."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.surveys.pages import words
from hueandcry.surveys.queries import Change
from hueandcry.surveys.rules.answering import Coded, answers, any_of, holds, incidents
from hueandcry.surveys.rules.comparing import Round, pairs
from hueandcry.surveys.rules.faults import records
from hueandcry.surveys.rules.groups import holm, verdict
from hueandcry.surveys.rules.linking import Groups, linked
from hueandcry.surveys.rules.protecting import protected, protected_within
from hueandcry.surveys.rules.questionnaire import NUMBER, Condition, Option, Question, Text, condition
from hueandcry.surveys.rules.rounding import rounded_base, rounded_degrees, significant
from hueandcry.surveys.rules.showing import (
    FEW_SAID,
    FEW_UNITS,
    LEAST_SAID,
    MODES_DIFFER,
    NOBODY,
    SMALL_BASE,
    WHY,
    why_not,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("bank=yes", Condition("bank", "yes")),
        (" bank = yes ", Condition("bank", "yes")),
        ("times>0", Condition("times")),
        ("times > 0", Condition("times")),
        ("times>1", None),
        ("=yes", None),
        ("bank", None),
        ("bank=", None),
        ("bank=yes or other=yes", None),
        ("", None),
    ],
)
def test_condition_is_read_as_written(written, read):
    assert condition(written) == read


YES, NO, SILENT, MANY = (
    Option("yes", Text("Yes")),
    Option("no", Text("No")),
    Option("silent", Text("I would rather not say"), missing=True),
    Option("many", Text("Too many"), too_many=True),
)
FIRST = Question("first", "one", "s", Text("?"), Text(""), (YES, NO, SILENT))
TIMES = Question(
    "times", NUMBER, "s", Text("?"), Text(""), (MANY, SILENT), (Condition("first", "yes"),), least=1, most=99
)


def coded(*cells):
    labels = tuple(dict.fromkeys(cell for cell in cells if cell))
    return Coded(np.array([labels.index(cell) if cell else -1 for cell in cells]), labels)


@pytest.mark.parametrize(
    ("first", "times", "tricked", "counted", "more_than_none"),
    [
        ("yes", "3", 1, 3, 1),
        ("yes", "many", 1, 0, 1),
        ("yes", "silent", 1, None, None),
        ("yes", "", 1, None, None),
        ("no", "", 0, 0, 0),
        ("silent", "", None, None, None),
        ("", "", None, None, None),
    ],
)
def test_who_is_not_asked_counts_as_no_and_who_is_silent_is_not_known(first, times, tricked, counted, more_than_none):
    every = {}
    for question, cell in ((FIRST, first), (TIMES, times)):
        every[question.column], wrong = answers(question, coded(cell), every)
        assert [part.size for part in (wrong.unknown, wrong.out_of_range, wrong.not_asked)] == [0, 0, 0]

    found = [
        holds(every, Condition("first", "yes"))[0],
        incidents(every["times"])[0],
        holds(every, Condition("times"))[0],
    ]
    assert [None if np.isnan(value) else value for value in found] == [tricked, counted, more_than_none]


def test_what_cannot_be_read_is_named_by_its_place():
    first, _ = answers(FIRST, coded("yes", "no", "perhaps", "yes"), {})

    _, wrong = answers(TIMES, coded("100", "4", "few", "silent"), {"first": first})

    assert (wrong.unknown.tolist(), wrong.out_of_range.tolist(), wrong.not_asked.tolist()) == ([2], [0], [1])


def test_any_of_is_known_as_soon_as_one_holds():
    assert (
        str(any_of([np.array([1, np.nan, 0, np.nan]), np.array([np.nan, 0, 0, 1])]).tolist()) == "[1.0, nan, 0.0, 1.0]"
    )


def a(wave, begins, ends, mode="face to face"):
    return Round(wave, date.fromisoformat(begins), date.fromisoformat(ends), mode)


@pytest.mark.parametrize(
    ("rounds", "compared"),
    [
        ([], []),
        ([a("1", "2024-01-01", "2024-12-31")], []),
        ([a("2", "2025-01-01", "2025-12-31"), a("1", "2024-01-01", "2024-12-31")], [("1", "2", True)]),
        (
            [
                a("1", "2018-01-01", "2018-12-31"),
                a("2", "2019-01-01", "2019-12-31"),
                a("3", "2020-01-01", "2020-12-31", "telephone"),
                a("4", "2021-01-01", "2021-12-31", "telephone"),
                a("5", "2022-01-01", "2022-12-31"),
            ],
            [("1", "2", True), ("2", "3", False), ("3", "4", False), ("4", "5", False), ("2", "5", True)],
        ),
        # Rolling years share people; the one that ended before this one began does not.
        (
            [
                a("march", "2024-04-01", "2025-03-31"),
                a("december", "2025-01-01", "2025-12-31"),
                a("march on", "2025-04-01", "2026-03-31"),
            ],
            [("march", "december", False), ("december", "march on", False), ("march", "march on", True)],
        ),
    ],
)
def test_each_wave_is_compared_with_the_one_before_and_the_nearest_it_may_be_tested_against(rounds, compared):
    assert [(pair.before.wave, pair.after.wave, not pair.barred) for pair in pairs(rounds)] == compared


@pytest.mark.parametrize(
    ("said", "base", "hidden", "expected"),
    [
        # Nothing is small: nothing is hidden.
        ([20, 30], [100, 100], [0, 0], [0, 0]),
        # One small group would be the whole less the others: the next smallest is hidden with it.
        ([3, 30, 40], [100, 90, 200], [0, 0, 0], [1, 1, 0]),
        # Nobody, and everybody, are told of each of them.
        ([0, 30, 40], [100, 90, 200], [0, 0, 0], [1, 1, 0]),
        ([100, 30, 40], [100, 90, 200], [0, 0, 0], [1, 1, 0]),
        # Another is hidden already, and both together pass the rule.
        ([3, 10, 40], [100, 30, 200], [0, 1, 0], [1, 0, 0]),
        # Two small groups would be known to be 4 and 4 if their sum were: a large one goes with them.
        ([4, 4, 40, 50], [100, 90, 200, 300], [0, 0, 0, 0], [1, 1, 1, 0]),
        ([2, 1, 40, 50], [100, 90, 200, 300], [0, 0, 0, 0], [1, 1, 1, 0]),
        # Three and five make eight: with five at the least in the second, the first would be three at the most.
        ([3, 5, 40], [100, 90, 200], [0, 0, 0], [1, 1, 1]),
        # A group of nobody is no cover.
        ([3, 0, 40], [100, 0, 200], [0, 1, 0], [1, 0, 1]),
        # There is no other group.
        ([3], [100], [0], [1]),
        ([30], [100], [0], [0]),
    ],
)
def test_handful_is_hidden_and_what_would_give_it_away(said, base, hidden, expected):
    found = protected(np.array(said), np.array(base), np.array(hidden, dtype=bool))

    assert found.tolist() == [bool(one) for one in expected]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), min_size=2, max_size=6))
def test_no_value_of_a_small_number_is_ruled_out_by_what_is_shown(groups):
    # By trying every table: small numbers are 0 to 4, others 5 or more, and the sum of what is hidden is known.
    said, rest = (np.array([group[at] for group in groups]) for at in (0, 1))
    small_base = np.array([gone for _, _, gone in groups])
    there = said + rest > 0

    out = protected(said, said + rest, small_base)

    shown = there & ~out & ~small_base
    assert (said[shown] >= LEAST_SAID).all() and (rest[shown] >= LEAST_SAID).all()
    hidden = there & (out | small_base)
    if not (out.any() and shown.any()):
        return
    for side in (said, rest):
        numbers = side[hidden]
        small = numbers < LEAST_SAID
        for at in np.flatnonzero(small):
            others = np.delete(small, at)
            least = sum(0 if one else LEAST_SAID for one in others)
            most = np.inf if not others.all() else (LEAST_SAID - 1) * others.size
            possible = [value for value in range(LEAST_SAID) if least <= numbers.sum() - value <= most]
            assert possible == list(range(LEAST_SAID))


FORCES = np.repeat([0, 1, 2, 3, 4, 5], 40)
REGIONS = FORCES // 2
SEXES = np.tile([0, 1], 120)


@pytest.mark.parametrize(
    ("splits", "above"),
    [
        ({"force": (FORCES, 6), "region": (REGIONS, 3)}, {"region": [], "force": ["region"]}),
        ({"sex": (SEXES, 2), "force": (FORCES, 6)}, {"sex": [], "force": []}),
        (
            {"both": (FORCES * 2 + SEXES, 12), "sex": (SEXES, 2), "force": (FORCES, 6), "region": (REGIONS, 3)},
            {"sex": [], "region": [], "force": ["region"], "both": ["sex", "force"]},
        ),
        # Everybody in one group is no split, and a code that is missing or wrong for a handful hides nothing.
        ({"force": (FORCES, 6), "region": (FORCES * 0, 1)}, {"region": [], "force": []}),
        (
            {"force": (FORCES, 6), "region": (np.where(np.arange(240) < 4, 2, np.where(SEXES, REGIONS, -1)), 3)},
            {"region": [], "force": ["region"]},
        ),
        ({"force": (FORCES, 6), "region": (np.where(np.arange(240) < 5, 2, REGIONS), 3)}, {"region": [], "force": []}),
    ],
)
def test_finer_splits_are_known_by_what_they_add_up_to(splits, above):
    found = linked({slug: Groups(codes, number) for slug, (codes, number) in splits.items()})

    assert {slug: [one.split for one in of] for slug, of in found.items()} == above


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([9, 9, 9, 9, 9, 9], [0, 0, 0, 0, 0, 0]),
        # Two in the first force would be its region less the second: that goes too, and no other.
        ([2, 9, 9, 9, 9, 9], [1, 1, 0, 0, 0, 0]),
        # The first region is hidden itself, and the next smallest with it: so are all forces of both.
        ([2, 2, 9, 5, 9, 9], [1, 1, 1, 1, 0, 0]),
    ],
)
def test_what_is_hidden_in_a_force_does_not_follow_from_its_region(said, expected):
    found = shown_by_split(
        {"region": REGIONS, "force": FORCES}, np.concatenate([np.arange(40) < number for number in said])
    )

    assert (~found["force"]).tolist() == [bool(one) for one in expected]


def shown_by_split(splits, yes):
    """Which groups of each split the rule about people shows."""
    above, shown = linked({slug: Groups(codes, codes.max() + 1) for slug, codes in splits.items()}), {}
    for slug in above:
        codes = splits[slug]
        base = np.bincount(codes)
        said = np.bincount(codes[yes], minlength=base.size)
        nothing = np.zeros(base.size, dtype=bool)
        shown[slug] = ~protected_within(said, base, nothing, above[slug], shown)
    return shown


@given(
    st.integers(0, 2**32 - 1),
    st.floats(0.05, 0.5),
    st.sampled_from([("region", "force"), ("sex", "force", "both"), ("sex", "region", "force", "both")]),
)
def test_nothing_small_can_be_subtracted_from_splits_that_add_up(seed, share, which):
    rng = np.random.default_rng(seed)
    splits = {"sex": SEXES, "region": REGIONS, "force": FORCES, "both": FORCES * 2 + SEXES}
    yes = rng.random(240) < share * rng.random(6)[FORCES]

    shown = shown_by_split({slug: splits[slug] for slug in which}, yes)

    # By algebra: a group that is a sum of others, some taken away, is a combination of what is shown.
    everybody = [np.ones(240)]
    told = np.column_stack(
        everybody + [splits[slug] == group for slug in which for group in np.flatnonzero(shown[slug])]
    )
    for slug in which:
        for group in np.flatnonzero(~shown[slug]):
            inside = splits[slug] == group
            if min(yes[inside].sum(), (~yes)[inside].sum()) < LEAST_SAID:
                found = told @ np.linalg.lstsq(told, inside.astype(float), rcond=None)[0]
                assert not np.allclose(found, inside)


@pytest.mark.parametrize(
    ("base", "degrees", "hidden", "why"),
    [
        (0, 0, False, NOBODY),
        (49, 20, False, SMALL_BASE),
        (49, 20, True, SMALL_BASE),
        (50, 20, True, FEW_SAID),
        (50, 1, False, FEW_UNITS),
        (50, float("nan"), False, FEW_UNITS),
        (50, 2, False, ""),
    ],
)
def test_why_a_figure_is_not_shown(base, degrees, hidden, why):
    assert why_not(base=base, least_base=50, degrees=degrees, least_degrees=2, protected=hidden) == why


@pytest.mark.parametrize(
    ("p_values", "groups", "adjusted"),
    [
        ([], 0, []),
        # Two groups are each compared with the other: one test.
        ([0.03, 0.03], 2, [0.03, 0.03]),
        ([0.03], 2, [0.03]),
        # Of three groups all count, also one that is not shown or could not be tested: 3 x 0.03, 2 x 0.03 or more.
        ([0.03, 0.03], 3, [0.09, 0.09]),
        ([0.01], 24, [0.24]),
        # Holm's own rule by hand: 3 x 0.01, then 2 x 0.03 and never less than the one before, at most 1.
        ([0.04, 0.01, 0.03], 3, [0.06, 0.03, 0.06]),
        ([0.5, 0.6, 0.9], 3, [1.0, 1.0, 1.0]),
    ],
)
def test_looking_at_many_groups_is_paid_for(p_values, groups, adjusted):
    assert holm(np.array(p_values), groups=groups).tolist() == pytest.approx(adjusted)


@pytest.mark.parametrize(
    ("degrees", "told"), [(np.nan, np.nan), (0, 0), (1, 1), (2, 2), (4, 2), (5, 5), (9, 5), (599, 595), (600, 600)]
)
def test_degrees_are_told_down_to_five_and_never_below_two(degrees, told):
    np.testing.assert_array_equal(rounded_degrees(np.array([degrees])), [told])


@pytest.mark.parametrize(
    ("difference", "p_value", "said"),
    [
        (0.1, 0.04, "more"),
        (-0.1, 0.04, "less"),
        (0.1, 0.05, "no more than chance"),
        (0.1, float("nan"), "no more than chance"),
    ],
)
def test_verdict_on_a_group(difference, p_value, said):
    assert verdict(difference, p_value) == said


@pytest.mark.parametrize(
    ("positions", "told"),
    [([0], "record 1"), ([0, 4], "records 1, 5"), (range(1999), "records 1, 2, 3 and 1,996 more")],
)
def test_records_are_counted_from_one(positions, told):
    assert records(positions) == told


@pytest.mark.parametrize(("base", "rounded"), [(0, 0), (2, 0), (3, 5), (48, 50), (1203, 1205)])
def test_bases_are_rounded_to_five(base, rounded):
    assert rounded_base(base) == rounded


@pytest.mark.parametrize(("value", "written"), [(0.123456789, 0.123457), (1234567.8, 1234570.0), (0.0, 0.0)])
def test_figures_have_six_digits(value, written):
    assert significant(value) == written


CAVEAT = "The two waves were asked in different ways; part of a difference may come from that."
OLDER = SimpleNamespace(wave_title="2025")


def changed(*, p_value=0.01, difference=0.1, why=MODES_DIFFER):
    return Change("s", "2026", "2025", "victim", "", "", difference, 0.05, 0.15, p_value, "tested", why)


def test_caveat_of_a_test_goes_wherever_its_verdict_is_told():
    one = changed()

    assert words.verdict_words(one) == f"more than chance. {CAVEAT}"
    assert words.moved_words(one, OLDER) == f"Since 2025 it has risen by more than chance. {CAVEAT}"
    assert words.change_words(one, OLDER, "proportion").endswith(f"more than chance. {CAVEAT}")


def test_every_reason_is_said_in_the_language_of_the_page():
    assert set(WHY) == set(words.WHY)
