"""Forces: what each has published, what became of its crimes, what was referred to it, what it receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hueandcry.ui.languages import named
from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.places import Part, verdicts
from hueandcry.web.queries.reference import ROOM, Body, Reference
from hueandcry.web.rules.months import month_at, written

# Outcomes are shown for a year, so that no season is left out.
OUTCOME_MONTHS = 12

# Bodies that are police forces, whether or not anything of theirs is loaded.
POLICE = ("territorial", "special")

RESULTS = ("positive", "negative", "court", "pending", "other")


@dataclass(frozen=True)
class Published:
    """What a body published of one dataset: first and last month, and how many of them hold data."""

    dataset: str
    first: date
    last: date
    months: int
    there: int
    states: Mapping[int, str]

    @property
    def is_whole(self) -> bool:
        """Is every month from the first to the last there and not in doubt?"""
        return set(self.states.values()) == {"complete"}


@dataclass(frozen=True)
class ForceLine:
    """A body on the list of forces, with the crimes it published; none: nothing is loaded."""

    body: Body
    crimes: tuple[Published, ...]


@dataclass(frozen=True)
class Outcome:
    """How many crimes got one outcome, in the months shown."""

    english: str
    welsh: str | None
    result: str
    crimes: int

    @property
    def name(self) -> str:
        """Return what it is called, in the language of the page."""
        return named(self.english, self.welsh)


@dataclass(frozen=True)
class Outcomes:
    """A body's outcomes in its latest twelve months loaded; `there` of `months` hold data."""

    first: date
    last: date
    months: int
    there: int
    outcomes: tuple[Outcome, ...]

    @property
    def crimes(self) -> int:
        """Return how many crimes got an outcome, each once for every outcome in a month."""
        return sum(one.crimes for one in self.outcomes)

    def of(self, result: str) -> int:
        """Return how many got an outcome of this kind."""
        return sum(one.crimes for one in self.outcomes if one.result == result)


@dataclass(frozen=True)
class Referrals:
    """Fraud and cyber crimes of one financial year. There is no rate of success in these figures: never divide
    `outcomes` by `referred`."""

    published_name: str
    financial_year: str
    referred: int
    outcomes: int
    judicial: int
    non_judicial: int
    source: str
    all_outcomes: int | None
    all_judicial: int | None

    @property
    def judicial_share(self) -> float | None:
        """Return the share of judicial among the outcomes recorded; None where there was none."""
        return self.judicial / self.outcomes if self.outcomes else None

    @property
    def judicial_share_of_all(self) -> float | None:
        """Return the same for all bodies together."""
        return self.all_judicial / self.all_outcomes if self.all_judicial is not None and self.all_outcomes else None


@dataclass(frozen=True)
class Grant:
    """A government grant of one financial year. It is not the force's budget."""

    financial_year: str
    budget_gbp: int


@dataclass(frozen=True)
class Level:
    """Offences recorded in twelve months, and in the twelve months before (None: not published)."""

    ending: date
    offence: str
    total: int
    total_before: int | None


@dataclass(frozen=True)
class File:
    """A file that figures of the page were read from."""

    dataset: str
    source: str
    sha256: str


def every(reference: Reference) -> list[ForceLine]:
    """Return every police force by name, and any other body that published crimes."""
    crimes = _crimes(reference)
    shown = [
        ForceLine(body, tuple(crimes.get(slug, ())))
        for slug, body in reference.bodies.items()
        if slug in crimes or body.kind in POLICE
    ]
    return sorted(shown, key=lambda line: line.body.name)


def published(reference: Reference, body: str) -> list[Published]:
    """Return what a body published by month, crimes before outcomes."""
    found = [
        _published(dataset, months) for (dataset, slug), months in reference.coverage.items() if slug == body and months
    ]
    return sorted(found, key=lambda one: (one.dataset == "outcomes", one.dataset))


def outcomes(reader: Reader, reference: Reference, body: str) -> Outcomes | None:
    """Return a body's outcomes of the latest twelve months loaded; None where none are loaded."""
    months = reference.coverage.get(("outcomes", body), {})
    there = [at for at, state in months.items() if state != "missing"]
    if not there:
        return None
    last = max(there)
    first = max(min(months), last - OUTCOME_MONTHS + 1)
    rows = reader.rows(ROOM, "force_outcomes", body=body, since=month_at(first))
    return Outcomes(
        first=month_at(first),
        last=month_at(last),
        months=last - first + 1,
        there=sum(at >= first for at in there),
        outcomes=tuple(_summed(rows)),
    )


def referrals(reader: Reader, body: str) -> list[Referrals]:
    """Return what was referred to a body, year by year."""
    return [Referrals(**row) for row in reader.rows(ROOM, "force_referrals", body=body)]


def grant(reader: Reader, body: str) -> Grant | None:
    """Return the latest government grant to a force; None where none is loaded."""
    row = reader.row(ROOM, "force_grant", body=body)
    return Grant(**row) if row else None


def levels(reader: Reader, body: str) -> list[Level]:
    """Return what a body recorded in the latest twelve months published."""
    return [Level(**row) for row in reader.rows(ROOM, "force_levels", body=body)]


def districts(reader: Reader, reference: Reference, body: Body, *, months: Mapping[str, date]) -> list[Part]:
    """Return the districts of a force with their verdicts in a month of each scheme, by name."""
    found = [area for area in reference.areas.values() if area.level == "district" and area.parent == body.area_code]
    told = verdicts(reader, [area.code for area in found], months)
    return [Part(area, told.get(area.code, {})) for area in sorted(found, key=lambda area: area.name)]


def judged_inside(reader: Reader, body: str, *, month: date | None) -> dict[str, int]:
    """Return how many series of a force's districts and small areas got which verdict: in a month, or its latest."""
    rows = (
        reader.rows(ROOM, "force_judged_in", force=body, month=month)
        if month
        else reader.rows(ROOM, "force_judged", force=body)
    )
    return {row["verdict"]: row["series"] for row in rows}


def files(reader: Reader, body: str, found: Outcomes | None) -> list[File]:
    """Return the files that the tables of a force's page were read from."""
    since = written(found.first) if found else "9999-12"
    return [File(**row) for row in reader.rows(ROOM, "force_files", body=body, since=since)]


def _crimes(reference: Reference) -> Mapping[str, list[Published]]:
    """Return what each body published of crimes, by slug."""
    counting = {scheme.dataset for scheme in reference.schemes.values()}
    found: dict[str, list[Published]] = defaultdict(list)
    for (dataset, slug), months in reference.coverage.items():
        if dataset in counting and months:
            found[slug].append(_published(dataset, months))
    return found


def _published(dataset: str, months: Mapping[int, str]) -> Published:
    return Published(
        dataset=dataset,
        first=month_at(min(months)),
        last=month_at(max(months)),
        months=len(months),
        there=sum(state != "missing" for state in months.values()),
        states=months,
    )


def _summed(rows: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    """Return one entry for each outcome over all months, the most frequent first."""
    crimes: dict[tuple[str, str | None, str], int] = defaultdict(int)
    for row in rows:
        crimes[row["outcome"], row["name_cy"], row["result"]] += row["crimes"]
    found = [Outcome(*key, count) for key, count in crimes.items()]
    return sorted(found, key=lambda one: (RESULTS.index(one.result), -one.crimes, one.english))


def furthest(reference: Reference, dataset: str) -> date:
    """Return the last month of a dataset that any body published."""
    return month_at(max(max(months) for (name, _), months in reference.coverage.items() if name == dataset and months))
