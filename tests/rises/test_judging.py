"""From counts to verdicts, through a real build of a small made world."""

import numpy as np
import pytest

from hueandcry.rises.rules.history import WINDOW
from hueandcry.stats import rises as method
from rises.worlds import DISTRICT, FORCE, LAST, World, build, judged, month, quiet, small_area, table, with_last

NAN = float("nan")


def series(*, last: tuple[float, ...] = (), mean: float = 14) -> dict:
    """Return one series of burglary in the district."""
    counts = quiet(mean)
    return {(DISTRICT, "burglary"): with_last(counts, *last) if last else counts}


def test_a_planted_rise_is_found_with_all_that_is_told_of_it(home):
    made = build(home, World(series(last=(15, 45))))

    row = judged(made, DISTRICT)

    assert row["verdict"] == "rise"
    assert (row["observed"], row["why"], row["years"]) == (45, "", 5)
    assert row["lower"] < row["expected"] < row["upper_usual"] < row["observed"]
    assert row["upper"] < 45
    assert row["p_value"] < 0.001
    assert row["q_value"] < 0.1
    assert (row["since"], row["over"]) == (LAST, None)
    assert (row["scheme"], row["level"], row["force"]) == ("street", "district", "kent")


def test_what_is_quiet_stays_quiet(home):
    counts = {(small_area(number), "burglary"): quiet(6, seed=number) for number in range(1, 9)}
    made = build(home, World(counts))

    latest = [row for row in table(made) if row["month"] == LAST]

    assert [row["verdict"] for row in latest] == ["within its usual range"] * 8
    assert all(row["q_value"] > 0.1 for row in latest)


def test_the_numbers_are_those_of_the_method(home):
    counts = series(last=(15, 45))
    row = judged(build(home, World(counts)), DISTRICT)

    whole = np.array([counts[DISTRICT, "burglary"]], float)
    expected = method.farrington(whole, at=[whole.shape[1] - 1], frequency=12, compatible=False)

    for name in ("expected", "lower", "upper_usual", "upper"):
        assert row[name] == pytest.approx(getattr(expected, name)[0, 0], rel=1e-12)


def test_each_row_of_history_is_judged_on_what_lay_before_it(home):
    counts = quiet(14)
    later = with_last(counts, 90)

    before = judged(build(home, World({(DISTRICT, "burglary"): counts})), DISTRICT, at=month("2021-11"))
    after = judged(build(home, World({(DISTRICT, "burglary"): later})), DISTRICT, at=month("2021-11"))

    assert before == after


def test_a_month_missing_at_the_end_does_not_exist_yet(home):
    world = World(series(last=(15, 45, NAN)), states={LAST: "missing"})

    made = build(home, world)

    assert judged(made, DISTRICT, at=LAST) is None
    assert judged(made, DISTRICT, at=month("2021-11"))["verdict"] == "rise"
    assert {row["month"] for row in table(made, "judged")} == {month("2021-11")}


@pytest.mark.parametrize("state", ["missing", "partial"])
def test_a_month_without_data_neither_raises_nor_clears(home, state):
    counts = with_last(quiet(14), 45, 0, 44, 13)
    world = World({(DISTRICT, "burglary"): counts}, states={month("2021-10"): state})

    made = build(home, world)
    gap, after = judged(made, DISTRICT, at=month("2021-10")), judged(made, DISTRICT, at=month("2021-11"))

    assert (gap["verdict"], gap["observed"], gap["upper_usual"]) == ("no data", None, None)
    assert gap["why"] == f"It is {state}."
    assert (after["verdict"], after["since"], after["over"]) == ("rise", month("2021-09"), LAST)
    assert judged(made, DISTRICT)["over"] == LAST


def test_missing_months_are_no_zeros_in_the_baseline(home):
    gaps = {month(f"{year}-{number:02}"): "missing" for year in (2018, 2019) for number in (10, 11, 12)}
    full = judged(build(home, World(series())), DISTRICT)
    holey = judged(build(home, World(series(), states=gaps)), DISTRICT)

    assert holey["expected"] == pytest.approx(full["expected"], rel=0.15)
    assert (full["years"], holey["years"]) == (5, 4)
    assert "Compared with four whole years instead of five." in holey["why"]


def test_a_missing_month_just_before_does_not_hinder_judging(home):
    world = World(series(last=(15, 14, 45)), states={month("2021-11"): "missing", month("2021-10"): "missing"})

    assert judged(build(home, world), DISTRICT)["verdict"] == "rise"


def test_a_suspect_month_is_shown_but_raises_no_alarm(home):
    world = World(series(last=(15, 45)), states={LAST: "suspect"})

    row = judged(build(home, world), DISTRICT)

    assert (row["verdict"], row["observed"], row["q_value"], row["why"]) == ("suspect", 45, None, "It is suspect.")


def test_the_month_after_suspect_ones_is_not_compared_with_them(home):
    thin = {month(f"2020-{number:02}"): "suspect" for number in range(1, 13)}
    counts = quiet(30)
    counts[96:108] = 4

    row = judged(build(home, World({(DISTRICT, "burglary"): counts}, states=thin)), DISTRICT)

    assert row["verdict"] == "within its usual range"
    assert row["lower"] > 15


def test_counts_recorded_elsewhere_are_a_break_and_never_a_zero(home):
    counts = quiet(40)
    counts[60:] = 0
    gone = {"effect": "elsewhere", "kinds": ["burglary"], "first": month("2017-01"), "title": "Recorded elsewhere"}

    row = judged(build(home, World({(DISTRICT, "burglary"): counts}, breaks=[gone])), DISTRICT)

    assert (row["verdict"], row["why"], row["expected"]) == ("break", "Recorded elsewhere.", None)


def test_a_break_and_a_gap_are_told_in_welsh_as_they_were_recorded(home):
    gone = {"effect": "elsewhere", "first": month("2021-12"), "title": "Recorded elsewhere", "title_cy": "Draw"}
    doubted = {month("2021-11"): "suspect"}

    made = build(home, World(series(), breaks=[gone], states=doubted))

    assert judged(made, DISTRICT)["why_cy"] == "Draw."
    assert judged(made, DISTRICT, at=month("2021-11"))["why_cy"] == "Mae'n suspect."


def test_of_two_breaks_the_one_that_says_the_counts_are_no_data_gives_the_reason(home):
    gone = {"effect": "elsewhere", "first": month("2017-01"), "title": "Recorded elsewhere"}
    closed = {"effect": "leave_out", "first": month("2021-01"), "title": "Closed"}

    row = judged(build(home, World(series(), breaks=[gone, closed])), DISTRICT)

    assert (row["verdict"], row["why"]) == ("break", "Recorded elsewhere.")


def test_months_recorded_elsewhere_for_a_time_are_no_guide_afterwards(home):
    counts = quiet(40)
    counts[72:84] = 0
    gone = {"effect": "elsewhere", "first": month("2018-01"), "last": month("2018-12")}

    row = judged(build(home, World({(DISTRICT, "burglary"): counts}, breaks=[gone])), DISTRICT)

    assert row["verdict"] == "within its usual range"
    assert row["lower"] > 25


def test_the_return_from_a_lockdown_is_no_rise(home):
    counts = quiet(40)
    counts[98:114] = 8  # March 2020 to June 2021
    lockdown = {"effect": "leave_out", "first": month("2020-03"), "last": month("2021-06"), "title": "Lockdowns"}

    made = build(home, World({(DISTRICT, "burglary"): counts}, breaks=[lockdown]))
    rows = {row["month"]: row for row in table(made)}

    assert [rows[month(name)]["verdict"] for name in ("2020-03", "2020-12", "2021-06")] == ["break"] * 3
    assert rows[month("2020-12")]["observed"] == 8
    assert all(rows[month(f"2021-{number:02}")]["verdict"] == "within its usual range" for number in range(7, 13))


def test_without_the_break_the_return_would_have_been_announced(home):
    counts = quiet(40)
    counts[60:114] = 8

    made = build(home, World({(DISTRICT, "burglary"): counts}))

    assert judged(made, DISTRICT, at=month("2021-07"))["verdict"] == "rise"


@pytest.mark.parametrize(
    ("first", "verdict", "years"),
    [("2016-01", "within its usual range", 5), ("2018-12", "within its usual range", 3), ("2019-01", "break", 2)],
)
def test_a_truncating_break_cuts_the_history_before_it(home, first, verdict, years):
    counts = quiet(40)
    counts[: 12 * (int(first[:4]) - 2012) + int(first[5:]) - 1] = 200
    cut = {"effect": "truncate", "first": month(first), "title": "Counted anew"}

    row = judged(build(home, World({(DISTRICT, "burglary"): counts}, breaks=[cut])), DISTRICT)

    assert (row["verdict"], row["years"]) == (verdict, years)


def test_months_before_a_truncating_break_are_judged_on_their_own_past(home):
    cut = {"effect": "truncate", "first": month("2020-01")}

    row = judged(build(home, World(series(), breaks=[cut])), DISTRICT, at=month("2019-12"))

    assert (row["verdict"], row["years"]) == ("within its usual range", 5)


def test_a_break_that_is_only_marked_changes_nothing(home):
    plain = table(build(home, World(series())))
    marked = table(build(home, World(series(), breaks=[{"effect": "mark", "first": month("2021-01")}])))

    assert plain == marked


def test_a_break_of_an_area_holds_within_it_and_nowhere_else(home):
    counts = {(code, "burglary"): quiet(9) for code in (FORCE, DISTRICT, small_area(1))}
    gone = {"effect": "elsewhere", "first": month("2021-01"), "area": DISTRICT}

    made = build(home, World(counts, breaks=[gone]))

    assert [judged(made, code)["verdict"] for code in (FORCE, DISTRICT, small_area(1))] == [
        "within its usual range",
        "break",
        "break",
    ]


def test_a_break_of_another_body_kind_or_scheme_changes_nothing(home):
    other = [{"body": "essex"}, {"kinds": ["drugs"]}, {"scheme": "mps"}, {"area": "E07999999"}]
    breaks = [{"effect": "elsewhere", "first": month("2012-01"), **one} for one in other]

    assert judged(build(home, World(series(), breaks=breaks)), DISTRICT)["verdict"] == "within its usual range"


def test_too_little_history_says_so(home):
    world = World(series(last=(15, 60)), first=month("2019-05"))

    row = judged(build(home, world), DISTRICT)

    assert (row["verdict"], row["years"], row["expected"]) == ("too little history", 2, None)
    assert row["why"] == "Fewer than three whole years of months to compare with."


def test_three_years_of_history_are_enough_and_said(home):
    row = judged(build(home, World(series(last=(15, 60)), first=month("2018-12"))), DISTRICT)

    assert (row["verdict"], row["years"]) == ("rise", 3)
    assert row["why"] == "Compared with three whole years instead of five."
    assert row["why_cy"] == "Cymharwyd â thair blynedd gyfan yn lle pump."


def test_a_redrawn_area_starts_anew(home):
    code = small_area(1)
    counts = {(code, "burglary"): quiet(9), (small_area(2), "burglary"): quiet(9, seed=2)}
    counts[code, "burglary"][:96] = 0

    made = build(home, World(counts, begins={code: month("2020-01")}))

    assert judged(made, code)["verdict"] == "area redrawn"
    assert judged(made, small_area(2))["verdict"] == "within its usual range"
    assert judged(made, code, at=month("2019-12")) is None


def test_an_area_that_was_redrawn_away_says_so(home):
    code = small_area(1)
    counts = with_last(quiet(9), *[0] * 12)

    row = judged(build(home, World({(code, "burglary"): counts}, ends={code: month("2021-01")})), code)

    assert (row["verdict"], row["why"]) == (
        "area redrawn",
        "The area was redrawn, and is counted under other codes since.",
    )


def test_few_crimes_are_too_few_to_tell_and_not_quiet(home):
    counts = {(small_area(1), "burglary"): np.eye(1, 120, 90)[0], (small_area(2), "burglary"): quiet(0.6, seed=3)}
    counts[small_area(2), "burglary"][-4:] = [1, 0, 1, 2]

    made = build(home, World(counts))
    sparse, few = judged(made, small_area(1)), judged(made, small_area(2))

    assert (sparse["verdict"], sparse["observed"], sparse["upper_usual"]) == ("too few to tell", 0, None)
    assert (few["verdict"], few["upper"]) == ("too few to tell", None)
    assert few["upper_usual"] >= 1
    assert few["q_value"] is not None


def test_a_kind_that_a_force_never_counted_has_no_series(home):
    counts = series() | {(FORCE, "drugs"): np.full(120, NAN)}

    assert {row["kind"] for row in table(build(home, World(counts)))} == {"burglary"}


def test_a_kind_has_no_zeros_before_it_was_first_counted(home):
    counts = quiet(20)
    counts[:72] = 0

    row = judged(build(home, World({(DISTRICT, "violent-crime"): counts})), DISTRICT, "violent-crime")

    assert row["lower"] > 8
    assert row["years"] == 3


def test_a_kind_no_longer_counted_is_not_judged(home):
    made = build(home, World({(DISTRICT, "violent-crime-2013"): quiet(20), **series()}))

    assert {row["kind"] for row in table(made)} == {"burglary"}


def test_where_no_row_means_not_published_absence_is_no_zero(home):
    counts = quiet(14).astype(float)
    counts[-1] = NAN
    world = World({(DISTRICT, "burglary"): counts, (FORCE, "burglary"): quiet(30)}, scheme="mps", absent="unknown")

    made = build(home, world)

    assert judged(made, DISTRICT)["verdict"] == "no data"
    assert judged(made, DISTRICT)["why"] == "No count was published for this month."
    assert judged(made, FORCE)["verdict"] == "within its usual range"


def test_where_no_row_means_none_a_month_without_a_row_is_a_zero(home):
    row = judged(build(home, World(series(last=(15, 0)))), DISTRICT)

    assert (row["verdict"], row["observed"], row["why"]) == ("within its usual range", 0, "Below its usual range.")


def test_a_rise_has_a_beginning_and_an_end(home):
    made = build(home, World(series(last=(14, 45, 47, 13, 15))))
    rows = {row["month"]: row for row in table(made)}

    assert [rows[month(name)]["verdict"] for name in ("2021-09", "2021-10")] == ["rise", "rise"]
    for name in ("2021-09", "2021-10", "2021-11"):
        assert (rows[month(name)]["since"], rows[month(name)]["over"]) == (month("2021-09"), month("2021-11"))
    assert (rows[LAST]["since"], rows[LAST]["over"]) == (None, None)


def test_the_family_is_chosen_without_a_look_at_the_judged_month(home):
    counts = {(small_area(number), "burglary"): quiet(0.06 * number, seed=number) for number in range(1, 9)}

    def family(last):
        changed = counts | {(small_area(4), "burglary"): with_last(counts[small_area(4), "burglary"], last)}
        return {row["area"] for row in table(build(home, World(changed))) if row["month"] == LAST and row["q_value"]}

    assert family(0) == family(3) == family(200)
    assert 0 < len(family(0)) < 8


def test_q_is_never_smaller_for_weaker_evidence(home):
    counts = {(small_area(n), "burglary"): with_last(quiet(8, seed=n), 5 + 3 * n) for n in range(1, 9)}

    rows = sorted(
        (row for row in table(build(home, World(counts))) if row["month"] == LAST), key=lambda row: row["p_value"]
    )
    q = [row["q_value"] for row in rows]

    assert q == sorted(q)
    assert {row["verdict"] for row in rows} == {"rise", "within its usual range"}


def test_a_stricter_false_discovery_rate_announces_fewer(home):
    counts = {(small_area(n), "burglary"): with_last(quiet(8, seed=n), 5 + 3 * n) for n in range(1, 9)}

    def rose(rate):
        made = build(home, World(counts), false_discovery_rate=rate)
        return {row["area"] for row in table(made) if row["month"] == LAST and row["verdict"] == "rise"}

    assert rose(1e-5) < rose(0.10)


def test_levels_are_families_of_their_own(home):
    district = {(DISTRICT, "burglary"): with_last(quiet(14), 33)}
    many = {(small_area(number), "burglary"): quiet(9, seed=number) for number in range(1, 10)}

    alone, crowded = (
        judged(build(home, World(district)), DISTRICT),
        judged(build(home, World(district | many)), DISTRICT),
    )

    assert alone["q_value"] == crowded["q_value"]


def test_equal_inputs_make_equal_tables(home, tmp_path):
    counts = {(small_area(n), "burglary"): with_last(quiet(8, seed=n), 5 + 3 * n) for n in range(1, 9)}

    first, again = table(build(home, World(counts))), table(build(home, World(counts)))

    assert first == again
    assert first == sorted(first, key=lambda row: (row["area"], row["scheme"], row["kind"], row["month"]))


def test_of_small_areas_only_what_was_tested_is_kept_from_before(home):
    counts = {(small_area(1), "burglary"): quiet(9), (small_area(2), "burglary"): np.eye(1, 120, 90)[0]}

    rows = table(build(home, World(counts)))

    assert sum(row["area"] == small_area(1) for row in rows) == 24
    assert [row["month"] for row in rows if row["area"] == small_area(2)] == [LAST]


def test_small_areas_can_be_given_a_shorter_history(home):
    rows = table(build(home, World({(small_area(1), "burglary"): quiet(9)}), small_area_months=3))

    assert len(rows) == 3


def test_nothing_published_is_nothing_judged(home):
    made = build(home, World({}))

    assert table(made) == table(made, "judged") == table(made, "withdrawn") == []


def test_judged_counts_every_series_of_the_latest_month_once(home):
    counts = series(last=(15, 45)) | {(small_area(1), "burglary"): np.eye(1, 120, 90)[0]}

    found = table(build(home, World(counts)), "judged")

    assert [(row["level"], row["verdict"], row["series"]) for row in found] == [
        ("district", "rise", 1),
        ("lsoa", "too few to tell", 1),
    ]


def test_the_window_holds_what_the_method_asks_for():
    assert WINDOW == 12 * 5 + 1 + 1
