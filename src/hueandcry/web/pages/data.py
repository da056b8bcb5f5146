"""The pages about data: answers turned into tables, strips and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.sources.rules.coverage import Gap
from hueandcry.ui import rooms
from hueandcry.ui.charts import CoverageStrip
from hueandcry.ui.components import Cell, Column, Coverage, CoverageRow, Link, Pages, PlaceCard, Table
from hueandcry.ui.format import month_name, months_from, number
from hueandcry.ui.languages import Bilingual
from hueandcry.web.queries.data import Bulk, Dataset, Doubted, FilesPage, LandedFile, body_name
from hueandcry.web.queries.reference import KnownBreak, Reference
from hueandcry.web.rules.months import month_at
from hueandcry.web.rules.periods import by_year, page_numbers, span

STATE_WORDS = {
    "complete": gettext_lazy("complete"),
    "partial": gettext_lazy("partial"),
    "suspect": gettext_lazy("figures in doubt"),
    "missing": gettext_lazy("no data"),
    "outside": gettext_lazy("not published"),
}

EFFECT_WORDS = {
    "elsewhere": gettext_lazy("The counts of these months are not data. They are shown as missing, never as zero."),
    "leave_out": gettext_lazy("These months are in no baseline and are not judged."),
    "truncate": gettext_lazy(
        "Baselines begin at this month; what lies before it is not compared with what lies after."
    ),
    "mark": gettext_lazy("It is only drawn on the charts: its size is not known well enough to change a baseline."),
}


GAP_WORDS = {
    "missing": gettext_lazy("There is no data for these months."),
    "partial": gettext_lazy("What was published for these months is not whole; they are not judged."),
    "suspect": gettext_lazy("The figures of these months are in doubt; they are not judged."),
    "complete": gettext_lazy("These months were looked at and stand."),
}


@dataclass(frozen=True)
class MonthBox:
    """One month of a year, drawn and in words."""

    strip: CoverageStrip
    words: str


@dataclass(frozen=True)
class Told:
    """Some months, their state, and why."""

    when: str
    state: str
    why: str


@dataclass(frozen=True)
class BreakTold:
    """A reviewed break, ready to be shown."""

    id: str
    title: str
    when: str
    concerns: str
    why: str
    effect: str
    source: str
    verified: str


# ---- overview -----------------------------------------------------------------------------------------------------


def doors() -> list[PlaceCard]:
    """Return the ways on from the overview: those whose rooms are open."""
    every = (
        ("editions", gettext("Dashboard"), "dashboards", gettext("Online crime, edition by edition, as published")),
        ("measures", gettext("Measures"), "measures", gettext("Questions about forces, answered for each of them")),
        ("surveys", gettext("Surveys"), "surveys", gettext("What people say happened to them, and what was asked")),
        ("web", gettext("Files"), "data-files", gettext("Which files were read, with their hashes")),
        ("web", gettext("Coverage"), "data-coverage", gettext("For which months there is data")),
        ("web", gettext("Breaks"), "data-breaks", gettext("Where figures stop meaning what they meant")),
        ("web", gettext("Downloads"), "data-downloads", gettext("Crimes by force and month, and the build")),
        ("web", gettext("For programs"), "data-api", gettext("Addresses that answer with data")),
        ("web", gettext("Methods"), "methods", gettext("How we judge, and what we cannot tell")),
    )
    return [PlaceCard(title, reverse(name), about) for room, title, name, about in every if rooms.is_open(room)]


def datasets_table(found: Sequence[Dataset]) -> Table:
    """Return what is loaded, one row for each kind of published table."""
    return Table(
        caption=gettext("Rows read are rows used and rows set aside, always."),
        columns=(
            Column(gettext("Published table")),
            Column(gettext("Period")),
            Column(gettext("Files"), numeric=True),
            Column(gettext("Rows used"), numeric=True),
            Column(gettext("Set aside"), numeric=True),
        ),
        rows=tuple(_dataset_row(one) for one in found),
        empty=gettext("Nothing is loaded."),
    )


def _dataset_row(one: Dataset) -> tuple[Cell | str, ...]:
    said = " · ".join(str(part) for part in (one.publisher, one.licence) if part)
    return (
        Cell(str(one.title), url=f"{reverse('data-files')}?{urlencode({'dataset': one.dataset})}", note=said),
        period_words(one.first_period, one.last_period),
        number(one.files),
        number(one.rows_landed),
        number(one.rows_set_aside),
    )


def period_words(first: str, last: str) -> str:
    """Say a period as people do: "January 2016 to March 2025"; what is no month stays as it is written."""
    begins, ends = span(first, last)
    if begins and ends:
        return months_words(begins, ends)
    if "all" in (first, last):
        return gettext("all years in the file")
    return first if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def months_words(first: date, last: date | None) -> str:
    """Say from which month to which; without an end, since when."""
    if last is None:
        return gettext("since %(month)s") % {"month": month_name(first)}
    if first == last:
        return month_name(first)
    return gettext("%(first)s to %(last)s") % {"first": month_name(first), "last": month_name(last)}


# ---- files --------------------------------------------------------------------------------------------------------


def files_table(reference: Reference, page: FilesPage) -> Table:
    """Return one page of the manifest."""
    return Table(
        caption=ngettext(
            "%(count)s file or part of one, under the hash of its bytes (SHA-256).",
            "%(count)s files or parts of them, each under the hash of its bytes (SHA-256).",
            page.found,
        )
        % {"count": number(page.found)},
        columns=(
            Column(gettext("File")),
            Column(gettext("Whose, and when")),
            Column(gettext("Bytes"), numeric=True),
            Column(gettext("Rows read"), numeric=True),
            Column(gettext("Rows used"), numeric=True),
            Column(gettext("Set aside"), numeric=True),
        ),
        rows=tuple(_file_row(reference, one) for one in page.files),
        empty=gettext("No file was found."),
    )


def _file_row(reference: Reference, one: LandedFile) -> tuple[Cell | str, ...]:
    whose = gettext("many bodies") if one.body in ("all", "") else body_name(reference, one.body)
    return (
        Cell(one.source, note=one.sha256),
        Cell(
            gettext("%(body)s, %(period)s") % {"body": whose, "period": period_words(one.period, one.period)},
            note=_release_words(one),
        ),
        number(one.bytes),
        number(one.rows_read),
        number(one.rows_landed),
        number(one.rows_set_aside),
    )


def _release_words(one: LandedFile) -> str:
    if one.superseded:
        return gettext("released %(release)s; superseded by a later release") % {"release": one.release}
    return gettext("released %(release)s") % {"release": one.release}


def files_pages(page: FilesPage, asked: Mapping[str, str]) -> Pages:
    """Return the addresses of the pages around this one."""

    def address(at: int) -> str:
        kept = {name: value for name, value in asked.items() if value}
        return f"?{urlencode({**kept, 'page': at})}"

    if page.pages == 1:
        return Pages()
    return Pages(
        previous=address(page.page - 1) if page.page > 1 else "",
        next=address(page.page + 1) if page.page < page.pages else "",
        numbers=tuple(
            Link(str(at), address(at), current=at == page.page) if at else Link("", "")
            for at in page_numbers(page.page, page.pages)
        ),
    )


# ---- coverage -----------------------------------------------------------------------------------------------------


def coverage_of(reference: Reference, bodies: Mapping[str, Mapping[int, str]]) -> Coverage:
    """Return one dataset as a matrix: bodies by month, over the months that anyone published."""
    first = min(min(months) for months in bodies.values())
    last = max(max(months) for months in bodies.values())
    rows = tuple(
        CoverageRow(
            name=body_name(reference, body),
            strip=CoverageStrip(
                first=month_at(first), states=tuple(months.get(at, "outside") for at in range(first, last + 1))
            ),
            said=_with_data(months),
            url=f"?{urlencode({'body': body})}",
        )
        for body, months in bodies.items()
    )
    caption = gettext(
        "%(first)s to %(last)s. What lies outside a body's strip it has not published, or it is not loaded."
    )
    months = {"first": month_name(month_at(first)), "last": month_name(month_at(last))}
    return Coverage(caption=caption % months, rows=rows, first=month_at(first), last=month_at(last))


def _with_data(months: Mapping[int, str]) -> str:
    there = sum(state != "missing" for state in months.values())
    return gettext("%(there)s of %(all)s") % {"there": number(there), "all": number(len(months))}


def years_of(months: Mapping[int, str]) -> list[tuple[int, list[MonthBox]]]:
    """Return a body's months year by year, each drawn and said."""
    return [
        (
            year,
            [MonthBox(CoverageStrip(month_at(at), (state,), width=24), _box_words(at, state)) for at, state in boxes],
        )
        for year, boxes in by_year(dict(months)).items()
    ]


def state_keys() -> list[MonthBox]:
    """Return one box for each state, to explain the drawing."""
    return [
        MonthBox(CoverageStrip(date(2000, 1, 1), (state,), width=24), str(STATE_WORDS[state]))
        for state in ("complete", "partial", "suspect", "missing", "outside")
    ]


def _box_words(at: int, state: str) -> str:
    return gettext("%(month)s: %(state)s") % {"month": month_name(month_at(at)), "state": STATE_WORDS[state]}


def doubted_told(found: Sequence[Doubted]) -> list[Told]:
    """Return the months of one body and dataset that are not complete, runs of equal ones together."""
    runs: list[list[Doubted]] = []
    for one in found:
        if runs and _goes_on(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        Told(months_words(run[0].month, run[-1].month), str(STATE_WORDS[run[0].state]), str(run[0].reason))
        for run in runs
    ]


def _goes_on(before: Doubted, after: Doubted) -> bool:
    same = (before.dataset, before.body, before.state, before.reason)
    return months_from(before.month, 1) == after.month and same == (
        after.dataset,
        after.body,
        after.state,
        after.reason,
    )


# ---- breaks -------------------------------------------------------------------------------------------------------


def breaks_told(reference: Reference) -> list[BreakTold]:
    """Return every reviewed break in words."""
    return [
        BreakTold(
            id=one.id,
            title=str(one.title),
            when=months_words(one.first, one.last),
            concerns=_concerns(reference, one),
            why=str(one.why),
            effect=str(EFFECT_WORDS[one.effect]),
            source=one.source,
            verified=str(one.verified),
        )
        for one in reference.breaks
    ]


def _concerns(reference: Reference, one: KnownBreak) -> str:
    parts = [
        ", ".join(_kind_names(reference, one)) if one.kinds else gettext("every kind"),
        str(reference.schemes[one.scheme].title) if one.scheme in reference.schemes else "",
        body_name(reference, one.body) if one.body else "",
        reference.areas[one.area].name if one.area in reference.areas else one.area,
        "" if one.scheme or one.body or one.area else gettext("every force"),
    ]
    return " · ".join(part for part in parts if part)


def _kind_names(reference: Reference, one: KnownBreak) -> Iterable[str]:
    """Return what the kinds are called, each once; a kind that nobody counts here keeps its code."""
    named = {kind.code: kind.name for kind in reference.kinds.values() if one.scheme in ("", kind.scheme)}
    return sorted({named[code] for code in one.kinds if code in named}) or list(one.kinds)


def gaps_told(reference: Reference, titles: Mapping[str, str], gaps: Sequence[Gap]) -> list[BreakTold]:
    """Return the months that are known to be missing, as reviewed."""
    return [
        BreakTold(
            id=f"gap-{one.body}-{one.dataset}-{one.first:%Y-%m}",
            title=body_name(reference, one.body),
            when=months_words(one.first, None if one.last == date.max else one.last),
            concerns=titles.get(one.dataset, one.dataset),
            why=str(Bilingual(one.why, one.why_cy)),
            effect=str(GAP_WORDS[one.state]),
            source=one.source,
            verified=str(Bilingual(one.verified, one.verified_cy)),
        )
        for one in gaps
    ]


# ---- downloads ----------------------------------------------------------------------------------------------------


def bulk_table(reference: Reference, titles: Mapping[str, str], found: Sequence[Bulk]) -> Table:
    """Return the bodies whose monthly files can be downloaded, each leading to its months."""
    return Table(
        caption=gettext("Files by force and month, as they were read and checked."),
        columns=(
            Column(gettext("Whose")),
            Column(gettext("What")),
            Column(gettext("Period")),
            Column(gettext("Months"), numeric=True),
            Column(gettext("Rows"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(
                    body_name(reference, one.body),
                    url=f"?{urlencode({'dataset': one.dataset, 'body': one.body})}#months",
                ),
                titles.get(one.dataset, one.dataset),
                period_words(one.months[0], one.months[-1]),
                number(len(one.months)),
                number(one.rows_landed),
            )
            for one in found
        ),
        empty=gettext("No files by force and month are loaded."),
    )


def months_by_year(one: Bulk) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return year → (month, address of the CSV, address of the Parquet file) of one body's files."""
    years: dict[str, list[tuple[str, str, str]]] = {}
    for month in one.months:
        found = span(month, month)[0]
        csv, parquet = (reverse("bulk", args=[one.dataset, one.body, month, form]) for form in ("csv", "parquet"))
        years.setdefault(month[:4], []).append((month_name(found) if found else month, csv, parquet))
    return sorted(years.items(), reverse=True)


def builds_kept(found: Sequence[tuple[str, int]]) -> list[Link]:
    """Return the builds that can be downloaded, each with its size."""
    return [
        Link(
            gettext("%(build)s (%(size)s)") % {"build": build, "size": size_words(size)},
            reverse("build-file", args=[build]),
            download=True,
        )
        for build, size in found
    ]


def size_words(size: int) -> str:
    """Say how large a file is: "46.4 MB"."""
    for unit, bytes_in_it in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_in_it:
            return f"{size / bytes_in_it:,.1f} {unit}"
    return gettext("%(count)s bytes") % {"count": number(size)}
