"""Analysts' notes as an edition shows them: as they were written, on the bodies that an area's figures are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from hueandcry.editions.pages import words
from hueandcry.editions.rules.content import Area, Content, Note, of_area
from hueandcry.ui import notes
from hueandcry.ui.notes import FigureNote, NoteLine


def shown(content: Content, area: Area, found: Iterable[Note]) -> tuple[NoteLine, ...]:
    """Return the notes of an area for a page, or for paper."""
    return notes.lines(_named(content, area, one) for one in of_area(found, area))


def published(content: Content, area: Area, today: Collection[Note] | None) -> tuple[NoteLine, ...]:
    """Return the notes that an edition was published with, and say beside those that stand no longer that it is so.

    `today`: the notes that stand now; None where nobody can tell.
    """
    found = of_area(content.notes, area)
    lines = shown(content, area, found)
    if today is None:
        return lines
    return tuple(line if one in today else _withdrawn(line) for one, line in zip(found, lines, strict=True))


def _withdrawn(line: NoteLine) -> NoteLine:
    said = gettext("%(about)s · withdrawn since this edition was published") % {"about": line.about}
    return replace(line, about=said)


def made_since(content: Content, area: Area, today: Collection[Note] | None) -> tuple[NoteLine, ...]:
    """Return the notes on an area that stand today and were not published with the edition."""
    return shown(content, area, [one for one in today or () if one not in content.notes])


def cell(content: Content, area: Area) -> str:
    """Return the notes that were published on an area's figures as one cell of a CSV."""
    found = [_named(content, area, one) for one in of_area(content.notes, area)]
    return " ".join(f"{one.name}, {notes.cell([one])}" if one.name else notes.cell([one]) for one in found)


def _named(content: Content, area: Area, one: Note) -> FigureNote:
    """Return a note with the name of its body, where the area is of several."""
    body = content.area(one.body)
    return FigureNote(
        body=one.body,
        month=date.fromisoformat(f"{one.month}-01"),
        text=one.text,
        author=one.author,
        noted_on=date.fromisoformat(one.noted_on),
        name="" if area.members == (one.body,) else words.area_name(body) if body else one.body,
    )
