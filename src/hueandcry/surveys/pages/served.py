"""Which build a page shows, and what is said where it is not the present one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hueandcry.surveys.queries import ROOM
from hueandcry.ui.components import Link
from hueandcry.warehouse.reading import Reader


@dataclass(frozen=True)
class Shown:
    """The build that a page shows; `note` says so where it is not the present one, `link` leads to that."""

    reader: Reader
    built_at: datetime
    note: str = ""
    link: Link | None = None

    @property
    def build(self) -> str:
        """Return the name of the build."""
        return self.reader.build.id

    @property
    def earlier(self) -> str:
        """Return the build for addresses beside its figures: empty where it is the present one."""
        return self.build if self.link else ""


def shown(reader: Reader, *, note: str = "", link: Link | None = None) -> Shown:
    """Return what is known of a build."""
    row = reader.row(ROOM, "built_at") or {}
    return Shown(reader, datetime.fromisoformat(row["value"]), note=note, link=link)
