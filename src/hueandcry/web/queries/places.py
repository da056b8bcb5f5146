"""A place in one month: what was counted of each kind, what is usual, what was judged. Two questions to the build."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from hueandcry.offences import queries as offences
from hueandcry.ui.languages import Bilingual
from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.reference import ROOM, Area, Kind, Reference, Scheme, as_area, in_two_languages
from hueandcry.web.rules.months import index_of, month_at, parsed

# A spark shows two years, a chart five.
SPARK_MONTHS = 24
CHART_MONTHS = 60

# In these states a month's count is the whole count. (A suspect month is shown, but never judged.)
WHOLE = frozenset({"complete", "suspect"})

NO_REASON = Bilingual("")

Verdicts = Mapping[str, int]
Counts = Mapping[tuple[str, str], Mapping[int, int]]


@dataclass(frozen=True)
class Judgement:
    """How one month of a series was judged (see the table `rises`)."""

    verdict: str
    expected: float | None = None
    lower: float | None = None
    upper_usual: float | None = None
    upper: float | None = None
    p_value: float | None = None
    q_value: float | None = None
    since: date | None = None
    ended: date | None = None
    years: int | None = None
    why: Bilingual = NO_REASON


UNJUDGED = Judgement("")


@dataclass(frozen=True)
class KindMonth:
    """One kind in one month. The verdict is empty where the month was not judged; `recent` ends with the month.

    `instead` says where the kind is counted in this month, if its counts here are not data.
    """

    kind: Kind
    count: int | None
    recent: tuple[int | None, ...]
    judged: Judgement = UNJUDGED
    instead: str = ""

    @property
    def verdict(self) -> str:
        """Return the verdict, or nothing."""
        return self.judged.verdict


@dataclass(frozen=True)
class SchemeMonth:
    """All kinds of one scheme in one month. `state` is the month's coverage, "" outside what was published."""

    scheme: Scheme
    month: date
    first: date
    latest: date
    state: str
    loaded_to: date
    rows: tuple[KindMonth, ...]

    @property
    def is_behind(self) -> bool:
        """Do other bodies' figures of this scheme reach further than this force's?"""
        return self.latest < self.loaded_to

    @property
    def rises(self) -> list[KindMonth]:
        """Return the kinds that rose, strongest evidence first."""
        rose = [row for row in self.rows if row.verdict == "rise"]
        return sorted(rose, key=lambda row: (row.judged.q_value or 0, row.judged.p_value or 0))

    @property
    def ended(self) -> list[KindMonth]:
        """Return the kinds of which a rise was over in this month."""
        return [row for row in self.rows if row.judged.ended == self.month and row.verdict != "rise"]


@dataclass(frozen=True)
class PlaceMonth:
    """A place in a month, scheme by scheme; no schemes: nothing was ever counted here."""

    place: Area
    schemes: tuple[SchemeMonth, ...]

    @property
    def verdicts(self) -> Verdicts:
        """Return how many kinds got which verdict in the month."""
        return Counter(row.verdict for scheme in self.schemes for row in scheme.rows if row.verdict)


def as_judgement(row: Mapping[str, Any]) -> Judgement:
    """Return a judgement from a row that holds, among others, its columns."""
    told = in_two_languages(row, "why")
    return Judgement(**{one.name: told[one.name] for one in fields(Judgement)})


def place(reader: Reader, reference: Reference, code: str) -> Area | None:
    """Return the area with this code, or None. A code is the same in small letters."""
    for spelled in dict.fromkeys((code, code.upper(), code.lower())):
        if found := reference.areas.get(spelled):
            return found
    row = reader.row(ROOM, "area", area=code.upper())
    return as_area(row) if row else None


def place_month(reader: Reader, reference: Reference, place: Area, *, month: date | None = None) -> PlaceMonth:
    """Return a place in a month: by default the latest that its force published, of each scheme."""
    latest = {code: found for code in reference.schemes if (found := reference.latest(code, place.force))}
    if not latest:
        return PlaceMonth(place, ())
    asked = {code: month or found for code, found in latest.items()}
    since = month_at(min(index_of(one) for one in asked.values()) - SPARK_MONTHS + 1)
    counts = area_counts(reader, place.code, since=since)
    judged = _judged(reader, place.code, asked.values())
    shown = (
        _scheme_month(reference, place, reference.schemes[code], asked[code], latest[code], counts, judged)
        for code in latest
    )
    return PlaceMonth(place, tuple(one for one in shown if one))


def area_counts(reader: Reader, area: str, *, since: date) -> Counts:
    """Return what was counted in one area since a month: (scheme, kind) → month number → count."""
    found = reader.columns(ROOM, "area_counts", area=area, since=since)
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    rows = (found[name].tolist() for name in ("scheme", "kind", "at", "n"))
    for scheme, kind, at, n in zip(*rows, strict=True):
        counts[scheme, kind][at] = n
    return counts


def observed(
    reference: Reference, place: Area, kind: Kind, counts: Mapping[int, int], *, first: int, last: int
) -> list[int | None]:
    """Return one value a month: a count, or None where there is no figure.

    Nothing is known of a month that the force did not publish whole, of one in which the crime was recorded
    elsewhere, and of one in which the area was drawn otherwise. A month without a row is zero only in a scheme whose
    files are known to leave nothing out.
    """
    states = reference.covered(kind.scheme, place.force)
    blank = 0 if reference.schemes[kind.scheme].absent == "zero" else None
    values = [counts.get(at, blank) if states.get(at) in WHOLE else None for at in range(first, last + 1)]
    for start, end in absences(reference, place, kind):
        for at in range(max(start, first), min(end, last) + 1):
            values[at - first] = None
    return values


def absences(reference: Reference, place: Area, kind: Kind) -> list[tuple[int, int]]:
    """Return the stretches of months in which counts are not data: recorded elsewhere, or the area redrawn."""
    ever = index_of(date.max)
    breaks = reference.breaks_of(scheme=kind.scheme, force=place.force, area=place.code, kind=kind.code)
    found = [
        (index_of(one.first), index_of(one.last) if one.last else ever) for one in breaks if one.effect == "elsewhere"
    ]
    if place.begins:
        found.append((0, index_of(place.begins) - 1))
    if place.ends:
        found.append((index_of(place.ends), ever))
    return found


def history(
    reader: Reader, area: str, kinds: Sequence[str], *, since: date
) -> dict[tuple[str, str], dict[int, Judgement]]:
    """Return how kinds were judged in one area: (scheme, kind) → month number → verdict and range."""
    found: dict[tuple[str, str], dict[int, Judgement]] = defaultdict(dict)
    for row in reader.rows(ROOM, "area_history", area=area, kinds=list(kinds), since=since):
        past = Judgement(row["verdict"], lower=row["lower"], upper_usual=row["upper_usual"])
        found[row["scheme"], row["kind"]][row["at"]] = past
    return found


@dataclass(frozen=True)
class Part:
    """A small area of a district: how many of its kinds got which verdict in a month."""

    place: Area
    verdicts: Verdicts


def parts(reader: Reader, district: Area, *, months: Mapping[str, date]) -> list[Part]:
    """Return the small areas of a district with their verdicts in a month of each scheme, by name."""
    areas = small_areas(reader, district.code)
    told = verdicts(reader, [area.code for area in areas], months)
    return [Part(area, told.get(area.code, {})) for area in areas]


def small_areas(reader: Reader, district: str) -> list[Area]:
    """Return the small areas of a district, by name."""
    return [as_area(row) for row in reader.rows(ROOM, "small_areas", district=district)]


def verdicts(reader: Reader, areas: Sequence[str], months: Mapping[str, date]) -> dict[str, dict[str, int]]:
    """Return for each area how many of its kinds got which verdict, in a month of each scheme."""
    return verdicts_of_each(reader, dict.fromkeys(areas, months))


def verdicts_of_each(reader: Reader, months: Mapping[str, Mapping[str, date]]) -> dict[str, dict[str, int]]:
    """Return for each area how many of its kinds got which verdict; `months`: area → scheme → month."""
    asked = sorted({month for by_scheme in months.values() for month in by_scheme.values()})
    if not asked:
        return {}
    areas = {"areas": list(months), "first": min(months), "last": max(months)}
    found: dict[str, dict[str, int]] = {}
    for row in reader.rows(ROOM, "areas_judged", **areas, months=asked):
        if months[row["area"]].get(row["scheme"]) == row["month"]:
            one = found.setdefault(row["area"], {})
            one[row["verdict"]] = one.get(row["verdict"], 0) + row["series"]
    return found


def _judged(reader: Reader, area: str, months: Iterable[date]) -> dict[tuple[str, str, date], dict[str, Any]]:
    rows = reader.rows(ROOM, "area_judged", area=area, months=sorted(set(months)))
    return {(row["scheme"], row["kind"], row["month"]): row for row in rows}


def _scheme_month(
    reference: Reference,
    place: Area,
    scheme: Scheme,
    month: date,
    latest: date,
    counts: Counts,
    judged: Mapping[tuple[str, str, date], dict[str, Any]],
) -> SchemeMonth | None:
    """Return the kinds of one scheme in a month; None where the scheme never counted this place."""
    states = reference.covered(scheme.code, place.force)
    outside = index_of(month) not in states
    kinds = [
        kind
        for kind in reference.kinds_of(scheme.code)
        if _is_counted(scheme, kind, month, counts, judged, outside=outside)
    ]
    if not kinds or not reference.counts_at(scheme.code, place):
        return None
    return SchemeMonth(
        scheme=reference.scheme_of(scheme.code, place.force),
        month=month,
        first=month_at(min(states)),
        latest=latest,
        state=states.get(index_of(month), ""),
        loaded_to=reference.last_loaded(scheme.code) or latest,
        rows=tuple(_kind_month(reference, place, kind, month, counts, judged) for kind in kinds),
    )


def _is_counted(
    scheme: Scheme,
    kind: Kind,
    month: date,
    counts: Counts,
    judged: Mapping[tuple[str, str, date], dict[str, Any]],
    *,
    outside: bool,
) -> bool:
    """Does this kind belong into the list of a month?

    Where absence is zero, every kind in use then (of a month outside what was published: every kind, without data);
    else those that were published of this place lately, or judged.
    """
    if scheme.absent == "zero":
        until = _no_longer_used().get((scheme.code, kind.code))
        begun = outside or (kind.first is not None and kind.first <= index_of(month))
        return begun and not (until and month > until)
    return (scheme.code, kind.code) in counts or (scheme.code, kind.code, month) in judged


@cache
def _no_longer_used() -> dict[tuple[str, str], date]:
    return {
        (kind.scheme, kind.code): month for kind in offences.kinds() if kind.until and (month := parsed(kind.until))
    }


def _kind_month(
    reference: Reference,
    place: Area,
    kind: Kind,
    month: date,
    counts: Counts,
    judged: Mapping[tuple[str, str, date], dict[str, Any]],
) -> KindMonth:
    last = index_of(month)
    known = counts.get((kind.scheme, kind.code), {})
    recent = observed(reference, place, kind, known, first=last - SPARK_MONTHS + 1, last=last)
    row = judged.get((kind.scheme, kind.code, month))
    return KindMonth(
        kind=kind,
        count=recent[-1],
        recent=tuple(recent),
        judged=as_judgement(row) if row else UNJUDGED,
        instead=_instead(reference, place, kind, month),
    )


def _instead(reference: Reference, place: Area, kind: Kind, month: date) -> str:
    breaks = reference.breaks_of(scheme=kind.scheme, force=place.force, area=place.code, kind=kind.code)
    covering = (str(one.title) for one in breaks if one.effect == "elsewhere" and one.covers(month))
    return next(covering, "")
