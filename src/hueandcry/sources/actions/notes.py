"""An analyst puts a dated note on the figures of a force and month, or takes one back. A build shows what stands."""

from __future__ import annotations

from datetime import date, datetime

from hueandcry.bodies import queries as bodies
from hueandcry.errors import HueAndCryError
from hueandcry.sources.models import FigureNote
from hueandcry.sources.rules.notes import AUTHOR_LIMIT, TEXT_LIMIT, as_written, faults


class UnknownForce(HueAndCryError):
    """A note on a body that we do not know."""


class NotForEverybody(HueAndCryError):
    """A note that may not be shown to everybody."""


class NoSuchNote(HueAndCryError):
    """A number that no standing note has."""


def note(*, force: str, month: date, text: str, by: str, now: datetime) -> FigureNote:
    """Put a note on a force's month and return it. The same note again is the note that stands.

    `force` is its slug or any name under which it publishes. Raises `UnknownForce`, and `NotForEverybody` for words
    that are missing, too long, or hold a way to reach a person, and for a month that has not begun.
    """
    body = _slug(force)
    written = {"text": as_written(text), "author": as_written(by)}
    _refuse(faults(**written, month=month, today=now.date()))
    found, _ = FigureNote.objects.get_or_create(
        body=body, month=month.replace(day=1), **written, withdrawn_at=None, defaults={"noted_on": now.date()}
    )
    return found


def withdraw_note(*, number: int, now: datetime) -> FigureNote:
    """Take a note back: the next build shows it no longer. Raises `NoSuchNote`."""
    found = FigureNote.objects.filter(pk=number, withdrawn_at=None).first()
    if found is None:
        raise NoSuchNote(
            found=f"no standing note with the number {number}",
            expected="the number of a note that is not withdrawn",
            where="the command",
            remedy="`hueandcry note list` shows them.",
        )
    found.withdrawn_at = now
    found.save(update_fields=["withdrawn_at"])
    return found


def _slug(force: str) -> str:
    slug = force if bodies.get(force) else bodies.names().body(force)
    if slug is None:
        raise UnknownForce(
            found=repr(force),
            expected="a body we know, by its short name (northumbria) or its own (Northumbria Police)",
            where="the force of the note",
            remedy="The page of the police forces lists them.",
        )
    return slug


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise NotForEverybody(
            found=", ".join(wrong),
            expected=f"a month that has begun, 1 to {TEXT_LIMIT} characters of text, 1 to {AUTHOR_LIMIT} of name, and "
            "no way to reach a person",
            where="the note",
            remedy="A note is public: everybody reads it. Leave out what must not be, or write it shorter.",
        )
