"""What became of crimes, followed by their ids through the outcomes files. Every expected number is worked out by hand.

Twelve months of Kent in 2016, three crimes in each; 24 months of outcomes. The first crime of a month ends at once
without a suspect. The second is charged after `month % 9` months and comes to two results in court, of two offenders,
three and four months later. Of the third nothing is ever heard.
"""

from datetime import date

import pytest

from hueandcry.measures import queries
from hueandcry.measures.pages import flow_files, flows
from hueandcry.sources.rules.coverage import add_months
from hueandcry.warehouse.home import Home
from measures.worlds import built, loaded, months_from, outcomes, street
from police_files import street_file, street_row

YEAR = months_from("2016-01", 12)
FOLLOWED = months_from("2016-01", 24)
NO_SUSPECT, CHARGED = "Investigation complete; no suspect identified", "Suspect charged"
FINED, PRISON = "Offender fined", "Offender sent to prison"
NOBODYS = 9999


def after(month: str, step: int) -> str:
    return f"{add_months(date.fromisoformat(f'{month}-01'), step):%Y-%m}"


def told(waits: dict[str, int]) -> dict[str, list[tuple[int, str]]]:
    """Return the outcomes by month, as the docstring above has them."""
    found: dict[str, list[tuple[int, str]]] = {month: [] for month in FOLLOWED}
    for number, month in enumerate(YEAR, start=1):
        wait = waits[month]
        found[month] += [(100 * number, NO_SUSPECT)]
        found[after(month, wait)] += [(100 * number + 1, CHARGED), (100 * number + 1, CHARGED)]
        found[after(month, wait + 3)] += [(100 * number + 1, PRISON)]
        found[after(month, wait + 4)] += [(100 * number + 1, FINED)]
    found["2017-12"] += [(NOBODYS, FINED)]  # of a crime that is in no street file; courts are published up to here
    return found


WAITS = {month: number % 9 for number, month in enumerate(YEAR, start=1)}


def files(folder, *, without=()):
    for number, month in enumerate(YEAR, start=1):
        street(folder, month, [100 * number, 100 * number + 1, 100 * number + 2])
    for month, found in told(WAITS).items():
        if month not in without:
            outcomes(folder, month, found or [(NOBODYS, NO_SUSPECT)])


@pytest.fixture(scope="module")
def kent(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("kent"), tmp_path_factory.mktemp("home")
    files(folder)
    # January again: the second crime in two rows, and two incidents without an id that are quite alike.
    incidents = [street_row(None, month="2016-01", kind="Anti-social behaviour", outcome="")] * 2
    rows = [*(street_row(number, month="2016-01") for number in (100, 101, 101, 102)), *incidents]
    street_file(folder / "2016-01-kent-street.csv", rows)
    return built(loaded(Home(home / "h").make(), folder))


def value(reader, slug, part="", period="2016"):
    (found,) = queries.values(reader, slug, body="kent", part=part, period=period)
    return found


def test_a_repeated_id_is_followed_once(kent):
    found = value(kent, "charged")

    assert found.denominator == 36
    assert kent.row("hueandcry.measures", "crimes_not_followed") is None


def test_charged_within_six_months(kent):
    """Waits 1 2 3 4 5 6 7 8 0 1 2 3: ten of twelve are six at most."""
    found = value(kent, "charged")

    assert (found.numerator, found.denominator, found.state) == (10, 36, "shown")


def test_a_suspect_is_named_where_somebody_was_charged_and_not_where_nobody_was_found(kent):
    found = value(kent, "suspect-identified")

    assert (found.numerator, found.denominator) == (10, 36)


def test_results_in_court_count_once_for_each_crime(kent):
    """The first result comes 3 to 11 months after the crime, of all twelve; each crime has two."""
    found = value(kent, "court-result")

    assert (found.numerator, found.denominator) == (12, 36)


def test_after_a_charge(kent):
    """Of the ten charged within six months all came to a result within twelve; ten are too few to say much."""
    found = value(kent, "after-charge")

    assert (found.numerator, found.denominator, found.state) == (10, 10, "few")
    assert found.why == "There are too few here to say much: chance alone could have made this figure very different."


def test_without_a_charge_there_is_nothing_to_follow_to_court(home, tmp_path):
    for number, month in enumerate(YEAR, start=1):
        street(tmp_path, month, [number])
    for month in FOLLOWED:
        outcomes(tmp_path, month, [(NOBODYS, FINED)])

    reader = built(loaded(home, tmp_path))

    found = value(reader, "after-charge")
    assert (found.value, found.state) == (None, "missing")
    assert found.why == "Nobody was charged, so nothing can be followed to court."
    assert (value(reader, "court-result").numerator, value(reader, "court-result").denominator) == (0, 12)


def test_outcome_within_three_months(kent):
    """Twelve at once; of the charged the waits 1 2 3 0 1 2 3 are three at most."""
    assert value(kent, "outcome-within-three-months").numerator == 12 + 7


def test_the_median_time_to_an_outcome(kent):
    """13 of 36 at once, 15 by one month, 17 by two, 19 by three: half are 18. The limits are the 12th and the 25th."""
    found = value(kent, "time-to-outcome")

    assert (found.value, found.lower, found.upper) == (3, 0, None)
    assert found.denominator == 36


def test_kinds_are_followed_apart(kent):
    assert value(kent, "charged", part="burglary").denominator == 36


def test_the_flow_adds_up_and_tells_the_most_severe_of_several_results(kent):
    flow = queries.flow(kent, "kent")

    assert (flow.crimes, flow.period, flow.courts_until) == (36, "2016", date(2017, 12, 1))
    assert {one.outcome: one.crimes for one in flow.outcomes} == {
        "charged": 12,
        "no-further-action": 12,
        "none-published": 12,
    }
    assert [(one.outcome, one.result, one.crimes) for one in flow.results] == [("charged", "imprisoned", 12)]
    assert flow.why == "Followed in the files of outcomes up to December 2017."


@pytest.fixture(scope="module")
def half(tmp_path_factory):
    """Eighteen months of crimes, and of outcomes: the second year is followed for half of its months."""
    folder, home = tmp_path_factory.mktemp("half"), tmp_path_factory.mktemp("half-home")
    for number, month in enumerate(months_from("2016-01", 20), start=1):
        street(folder, month, [100 * number, 100 * number + 1])
    for number, month in enumerate(months_from("2016-01", 18), start=1):
        outcomes(folder, month, [(100 * number, CHARGED)])
    return built(loaded(Home(home / "h").make(), folder))


def test_a_year_that_is_not_followed_whole_says_which_months_are(half):
    part = queries.flow(half, "kent", period="2017")

    assert (part.first, part.last, part.months, part.crimes) == (date(2017, 1, 1), date(2017, 6, 1), 6, 12)
    assert "January to June 2017: of 12 crimes" in flows.lead(part, flows.Known((), {}, {}))
    assert flows.notes(part)[1:] == [
        "Only part of 2017 is here: January to June 2017. Crimes or outcomes of its other months are not loaded.",
        "Followed in the files of outcomes up to June 2017. They hold no result of any court: these stop in the "
        "published files after May 2019. Later outcomes are not known here, so that the last crimes had little "
        "time to get one.",
    ]


def test_the_latest_whole_year_is_shown_unless_another_is_asked_for(half):
    assert queries.flow(half, "kent").period == "2016"
    known = flows.Known(tuple(queries.flows(half)), {"kent": "Kent Police"}, {}, spans=queries.flow_spans(half))
    assert flows.chosen(known, body="kent", kind="", period="") == ("kent", "", "2016")
    assert flows.chosen(known, body="kent", kind="", period="2017") == ("kent", "", "2017")
    assert [one.title for one in flows.period_choices(known, "kent", "2016")] == ["January to June 2017", "2016"]


def test_charges_of_a_time_without_published_courts_are_not_said_to_have_no_result(half):
    part = queries.flow(half, "kent", period="2017")

    assert part.courts_told is False
    assert flows.title(part) == ("Of 12 crimes, 6 led to a charge; no results of courts are published for this time")


def test_a_flow_for_machines_tells_which_months_it_follows_and_adds_up(half):
    part = queries.flow(half, "kent", period="2017")

    told = flow_files.coverage(part)
    assert (told["first_month"], told["last_month"], told["months"]) == ("2017-01", "2017-06", 6)
    assert (told["followed_until"], told["courts_until"]) == ("2017-06", None)
    steps = flow_files.steps(part)
    assert [sum(step[4] for step in steps if step[0] == stage) for stage in ("crime", "outcome", "court")] == [
        12,
        12,
        6,
    ]


def test_a_flow_of_a_kind_or_year_that_is_not_there(kent):
    assert queries.flow(kent, "kent", "robbery") is None
    assert queries.flow(kent, "kent", period="2015") is None
    assert queries.flow(kent, "essex") is None
    assert queries.flows(kent) == [("kent", "", "2016"), ("kent", "burglary", "2016")]


def test_names_of_outcomes_are_read_and_what_is_not_published_is_said(kent):
    names = {one.outcome: one.outcome_name for one in queries.flow(kent, "kent").outcomes}

    assert names["charged"] == CHARGED
    assert names["none-published"] == "No result published"


def test_a_gap_in_the_outcomes_leaves_out_the_crimes_that_cannot_be_followed(home, tmp_path):
    """Without November 2016 the crimes of May to November cannot be followed for six months; five months are left."""
    files(tmp_path, without=("2016-11",))
    reader = built(loaded(home, tmp_path))

    found = value(reader, "charged")

    assert (found.state, found.denominator) == ("partial", 5 * 3)
    assert found.numerator == 5  # waits of January to April are 1 2 3 4, of December 3
    assert found.why == (
        "Only the crimes of some months of this period could be followed long enough; the figure is of these."
    )
    assert (found.compared, found.z, found.outside) == (False, None, "")
    assert queries.flow(reader, "kent").gaps == 1


IN_DOUBT = "one month or more fell so suddenly that its figures are in doubt"
WITHIN = {
    "outcome-within-three-months": 3,
    **dict.fromkeys(("charged", "suspect-identified", "time-to-outcome"), 6),
    **dict.fromkeys(("court-result", "after-charge"), 12),
}


@pytest.mark.parametrize(("fell", "least"), [("2017-03", 3), ("2017-04", 6), ("2017-06", 6), ("2017-07", 12)])
def test_a_month_of_outcomes_in_doubt_is_told_of_the_crimes_that_are_followed_through_it(home, tmp_path, fell, least):
    """The crimes of December 2016 are followed to March, June or December 2017."""
    files(tmp_path)
    for month, found in told(WAITS).items():
        others = range(10 if month == fell else 60)
        outcomes(tmp_path, month, [*found, *((NOBODYS + number, NO_SUSPECT) for number in others)])
    reader = built(loaded(home, tmp_path))

    assert {slug: value(reader, slug).flag for slug in WITHIN} == {
        slug: IN_DOUBT if months >= least else "" for slug, months in WITHIN.items()
    }


def test_crimes_without_outcomes_files_have_no_figure_and_not_none(home, tmp_path):
    for month in YEAR:
        street(tmp_path, month, [1])
    reader = built(loaded(home, tmp_path))

    found = value(reader, "charged")

    assert (found.state, found.value, found.numerator) == ("missing", None, None)
    assert queries.flows(reader) == []


def test_courts_that_are_not_published_are_not_none(home, tmp_path):
    """Two years of outcomes after May 2019, when results of courts had stopped."""
    for month in months_from("2020-01", 12):
        street(tmp_path, month, [int(month[-2:])])
    for month in months_from("2020-01", 24):
        outcomes(tmp_path, month, [(int(month[-2:]), CHARGED)])
    reader = built(loaded(home, tmp_path))

    found = value(reader, "court-result", period="2020")

    assert (found.state, found.value, found.numerator) == ("missing", None, None)
    assert found.why == "No results of courts are published for these months: they stop in the files after May 2019."
    assert value(reader, "charged", period="2020").denominator == 12
    assert queries.flow(reader, "kent").why == (
        "Followed in the files of outcomes up to December 2021. "
        "They hold no result of any court: these stop in the published files after May 2019."
    )


def test_a_result_of_a_court_from_later_years_does_not_open_them_again(home, tmp_path):
    """One stray result in December 2021 says nothing of those that were never published."""
    for month in months_from("2020-01", 12):
        street(tmp_path, month, [int(month[-2:])])
    for month in months_from("2020-01", 24):
        stray = [(1, FINED)] if month == "2021-12" else []
        outcomes(tmp_path, month, [(int(month[-2:]), CHARGED), *stray])
    reader = built(loaded(home, tmp_path))

    assert value(reader, "court-result", period="2020").state == "missing"


def test_an_outcome_that_is_not_on_file_and_one_dated_before_its_crime(home, tmp_path):
    street(tmp_path, "2016-02", [1, 2])
    street(tmp_path, "2016-01", [3])
    outcomes(tmp_path, "2016-01", [(1, CHARGED)])
    outcomes(tmp_path, "2016-02", [(2, "Settled in a new way"), (3, "Under investigation")])
    reader = built(loaded(home, tmp_path))

    flow = queries.flow(reader, "kent")

    assert {one.outcome: one.crimes for one in flow.outcomes} == {"charged": 1, "other": 1, "none-published": 1}
    assert {one.outcome_name for one in flow.outcomes} == {CHARGED, "Another outcome", "No result published"}
    assert value(reader, "charged").state == "missing"  # two months are not six
