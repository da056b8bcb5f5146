"""What the pages of the dashboard are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from hueandcry.editions.pages import noting, words
from hueandcry.editions.pages.sheet import Elsewhere, Shown, Tile, published_words, sheet
from hueandcry.editions.queries import Edition
from hueandcry.editions.rules.content import Area, Content, Note, Source
from hueandcry.ui.addresses import public, speaking
from hueandcry.ui.components import Link, Moment, SourceFile, Trail
from hueandcry.ui.context import home_url
from hueandcry.ui.format import day_name

KINDS = ("together", "country", "region", "force", "other", "invented")


@dataclass(frozen=True)
class FigureShown:
    """A figure of a tile and where it comes from; `ident` is its place in the page."""

    ident: str
    told: Shown
    trail: Trail | None

    @property
    def change(self) -> str:
        """Return what changed, no period broken."""
        return words.unbroken(self.told.change)


@dataclass(frozen=True)
class TileShown:
    """A tile with its figures."""

    ident: str
    title: str
    figures: tuple[FigureShown, ...]
    caveats: tuple[str, ...]
    elsewhere: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Line:
    """An edition on the list: what it is called, where it stands, when it was published, what was corrected."""

    title: str
    url: str
    published: str
    corrected: str
    invented: bool


@dataclass(frozen=True)
class Choice:
    """A group of areas to choose from."""

    title: str
    areas: tuple[tuple[str, str, bool], ...]


def edition(
    request: HttpRequest,
    found: Edition,
    area: Area,
    *,
    versions: Sequence[Edition],
    noted_today: Sequence[Note] | None = None,
) -> dict[str, Any]:
    """Return all that the page of an edition shows, for an area; apart from it, what was noted and withdrawn since."""
    content = found.content
    told = sheet(content, area, number=found.number, published_at=found.published_at, note=found.note)
    page = address(found, area)
    return {
        "found": found,
        "sheet": told,
        "heading": words.unbroken(told.title),
        "headline": words.unbroken(" ".join(told.headline)),
        "area": area,
        "tiles": [tile(request, found, area, one) for one in told.tiles],
        "choices": list(choices(content, area)),
        "downloads": downloads(found, area),
        "crumbs": [
            Link(gettext("Online crime dashboard"), reverse("dashboards")),
            Link(told.title, page, current=True),
        ],
        "notes": noting.published(content, area, noted_today),
        "noted_since": noting.made_since(content, area, noted_today),
        "newer": newer(found, area, versions),
        "moments": moments(versions),
        "invented": area.kind == "invented",
        "sources": list(_sources(content)),
        "charts": {one.item: chart_address(found, area, one.item) for one in content.funnels},
        "cite": cite(found, area, public(page, request)),
        "permalink": public(page, request),
        "ways": ways(),
    }


def address(found: Edition, area: Area) -> str:
    """Return the address under which exactly these figures always stand."""
    page = reverse("dashboard-number", args=[found.slug, found.number])
    return page if area.code == found.content.default_area else f"{page}?area={area.code}"


def chart_address(found: Edition, area: Area, item: str) -> str:
    """Return where a funnel stands as a file."""
    return speaking(f"{reverse('dashboard-chart', args=[found.slug, item])}?number={found.number}&area={area.code}")


def cite(found: Edition, area: Area, permalink: str) -> str:
    """Return the words by which an edition is cited."""
    return gettext("Hue and Cry, %(title)s, %(area)s. %(published)s. %(address)s") % {
        "title": words.title(found.content),
        "area": words.area_name(area),
        "published": published_words(found.published_at),
        "address": permalink,
    }


def choices(content: Content, area: Area) -> Iterator[Choice]:
    """Yield the areas to choose from, in groups."""
    titles = {
        "together": gettext("Together"),
        "country": gettext("Countries"),
        "region": gettext("Regions"),
        "force": gettext("Police forces"),
        "other": gettext("Other bodies"),
        "invented": gettext("Invented"),
    }
    for kind in KINDS:
        found = [one for one in content.areas if one.kind == kind]
        if found:
            yield Choice(titles[kind], tuple((one.code, words.area_name(one), one == area) for one in found))


def downloads(found: Edition, area: Area) -> list[Link]:
    """Return what can be taken along."""
    asked = f"?number={found.number}"
    paper = f"{reverse('dashboard-paper', args=[found.slug])}{asked}&area={area.code}"
    names = (
        (gettext("Figures as CSV"), "dashboard-csv"),
        (gettext("what its columns mean (CSVW)"), "dashboard-csv-metadata"),
        (gettext("everything as JSON"), "dashboard-json"),
        (gettext("data package (ZIP)"), "dashboard-package"),
    )
    return [
        Link(gettext("PDF in English"), paper),
        Link(gettext("PDF in Welsh"), f"{paper}&lang=cy"),
        *(Link(title, reverse(name, args=[found.slug]) + asked) for title, name in names),
    ]


def newer(found: Edition, area: Area, versions: Sequence[Edition]) -> Link | None:
    """Return the way to the correction of an edition that was corrected since; None for the one that stands."""
    last = versions[-1]
    if last.number == found.number:
        return None
    return Link(
        gettext("This edition was corrected on %(day)s: %(note)s")
        % {"day": day_name(last.published_at), "note": last.note},
        f"{reverse('dashboard', args=[found.slug])}?area={area.code}",
    )


def moments(versions: Sequence[Edition]) -> list[Moment]:
    """Return when an edition was published and corrected, each a link."""
    return [
        Moment(
            one.published_at.date(),
            gettext("Corrected: %(note)s") % {"note": one.note} if one.note else gettext("Published"),
            Link(gettext("As it was published then"), reverse("dashboard-number", args=[one.slug, one.number])),
            "done",
        )
        for one in versions
    ]


def lines(editions: Sequence[Edition]) -> list[Line]:
    """Return the list of editions."""
    return [
        Line(
            title=words.title(one.content),
            url=reverse("dashboard", args=[one.slug]),
            published=published_words(one.published_at)
            if one.number == 1
            else gettext("Corrected on %(day)s") % {"day": day_name(one.published_at)},
            corrected=one.note,
            invented=one.invented,
        )
        for one in editions
    ]


def ways() -> list[Link]:
    """Return where to go from a dashboard."""
    return [
        Link(gettext("How bodies are compared"), reverse("method", args=["comparison"])),
        Link(gettext("Outcomes and referrals"), reverse("method", args=["outcomes-and-referrals"])),
        Link(gettext("Police forces"), reverse("forces")),
    ]


def tile(request: HttpRequest, found: Edition, area: Area, one: Tile) -> TileShown:
    """Return a tile with the trail of each of its figures."""
    return TileShown(
        ident=one.ident,
        title=one.title,
        figures=tuple(_figure(request, found, area, one, figure) for figure in one.figures),
        caveats=one.caveats,
        elsewhere=tuple(_elsewhere(found, wider) for wider in one.elsewhere),
    )


def _elsewhere(found: Edition, one: Elsewhere) -> Link:
    wider = found.content.area(one.area)
    assert wider is not None
    return Link(one.words, f"{address(found, wider)}#victimisation")


def _figure(request: HttpRequest, found: Edition, area: Area, tile: Tile, one: Shown) -> FigureShown:
    ident = f"{tile.ident}-{one.item}"
    return FigureShown(ident, one, _trail(request, found, area, tile, one, ident) if one.there else None)


def _trail(request: HttpRequest, found: Edition, area: Area, tile: Tile, one: Shown, ident: str) -> Trail:
    """Return where a figure comes from and how to take it along."""
    here = f"{address(found, area)}#{ident}"
    permalink = public(here, request)
    definitions = [
        gettext("%(title)s, version %(version)s")
        % {"title": words.said(known.title, known.title_cy), "version": known.version}
        for known in found.content.definitions.get(tile.ident, ())
    ]
    return Trail(
        definition="; ".join(definitions) or one.label,
        definition_url=_definition_url(found.content, tile.ident),
        sources=tuple(
            SourceFile(source.name, source.sha256, source_url(source))
            for source in found.content.sources
            if source.tile == tile.ident
        ),
        build=found.frozen.build,
        permalink=permalink,
        cite=f"{one.label}. {cite(found, area, permalink)}",
        csv=f"{reverse('dashboard-csv', args=[found.slug])}?number={found.number}",
        json=f"{reverse('dashboard-json', args=[found.slug])}?number={found.number}",
        problem=f"{reverse('report-problem')}?figure={quote(here, safe='')}",
    )


def _definition_url(content: Content, tile: str) -> str:
    """Return where the definition behind a tile is shown: its measure, in the version that was in force."""
    known = content.definitions.get(tile, ())
    if tile == "victimisation" or not known:
        return ""
    return f"{reverse('measure', args=[known[0].slug])}?version={known[0].version}"


def source_url(source: Source) -> str:
    """Return where a source is shown: a survey's wave has a page of its own, a file stands on the list of files."""
    if source.dataset == "survey":
        survey, wave, _ = source.name.split("/")
        return f"{home_url(get_language())}surveys/{survey}/{wave}/"
    return f"{reverse('data-files')}?sha256={source.sha256}"


def _sources(content: Content) -> Iterator[dict[str, str]]:
    """Yield each source file once, with who published it and under which terms."""
    for one in {one.sha256: one for one in content.sources}.values():
        yield {
            "title": words.said(one.title, one.title_cy),
            "publisher": words.said(one.publisher, one.publisher_cy),
            "licence": words.said(one.licence, one.licence_cy),
            "name": one.name,
            "sha256": one.sha256,
            "url": source_url(one),
        }
