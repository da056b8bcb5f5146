"""A build is opened by anyone, and written by nobody."""

import duckdb
import pytest

from hueandcry.sources.actions import building, load
from hueandcry.warehouse import builds
from hueandcry.warehouse.opening import NotABuild, open_build
from hueandcry.warehouse.reading import NothingBuilt
from police_files import street_file, street_row
from warehouse.test_builds import NOW


@pytest.fixture
def built(home, tmp_path):
    street_file(tmp_path / "2022-07-kent-street.csv", [street_row(1)])
    load(home=home, paths=[tmp_path / "2022-07-kent-street.csv"], now=NOW)
    return builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})


def test_the_build_being_served_is_opened_from_its_home(home, built):
    with open_build(home.root) as build:
        assert build.sql("SELECT body, count(*) FROM crimes GROUP BY body").fetchall() == [("kent", 1)]


def test_the_home_of_the_environment_is_opened_without_being_named(home, built, monkeypatch):
    monkeypatch.setenv("HUEANDCRY_HOME", str(home.root))

    with open_build() as build:
        assert build.sql("SELECT value FROM build_info WHERE key = 'build'").fetchall() == [(built.id,)]


def test_a_downloaded_file_is_opened(built, tmp_path):
    copy = tmp_path / "downloaded.duckdb"
    copy.write_bytes(built.database.read_bytes())

    with open_build(copy) as build:
        assert build.sql("SELECT count(*) FROM crimes").fetchall() == [(1,)]


def test_nothing_can_be_written(home, built):
    with open_build(home.root) as build, pytest.raises(duckdb.Error, match="read-only"):
        build.execute("DELETE FROM crimes")


def test_a_home_without_a_build_says_so(home):
    with pytest.raises(NothingBuilt, match="Run `hueandcry build` first"):
        open_build(home.root)


def test_a_file_that_is_no_build_says_so(tmp_path):
    (tmp_path / "notes.txt").write_text("no database", "utf-8")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()

    for name in ("notes.txt", "other.duckdb"):
        with pytest.raises(NotABuild) as error:
            open_build(tmp_path / name)
        assert error.value.where == str(tmp_path / name)
