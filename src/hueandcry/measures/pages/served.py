"""Which build a page shows, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hueandcry.measures.queries import ROOM
from hueandcry.ui.components import Link
from hueandcry.warehouse.reading import Reader


@dataclass(frozen=True)
class Shown:
    """The build that a page shows; `note` says so where it is not the present one, `link` leads to that."""

    reader: Reader
    build: str
    built_at: datetime
    version: str
    note: str = ""
    link: Link | None = None


def shown(reader: Reader, *, note: str = "", link: Link | None = None) -> Shown:
    """Return what is known of a build."""
    about = {row["key"]: row["value"] for row in reader.rows(ROOM, "about_build")}
    return Shown(
        reader, reader.build.id, datetime.fromisoformat(about["built_at"]), about["version"], note=note, link=link
    )
