"""Analysts' notes as pages and files show them: as they were written, with who says so and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from hueandcry.ui.format import day_name, month_name


@dataclass(frozen=True)
class FigureNote:
    """What an analyst says about the figures of a body and month; `name` is the body's, where a page is of many."""

    body: str
    month: date
    text: str
    author: str
    noted_on: date
    name: str = ""


@dataclass(frozen=True)
class NoteLine:
    """A note on a page: on which month (and body), what it says, and who noted it when."""

    about: str
    text: str
    who: str


def lines(found: Iterable[FigureNote]) -> tuple[NoteLine, ...]:
    """Return notes for a page."""
    return tuple(NoteLine(_about(one), one.text, _who(one)) for one in found)


def _about(one: FigureNote) -> str:
    return " · ".join(words for words in (one.name, month_name(one.month)) if words)


def _who(one: FigureNote) -> str:
    return gettext("Noted by %(author)s on %(day)s.") % {"author": one.author, "day": day_name(one.noted_on)}


def about(found: Iterable[FigureNote]) -> list[dict[str, Any]]:
    """Return notes for programs."""
    return [
        {
            **({"body": one.body} if one.name else {}),
            "month": _written(one),
            "text": one.text,
            "author": one.author,
            "noted_on": one.noted_on.isoformat(),
        }
        for one in found
    ]


def cell(found: Sequence[FigureNote]) -> str:
    """Return notes as one cell of a CSV, each with its month, author and day."""
    return " ".join(f"{_written(one)}: {one.text} ({one.author}, {one.noted_on.isoformat()})" for one in found)


def _written(one: FigureNote) -> str:
    return f"{one.month:%Y-%m}"
