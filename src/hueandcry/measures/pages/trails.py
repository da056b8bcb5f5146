"""Where a measure's figures come from: definition, files by hash, build, permanent link, and how to cite them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.measures.pages import addresses
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.queries import ROOM, Definition, SourceFile
from hueandcry.ui import components, rooms
from hueandcry.ui.components import Link, Trail
from hueandcry.ui.format import day_name, number
from hueandcry.ui.languages import Bilingual
from hueandcry.warehouse.reading import Reader

# A page names so many files; the others are one link away, on the page of all files.
MOST_FILES = 12


@dataclass(frozen=True)
class Publisher:
    """Who published what a measure reads, and under which licence."""

    name: Bilingual
    licence: Bilingual
    address: str


def publishers(reader: Reader, about: Definition) -> list[Publisher]:
    """Return who published what a measure reads."""
    rows = reader.rows(ROOM, "publishers_of_measure", reads=list(about.reads))
    return [
        Publisher(
            Bilingual(row["publisher"] or "", row["publisher_cy"]),
            Bilingual(row["licence"] or "", row["licence_cy"]),
            row["address"] or "",
        )
        for row in rows
    ]


def trail(
    shown: Shown,
    about: Definition,
    files: Sequence[SourceFile],
    published_by: str,
    *,
    here: str,
    permalink: str,
    csv: str = "",
    json: str = "",
) -> Trail:
    """Return the trail of the figures on a page; `here` is its address with the build, `permalink` the full one.

    `csv` and `json` are the addresses of the page's own files, where it has others than those of the measure.
    """
    asked = {"version": "" if about.latest else about.version, "build": shown.build if shown.link else ""}
    return Trail(
        definition=definition_words(about),
        sources=source_files(files),
        build=shown.build,
        permalink=permalink,
        kept=kept_words(),
        lasting=Link(gettext("Editions of the dashboard"), reverse("dashboards"))
        if rooms.is_open("editions")
        else None,
        cite=cite(shown, about, published_by, permalink),
        csv=csv or addresses.of_file("measure-csv", about.slug, **asked),
        json=json or addresses.of_file("measure-json", about.slug, **asked),
        problem=addresses.of_problem(here),
    )


def kept_words() -> str:
    """Say how long the permanent link holds, and which one lasts."""
    kept = gettext("It leads to this figure for as long as this build is kept; after that the page says so.")
    lasting = gettext(
        "Where an edition of the dashboard holds the figure, the edition's own address is the one that lasts."
    )
    return f"{kept} {lasting}" if rooms.is_open("editions") else kept


def definition_words(about: Definition) -> str:
    """Return what a figure is, in a sentence."""
    if not about.denominator:
        return gettext("%(title)s: %(numerator)s.") % {"title": about.title, "numerator": about.numerator}
    return gettext("%(title)s: %(numerator)s ÷ %(denominator)s.") % {
        "title": about.title,
        "numerator": about.numerator,
        "denominator": about.denominator,
    }


def source_files(files: Sequence[SourceFile]) -> tuple[components.SourceFile, ...]:
    """Return the files, each once; where there are many, the first of them and how many more there are."""
    page = reverse("data-files")
    once = list({one.sha256: one for one in files}.values())
    named = tuple(
        components.SourceFile(one.name, one.sha256, f"{page}?sha256={one.sha256}") for one in once[:MOST_FILES]
    )
    rest = len(once) - len(named)
    if not rest:
        return named
    return (*named, components.SourceFile(gettext("and %(count)s more files") % {"count": number(rest)}, "", page))


def cite(shown: Shown, about: Definition, published_by: str, permalink: str) -> str:
    """Return the words by which figures are cited; a measure of which nothing is loaded has no source yet."""
    said = (
        gettext(
            "%(title)s (definition %(version)s). Source: %(publisher)s. Worked out by Hue and Cry, build %(build)s of "
            "%(day)s. %(address)s"
        )
        if published_by
        else gettext("%(title)s (definition %(version)s). Hue and Cry, build %(build)s of %(day)s. %(address)s")
    )
    return said % {
        "title": about.title,
        "version": about.version,
        "publisher": published_by,
        "build": shown.build,
        "day": day_name(shown.built_at.date()),
        "address": permalink,
    }


def published_words(found: Sequence[Publisher]) -> str:
    """Return the names of publishers, each once."""
    return "; ".join(dict.fromkeys(str(one.name) for one in found if one.name))
