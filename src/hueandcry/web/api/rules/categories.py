"""Categories as data.police.uk's API names them, beside the kinds as they are kept here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from hueandcry.web.api.rules.errors import Unknown, shown

EVERY = "all-crime"
LAST = "other-crime"  # their list ends with it; everything else is in the order of the names

# Kept apart here, since the category changed its meaning in May 2013; their API gives both the same code.
RENAMED = {"violent-crime-2013": "violent-crime"}


class Kind(Protocol):
    """What is known about a kind of crime."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def published_as(self) -> str: ...
    @property
    def until(self) -> str: ...


def kinds_of(category: str, kinds: Iterable[Kind]) -> list[str] | None:
    """Return the kinds that a category stands for; None = every one. Raises `Unknown`.

    Their API reads a category it does not know as all crime. Here that is refused: a misspelt "burglery" must not
    come back as every crime there is.
    """
    if category == EVERY:
        return None
    found = [kind.code for kind in kinds if category_of(kind.code) == category]
    if not found:
        raise Unknown(
            found=shown(category),
            expected="a category of crime",
            where="category",
            remedy="crime-categories lists them; all-crime stands for all.",
        )
    return found


def category_of(kind: str) -> str:
    """Return the category under which their API knows a kind."""
    return RENAMED.get(kind, kind)


def categories(kinds: Iterable[Kind], month: date | None) -> list[dict[str, str]]:
    """Return the categories in use in a month (by default now) as their API lists them."""
    names: dict[str, str] = {}
    for kind in kinds:
        if not kind.until:
            names.setdefault(category_of(kind.code), kind.published_as)
        elif month is not None and f"{month:%Y-%m}" <= kind.until:
            names[category_of(kind.code)] = kind.published_as
    listed = sorted(names.items(), key=lambda one: (one[0] == LAST, one[1]))
    return [{"url": EVERY, "name": "All crime"}, *({"url": code, "name": name} for code, name in listed)]
