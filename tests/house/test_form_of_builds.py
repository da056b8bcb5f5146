"""The tables of a build are a promise to pages, analysts and earlier builds: whoever changes them raises `builds.FORM`.

`form_of_builds.txt` holds the number and every column. After a change: raise `FORM`, then write the file anew with
`python tests/house/test_form_of_builds.py`.
"""

import shutil
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1])]
    import conftest  # noqa: F401 - a home of its own, and Django

import duckdb

from hueandcry.warehouse import builds
from web import homes

RECORDED = Path(__file__).with_name("form_of_builds.txt")


def form() -> str:
    """Return the number of the form, and each column of each table of a build of the invented county."""
    with tempfile.TemporaryDirectory() as folder:  # a copy: pages hold the build itself open
        copy = shutil.copy(builds.current(homes.county()).database, folder)
        with duckdb.connect(str(copy), read_only=True) as engine:
            columns = engine.execute(
                "SELECT table_name || '.' || column_name || ' ' || data_type FROM duckdb_columns() "
                "WHERE NOT internal ORDER BY table_name, column_index"
            ).fetchall()
    return "\n".join([f"form {builds.FORM}", *(line for (line,) in columns)]) + "\n"


def test_whoever_changes_a_table_raises_the_form_of_builds():
    assert form() == RECORDED.read_text("utf-8")


if __name__ == "__main__":
    RECORDED.write_text(form(), "utf-8")
