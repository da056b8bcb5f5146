"""The invented county, as a fresh installation shows it: figures worked out here again from the recipe's own files."""

import csv
import io
import math
from collections import defaultdict

import pytest

from hueandcry.measures import queries
from hueandcry.sources.actions import load, load_example
from hueandcry.sources.embedded import county, online
from hueandcry.surveys import actions as surveys
from hueandcry.warehouse.home import Home
from measures.worlds import NOW, built
from police_files import street_file, street_row

BODY = "exampleshire"
FILES = dict(county.files())
TABLES = dict(online.files())


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("county") / "home").make()
    load_example(home=home, now=NOW)
    surveys.publish_example(home=home, now=NOW)
    return built(home)


def rows_of(name):
    return list(csv.DictReader(io.StringIO(FILES[name].decode())))


def published(kind, year):
    """Return the rows of a year's files of a kind ("street" or "outcomes")."""
    return [
        row
        for name in sorted(FILES)
        if name.startswith(f"{year}-") and name.endswith(f"{kind}.csv")
        for row in rows_of(name)
    ]


def number(month):
    return int(month[:4]) * 12 + int(month[5:7])


def one(reader, slug, **asked):
    (found,) = queries.values(reader, slug, body=BODY, **asked)
    return found


def test_everything_of_the_county_says_that_it_is_invented(reader):
    found = [one_ for about in queries.every(reader) for one_ in queries.values(reader, about.slug, body=BODY)]

    assert {one_.invented for one_ in found} == {True}
    assert {one_.compared for one_ in found} == {False}
    assert queries.flow(reader, BODY).invented is True


def test_no_real_body_and_no_whole_holds_the_invented_figures(reader):
    found = {about.slug: {one_.body for one_ in queries.values(reader, about.slug)} for about in queries.every(reader)}
    of_the_county = [slug for slug, bodies in found.items() if BODY in bodies]

    assert [slug for slug in of_the_county if found[slug] != {BODY}] == []
    assert {"online-flagged", "prevention-disruption", "charged", "reporting-rate"} <= set(of_the_county)


def test_the_rate_of_a_year(reader):
    """Every row of 2023 but anti-social behaviour, over the residents of the recipe's own table."""
    crimes = [row for row in published("street", 2023) if row["Crime type"] != "Anti-social behaviour"]
    people = sum(int(row["All Ages"].replace(",", "")) for row in rows_of("exampleshire-population-mid2024.csv"))

    found = one(reader, "street-crime-rate", part="", period="2023")

    assert (found.numerator, found.denominator, found.base_year) == (len(crimes), people, 2024)
    assert math.isclose(found.value, 1_000 * len(crimes) / people)


def test_the_missing_february_of_2024_leaves_no_rate_for_its_year(reader):
    found = one(reader, "street-crime-rate", part="", period="2024")

    assert (found.state, found.value, found.numerator) == ("partial", None, None)


def test_the_thin_march_of_2025_is_flagged(reader):
    found = one(reader, "street-crime-rate", part="", period="2025")

    assert (found.state, found.flag) == (
        "shown",
        "one month or more fell so suddenly that its figures are in doubt",
    )


@pytest.fixture(scope="module")
def followed():
    """Return, of the crimes of 2022 by id, the months until charge and result; all outcomes to the end of 2023."""
    crimes = {row["Crime ID"]: number(row["Month"]) for row in published("street", 2022) if row["Crime ID"]}
    told = defaultdict(list)
    for row in (*published("outcomes", 2022), *published("outcomes", 2023)):
        if row["Crime ID"] in crimes:
            told[row["Crime ID"]].append((number(row["Month"]) - crimes[row["Crime ID"]], row["Outcome type"]))
    return crimes, told


COURTS = {result for result in county.COURT_RESULTS if result}


def within(told, names, months):
    return sum(any(wait <= months and name in names for wait, name in found) for found in told.values())


def test_shares_of_the_crimes_of_2022_followed_through_the_outcomes(reader, followed):
    crimes, told = followed
    charge = {"Suspect charged", *COURTS}
    suspect = {*county.LAST_OUTCOMES, *COURTS} - {"Under investigation", county.NO_SUSPECT}
    every = {*county.LAST_OUTCOMES, *COURTS}

    found = {
        slug: (
            one(reader, slug, part="", period="2022").numerator,
            one(reader, slug, part="", period="2022").denominator,
        )
        for slug in ("charged", "suspect-identified", "court-result", "outcome-within-three-months")
    }

    assert found == {
        "charged": (within(told, charge, 6), len(crimes)),
        "suspect-identified": (within(told, suspect, 6), len(crimes)),
        "court-result": (within(told, COURTS, 12), len(crimes)),
        "outcome-within-three-months": (within(told, every, 3), len(crimes)),
    }


def test_what_became_of_those_charged_in_2022(reader, followed):
    _, told = followed
    charged = {key: found for key, found in told.items() if any(w <= 6 and n == "Suspect charged" for w, n in found)}

    found = one(reader, "after-charge", part="", period="2022")

    assert (found.numerator, found.denominator) == (within(charged, COURTS, 12), len(charged))


def test_the_flow_of_2022(reader, followed):
    crimes, told = followed
    results = defaultdict(int)
    for found in told.values():
        if any(name == "Suspect charged" for _, name in found):
            results[next((name for _, name in found if name in COURTS), "No result published")] += 1

    flow = queries.flow(reader, BODY, period="2022")

    assert flow.crimes == len(crimes) == sum(stream.crimes for stream in flow.outcomes)
    assert {stream.result_name: stream.crimes for stream in flow.results} == dict(results)


@pytest.mark.parametrize("scheme", ["online-flagged", "prevention-disruption"])
def test_quarters_of_the_tallies(reader, scheme):
    codes = {kind.name: code for code, kind in online.TABLES[scheme].kinds.items()}
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for row in csv.DictReader(io.StringIO(TABLES[f"exampleshire-{scheme}.csv"].decode())):
        quarter = f"{row['Month'][:4]}-Q{(int(row['Month'][5:]) + 2) // 3}"
        expected[codes[row["Kind"]], quarter] += int(row["Count"])

    found = {(one_.part, one_.period): one_.numerator for one_ in queries.values(reader, scheme)}

    assert found == expected
    assert len(found) == 5 * len(codes)


def test_blackmail_is_so_rare_that_it_is_marked_and_nothing_is_said_of_it(reader):
    assert {one_.state for one_ in queries.values(reader, "online-flagged", part="blackmail")} == {"few"}


def test_taking_down_websites_rose_by_more_than_chance(reader):
    before, after = (
        one(reader, "prevention-disruption", part="websites-taken-down", period=period)
        for period in ("2026-Q2", "2026-Q3")
    )

    found = queries.compare(reader, "prevention-disruption", after, before)

    assert (found.refused, found.more_than_chance) == ("", True)


def test_the_reporting_rate_is_the_surveys_own_answer_with_its_interval(reader):
    found = one(reader, "reporting-rate", part="fraud", period="2026")

    (told,) = reader.rows(
        "hueandcry.surveys",
        "estimates",
        survey="exampleshire-public",
        wave="2026",
        estimate="reported-fraud",
        split="",
        domain="",
    )
    assert (found.value, found.lower, found.upper) == (told["value"], told["lower"], told["upper"])
    assert (found.numerator, found.denominator) == (None, told["base"])


def test_recorded_over_estimated_carries_both_intervals(reader):
    """Referrals of July 2025 to June 2026, the year before the middle of the asking, over the survey's number."""
    referred = sum(
        int(row["Count"])
        for row in csv.DictReader(io.StringIO(TABLES["exampleshire-referrals.csv"].decode()))
        if row["Kind"] == "Crimes referred" and "2025-07" <= row["Month"] <= "2026-06"
    )
    (told,) = reader.rows(
        "hueandcry.surveys",
        "estimates",
        survey="exampleshire-public",
        wave="2026",
        estimate="number-incidents-fraud",
        split="",
        domain="",
    )

    found = one(reader, "recorded-of-estimated", period="2026")

    assert found.numerator == referred
    assert math.isclose(found.value, referred / told["value"])
    # Wider than if the records were certain: that alone would give these limits.
    assert found.lower < referred / told["upper"] and found.upper > referred / told["lower"]
    assert queries.definition(reader, "recorded-of-estimated").unlike != ()


def test_a_wave_without_records_of_its_months_has_no_share(reader):
    found = one(reader, "recorded-of-estimated", period="2025")

    assert (found.state, found.value) == ("missing", None)
    assert found.why == "What was recorded in these twelve months is not on file."


def test_the_invented_county_is_gone_as_soon_as_real_files_are_loaded(reader, tmp_path):
    home = Home(tmp_path / "home").make()
    load_example(home=home, now=NOW)
    street_file(tmp_path / "real" / "2022-07-kent-street.csv", [street_row(1)])
    load(home=home, paths=[tmp_path / "real"], now=NOW)

    after = built(home)

    assert [one_ for about in queries.every(after) for one_ in queries.values(after, about.slug, body=BODY)] == []
    assert queries.flow(after, BODY) is None


def test_a_measure_of_surveys_names_their_publications_with_their_hashes(reader):
    found = {file.name: file for file in queries.files(reader, "reporting-rate") if file.dataset == "survey"}

    assert {"exampleshire-public, 2025", "exampleshire-public, 2026"} <= set(found)
    (told,) = reader.rows(
        "hueandcry.surveys",
        "estimates",
        survey="exampleshire-public",
        wave="2026",
        estimate="reported-fraud",
        split="",
        domain="",
    )
    assert found["exampleshire-public, 2026"].sha256 == told["sha256"]


def test_the_county_on_its_force_page_has_the_latest_figure_of_each_measure(reader):
    found = {one_.measure: one_.period for one_ in queries.of_body(reader, BODY)}

    assert found == {
        "after-charge": "2025",
        "charged": "2026",
        "court-result": "2025",
        "outcome-within-three-months": "2026",
        "street-crime-rate": "2025",
        "suspect-identified": "2026",
        "time-to-outcome": "2026",
    }
