"""What rose, where: strongest evidence first, with how many series were tested and how many could not be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.places import SPARK_MONTHS, Judgement, as_judgement, observed
from hueandcry.web.queries.reference import ROOM, Area, Kind, Reference, as_area
from hueandcry.web.rules.months import index_of, month_at

EVER = (date(1, 1, 1), date(9999, 12, 1))


@dataclass(frozen=True)
class Rise:
    """One series that rose in a month."""

    place: Area
    kind: Kind
    month: date
    count: int
    judged: Judgement


@dataclass(frozen=True)
class Arrival:
    """When a file arrived, and which months of which body's dataset it holds."""

    dataset: str
    body: str
    first: str
    last: str
    landed_at: str


@dataclass(frozen=True)
class Latest:
    """The month judged last, and how many series of it got which verdict; `older` forces have only earlier months."""

    month: date
    verdicts: Mapping[str, int]
    older: Mapping[str, date]

    @property
    def series(self) -> int:
        """Return how many series were looked at."""
        return sum(self.verdicts.values())


def rises(
    reader: Reader,
    reference: Reference,
    *,
    months: tuple[date, date] = EVER,
    force: str = "",
    kind: str = "",
    area: str = "",
    many: int = 100,
    after: int = 0,
) -> list[Rise]:
    """Return the rises of some months, newest month first, then strongest evidence first."""
    rows = reader.rows(
        ROOM,
        "rises_told",
        **{"from": months[0], "until": months[1]},
        force=force,
        kind=kind,
        area=area,
        many=many,
        after=after,
    )
    return [_rise(reference, row) for row in rows if (row["scheme"], row["kind"]) in reference.kinds]


def over(
    reader: Reader, reference: Reference, *, since: date, force: str = "", area: str = "", many: int = 100
) -> list[Rise]:
    """Return the months in which a rise was found to be over, newest first."""
    rows = reader.rows(ROOM, "rises_over", **{"from": since}, force=force, area=area, many=many)
    return [_rise(reference, row) for row in rows if (row["scheme"], row["kind"]) in reference.kinds]


def news_times(reader: Reader) -> list[Arrival]:
    """Return when each file arrived: the moment from which its months could be told."""
    return [Arrival(**row) for row in reader.rows(ROOM, "news_times")]


def counted(reader: Reader, *, month: date, force: str = "", kind: str = "") -> dict[str, int]:
    """Return how many series got which verdict in a month."""
    rows = reader.rows(ROOM, "rises_counted", month=month, force=force, kind=kind)
    return {row["verdict"]: row["series"] for row in rows}


@lru_cache(maxsize=4)
def months_judged(reader: Reader) -> tuple[date, ...]:
    """Return the months that were judged, newest first. Read once for each build."""
    return tuple(row["month"] for row in reader.rows(ROOM, "months_judged"))


def latest(reader: Reader) -> Latest | None:
    """Return the last month that was judged anywhere; None where nothing could be judged."""
    rows = reader.rows(ROOM, "latest_judged")
    if not rows:
        return None
    month = max(row["month"] for row in rows)
    verdicts: Counter = Counter()
    forces: dict[str, date] = {}
    for row in rows:
        forces[row["force"]] = max(row["month"], forces.get(row["force"], row["month"]))
        if row["month"] == month:
            verdicts[row["verdict"]] += row["series"]
    return Latest(month, verdicts, {force: last for force, last in forces.items() if last < month})


def sparks(reader: Reader, reference: Reference, shown: Sequence[Rise]) -> list[tuple[int | None, ...]]:
    """Return the last two years of each rise, in one question for all of them."""
    if not shown:
        return []
    since = month_at(min(index_of(rise.month) for rise in shown) - SPARK_MONTHS + 1)
    counts: dict[tuple[str, str, str], dict[int, int]] = defaultdict(dict)
    wanted = {
        "schemes": [rise.kind.scheme for rise in shown],
        "areas": [rise.place.code for rise in shown],
        "kinds": [rise.kind.code for rise in shown],
    }
    for row in reader.rows(ROOM, "sparks", **wanted, since=since):
        counts[row["scheme"], row["area"], row["kind"]][row["at"]] = row["n"]
    return [_spark(reference, rise, counts[rise.kind.scheme, rise.place.code, rise.kind.code]) for rise in shown]


def _spark(reference: Reference, rise: Rise, counts: Mapping[int, int]) -> tuple[int | None, ...]:
    last = index_of(rise.month)
    return tuple(observed(reference, rise.place, rise.kind, counts, first=last - SPARK_MONTHS + 1, last=last))


def _rise(reference: Reference, row: Mapping[str, Any]) -> Rise:
    return Rise(
        place=reference.areas.get(row["area"]) or _area(row),
        kind=reference.kinds[row["scheme"], row["kind"]],
        month=row["month"],
        count=row["observed"],
        judged=as_judgement(row),
    )


def _area(row: Mapping[str, Any]) -> Area:
    """Return as much of a small area as a list of rises needs."""
    nothing = dict.fromkeys(("parent", "population", "population_year", "begins", "ends"))
    return as_area(
        {
            "code": row["area"],
            "name": row["area_name"],
            "name_cy": row["area_name_cy"],
            "level": row["level"],
            "force": row["force"],
            **nothing,
        }
    )
