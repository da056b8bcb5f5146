"""A profile put together: what it says in short, what rose, what is known of online crime here, and who is affected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from hueandcry.measures.queries import Definition, Value
from hueandcry.profiles.pages.survey import SurveyPart
from hueandcry.profiles.queries import (
    BY_KIND,
    RECORDED_ELSEWHERE,
    Area,
    Finding,
    Judged,
    Known,
    OnlineKind,
    SourceFile,
    Year,
)
from hueandcry.rises.queries import sentence
from hueandcry.ui.charts import Bars
from hueandcry.ui.components import Cell, Column, Figure, Link, Table, Trail
from hueandcry.ui.components import SourceFile as File
from hueandcry.ui.format import month_name, number, percent, range_short
from hueandcry.ui.languages import named
from hueandcry.ui.notes import NoteLine

# Kinds of which a part happens offline, and how large a part is not published.
MIXED = ("stalking-and-harassment",)

# A month older than this does not tell what is happening now.
CURRENT_FOR_DAYS = 183

# So many files are named on paper; all of them stand in the JSON.
MOST_NAMED = 6

YEARS_SHOWN = 5


@dataclass(frozen=True)
class OnlineSection:
    """One kind of fraud or online crime here: bars of whole years, a table of every year, and what is not there."""

    title: str
    bars: Bars | None
    table: Table
    note: str


@dataclass(frozen=True)
class Shared:
    """What a board found, as it is shown: the words, the place, the day."""

    words: str
    place: str
    pilot: bool
    sent_on: date


@dataclass(frozen=True)
class ProfilePage:
    """Everything a profile shows."""

    title: str
    about: str
    crumbs: tuple[Link, ...]
    short: tuple[str, ...]
    rises: tuple[str, ...]
    tested: int
    rises_note: str
    online: tuple[OnlineSection, ...]
    online_note: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    figures_note: str
    surveys: tuple[SurveyPart, ...]
    figure_notes: tuple[NoteLine, ...]
    findings: tuple[Shared, ...]
    trail: Trail
    source: str
    build_note: str
    invented: bool


# ---- what rose ----------------------------------------------------------------------------------------------------


def rise_sentences(found: Sequence[Judged]) -> tuple[str, ...]:
    """Return the sentence of each kind that rose in the latest month, strongest evidence first."""
    return tuple(_rise_words(one) for one in found if one.verdict == "rise")


def _rise_words(one: Judged) -> str:
    # A profile is read on paper, long after: the year is always said, as of a build years later.
    said = f"{sentence(one.row, built_on=date(one.month.year + 2, 1, 1))}."
    counted = gettext("It counts what the police do, too.")
    return f"{said} {counted}" if one.row["activity"] else said


def how_many_tested(found: Sequence[Judged]) -> int:
    """Return of how many kinds it could be told whether they rose."""
    return sum(one.verdict in ("rise", "within its usual range") for one in found)


def rises_note(found: Sequence[Judged]) -> str:
    """Say how many kinds were tested and how many could not be: untested is never called safe."""
    if not found:
        return gettext("No month of this area could be judged: no figures of it are loaded, or too few months.")
    tested = how_many_tested(found)
    if tested == len(found):
        return gettext("In %(month)s, every kind of crime was tested.") % {
            "month": month_name(max(one.month for one in found))
        }
    words = ngettext(
        "In %(month)s, %(tested)s of %(many)s kind of crime was tested; the others are too few to tell, "
        "or have no data.",
        "In %(month)s, %(tested)s of %(many)s kinds of crime were tested; the others are too few to tell, "
        "or have no data.",
        len(found),
    )
    return words % {
        "month": month_name(max(one.month for one in found)),
        "tested": number(tested),
        "many": number(len(found)),
    }


# ---- online crime by place ----------------------------------------------------------------------------------------


def online_sections(found: Sequence[OnlineKind], *, source: str) -> tuple[OnlineSection, ...]:
    """Return each kind with its years. A year that was not counted here from end to end is no bar."""
    return tuple(OnlineSection(one.name, _bars(one, source), _years_table(one), kind_words(one)) for one in found)


def _bars(kind: OnlineKind, source: str) -> Bars | None:
    whole = [year for year in kind.years if year.whole][-YEARS_SHOWN:]
    if not whole:
        return None
    return Bars(
        labels=tuple(str(year.year) for year in whole),
        values=tuple(year.n for year in whole),
        title=kind.name,
        unit=gettext("crimes in a year"),
        source=source,
    )


def _years_table(kind: OnlineKind) -> Table:
    return Table(
        caption=gettext("%(kind)s by year.") % {"kind": kind.name},
        columns=(Column(gettext("Year")), Column(gettext("Crimes"), numeric=True), Column(gettext("What was counted"))),
        rows=tuple((Cell(str(year.year)), number(year.n), counted_words(year)) for year in kind.years),
    )


def counted_words(year: Year) -> str:
    if year.whole:
        return gettext("the whole year")
    here = year.months - year.elsewhere
    if not here:
        return gettext("recorded elsewhere")
    words = ngettext("%(months)s month", "%(months)s months", here) % {"months": number(here)}
    return gettext("%(months)s; the rest is recorded elsewhere") % {"months": words} if year.elsewhere else words


def kind_words(kind: OnlineKind) -> str:
    if any(year.elsewhere for year in kind.years):
        return gettext("Recorded elsewhere since early 2013: what the series still holds is not a count of fraud here.")
    if kind.code in MIXED:
        return gettext("It counts what happened online and what did not. How much of it was online is not published.")
    return ""


def online_note(found: Sequence[OnlineKind], *, force_figures: bool) -> str:
    """Say what is not published by place."""
    if any(year.n for kind in found for year in kind.years if year.year > RECORDED_ELSEWHERE.year):
        return gettext("Fraud has been reported to a national centre since April 2013, and is not published by place.")
    said = gettext(
        "Nothing about fraud or online crime has been published by place since April 2013, when recording moved to a "
        "national centre. That is no sign that there is none."
    )
    below = gettext("The figures of the whole force stand below.")
    return f"{said} {below}" if force_figures else said


# ---- the force's figures ------------------------------------------------------------------------------------------


def figures(known: Known) -> tuple[Figure, ...]:
    """Return the force's latest figures about online crime, each with its interval and the whole beside it."""
    return tuple(
        _figure(one, known.definitions[one.measure], known.wholes.get((one.measure, one.period)))
        for one in known.figures
    )


def _figure(value: Value, definition: Definition, whole: Value | None) -> Figure:
    beside = ""
    if whole and whole.value is not None:
        beside = gettext("%(whole)s: %(value)s") % {"whole": whole.name, "value": written(definition, whole.value)}
    return Figure(
        label=definition.title,
        value=written(definition, value.value),
        unit=definition.unit,
        interval=interval_words(definition, value),
        period=value.period,
        note=". ".join(words.rstrip(".") for words in (beside, value.flag, value.why, *definition.caveats[:1]) if words)
        + ".",
        trail=Trail(
            definition=definition.question,
            definition_url=reverse("measure", args=[definition.slug]),
            csv=reverse("measure-csv", args=[definition.slug]),
            json=reverse("measure-json", args=[definition.slug]),
        ),
    )


def tables(known: Known) -> tuple[Table, ...]:
    """Return the measures that are told kind by kind, each as a table of its latest period."""
    return tuple(
        _by_kind(known.definitions[slug], known.by_kind[slug])
        for slug in BY_KIND
        if slug in known.by_kind and slug in known.definitions
    )


def _by_kind(definition: Definition, values: Sequence[Value]) -> Table:
    names = {one.code: one.name for one in definition.parts}
    return Table(
        caption=gettext("%(measure)s, %(period)s.") % {"measure": definition.title, "period": values[0].period},
        columns=(
            Column(gettext("Kind")),
            Column(definition.unit, numeric=True),
            Column(gettext("Chance alone leaves"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(names.get(one.part, one.part), note=one.why),
                written(definition, one.value),
                range_short(one.lower, one.upper),
            )
            for one in values
        ),
    )


def written(definition: Definition, value: float | None) -> str:
    """Write a value of a measure."""
    if definition.kind == "proportion":
        return percent(value, 1)
    return number(value, 0 if definition.kind == "count" or (value or 0) >= 100 else 1)


def interval_words(definition: Definition, value: Value) -> str:
    """Return how far chance reaches."""
    if value.lower is None or value.upper is None:
        return ""
    return gettext("between %(lower)s and %(upper)s, chance allowed for") % {
        "lower": written(definition, value.lower),
        "upper": written(definition, value.upper),
    }


# ---- the whole ----------------------------------------------------------------------------------------------------


def about(area: Area) -> str:
    """Say what the profile is of."""
    residents = (
        gettext("%(count)s residents (%(year)s)")
        % {"count": number(area.population), "year": area.population_year or ""}
        if area.population
        else ""
    )
    force = gettext("policed by %(force)s") % {"force": area.force_name} if area.force_name else ""
    return " · ".join(words for words in (residents, force) if words)


def short(
    area: Area, judged: Sequence[Judged], online: str, shown: Sequence[Figure], *, today: date
) -> tuple[str, ...]:
    """Return the profile in a few sentences."""
    third = (
        gettext("For the whole of %(force)s: %(figure)s, %(value)s in %(period)s.")
        % {
            "force": area.force_name,
            "figure": shown[0].label,
            "value": " ".join(part for part in (shown[0].value, shown[0].unit) if part),
            "period": shown[0].period,
        }
        if shown and area.force_name
        else ""
    )
    return tuple(words for words in (*_risen_words(judged, today), online, third) if words)


def _risen_words(judged: Sequence[Judged], today: date) -> tuple[str, ...]:
    """Say which kinds rose, of all crime and not only online, in which month; and whether that month is long past."""
    if not how_many_tested(judged):
        return (gettext("Whether any kind of crime rose unusually cannot be told: there are too few, or no data."),)
    month = max(one.month for one in judged)
    rose = [named(one.row["kind_name"], one.row["kind_cy"]) for one in judged if one.verdict == "rise"]
    words = (
        gettext("Rose unusually in %(month)s, of all kinds of crime: %(kinds)s.")
        if rose
        else gettext("Of the kinds of crime that could be tested, none rose unusually in %(month)s.")
    )
    old = (today - month).days > CURRENT_FOR_DAYS
    return (
        words % {"month": month_name(month), "kinds": ", ".join(rose)},
        gettext("That month is over six months old: it does not tell what is happening now.") if old else "",
    )


def crumbs(area: Area, place_url: str) -> tuple[Link, ...]:
    """Return the way up: force, place, this page."""
    force = (Link(area.force_name, reverse("force", args=[area.force])),) if area.force else ()
    place = () if area.level == "force" else (Link(area.name, place_url),)
    return (*force, *place, Link(gettext("Profile"), "", current=True))


def source_words(build: str, files: Sequence[SourceFile], address: str) -> str:
    """Say on paper where a profile comes from."""
    once = once_each(files)
    names = ", ".join(PurePosixPath(one.name).name for one in once[:MOST_NAMED])
    more = gettext(" and %(many)s more") % {"many": number(len(once) - MOST_NAMED)} if len(once) > MOST_NAMED else ""
    return gettext("Read from %(files)s. Build %(build)s. %(address)s") % {
        "files": names + more,
        "build": build,
        "address": address,
    }


def once_each(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Return each file once: one file may hold several datasets."""
    return list({one.sha256: one for one in files}.values())


def trail(build: str, files: Sequence[SourceFile], *, permalink: str, cite: str, csv: str, json: str) -> Trail:
    """Return where a profile comes from."""
    return Trail(
        definition=gettext("Everything published here about fraud, online crime and unusual rises in this area."),
        sources=tuple(File(one.name, one.sha256) for one in once_each(files)[:12]),
        build=build,
        permalink=permalink,
        cite=cite,
        csv=csv,
        json=json,
    )


def finding_shown(one: Finding, place: str) -> Shared:
    """Return a shared finding with the name of its place."""
    return Shared(one.words, place, one.pilot, one.sent_on)
