"""An analyst's note on a force's month is public: how long it may be, and what it may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

TEXT_LIMIT = 500
AUTHOR_LIMIT = 100

# A note names no way to reach a person. Dates, counts and "call 101" are let pass.
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
TELEPHONE = re.compile(r"(?:\+|\b0)\d(?:[ ().-]{0,2}\d){8,12}\b")


def as_written(text: str) -> str:
    """Return a text in one line, blanks drawn together."""
    return " ".join(text.split())


def faults(*, text: str, author: str, month: date, today: date) -> list[str]:
    """Return what is wrong with a note; nothing where it may be shown to everybody."""
    return [
        *_of_words("text", text, TEXT_LIMIT),
        *_of_words("author's name", author, AUTHOR_LIMIT),
        *([f"the month {month:%Y-%m}, which has not begun"] if month > today else []),
    ]


def _of_words(what: str, words: str, limit: int) -> Iterator[str]:
    if not 1 <= len(words) <= limit:
        yield f"{len(words)} characters in the {what}"
    if EMAIL.search(words):
        yield f"an e-mail address in the {what}"
    if TELEPHONE.search(words):
        yield f"a telephone number in the {what}"
