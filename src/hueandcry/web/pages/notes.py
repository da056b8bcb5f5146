"""Analysts' notes as pages and files show them: as they were written, with who says so and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from hueandcry.ui.format import day_name, month_name
from hueandcry.web.queries.reference import FigureNote
from hueandcry.web.rules.months import written


@dataclass(frozen=True)
class NoteLine:
    """A note on a page: on which month, what it says, and who noted it when."""

    month: str
    text: str
    who: str


def lines(found: Iterable[FigureNote]) -> tuple[NoteLine, ...]:
    """Return notes for a page."""
    return tuple(NoteLine(month_name(one.month), one.text, _who(one)) for one in found)


def _who(one: FigureNote) -> str:
    return gettext("Noted by %(author)s on %(day)s.") % {"author": one.author, "day": day_name(one.noted_on)}


def about(found: Iterable[FigureNote]) -> list[dict[str, Any]]:
    """Return notes for programs."""
    return [
        {
            "month": written(one.month),
            "text": one.text,
            "author": one.author,
            "noted_on": one.noted_on.isoformat(),
        }
        for one in found
    ]


def cell(found: Sequence[FigureNote]) -> str:
    """Return notes as one cell of a CSV, each with its month, author and day."""
    return " ".join(f"{written(one.month)}: {one.text} ({one.author}, {one.noted_on.isoformat()})" for one in found)
