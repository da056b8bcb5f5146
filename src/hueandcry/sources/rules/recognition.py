"""Which file is it? Decided by its columns."""

from collections.abc import Mapping, Sequence


def nearly_ours(first_line: str, columns_by_title: Mapping[str, Sequence[str]]) -> str | None:
    """Return what is wrong with a header that is almost one of ours, or None when it is something else altogether."""
    found = [name.strip().strip('"') for name in first_line.split(",")]
    for title, expected in columns_by_title.items():
        shared = [name for name in expected if name in found]
        if len(shared) * 2 < len(expected):
            continue
        missing = [name for name in expected if name not in found]
        strange = [name for name in found if name not in expected]
        told = [f"column {name!r} is missing" for name in missing] + [f"column {name!r} is not known" for name in strange]
        if set(found) == set(expected):
            told = ["the columns stand in another order"]
        return f"looks like {title}, but {'; '.join(told)}"
    return None
