"""The whole of a series: every month with its count, its state, and how it was judged; and the files it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.places import Judgement, absences, as_judgement
from hueandcry.web.queries.reference import ROOM, Area, Kind, Reference, Scheme
from hueandcry.web.rules.months import index_of, month_at, written
from hueandcry.web.rules.verdicts import month_state


@dataclass(frozen=True)
class MonthOfSeries:
    """One month: `count` is None wherever there is no figure, and `state` says why."""

    month: date
    count: int | None
    state: str
    judged: Judgement | None


@dataclass(frozen=True)
class Series:
    """One kind in one place, from the first month published to the last."""

    place: Area
    kind: Kind
    scheme: Scheme
    months: tuple[MonthOfSeries, ...]

    def at(self, month: date) -> MonthOfSeries | None:
        """Return one month, or None outside of what was published."""
        found = index_of(month) - index_of(self.months[0].month) if self.months else -1
        return self.months[found] if 0 <= found < len(self.months) else None

    @property
    def counts(self) -> dict[int, int]:
        """Return the counts by month number, as charts take them."""
        return {index_of(one.month): one.count for one in self.months if one.count is not None}

    @property
    def judged(self) -> dict[int, Judgement]:
        """Return the judged months by month number, as charts take them."""
        return {index_of(one.month): one.judged for one in self.months if one.judged}


@dataclass(frozen=True)
class SourceFile:
    """A file that counts: its name, hash and release, and the months it covers."""

    source: str
    sha256: str
    release: str
    landed_at: str
    first: str
    last: str

    def covers(self, month: date) -> bool:
        """Does it hold this month?"""
        return self.first <= written(month) <= self.last


def every_series(
    reader: Reader, reference: Reference, place: Area, *, scheme: str = "", kind: str = ""
) -> list[Series]:
    """Return the series of a place, of one scheme or kind or of all: those that were ever counted or judged there."""
    counts = _counts(reader, place.code, scheme, kind)
    judged = _judged(reader, place.code, scheme, kind)
    return [
        one_series(reference, place, reference.kinds[key], counts.get(key, {}), judged.get(key, {}))
        for key in sorted(set(counts) | set(judged))
        if key in reference.kinds
    ]


def one_series(
    reference: Reference, place: Area, kind: Kind, counts: Mapping[int, int], judged: Mapping[int, Judgement]
) -> Series:
    """Put one series together."""
    states = reference.covered(kind.scheme, place.force)
    scheme = reference.scheme_of(kind.scheme, place.force)
    gone = absences(reference, place, kind)
    months = []
    for at in range(min(states), max(states) + 1) if states else ():
        state = month_state(
            states.get(at, "missing"),
            counted=at in counts,
            absent_is_zero=scheme.absent == "zero",
            elsewhere=any(start <= at <= end for start, end in gone),
        )
        count = counts.get(at, 0) if state in ("complete", "suspect") else None
        months.append(MonthOfSeries(month_at(at), count, state, judged.get(at)))
    return Series(place, kind, scheme, tuple(months))


def source_files(reader: Reader, scheme: Scheme, force: str | None) -> list[SourceFile]:
    """Return the files from which a force's figures of a scheme were read."""
    rows = reader.rows(ROOM, "source_files", dataset=scheme.feed, body=force or "", scheme=scheme.code)
    return [SourceFile(**row) for row in rows]


def _counts(reader: Reader, area: str, scheme: str, kind: str) -> dict[tuple[str, str], dict[int, int]]:
    found = reader.columns(ROOM, "series_counts", area=area, scheme=scheme, kind=kind)
    counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    columns = (found[name].tolist() for name in ("scheme", "kind", "at", "n"))
    for one_scheme, one_kind, at, n in zip(*columns, strict=True):
        counts[one_scheme, one_kind][at] = n
    return counts


def _judged(reader: Reader, area: str, scheme: str, kind: str) -> dict[tuple[str, str], dict[int, Judgement]]:
    judged: dict[tuple[str, str], dict[int, Judgement]] = defaultdict(dict)
    for row in reader.rows(ROOM, "series_judged", area=area, scheme=scheme, kind=kind):
        judged[row["scheme"], row["kind"]][row["at"]] = as_judgement(row)
    return judged
