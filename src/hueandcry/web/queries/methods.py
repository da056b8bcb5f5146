"""The methods pages, as `scripts/methods.py` made them from the specification tests and `docs/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.safestring import SafeString, mark_safe

FOLDER = "methods"


@dataclass(frozen=True)
class Method:
    """One page: its title, one sentence about it, the group it stands in, and its text as HTML."""

    slug: str
    title: str
    summary: str
    group: str

    @property
    def html(self) -> SafeString:
        """Return the text. It is ours and committed: nothing that a reader sent is in it."""
        return mark_safe(_text(f"{self.slug}.html"))  # noqa: S308  made from our own documents


@cache
def pages() -> tuple[Method, ...]:
    """Return every page, in the order in which they are read."""
    listed = tomllib.loads(_text("contents.toml"))["page"]
    return tuple(Method(**one) for one in listed)


def page(slug: str) -> Method | None:
    """Return one page, or None."""
    return next((one for one in pages() if one.slug == slug), None)


def around(here: Method) -> tuple[Method | None, Method | None]:
    """Return the pages before and after one, of those that stand on the list."""
    listed = [one for one in pages() if one.group]
    at = listed.index(here)
    return (listed[at - 1] if at else None), (listed[at + 1] if at + 1 < len(listed) else None)


@cache
def _text(name: str) -> str:
    return resources.files("hueandcry.web").joinpath(FOLDER, name).read_text("utf-8")
