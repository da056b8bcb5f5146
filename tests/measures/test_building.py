"""How measures are built: coverage, few cases, tiny populations, wholes, versions, and faults that stop a build."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from hueandcry.bodies import queries as bodies
from hueandcry.measures import queries
from hueandcry.measures.actions.building import TINY_POPULATION
from hueandcry.measures.actions.figures import FEWEST_BODIES
from hueandcry.measures.actions.reviewed import DEFINITIONS
from hueandcry.measures.rules import hiding
from hueandcry.measures.rules.definition import WrongDefinition
from hueandcry.measures.rules.wholes import Force, whole_rows
from hueandcry.warehouse import builds
from hueandcry.warehouse.builds import BadSelect
from measures.worlds import built, loaded, months_from, residents, street, tidy

YEAR = months_from("2022-01", 12)


def one(reader, slug, **asked):
    (found,) = queries.values(reader, slug, **asked)
    return found


def kent(folder: Path, *, months=YEAR, crimes=4, people=60_000) -> None:
    """Write so many crimes a month of Kent, two of them burglaries, and its residents."""
    for month in months:
        street(folder, month, range(crimes), kind="Burglary")
    residents(folder, people)


def test_a_rate_is_counted_rows_over_residents(home, tmp_path):
    """48 crimes in twelve months among 60,000 residents: 0.8 for every thousand, exactly between 0.590 and 1.061."""
    kent(tmp_path)
    found = one(built(loaded(home, tmp_path)), "street-crime-rate", body="kent", part="", period="2022")

    assert (found.numerator, found.denominator, found.base_year, found.state) == (48, 60_000, 2022, "shown")
    assert found.value == 0.8
    # Garwood's limits of a count of 48, from published tables: 35.39 and 63.64.
    assert (round(found.lower * 60, 2), round(found.upper * 60, 2)) == (35.39, 63.64)


def test_identical_rows_are_counted(home, tmp_path):
    for month in YEAR:
        street(tmp_path, month, [1, 1, 1])
    residents(tmp_path, 60_000)

    assert one(built(loaded(home, tmp_path)), "street-crime-rate", body="kent", part="").numerator == 36


def test_a_year_that_lacks_a_month_has_no_rate_and_no_small_number(home, tmp_path):
    kent(tmp_path, months=[month for month in YEAR if month != "2022-05"])
    found = one(built(loaded(home, tmp_path)), "street-crime-rate", body="kent", part="", period="2022")

    assert (found.state, found.value, found.lower, found.numerator) == ("partial", None, None, None)
    assert found.why == "Some months of this period were not published."


def test_a_year_between_two_others_of_which_nothing_was_published_is_missing(home, tmp_path):
    kent(tmp_path, months=[*months_from("2020-01", 12), *YEAR])
    found = one(built(loaded(home, tmp_path)), "street-crime-rate", body="kent", part="", period="2021")

    assert (found.state, found.value, found.numerator) == ("missing", None, None)
    assert found.why == "Nothing was published for this period."


def test_a_kind_that_was_not_counted_in_a_whole_year_is_none_where_others_count_it(home, tmp_path):
    kent(tmp_path)
    for month in YEAR:
        street(tmp_path, month, [1], kind="Robbery", slug="essex", body="Essex Police")
    found = one(built(loaded(home, tmp_path)), "street-crime-rate", body="kent", part="robbery")

    assert (found.numerator, found.value, found.state) == (0, 0.0, "few")


SAID = "fraud incidents reported to Action Fraud or the police"


def test_what_several_sources_tell_of_one_year_is_told_once_of_the_first_hand(home, tmp_path):
    rows = [
        ("ONS", "YE Mar 2016", "CSEW fraud incidents (first estimate)", "3800000", "incidents (rounded)"),
        ("ONS", "YE Mar 2016", "CSEW fraud incidents", "3600000", "incidents"),
        ("ONS quoted in a blog", "YE Mar 2016", "CSEW fraud incidents", "9900000", "incidents"),
        ("ONS", "YE Jun 2016", "CSEW fraud incidents", "3700000", "incidents"),
        ("A secondary page", "YE Mar 2016", SAID, "99", "percent"),
        ("ONS", "YE Mar 2016", SAID, "17", "percent"),
        ("ONS", "YE Jun 2016", SAID, "18", "percent"),
    ]
    lines = [f"{source},https://example.org/{n},{period},{said},{n},{unit}" for source, period, said, n, unit in rows]
    (tmp_path / "published_figures.csv").write_text("\n".join(["source,url,period,measure,value,unit", *lines]) + "\n")

    reader = built(loaded(home, tmp_path))

    estimated = queries.values(reader, "recorded-of-estimated", body="england-and-wales")
    said = queries.values(reader, "reporting-rate", body="england-and-wales")
    assert [(row.period, row.denominator) for row in estimated] == [("2015-16", 3_600_000), ("YE 2016-06", 3_700_000)]
    assert [(row.period, row.value) for row in said] == [("2015-16", 0.17), ("YE 2016-06", 0.18)]


def test_a_tiny_population_is_flagged_and_never_compared(home, tmp_path):
    kent(tmp_path, people=TINY_POPULATION - 1)
    found = one(built(loaded(home, tmp_path)), "street-crime-rate", body="kent", part="", period="2022")

    assert found.flag == "very few people live here: most of those counted come from elsewhere"
    assert (found.compared, found.outside) == (False, "")


def test_a_few_bodies_make_no_funnel(home, tmp_path):
    kent(tmp_path)
    reader = built(loaded(home, tmp_path))

    assert FEWEST_BODIES == 10
    assert queries.limits(reader, "street-crime-rate", period="2022") is None
    assert one(reader, "street-crime-rate", body="kent", part="").compared is False


QUARTER = months_from("2026-01", 3)


def test_a_quarter_adds_three_months(home, tmp_path):
    rows = [("Kent", "hate", month, 6) for month in QUARTER]
    tidy(tmp_path, "online-flagged", rows)
    found = one(built(loaded(home, tmp_path)), "online-flagged", body="kent", part="hate")

    assert (found.period, found.numerator, found.value, found.state) == ("2026-Q1", 18, 18, "shown")
    assert (str(found.begins), str(found.ends)) == ("2026-01-01", "2026-03-31")


def test_a_quarter_that_lacks_a_month_is_partial_and_tells_no_small_number(home, tmp_path):
    tidy(tmp_path, "online-flagged", [("Kent", "hate", month, 6) for month in (QUARTER[0], QUARTER[2], "2026-04")])
    found = one(built(loaded(home, tmp_path)), "online-flagged", body="kent", part="hate", period="2026-Q1")

    assert (found.state, found.value, found.numerator) == ("partial", None, None)


@pytest.mark.parametrize(("absent", "state", "numerator"), [("zero", "few", 0), ("unknown", "missing", None)])
def test_a_kind_without_a_row_is_none_only_where_its_publisher_says_so(home, tmp_path, absent, state, numerator):
    rows = [("Kent", "hate", month, 6) for month in QUARTER] + [("Gwent", "blackmail", month, 20) for month in QUARTER]
    tidy(tmp_path, "online-flagged", rows, absent=absent)
    found = one(built(loaded(home, tmp_path)), "online-flagged", body="kent", part="blackmail")

    assert (found.state, found.numerator) == (state, numerator)


def test_a_small_count_of_people_harmed_is_marked(home, tmp_path):
    tidy(tmp_path, "online-flagged", [("Kent", "child-sexual-offences", month, 1) for month in QUARTER])
    found = one(built(loaded(home, tmp_path)), "online-flagged", body="kent")

    assert (found.state, found.outside, found.compared) == ("few", "", False)


def test_spending_is_a_share_of_the_budget_and_one_of_the_two_alone_is_none(home, tmp_path):
    rows = [("Kent", "cyber-spend", "2025-04", 1_500), ("Kent", "budget", "2025-04", 300_000)]
    tidy(tmp_path, "cyber-budget", [*rows, ("Gwent", "cyber-spend", "2025-04", 900)], absent="unknown")
    reader = built(loaded(home, tmp_path))

    told, untold = (one(reader, "cyber-spend-share", body=body, period="2025-26") for body in ("kent", "gwent"))
    assert (told.value, told.lower, told.upper) == (0.005, None, None)
    assert (untold.state, untold.value) == ("missing", None)


def test_a_share_above_one_stops_the_build_and_names_the_body(home, tmp_path):
    before = built(home)
    rows = [("Kent", "trained", "2026-03", 120), ("Kent", "officers", "2026-03", 100)]
    tidy(tmp_path, "cyber-training", rows, absent="unknown")

    with pytest.raises(WrongDefinition) as error:
        built(loaded(home, tmp_path))

    assert error.value.found == "body 'kent', part '', period '2026-03': 'numerator' 120 is above 'denominator' 100"
    assert error.value.where == "measures/definitions/officers-trained/measure.sql"
    assert builds.current(home).id == before.build.id


def test_a_measure_without_any_file_has_a_definition_and_no_value(home):
    reader = built(home)

    assert [one_.slug for one_ in queries.every(reader) if queries.values(reader, one_.slug)] == []
    assert len(queries.every(reader)) == 18
    assert 'scheme = "cyber-budget"' in queries.definition(reader, "cyber-spend-share").fill
    assert queries.definition(reader, "no-such-measure") is None
    assert queries.versions(reader, "no-such-measure") == []
    assert queries.files(reader, "no-such-measure") == []


# What a definition or its SQL can do wrong, in a copy of one good measure.


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "measures" / "definitions"
    shutil.copytree(DEFINITIONS / "police-grant-per-head", folder / "police-grant-per-head")
    return folder


def changed(
    root: Path, old: str, new: str, *, file: str = "measure.sql", folder: str = "police-grant-per-head"
) -> None:
    path = root / folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def grants(folder: Path) -> Path:
    folder.mkdir()
    (folder / "police_grant_2025-26.csv").write_text("force,budget_gbp\nKent,231607316\nGwent,80000000\n", "utf-8")
    residents(folder, 1_850_000)
    return folder


def test_a_good_copy_is_built(home, tmp_path, root):
    reader = built(loaded(home, grants(tmp_path / "files")), root=root)

    assert one(reader, "police-grant-per-head", body="kent").value == 231607316 / 1_850_000
    assert one(reader, "police-grant-per-head", body="gwent").state == "missing"


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ("budget_gbp AS numerator", "budget_eur AS numerator", BadSelect, '"budget_eur" not found'),
        (
            "budget_gbp AS numerator",
            "budget_gbp AS top",
            WrongDefinition,
            "no column 'numerator'; column 'top' is not known",
        ),
        ("budget_gbp AS numerator", "-budget_gbp AS numerator", WrongDefinition, "'numerator' is -"),
        ("'' AS part", "NULL::VARCHAR AS part", WrongDefinition, "'part' is empty"),
        ("ELSE 'shown' END AS state", "ELSE 'good' END AS state", WrongDefinition, "'state' is 'good'"),
        ("FROM granted LEFT JOIN", "FROM granten LEFT JOIN", BadSelect, "granten"),
    ],
)
def test_a_wrong_select_is_named_and_the_build_before_is_still_served(home, tmp_path, root, old, new, error, said):
    loaded(home, grants(tmp_path / "files"))
    before = built(home, root=root)
    changed(root, old, new)

    with pytest.raises(error) as found:
        built(home, root=root)

    assert said in found.value.found
    assert found.value.where.endswith("measures/definitions/police-grant-per-head/measure.sql")
    assert builds.current(home).id == before.build.id


def test_a_wrong_definition_is_named_and_the_build_before_is_still_served(home, tmp_path, root):
    loaded(home, grants(tmp_path / "files"))
    before = built(home, root=root)
    changed(root, 'kind = "amount"', 'kind = "money"', file="definition.toml")

    with pytest.raises(WrongDefinition) as found:
        built(home, root=root)

    assert "'kind' is 'money'" in found.value.found
    assert found.value.where == "measures/definitions/police-grant-per-head/definition.toml"
    assert builds.current(home).id == before.build.id


# A changed definition keeps the old values, as they were on their day.


@pytest.fixture
def changed_in_2027(root):
    """A measure whose second version, from 2027 on, divides by adults instead of residents (here: by half of them)."""
    folder = root / "police-grant-per-head"
    first = folder / "v1"
    first.mkdir()
    for name in ("definition.toml", "measure.sql"):
        shutil.copy(folder / name, first / name)
    changed(root, "version = 1", "version = 2", file="definition.toml")
    text = (folder / "definition.toml").read_text("utf-8")
    (folder / "definition.toml").write_text(re.sub("since = .*", "since = 2027-01-01", text, count=1), "utf-8")
    changed(root, "residents AS denominator", "residents / 2 AS denominator")
    return root


def test_both_versions_are_worked_out_and_the_latest_is_shown(home, tmp_path, changed_in_2027):
    reader = built(loaded(home, grants(tmp_path / "files")), root=changed_in_2027)

    slug, first = "police-grant-per-head", 231607316 / 1_850_000
    assert [(known.version, known.latest) for known in queries.versions(reader, slug)] == [(1, False), (2, True)]
    assert one(reader, slug, body="kent").value == first * 2
    assert one(reader, slug, body="kent", version=1).value == first
    assert queries.definition(reader, slug).version == 2
    assert [known.version for known in queries.every(reader)] == [2]


@pytest.mark.parametrize(("as_of", "version"), [("2026-12-31", 1), ("2026-12", 1), ("2027-01-01", 2)])
def test_figures_as_of_a_day_use_the_version_in_force_then(home, tmp_path, changed_in_2027, as_of, version):
    reader = built(loaded(home, grants(tmp_path / "files")), root=changed_in_2027, as_of=as_of)

    slug = "police-grant-per-head"
    assert queries.definition(reader, slug).version == version
    assert one(reader, slug, body="kent").value == 231607316 / 1_850_000 * version


# Several forces together.


FORCES = [Force("kent", "England"), Force("gwent", "Wales"), Force("scotland", "Scotland")]
ROW = {
    "body": "kent",
    "part": "",
    "period": "2018-19",
    "numerator": 3,
    "denominator": 10,
    "state": "shown",
    "why": "",
    "base_year": 2018,
    "flag": "",
}


def test_a_whole_is_told_where_every_force_of_it_has_a_figure():
    rows = [
        ROW,
        ROW | {"body": "gwent", "numerator": 4, "denominator": 30, "base_year": 2017},
        ROW | {"body": "scotland"},
    ]

    (whole,) = whole_rows(rows, "england-and-wales", FORCES)

    assert (whole["body"], whole["numerator"], whole["denominator"]) == ("england-and-wales", 7, 40)
    assert whole["base_year"] == 2017
    assert whole["flag"] == ""


def test_a_whole_says_what_must_be_known_of_one_of_its_forces():
    rows = [ROW, ROW | {"body": "gwent", "flag": "month-in-doubt"}]

    (whole,) = whole_rows(rows, "england-and-wales", FORCES)

    assert whole["flag"] == "month-in-doubt"


@pytest.mark.parametrize("state", ["partial", "missing", "hidden"])
def test_a_whole_with_a_gap_is_not_told(state):
    assert whole_rows([ROW, ROW | {"body": "gwent", "state": state}], "england-and-wales", FORCES) == []
    assert whole_rows([ROW], "england-and-wales", FORCES) == []


def test_no_whole_where_none_is_asked_for():
    assert whole_rows([ROW, ROW | {"body": "gwent"}], "", FORCES) == []


def test_there_are_43_forces_of_england_and_wales():
    assert sum(body.country in ("England", "Wales") for body in bodies.forces()) == 43


def test_definitions_come_in_the_language_of_the_page(home):
    reader = built(home)
    with translation.override("cy"):
        welsh = queries.definition(reader, "judicial-outcomes")
    english = queries.definition(reader, "judicial-outcomes")

    assert (english.unit, welsh.unit) == ("share of outcomes recorded", "cyfran o'r canlyniadau a gofnodwyd")
    assert len(english.caveats) == len(welsh.caveats) and set(english.caveats).isdisjoint(welsh.caveats)
    assert (english.interval, english.smallest, english.smallest_of) == ("wilson", 30, "denominator")
    assert replace(welsh, parts=(), tags=()).slug == "judicial-outcomes"


# ---- what is hidden -------------------------------------------------------------------------------------------------


def test_a_hidden_figure_and_what_it_was_worked_out_from_are_left_out_of_the_row():
    numbers = {"numerator": 3, "denominator": 7, "beside": 2, "value": 3 / 7, "lower": 0.1, "upper": 0.8}
    row = ROW | numbers | {"denominator_lower": 5, "denominator_upper": 9}

    assert hiding.told(row) == row
    assert hiding.told(row | {"state": "hidden"}) == {
        name: "hidden" if name == "state" else None if name in hiding.NUMBERS else told for name, told in row.items()
    }


def hiding_folder(root: Path) -> Path:
    """Write a measure whose SQL answers with one figure that is shown and one that is hidden."""
    folder = root / "judicial-outcomes"
    shutil.copytree(DEFINITIONS / "judicial-outcomes", folder)
    (folder / "measure.sql").write_text(
        """
        SELECT body, '' AS part, '2018-19' AS period, DATE '2018-04-01' AS begins, DATE '2019-03-31' AS ends,
            3 AS numerator, 47 AS denominator, state, CASE state WHEN 'hidden' THEN 'few' ELSE '' END AS why
        FROM (VALUES ('kent', 'hidden'), ('essex', 'shown')) AS told (body, state)
        """,
        "utf-8",
    )
    return root


def test_no_number_of_a_hidden_figure_stands_in_the_build_that_everybody_may_download(home, tmp_path):
    kent(tmp_path / "files")
    reader = built(loaded(home, tmp_path / "files"), root=hiding_folder(tmp_path / "definitions"))
    hidden, shown = (one(reader, "judicial-outcomes", body=body) for body in ("kent", "essex"))

    assert (hidden.state, hidden.numerator, hidden.denominator, hidden.value, hidden.lower, hidden.upper) == (
        *("hidden", None, None),
        *(None, None, None),
    )
    assert (shown.state, shown.numerator, shown.denominator) == ("shown", 3, 47)
