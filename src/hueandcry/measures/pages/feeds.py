"""The news of a measure: a new period, a changed definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, words
from hueandcry.measures.pages.machine import span
from hueandcry.measures.pages.measure import periods_of
from hueandcry.measures.queries import Definition, Period, SourceFile, Value
from hueandcry.ui.atom import Entry
from hueandcry.ui.format import day_name

# So many periods are told; older ones stand on the page.
MOST_PERIODS = 60


def entries(
    about: Definition, versions: Sequence[Definition], values: Sequence[Value], files: Sequence[SourceFile]
) -> list[Entry]:
    """Return what there is to tell of one part of a version of a measure."""
    told = [one for one in values if one.value is not None]
    written = words.quantity(about, values)
    part = values[0].part if values else ""
    periods = periods_of(told)[-MOST_PERIODS:]
    return [
        *(_of_version(one, versions[0]) for one in versions),
        *(_of_period(about, part, one, words.answer(about, written, _of(told, one)), files) for one in periods),
    ]


def _of(values: Sequence[Value], period: Period) -> list[Value]:
    return [one for one in values if one.period == period.label]


def _of_version(about: Definition, first: Definition) -> Entry:
    is_first = about.version == first.version
    said = gettext("%(measure)s is measured") if is_first else gettext("%(measure)s is measured otherwise")
    told = gettext("Definition %(version)s holds since %(day)s: %(numerator)s.")
    return Entry(
        ident=f"measure:{about.slug}:definition:{about.version}",
        title=said % {"measure": about.title},
        words=told % {"version": about.version, "day": day_name(about.since), "numerator": about.numerator},
        path=addresses.of_measure(about.slug, version="" if about.latest else about.version),
        updated=_midnight(about.since),
    )


def _of_period(about: Definition, part: str, period: Period, answer: str, files: Sequence[SourceFile]) -> Entry:
    of_part = f":{part}" if part else ""
    label = words.period_words(period.label, period.begins, period.ends)
    return Entry(
        ident=f"measure:{about.slug}:{about.version}{of_part}:{period.label}",
        title=gettext("%(measure)s: %(period)s") % {"measure": about.title, "period": label},
        words=answer,
        path=addresses.of_measure(
            about.slug, part=part, period=period.label, version="" if about.latest else about.version
        ),
        updated=_midnight(known_since(period, files)),
    )


def known_since(period: Period, files: Sequence[SourceFile]) -> date:
    """Return the day on which the figures of a period were first released; the end of the period where unknown."""
    releases = [
        day
        for one in files
        if (day := released(one.release))
        and span(one.period)[0] <= period.ends
        and span(one.period)[1] >= period.begins
    ]
    return max([min(releases), period.ends]) if releases else period.ends


def released(text: str) -> date | None:
    """Return the day of a release, which may be told as a month, a day or an instant."""
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == 7 else text[:10])
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
