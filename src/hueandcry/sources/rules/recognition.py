"""Which file is it? Decided by its columns."""

from collections.abc import Mapping, Sequence


def nearly_ours(first_line: str, columns_by_title: Mapping[str, Sequence[str]]) -> str | None:
    """Return what is wrong with a header that is almost one of ours, or None when it is something else altogether."""
    found = [name.strip().strip('"') for name in first_line.split(",")]
    differences = [(title, _differences(found, expected)) for title, expected in columns_by_title.items()]
    likely = [one for one in differences if len(one[1]) * 2 < len(found)]
    if not likely:
        return None
    title, told = min(likely, key=lambda one: len(one[1]))
    return f"looks like {title}, but {'; '.join(told) or 'the columns stand in another order'}"


def _differences(found: Sequence[str], expected: Sequence[str]) -> list[str]:
    missing = [f"column {name!r} is missing" for name in expected if name not in found]
    return missing + [f"column {name!r} is not known" for name in found if name not in expected]
