"""What a newcomer may rely on: SQL has its heading, settings stand in the sample, migrations are one line."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "hueandcry"
SQL = sorted(PACKAGE.rglob("*.sql"))
FEEDS = sorted(path.parent for path in PACKAGE.glob("sources/feeds/*/feed.toml"))


@pytest.mark.parametrize("path", SQL, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_sql_is_one_select_headed_by_question_grain_and_reads(path):
    text = path.read_text("utf-8")
    comments = [line for line in text.splitlines() if line.startswith("--")]
    statement = re.sub(r"--[^\n]*", "", text).strip().rstrip(";")

    assert comments[0].startswith(("-- Question: ", "-- Check: "))
    if comments[0].startswith("-- Question: "):
        assert any(line.startswith("-- Grain: ") for line in comments)
        assert any(line.startswith("-- Reads: ") for line in comments)
    assert ";" not in re.sub(r"'[^']*'", "", statement)
    assert re.match(r"(SELECT|WITH|FROM)\b", statement)


def test_every_setting_has_a_line_in_the_sample():
    read = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        read |= set(re.findall(r"environ(?:\.get\(|\[)[\"']([A-Z_]+)[\"']", text))
        read |= set(re.findall(r"envvar=[\"']([A-Z_]+)[\"']", text))
    sample = set(re.findall(r"^([A-Z_]+)=", (ROOT / "dotenv-sample").read_text("utf-8"), re.MULTILINE))
    ours = {"DJANGO_SETTINGS_MODULE", "NUMBA_CACHE_DIR"}

    assert read - ours == sample


@pytest.mark.parametrize("room", sorted({path.parent.parent.name for path in PACKAGE.glob("*/migrations/0001*.py")}))
def test_migrations_stand_in_one_line(room):
    names = sorted(path.stem for path in (PACKAGE / room / "migrations").glob("0*.py"))
    parents = [
        re.findall(rf"\(\"{room}\", \"(\w+)\"\)", (PACKAGE / room / "migrations" / f"{name}.py").read_text("utf-8"))
        for name in names
    ]

    assert parents == [[], *([name] for name in names[:-1])]


@pytest.mark.parametrize("folder", FEEDS, ids=lambda path: path.name)
def test_every_feed_has_a_page_about_its_data_and_one_reader(folder):
    assert (folder / "README.md").read_text("utf-8").startswith("# ")
    assert (folder / "read.py").exists() != (folder / "select.sql").exists()


def test_no_file_names_a_machine_or_a_registry():
    told = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+)/|//registry\.|//[\w.]+/simple/")
    paths = [
        path for path in ROOT.rglob("*") if path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".in", ".html"}
    ]
    tracked = [
        path
        for path in paths
        if not {".venv", "node_modules", "var", ".git", "vendor"} & set(path.relative_to(ROOT).parts)
        and not path.name.startswith("test_")
    ]

    assert [str(path) for path in tracked if told.search(path.read_text("utf-8", errors="replace"))] == []
