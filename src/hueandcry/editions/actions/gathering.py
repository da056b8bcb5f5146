"""What a build holds that editions are made of: counts of bodies by period and item, and what is missing of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hueandcry.editions.rules.counts import Count, Counts, mostly_there
from hueandcry.editions.rules.periods import Period, period, quarter_of
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.editions"
YEARS = "action_fraud"
REFERRALS, PREVENTION = "referrals", "prevention-disruption"

# The items of a table of referrals, and how a monthly series names them.
ITEMS = {"referred": "referred", "judicial": "judicial", "non_judicial": "non-judicial"}


@dataclass(frozen=True)
class Known:
    """A body, as the build names it."""

    slug: str
    name: str
    name_cy: str
    kind: str
    country: str


@dataclass(frozen=True)
class Gathered:
    """All counts of a build, by period; and how the items are called whose names come from data."""

    bodies: Mapping[str, Known]
    referrals: Mapping[Period, Counts]
    prevention: Mapping[Period, Counts]
    kinds: tuple[dict[str, Any], ...] = ()
    totals: frozenset[Period] = frozenset()
    build: Mapping[str, str] = field(default_factory=dict)

    def periods(self) -> list[Period]:
        """Return the periods of which an edition can be made, oldest first: those with a whole count of referrals."""
        return sorted(
            (
                one
                for one, counts in self.referrals.items()
                if any(count.n is not None and item == "referred" for (_, item), count in counts.items())
            ),
            key=lambda one: (one.ends, one.frequency),
        )

    def compared_with(self, over: Period) -> Period:
        """Return the period that an edition is compared with: the same time of the year before, so that season leaves
        the changes, where most of its bodies were counted then; else the period before."""
        then = self.referrals.get(over.year_before, {})
        return over.year_before if mostly_there(self.referrals[over], then, "referred") else over.before


def gather(reader: Reader) -> Gathered:
    """Read all that editions are made of."""
    return Gathered(
        bodies={row["slug"]: Known(**row) for row in reader.rows(ROOM, "bodies_known")},
        referrals={**_years(reader), **_quarters(reader, REFERRALS)},
        prevention=_both(reader, PREVENTION),
        totals=frozenset(_totals(reader)),
        kinds=tuple(reader.rows(ROOM, "kinds_of_scheme", scheme=PREVENTION)),
        build={row["key"]: row["value"] for row in reader.rows(ROOM, "build_known")},
    )


def _years(reader: Reader) -> dict[Period, Counts]:
    """Return the financial years of the annual table.

    Where the total of a year is not on file, a body that stands in another year may have been lost from this one: it is
    named without a figure, and so is missing rather than none.
    """
    found: dict[Period, dict[tuple[str, str], Count]] = defaultdict(dict)
    for row in reader.rows(ROOM, "years_of_referrals"):
        year = period(row["financial_year"])
        if year:
            for item in ("referred", "outcomes", "judicial", "non_judicial"):
                found[year][row["body"], item] = Count(row[item])
    totals, every = set(_totals(reader)), sorted({body for counts in found.values() for body, _ in counts})
    for year, counts in found.items():
        for body in every if year not in totals else ():
            counts.setdefault((body, "referred"), Count(None))
    return dict(found)


def _totals(reader: Reader) -> list[Period]:
    """Return the financial years whose published total is on file."""
    rows = reader.rows(ROOM, "years_with_total")
    return [year for row in rows if (year := period(row["financial_year"]))]


def _quarters(reader: Reader, scheme: str) -> dict[Period, Counts]:
    """Return the quarters of a monthly series of referrals, with outcomes added up."""
    months = _Months(reader, scheme)
    return {one: _with_outcomes(months.counts(one, ITEMS)) for one in months.quarters()}


def _both(reader: Reader, scheme: str) -> dict[Period, Counts]:
    """Return the quarters and the financial years of a monthly series, every kind for itself."""
    months = _Months(reader, scheme)
    kinds = {kind: kind for kind in months.kinds}
    return {one: months.counts(one, kinds) for one in (*months.quarters(), *months.years())}


class _Months:
    """A monthly series: what each body counted, and in which state its months are."""

    def __init__(self, reader: Reader, scheme: str) -> None:
        rows = reader.rows(ROOM, "months_of_scheme", scheme=scheme)
        about = reader.row(ROOM, "scheme_known", scheme=scheme)
        self.n = {(row["body"], row["kind"], row["month"]): row["n"] for row in rows}
        self.kinds = sorted({row["kind"] for row in rows})
        self.zero = about is not None and about["absent"] == "zero"
        self.states: dict[str, dict[date, str]] = defaultdict(dict)
        for row in reader.rows(ROOM, "months_covered", dataset=f"tidy:{scheme}"):
            self.states[row["body"]][row["month"]] = row["state"]

    def quarters(self) -> list[Period]:
        """Return the quarters in which anything was counted."""
        return sorted({quarter_of(month) for _, _, month in self.n}, key=lambda one: one.begins)

    def years(self) -> Iterable[Period]:
        """Return the financial years in which anything was counted."""
        starts = {month.year if month.month > 3 else month.year - 1 for _, _, month in self.n}
        return [one for start in sorted(starts) if (one := period(f"{start}-{(start + 1) % 100:02d}"))]

    def counts(self, over: Period, items: Mapping[str, str]) -> Counts:
        """Return what every body counted over a period, each item whole or not at all."""
        return {
            (body, item): self._count(body, kind, over) for body in sorted(self.states) for item, kind in items.items()
        }

    def _count(self, body: str, kind: str, over: Period) -> Count:
        found = [self._month(body, kind, month) for month in over.months]
        lacking = sum(one is None for one in found)
        suspect = any(self.states[body].get(month) == "suspect" for month in over.months)
        total = None if lacking else sum(one for one in found if one is not None)
        return Count(total, lacking, len(found), suspect and not lacking)

    def _month(self, body: str, kind: str, month: date) -> float | None:
        if self.states[body].get(month) not in ("complete", "suspect"):
            return None
        means_none = self.zero and kind in self.kinds  # of a kind that nobody ever counted, no row tells nothing
        return self.n.get((body, kind, month), 0 if means_none else None)


def _with_outcomes(counts: Counts) -> Counts:
    """Add the outcomes recorded: judicial and others together, where both are whole."""
    told = dict(counts)
    for body, item in counts:
        if item == "judicial":
            told[body, "outcomes"] = _sum(counts[body, "judicial"], counts[body, "non_judicial"])
    return told


def _sum(one: Count, other: Count) -> Count:
    if one.n is None or other.n is None:
        return Count(None, max(one.lacking, other.lacking), one.of)
    return Count(one.n + other.n, 0, one.of, one.suspect or other.suspect)
