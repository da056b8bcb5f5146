"""SQL lives in files: one SELECT each, headed by its question, grain, reads and parameters."""

from functools import cache
from importlib import resources


@cache
def select(package: str, name: str) -> str:
    """Return the text of `<package>/sql/<name>.sql`, e.g. `select("hueandcry.sources", "counts")`."""
    return resources.files(package).joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip().rstrip(";")


def literal(text: str) -> str:
    """Quote a text for a place where DuckDB takes no parameter (a setting, a type, a list of files)."""
    return "'" + text.replace("'", "''") + "'"
