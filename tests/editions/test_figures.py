"""The figures of editions, worked out anew in the tests from the table and the months themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from editions import homes
from hueandcry.bodies import queries as bodies
from hueandcry.editions import actions, queries
from hueandcry.editions.actions import working_out
from hueandcry.editions.actions.gathering import gather
from hueandcry.editions.rules.periods import asked
from hueandcry.measures import queries as measures
from hueandcry.sources.rules.coverage import month_range
from hueandcry.warehouse import reading

YEARS = ("2016-17", "2017-18", "2018-19")
COLUMNS = {
    "referred": "referred_crimes",
    "outcomes": "total_outcomes",
    "judicial": "judicial_outcomes",
    "non_judicial": "non_judicial_outcomes",
}


@cache
def table() -> dict[tuple[str, str], dict[str, int]]:
    """Return (year, body) → counts, read with nothing but the csv module and the reviewed spellings."""
    return {
        (row["financial_year"], bodies.body(row["force"])): {name: int(row[at]) for name, at in COLUMNS.items()}
        for row in homes.published_rows()
    }


def content(slug, home=homes.published_annual):
    return queries.edition(home(), slug).content


def value(slug, area, item, tile="outcomes"):
    return content(slug).figure(area, tile, item).value


@pytest.mark.parametrize(
    ("slug", "referred", "outcomes", "positive"),
    [("2016-17", 65_659, 37_459, "21.9"), ("2017-18", 52_077, 59_163, "15.9"), ("2018-19", 43_717, 52_371, "14.8")],
)
def test_the_figures_of_all_bodies_are_the_published_totals(slug, referred, outcomes, positive):
    assert content(slug).default_area == "all-bodies"
    assert value(slug, "all-bodies", "referred", "referrals") == referred
    assert value(slug, "all-bodies", "outcomes") == outcomes
    assert f"{100 * value(slug, 'all-bodies', 'positive'):.1f}" == positive
    assert value(slug, "all-bodies", "positive") + value(slug, "all-bodies", "negative") == pytest.approx(1)


@pytest.mark.parametrize("slug", YEARS)
def test_every_body_of_the_table_has_its_own_figures(slug):
    found = content(slug)
    told = {
        body: (
            found.figure(body, "referrals", "referred").value,
            found.figure(body, "outcomes", "outcomes").value,
            found.figure(body, "outcomes", "positive").value,
        )
        for year, body in table()
        if year == slug
    }

    assert len(told) == 49
    assert told == {
        body: (n["referred"], n["outcomes"], n["judicial"] / n["outcomes"] if n["outcomes"] else None)
        for (year, body), n in table().items()
        if year == slug
    }


@pytest.mark.parametrize("slug", YEARS)
def test_regions_and_countries_are_sums_of_their_forces(slug):
    expected = defaultdict(int)
    for (year, body), n in table().items():
        region, known = bodies.region_of(body), bodies.get(body)
        if year == slug and region:
            expected[region.slug] += n["referred"]
            expected["england-and-wales"] += n["referred"]
            expected["england"] += n["referred"] if known.country == "England" else 0

    told = {area: value(slug, area, "referred", "referrals") for area in expected}
    assert len(told) == 12
    assert told == expected


@pytest.mark.parametrize(("slug", "exceeding"), [("2016-17", 21), ("2017-18", 33), ("2018-19", 34)])
def test_outcomes_exceed_referrals_so_nothing_is_divided_by_referrals(slug, exceeding):
    found = content(slug)
    more = [
        one.area
        for one in found.figures
        if one.item == "outcomes"
        and found.area(one.area).kind in ("force", "other")
        and one.value > found.figure(one.area, "referrals", "referred").value
    ]

    assert len(more) == exceeding
    referred = {one.area: one.value for one in found.figures if one.item == "referred"}
    assert [
        one
        for one in found.figures
        if one.tile == "outcomes" and one.denominator is not None and one.denominator == referred[one.area]
        and one.denominator != found.figure(one.area, "outcomes", "outcomes").value
    ] == []  # fmt: skip


def test_the_first_year_has_nothing_to_compare_with():
    assert {one.change.why for one in content("2016-17").figures if one.change} == {"no_before"}


def test_the_change_of_a_body_is_that_of_the_table():
    change = content("2018-19").figure("kent", "referrals", "referred").change

    now, before = table()["2018-19", "kent"]["referred"], table()["2017-18", "kent"]["referred"]
    assert (change.before, change.value) == (before, pytest.approx(now / before))
    assert change.lower < now / before < change.upper


def test_fewer_bodies_changed_than_chance_alone_would_say():
    """Counts swing far more than chance: told without that, two bodies in three would be said to have changed."""
    found = content("2018-19")
    bodies_told = [one for one in found.figures if one.item == "referred" and found.area(one.area).kind == "force"]

    assert sum(one.change.more_than_chance is True for one in bodies_told) < 10
    assert {round(one.change.dispersion, 1) for one in bodies_told if one.change.value is not None} == {19.9}


def test_a_share_is_the_one_that_its_measure_tells():
    reader = reading.reader(homes.annual())
    for slug in YEARS:
        told = {
            one.body: one.value
            for one in measures.values(reader, "judicial-outcomes", period=slug)
            if one.value is not None
        }
        ours = {body: content(slug).figure(body, "outcomes", "positive").value for body in told}

        assert len(told) > 40
        assert ours == {body: pytest.approx(share) for body, share in told.items()}


def test_a_funnel_draws_the_bodies_as_its_measure_compares_them():
    funnel = next(one for one in content("2018-19").funnels if one.item == "positive")
    told = measures.values(reading.reader(homes.annual()), "judicial-outcomes", period="2018-19")

    assert {dot.area for dot in funnel.dots if dot.compared} == {one.body for one in told if one.compared}
    assert {dot.area: dot.outside for dot in funnel.dots if dot.compared} == {
        one.body: one.outside for one in told if one.compared
    }
    assert [dot.area for dot in funnel.dots if dot.few] == ["north-yorkshire"]


@pytest.mark.parametrize("thin", ["judicial", "outcomes"])
def test_a_force_of_which_a_month_holds_far_less_than_usual_is_never_called_unlike_the_others(thin):
    reader = reading.reader(homes.quarterly())
    gathered, quarter = gather(reader), asked("2025-q2")
    counted = dict(gathered.referrals[quarter])
    for item, n in (("judicial", 40.0), ("non_judicial", 0.0), ("outcomes", 40.0)):  # it would lie far outside
        counted["essex", item] = replace(counted["essex", item], n=n, suspect=item == thin)
    gathered = replace(gathered, referrals={**gathered.referrals, quarter: counted})

    [funnel] = working_out.content(reader, gathered, quarter).funnels

    [essex] = [dot for dot in funnel.dots if dot.area == "essex"]
    assert (essex.value, essex.few, essex.compared, essex.outside) == (1.0, False, False, "")
    assert essex.flag == "A month holds far less than usual: perhaps not all was sent."
    assert essex.flag_cy not in ("", essex.flag)
    assert {dot.flag for dot in funnel.dots if dot.compared} == {""}


# ---- a body whose line could not be read ----------------------------------------------------------------------------

CHESHIRE = (b"2016-17,Cheshire Constabulary,520,180,", b"2016-17,Cheshire Constabulary,520,181,")


@pytest.fixture(scope="module")
def without_cheshire():
    """The editions of a table whose line of Cheshire 2016-17 contradicts itself, and was set aside."""
    home = homes.copy_of(homes.annual())
    data = homes.action_fraud()
    assert CHESHIRE[0] in data
    homes.load_more(home, {"action_fraud.csv": data.replace(*CHESHIRE)})
    actions.publish_all(home=home, now=homes.LATER)
    return home


@pytest.mark.parametrize("area", ["all-bodies", "england-and-wales", "north-west-region", "cheshire"])
@pytest.mark.parametrize("item", ["referred", "outcomes", "positive", "negative"])
def test_a_force_that_was_set_aside_is_missing_and_never_zero(without_cheshire, area, item):
    found = queries.edition(without_cheshire, "2016-17").content
    figure = next(one for one in found.of(area) if one.item == item)

    assert figure.value is None
    assert (figure.state, figure.why) == (("missing", "no_data") if area == "cheshire" else ("partial", "members"))
    assert figure.lacking == (None if area == "cheshire" else 1)


def test_other_areas_keep_their_figures_and_the_next_year_has_no_sum_to_be_compared_with(
    without_cheshire,
):
    first, second = (queries.edition(without_cheshire, slug).content for slug in ("2016-17", "2017-18"))

    assert first.figure("wales", "referrals", "referred") == content("2016-17").figure("wales", "referrals", "referred")
    assert first.default_area == "all-bodies"
    together = second.figure("all-bodies", "referrals", "referred")
    assert (together.value, together.change.value, together.change.why) == (52_077, None, "other_members")


def test_a_single_year_without_its_total_has_no_sum_over_all_bodies():
    """Nothing says that no line is missing: the published total would."""
    home = homes.copy_of(homes.annual())
    kept = [line for line in homes.action_fraud().splitlines(keepends=True) if b",Total," not in line]
    homes.load_more(home, {"action_fraud.csv": b"".join(kept)})
    actions.publish_all(home=home, now=homes.LATER)

    found = queries.edition(home, "2016-17").content
    figure = found.figure("all-bodies", "referrals", "referred")
    assert (figure.value, figure.state, figure.why) == (None, "partial", "no_total")
    assert found.figure("england-and-wales", "referrals", "referred").there


# ---- quarters -------------------------------------------------------------------------------------------------------


def quarter(slug):
    return content(slug, homes.published_quarterly)


def test_a_quarter_is_the_sum_of_its_three_months():
    expected = sum(homes.months_of("essex", month)["referred"] for month in homes.MONTHS[6:])

    figure = quarter("2025-q3").figure("essex", "referrals", "referred")
    assert (figure.value, figure.state) == (expected, "shown")
    assert figure.change.before == sum(homes.months_of("essex", month)["referred"] for month in homes.MONTHS[3:6])


def test_outcomes_of_a_quarter_are_judicial_and_others_together():
    months = [homes.months_of("essex", month) for month in homes.MONTHS[6:]]
    judicial, others = sum(one["judicial"] for one in months), sum(one["non-judicial"] for one in months)

    assert quarter("2025-q3").figure("essex", "outcomes", "outcomes").value == judicial + others
    assert quarter("2025-q3").figure("essex", "outcomes", "positive").value == judicial / (judicial + others)


def test_a_quarter_with_a_missing_month_is_not_told():
    figure = quarter("2025-q3").figure("kent", "referrals", "referred")

    assert (figure.value, figure.state, figure.why, figure.lacking, figure.of) == (
        None, "partial", "not_whole", 1, 3,
    )  # fmt: skip


@pytest.mark.parametrize("area", ["south-east-region", "england", "england-and-wales"])
def test_nor_is_a_sum_that_needs_it(area):
    figure = quarter("2025-q3").figure(area, "referrals", "referred")

    assert (figure.value, figure.state, figure.why, figure.lacking) == (None, "partial", "members", 1)


def test_a_sum_that_does_not_need_it_is_told():
    forces = bodies.region("E12000001").forces
    expected = sum(homes.months_of(force, month)["referred"] for force in forces for month in homes.MONTHS[6:])

    assert quarter("2025-q3").figure("north-east-region", "referrals", "referred").value == expected
    assert quarter("2025-q2").figure("england-and-wales", "referrals", "referred").value == sum(
        homes.months_of(force, month)["referred"] for force in homes.FORCES for month in homes.MONTHS[3:6]
    )


def test_a_change_from_a_quarter_that_is_not_whole_is_not_told():
    figure = quarter("2025-q3").figure("south-east-region", "outcomes", "positive")

    assert (figure.value, figure.change) == (None, None)


def test_actions_are_told_kind_by_kind_and_never_added_up():
    found = {one.item: one.value for one in quarter("2025-q2").of("essex", "prevention")}

    assert found == {"cards-stopped": 100 * 3 + 4 + 5 + 6, "advice-given": None}
    assert {one.item for one in quarter("2025-q2").of("kent", "prevention") if one.there} == {"advice-given"}


def test_where_an_absent_month_means_unknown_it_is_not_none():
    figure = quarter("2025-q3").figure("kent", "prevention", "advice-given")

    assert (figure.value, figure.state) == (None, "missing")


def test_quarters_that_no_body_has_whole_make_no_edition():
    assert [one.slug for one in queries.every(homes.published_quarterly())] == ["2025-q3", "2025-q2", "2025-q1"]


# ---- what a quarter is compared with --------------------------------------------------------------------------------

FOUR = ("essex", "gwent", "kent", "surrey")


def worked_out(folder, rows, *, schemes=None, slug="2025-q3"):
    """Return what an edition would tell of some forces' months: rows of (force, kind, month, count)."""
    homes.write_months(folder, "referrals", homes.KINDS, rows)
    for scheme, (kinds, more) in (schemes or {}).items():
        homes.write_months(folder, scheme, kinds, more)
    home = homes._built(folder)
    reader = reading.reader(home)
    return working_out.content(reader, gather(reader), asked(slug))


def months(force, first, last, *, n=100, kinds=homes.KINDS):
    return [(force, kind, f"{month:%Y-%m}", n) for month in month_range(first, last) for kind in kinds]


@pytest.mark.parametrize(("a_year_ago", "before"), [(1, "2025-q2"), (2, "2024-q3"), (4, "2024-q3")])
def test_a_quarter_is_compared_with_that_of_the_year_before_if_half_of_its_bodies_were_counted_then(
    tmp_path, a_year_ago, before
):
    rows = [row for force in FOUR for row in months(force, date(2025, 4, 1), date(2025, 9, 1))]
    rows += [row for force in FOUR[:a_year_ago] for row in months(force, date(2024, 7, 1), date(2024, 9, 1), n=80)]

    found = worked_out(tmp_path, rows)

    assert found.before == before
    assert found.figure("essex", "referrals", "referred").change.before == (300 if before == "2025-q2" else 240)
    surrey = found.figure("surrey", "outcomes", "positive").change
    assert (surrey.before, surrey.why) == ((None, "no_before") if a_year_ago == 2 else (0.5, ""))


def test_a_file_that_tells_of_neither_period_is_no_source(tmp_path):
    for name, first, last in (("now", 7, 9), ("between", 1, 6)):
        rows = months("essex", date(2025, first, 1), date(2025, last, 1))
        homes.write_months(tmp_path, "referrals", homes.KINDS, rows, name=name)

    found = worked_out(tmp_path, months("essex", date(2024, 7, 1), date(2024, 9, 1)))

    assert {one.name.rpartition("/")[2] for one in found.sources} == {"now.csv", "referrals.csv"}


# ---- what nobody counted --------------------------------------------------------------------------------------------


def test_a_kind_that_nobody_counted_is_missing_and_not_none(tmp_path):
    rows = months("essex", date(2025, 7, 1), date(2025, 9, 1), kinds=("referred",))

    found = worked_out(tmp_path, rows)

    assert found.figure("essex", "referrals", "referred").value == 300
    outcomes, positive = (found.figure("essex", "outcomes", item) for item in ("outcomes", "positive"))
    assert (outcomes.value, outcomes.state) == (None, "missing")
    assert (positive.value, positive.why) == (None, "no_data")


def test_a_share_is_of_few_outcomes_where_the_measure_says_so():
    defined = measures.definition(reading.reader(homes.annual()), "judicial-outcomes")

    assert (defined.smallest, defined.smallest_of) == (working_out.SMALLEST, "denominator")


def test_an_estimate_that_two_sources_tell_is_told_once_by_the_first_hand():
    home = homes.copy_of(homes.annual())
    lines = [
        "source,url,period,measure,value,unit",
        "Quoted in a paper,https://www.example.org/b,YE Mar 2019,CSEW computer misuse incidents,370000,incidents",
        "The bulletin,https://www.example.org/a,YE Mar 2019,CSEW computer misuse incidents,380000,incidents",
    ]
    homes.load_more(home, {"published_figures.csv": "\n".join(lines).encode()})
    reader = reading.reader(home)

    found = working_out.content(reader, gather(reader), asked("2018-19"))

    told = [(one.item, one.value, one.source) for one in found.of("england-and-wales", "victimisation") if one.there]
    assert told == [("misuse-incidents", 380_000, "The bulletin")]
