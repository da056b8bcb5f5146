"""Which file is it? Decided by its columns."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import PurePath

# What columns of a table of counts are often called, by what they hold.
USUAL_NAMES = {
    "kind": ("kind", "type", "offence", "crime", "category"),
    "month": ("month", "date", "period"),
    "count": ("count", "number", "total", "n"),
}
# Where it is described how such a table is told of.
HOW_TO_DESCRIBE = "src/hueandcry/sources/feeds/tidy_counts/README.md"


def nearly_ours(first_line: str, columns_by_title: Mapping[str, Sequence[str]]) -> str | None:
    """Return what is wrong with a header that is almost one of ours, or None when it is something else altogether."""
    found = _cells(first_line)
    differences = [(title, _differences(found, expected)) for title, expected in columns_by_title.items()]
    likely = [one for one in differences if len(one[1]) * 2 < len(found)]
    if not likely:
        return None
    title, told = min(likely, key=lambda one: len(one[1]))
    plainly = "its header is not on the first line, parted by commas, each column once"
    return f"what looks like {title}, but {'; '.join(told) or plainly}"


def looks_like_counts(first_line: str, name: str) -> str | None:
    """Return what is missing beside a table whose columns look like kind, month and count, or None for another."""
    names = [cell.replace("_", " ").casefold() for cell in _cells(first_line)]
    usual = [any(any(word in name.split() for name in names) for word in words) for words in USUAL_NAMES.values()]
    if not all(usual):
        return None
    beside = PurePath(name).with_suffix(".toml").name
    return (
        f"what looks like a table of monthly counts without its description: {beside} must lie beside it and say "
        f"what the columns mean ({HOW_TO_DESCRIBE} shows one)"
    )


def columns_in_order(first_line: str, expected: Sequence[str]) -> list[str] | None:
    """Return a header's columns if it has all that are expected, each once; others are let pass, under any name."""
    cells = next(csv.reader([first_line]), [])
    columns = [name.strip() or f"empty {at}" for at, name in enumerate(cells, start=1)]
    return columns if set(expected) <= set(columns) and len(set(columns)) == len(columns) else None


def _cells(first_line: str) -> list[str]:
    """Return the cells of a header, parted by whatever parts it into most."""
    return [cell.strip().strip('"') for cell in max((first_line.split(mark) for mark in ",;\t"), key=len)]


def _differences(found: Sequence[str], expected: Sequence[str]) -> list[str]:
    missing = [f"column {name!r} is missing" for name in expected if name not in found]
    return missing + [f"column {name!r} is not known" for name in found if name not in expected]
