"""Facts of a build: read where they are, missing where they are not, and a wrong SELECT told precisely."""

from fractions import Fraction

import pyarrow as pa
import pytest

from claims.making import CHECK, HEAD, claim, enough, fact, in_a_build, reviewed_in, written
from claims.making import build as made_build
from claims.making import rows as table
from hueandcry.claims.actions.gathering import answers, gathered, reads, tables
from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.sections import FaultyClaim
from hueandcry.claims.queries.working import (
    BAD_SELECT,
    BUILD,
    ENTERED,
    MEASURE,
    NO_MEASURE,
    NO_ROW,
    NO_TABLE,
    SourceFile,
)
from hueandcry.measures import actions as measures
from hueandcry.sources.actions import building as sources
from hueandcry.sources.actions import load_example
from hueandcry.surveys import actions as surveys
from hueandcry.warehouse.builds import BadSelect, Step
from hueandcry.warehouse.home import Home
from web import homes

BUILT = HEAD + fact("before", 21307) + fact("after") + CHECK
SELECT = """-- Question: how many?
-- Grain: one row per fact.
-- Reads: {table}.
SELECT 'after' AS name, {value} AS value, 'count' AS unit, 'figures.csv' AS source, 'ab12' AS sha256 FROM {table}
"""
TWICE = "UNION ALL SELECT 'after', 1, 'count', 'figures.csv', 'cd34' FROM figures"


def put(name: str, **columns) -> Step:
    return Step("Put", lambda shop: shop.put(name, pa.table(columns)))


def facts_of(home, one, *before):
    return in_a_build(home, lambda shop: gathered(shop, one, tables(shop)), before=before)


def test_a_fact_is_read_from_its_table_with_the_file_it_came_from(home, tmp_path):
    one = claim(written(tmp_path, {"claim": BUILT}, claim=SELECT.format(table="figures", value="n")))

    found = facts_of(home, one, put("figures", n=[39339]))

    assert (found["after"].value, found["after"].origin) == (Fraction(39339), BUILD)
    assert found["after"].files == (SourceFile("figures.csv", "ab12"),)
    assert (found["before"].value, found["before"].origin) == (Fraction(21307), ENTERED)


def test_a_table_that_is_not_there_or_empty_is_not_loaded(home, tmp_path):
    one = claim(written(tmp_path, {"claim": BUILT}, claim=SELECT.format(table="figures", value="n")))

    absent = facts_of(home, one)["after"]
    empty = facts_of(home, one, put("figures", n=pa.array([], pa.int64())))["after"]

    assert [(one.value, one.lacks, one.of) for one in (absent, empty)] == [(None, NO_TABLE, "figures")] * 2


def test_a_row_that_is_not_there_is_missing_and_never_nought(home, tmp_path):
    select = SELECT.format(table="figures", value="n") + " WHERE n > 100"
    one = claim(written(tmp_path, {"claim": BUILT}, claim=select))

    found = facts_of(home, one, put("figures", n=[1]))["after"]

    assert (found.value, found.lacks, found.of) == (None, NO_ROW, "figures")


@pytest.mark.parametrize("value", ["NULL::DOUBLE", "'nan'::DOUBLE", "'inf'::DOUBLE"])
def test_a_row_without_a_value_is_missing_and_never_nought(home, tmp_path, value):
    one = claim(written(tmp_path, {"claim": BUILT}, claim=SELECT.format(table="figures", value=value)))

    assert facts_of(home, one, put("figures", n=[1]))["after"].value is None


def test_an_entered_figure_serves_where_the_table_is_not_loaded(home, tmp_path):
    both = HEAD + fact("before", 1) + fact("after", 2, built="true") + CHECK
    one = claim(written(tmp_path, {"claim": both}, claim=SELECT.format(table="figures", value="n")))

    found = facts_of(home, one)["after"]

    assert (found.value, found.origin, found.lacks, found.of) == (Fraction(2), ENTERED, NO_TABLE, "figures")


@pytest.mark.parametrize(
    ("select", "error", "said"),
    [
        (SELECT.format(table="figures", value="nn"), BadSelect, '"nn" not found'),
        (SELECT.format(table="figures", value="n").replace("AS source", "AS from_where"), FaultyClaim, "from_where"),
        (SELECT.format(table="figures", value="n").replace("'count'", "'£'"), FaultyClaim, "found the unit '£'"),
        (SELECT.format(table="figures", value="n").replace("'after'", "'later'"), FaultyClaim, "found a row 'later'"),
        (SELECT.format(table="figures", value="'many'"), FaultyClaim, "found the value 'many'"),
        (SELECT.format(table="figures", value="true"), FaultyClaim, "found the value True"),
        (SELECT.format(table="figures", value="n") + TWICE, FaultyClaim, "found more than one row 'after'"),
    ],
)
def test_a_wrong_select_is_told_precisely_and_at_build_time_its_facts_are_missing(home, tmp_path, select, error, said):
    one = claim(written(tmp_path, {"claim": BUILT}, claim=select))
    figures = put("figures", n=[39339])

    with pytest.raises(error, match=said):
        in_a_build(home, lambda shop: answers(shop, one), before=(figures,))

    assert facts_of(home, one, figures)["after"].lacks == BAD_SELECT


# ---- from a build of the embedded example, made once ---------------------------------------------------------------

MEASURED = HEAD + "".join(
    f"""
[[fact]]
name = "{name}"
label = "{name}"
label_cy = "{name}"
unit = "{unit}"
[fact.measure]
slug = "judicial-outcomes"
body = "{body}"
period = "2018-19"
of = "{of}"
"""
    for name, unit, body, of in (
        ("judicial", "count", "all-bodies", "numerator"),
        ("outcomes", "count", "all-bodies", "denominator"),
        ("share", "%", "all-bodies", "value"),
        ("elsewhere", "%", "atlantis", "value"),
    )
)
WITH_SELECT = [one for one in reviewed.looked_through()[0] if one.select]


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Return what a build of the embedded example knows: its tables, every SELECT's answers, facts of a measure."""
    home = Home(tmp_path_factory.mktemp("example")).make()
    load_example(home=home, now=homes.NOW)
    check = CHECK.replace("change(before, after)", "percent(judicial, outcomes) - share + elsewhere")
    measured = claim(written(tmp_path_factory.mktemp("reviewed"), {"claim": MEASURED + check}))

    def ask(shop):
        loaded = tables(shop)
        found = {one.slug: answers(shop, one) for one in WITH_SELECT}
        return loaded, found, gathered(shop, measured, loaded), gathered(shop, measured, {})

    return in_a_build(home, ask, before=(*sources.steps(), *surveys.steps(), *measures.steps()))


def test_a_fact_is_read_from_a_measure_with_its_files(example):
    _, _, found, _ = example

    assert [found[name].value for name in ("judicial", "outcomes")] == [7725, 52371]
    assert float(found["share"].value) == pytest.approx(14.7505, abs=1e-4)
    assert {found[name].origin for name in ("judicial", "outcomes", "share")} == {MEASURE}
    assert [file.name for file in found["judicial"].files] == ["embedded/action-fraud.csv"]


def test_a_measure_that_has_no_such_figure_leaves_the_fact_missing(example):
    _, _, found, without_measures = example

    assert (found["elsewhere"].value, found["elsewhere"].lacks) == (None, NO_MEASURE)
    assert found["elsewhere"].of == "judicial-outcomes"
    assert (without_measures["share"].lacks, without_measures["share"].of) == (NO_TABLE, "measures")


@pytest.mark.parametrize("one", WITH_SELECT, ids=lambda one: one.slug)
def test_every_shipped_select_runs_on_a_build_and_names_what_it_reads(example, one):
    loaded, found, _, _ = example

    assert [name for name in reads(one) if name not in loaded] == []
    assert set(found[one.slug]) <= {known.name for known in one.facts if known.built}


def test_figures_of_the_embedded_table_are_read_and_not_entered(example):
    _, found, _, _ = example

    exceed = found["outcomes-exceed-referrals"]
    assert {name: int(one.value) for name, one in exceed.items()} == {
        "bodies": 49,
        "exceed_2016_17": 21,
        "exceed_2017_18": 33,
        "exceed_2018_19": 34,
    }
    assert {file.name for one in exceed.values() for file in one.files} == {"embedded/action-fraud.csv"}
    assert found["london-has-no-fraud"]["referred"].value == 24277


# ---- what a build does with a fault --------------------------------------------------------------------------------


def test_a_faulty_file_is_told_in_the_log_and_the_other_claims_go_on(home, tmp_path, monkeypatch, caplog):
    folder = written(tmp_path, {"good": enough(), "bad": enough().replace("gazette", "nobody")})

    with reviewed_in(monkeypatch, folder):
        made = made_build(home)

    assert [(row["id"], row["verdict"]) for row in table(made, "claims")] == [("good", "does not stand")]
    assert "bad/claim.toml: who: found 'nobody'" in caplog.text


def test_a_claim_whose_table_is_not_loaded_cannot_be_checked_and_the_build_goes_on(home, tmp_path, monkeypatch):
    folder = written(tmp_path, {"claim": BUILT}, claim=SELECT.format(table="figures", value="n"))

    with reviewed_in(monkeypatch, folder):
        (row,) = table(made_build(home), "claims")

    assert (row["verdict"], row["recomputed"], row["why"]) == (
        "cannot be checked",
        None,
        "The table figures is not loaded.",
    )


def test_a_base_of_nought_in_a_table_is_told_and_the_build_goes_on(home, tmp_path, monkeypatch):
    text = HEAD + fact("before") + fact("after", 2) + CHECK
    select = SELECT.format(table="figures", value="n").replace("'after'", "'before'")

    with reviewed_in(monkeypatch, written(tmp_path, {"claim": text}, claim=select)):
        (row,) = table(made_build(home, before=(put("figures", n=[0]),)), "claims")

    assert (row["verdict"], row["why"]) == (
        "cannot be checked",
        "The base is nought, and nothing is a share of nothing.",
    )
