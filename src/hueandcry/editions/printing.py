"""An edition on paper: PDF made by Typst from the same words as the page, tagged, in our typeface.

The same edition gives the same bytes: the one date in it is that of publication, and no font of the machine is used.
Whatever a name holds, it is text and never code: all words are handed over as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from hueandcry import ui
from hueandcry.editions.pages import words
from hueandcry.editions.pages.paper_charts import on_paper
from hueandcry.editions.pages.sections import Section
from hueandcry.editions.pages.sheet import Sheet, sheet
from hueandcry.editions.rules.content import Content
from hueandcry.errors import HueAndCryError
from hueandcry.ui import charts
from hueandcry.ui.components import Cell, Table
from hueandcry.ui.context import operator
from hueandcry.ui.format import day_name

# The papers that are frozen with an edition, of its widest area: name → language.
PAPERS: Mapping[str, str] = {"dashboard.pdf": "en-gb", "dangosfwrdd.pdf": "cy"}

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(ui.__file__).parent / "static" / "vendor" / "print"
MARK = Path(ui.__file__).parent / "static" / "ui" / "mark.svg"


class NoTypeface(HueAndCryError):
    """The typeface for paper was not made."""


def paper(content: Content, area: str, language: str, *, number: int, published_at: datetime, note: str) -> bytes:
    """Return an edition for an area as PDF. Raises `NoTypeface`."""
    import typst  # a megabyte of machine code: only where something is printed

    if not list(FONTS.glob("*.ttf")):
        raise NoTypeface(
            found="no typeface",
            expected="two TrueType files",
            where="ui/static/vendor/print",
            remedy="Run `python scripts/frontend.py`, which makes them.",
        )
    told = _told(content, area, language, number=number, published_at=published_at, note=note)
    return typst.compile(
        str(TEMPLATES / "dashboard.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(told, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",  # PDF/UA-1, ISO 14289-1: it can be read aloud
        timestamp=int(published_at.timestamp()),
    )


def _told(
    content: Content, code: str, language: str, *, number: int, published_at: datetime, note: str
) -> dict[str, Any]:
    """Return all words of the paper, in a language."""
    area = content.area(code)
    assert area is not None
    with override(language):
        found = sheet(content, area, number=number, published_at=published_at, note=note)
        address = settings.PUBLIC_URL + _path(content, code, number)
        return {
            **{
                name: getattr(found, name) for name in ("title", "area", "period", "published", "invented", "corrected")
            },
            "lang": language[:2],
            "mark": MARK.read_text("utf-8"),
            "headline": found.headline,
            "compared": found.compared,
            "tiles": [asdict(one) for one in found.tiles],
            "notes": [asdict(one) for one in found.notes],
            "sections": [_section(found, at) for at in range(len(found.sections))],
            "method": found.method,
            "corrections": [found.corrected] if found.corrected else [],
            "sources": _sources(content),
            "colophon": [str(words.LICENCE), _cite(found, address, published_at)],
            "footer": f"{found.title} · {found.area} · {operator().run_by}",
            "labels": _labels(),
        }


def _path(content: Content, area: str, number: int) -> str:
    """Return the address of the page that the paper shows."""
    return f"{reverse('dashboard-number', args=[content.edition, number])}?area={area}"


def _labels() -> dict[str, str]:
    return {
        "page": gettext("Page"),
        "notes": gettext("Notes on these figures"),
        "method": gettext("How this was worked out"),
        "corrections": gettext("Corrections"),
        "sources": gettext("Where this comes from"),
        "invented": gettext("Invented"),
        "invented_words": gettext("This county does not exist; it shows how everything works."),
    }


def _cite(found: Sheet, address: str, published_at: datetime) -> str:
    return gettext("To cite it: Hue and Cry, %(title)s, %(area)s, published on %(day)s. %(address)s") % {
        "title": found.title,
        "area": found.area,
        "day": day_name(published_at),
        "address": address,
    }


def _section(found: Sheet, at: int) -> dict[str, Any]:
    one = found.sections[at]
    return {
        "title": one.title,
        "sentences": one.sentences,
        "caveats": one.caveats,
        "funnel": _funnel(one) if one.funnel else None,
        "table": _table(one.table) if one.table else None,
    }


def _funnel(one: Section) -> dict[str, str]:
    assert one.funnel is not None
    return {"title": one.funnel.title, "described": one.described, "svg": on_paper(charts.funnel(one.funnel))}


def _table(shown: Table) -> dict[str, Any]:
    return {
        "caption": shown.caption,
        "columns": [
            {"title": str(one.title).replace(words.JOINED, ""), "numeric": one.numeric} for one in shown.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in shown.rows],
    }


def _cell(cell: Cell | str) -> dict[str, str]:
    return {"text": cell.text, "note": cell.note} if isinstance(cell, Cell) else {"text": str(cell), "note": ""}


def _sources(content: Content) -> list[dict[str, str]]:
    """Return each source file once, in the language of the paper."""
    once = {one.sha256: one for one in content.sources}
    return [
        {
            "title": words.said(one.title, one.title_cy),
            "publisher": words.said(one.publisher, one.publisher_cy),
            "licence": words.said(one.licence, one.licence_cy),
            "name": one.name,
            "sha256": one.sha256,
        }
        for one in once.values()
    ]
