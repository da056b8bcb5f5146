"""A build is dated, checked and swapped in at once; the one before serves until then."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from hueandcry.sources.actions import building, load
from hueandcry.warehouse import builds, reading
from hueandcry.warehouse.builds import BadSelect, Check, CheckFailed, Step
from police_files import street_file, street_row

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROOM = "hueandcry.sources"


def build(home, *, minutes=0, steps=None, checks=None, as_of=None, settings=None):
    return builds.build(
        home=home,
        steps=building.steps() if steps is None else steps,
        checks=building.checks() if checks is None else checks,
        now=NOW + timedelta(minutes=minutes),
        settings=settings or {},
        as_of=as_of,
    )


def tables(build):
    reader = reading.Reader(build)
    try:
        return {
            name: sorted(map(str, reader._engine.execute(f'FROM "{name}"').fetchall()))
            for (name,) in reader._engine.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    finally:
        reader.close()


def test_there_is_no_build_at_first(home):
    assert builds.current(home) is None
    with pytest.raises(reading.NothingBuilt, match="hueandcry build"):
        reading.reader(home)


def test_a_build_becomes_the_one_that_is_served(home):
    made = build(home)

    assert builds.current(home) == made
    assert reading.reader(home).build == made
    assert made.id.startswith("20261121T090000Z-")


def test_the_last_two_builds_stay(home):
    made = [build(home, minutes=minutes) for minutes in range(3)]

    assert builds.kept(home) == [made[2], made[1]]
    assert reading.reader_of(home, made[1].id) is not None
    assert reading.reader_of(home, made[0].id) is None


def test_a_build_that_fails_leaves_the_one_before_serving(home):
    first = build(home)

    def die(shop):
        raise RuntimeError("killed half-way")

    with pytest.raises(RuntimeError):
        build(home, minutes=1, steps=[*building.steps(), Step("die", die)])

    assert builds.current(home) == first
    second = build(home, minutes=2)
    assert list(home.builds.glob("*.partial")) == []
    assert builds.current(home) == second


def test_a_build_that_contradicts_itself_is_thrown_away(home):
    first = build(home)
    wrong = pa.table({"source": ["a"], "rows_read": [3], "rows_landed": [1], "rows_set_aside": [1]})

    with pytest.raises(CheckFailed, match="rows read = rows landed"):
        build(
            home,
            minutes=1,
            steps=[Step("wrong", lambda shop: shop.put("files", wrong))],
            checks=[Check("rows read = rows landed + rows set aside", ROOM, "unbalanced_files")],
        )

    assert builds.current(home) == first


def test_the_same_inputs_make_equal_tables(home, tmp_path):
    rows = [street_row(number % 7, kind=kind) for number in range(50) for kind in ("Burglary", "Drugs", "Robbery")]
    load(home=home, paths=[street_file(tmp_path / "a.csv", rows)], now=NOW)

    first, second = tables(build(home)), tables(build(home, minutes=5))

    for changing in ("build_info",):
        del first[changing], second[changing]
    assert first == second


def test_a_build_as_of_a_date_shows_what_was_published_then(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], release="2022-09", now=NOW)
    load(home=home, paths=[street_file(tmp_path / "b.csv", [street_row(1), street_row(2)])], release="2022-10", now=NOW)

    then, today = tables(build(home, as_of="2022-09")), tables(build(home, minutes=1))

    assert (len(then["crimes"]), len(today["crimes"])) == (1, 2)


def test_other_inputs_or_settings_make_another_id(home, tmp_path):
    first = build(home).id.split("-")[1]
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW)
    second = build(home).id.split("-")[1]
    third = build(home, minutes=1, settings={"false_discovery_rate": 0.05}).id.split("-")[1]

    assert len({first, second, third}) == 3


def test_a_reviewed_select_in_a_file_of_its_own_is_answered(home, tmp_path):
    (tmp_path / "facts.sql").write_text("SELECT count(*) AS n FROM bodies WHERE slug = $slug", "utf-8")
    answers = []
    ask = Step("Ask", lambda shop: answers.extend(shop.answer(tmp_path / "facts.sql", slug="kent").to_pylist()))

    build(home, steps=[*building.steps(), ask])

    assert answers == [{"n": 1}]


def test_a_reviewed_select_that_cannot_be_answered_says_what_is_wrong_and_the_build_before_stays(home, tmp_path):
    before = build(home)
    (tmp_path / "facts.sql").write_text("SELECT nome FROM bodies", "utf-8")

    with pytest.raises(BadSelect, match='"nome" not found') as error:
        build(home, minutes=1, steps=[*building.steps(), Step("Ask", lambda shop: shop.answer(tmp_path / "facts.sql"))])

    assert error.value.where == str(tmp_path / "facts.sql")
    assert builds.current(home) == before


def test_a_column_that_no_file_has_yet_is_empty(home, tmp_path):
    street_file(tmp_path / "2022-01-kent-street.csv", [street_row(1, month="2022-01")])
    load(home=home, paths=[tmp_path], now=NOW)
    found = []

    def ask(shop):
        shop.source("street", empty=pa.schema([("month", pa.date32()), ("told_later", pa.string())]))
        found.extend(shop._engine.execute("SELECT month, told_later FROM landed_street").fetchall())

    build(home, steps=[Step("Ask", ask)], checks=[])

    assert found == [(date(2022, 1, 1), None)]
