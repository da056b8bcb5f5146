"""Small made worlds: tables as the build has them before anything is judged, each test naming only what it is about.

The world is one force (Kent) with one district (Canterbury) and some small areas, and ten years of months up to
December 2021. Builds are real: only the steps that read files are replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa

from hueandcry.rises import actions
from hueandcry.sources.rules.coverage import add_months, month_range
from hueandcry.warehouse import builds, reading
from hueandcry.warehouse.builds import Build, Step, Workshop
from hueandcry.warehouse.home import Home

FIRST = date(2012, 1, 1)
MONTHS = 120
LAST = add_months(FIRST, MONTHS - 1)
FORCE, DISTRICT = "E23000032", "E07000106"
NOW = datetime(2022, 2, 10, 9, tzinfo=UTC)
_MINUTES = count()

Counts = Mapping[tuple[str, str], Sequence[float]]


def month(name: str) -> date:
    """Return the month written YYYY-MM."""
    return date.fromisoformat(f"{name}-01")


def small_area(number: int) -> str:
    """Return the code of a small area."""
    return f"E0102400{number}"


def quiet(mean: float, seed: int = 1, months: int = MONTHS) -> np.ndarray:
    """Return counts in which nothing happens: they vary half as much as by chance alone, so that none stands out."""
    ways = max(round(2 * mean), 1)
    return np.random.default_rng([19, seed]).binomial(ways, mean / ways, months)


def with_last(counts: Sequence[float], *last: float) -> np.ndarray:
    """Return the counts with other last months."""
    changed = np.array(counts, float)
    changed[-len(last) :] = last
    return changed


@dataclass(frozen=True)
class World:
    """What is known before judging. `counts`: (area, kind) → one number a month, NaN where there is no row.

    `states`: month → state, where it is not complete. `last`: the last month published.
    """

    counts: Counts
    scheme: str = "street"
    absent: str = "zero"
    force: str = "kent"
    states: Mapping[date, str] = field(default_factory=dict)
    breaks: Sequence[Mapping[str, Any]] = ()
    begins: Mapping[str, date] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)
    first: date = FIRST
    last: date = LAST

    def put(self, shop: Workshop) -> None:
        """Make the tables that judging reads."""
        for name, rows, schema in (
            ("areas", self._areas(), AREAS),
            ("bodies", self._bodies(), BODIES),
            ("kinds", self._kinds(), KINDS),
            ("schemes", [{"code": self.scheme, "dataset": self.scheme, "absent": self.absent}], SCHEMES),
            ("coverage", self._coverage(), COVERAGE),
            ("breaks", [NO_BREAK | one for one in self.breaks], BREAKS),
            ("counts", self._counts(), COUNTS),
        ):
            shop.put(name, pa.Table.from_pylist(rows, schema=schema))

    def _areas(self) -> list[dict[str, Any]]:
        lsoas = sorted({area for area, _ in self.counts if area.startswith("E01")})
        rows = [_area(FORCE, "Kent Police", "force", None), _area(DISTRICT, "Canterbury", "district", FORCE)]
        for number, code in enumerate(lsoas):
            row = _area(code, f"Canterbury 00{number + 1}A", "lsoa", DISTRICT)
            rows.append(row | {"begins": self.begins.get(code), "ends": self.ends.get(code)})
        return [row | {"force": self.force} for row in rows]

    def _bodies(self) -> list[dict[str, Any]]:
        return [
            {"slug": self.force, "name": "Kent Police", "kind": "territorial"},
            {"slug": "essex", "name": "Essex Police", "kind": "territorial"},
            {"slug": "btp", "name": "British Transport Police", "kind": "special"},
        ]

    def _kinds(self) -> list[dict[str, Any]]:
        kinds = sorted({kind for _, kind in self.counts})
        names = {"burglary": ("Burglary", "Bwrgleriaeth"), "drugs": ("Drugs", "Cyffuriau")}
        return [
            {
                "scheme": self.scheme,
                "code": kind,
                "name": names.get(kind, (kind, None))[0],
                "name_cy": names.get(kind, (kind, None))[1],
                "activity": kind == "drugs",
            }
            for kind in kinds
        ]

    def _coverage(self) -> list[dict[str, Any]]:
        months = month_range(self.first, self.last)
        return [
            {
                "body": self.force,
                "dataset": self.scheme,
                "month": one,
                "state": self.states.get(one, "complete"),
                "reason": f"It is {self.states[one]}." if one in self.states else "",
                "reason_cy": f"Mae'n {self.states[one]}." if one in self.states else "",
            }
            for one in months
        ]

    def _counts(self) -> list[dict[str, Any]]:
        return [
            {"scheme": self.scheme, "area": area, "kind": kind, "month": add_months(FIRST, step), "n": int(n)}
            for (area, kind), counts in self.counts.items()
            for step, n in enumerate(counts)
            if not np.isnan(n) and (n or self.absent != "zero")
        ]


def build(home: Home, world: World, *, as_of: str | None = None, publish: bool = True, **settings: Any) -> Build:
    """Build a world as the command line does, a minute later each time: a build is known by its time."""
    made = builds.build(
        home=home,
        steps=[Step("A made world", world.put), *actions.steps()],
        checks=actions.checks(),
        now=NOW + timedelta(minutes=next(_MINUTES)),
        settings={"false_discovery_rate": 0.10} | settings,
        as_of=as_of,
    )
    if publish:
        actions.publish(home=home, build=made)
    return made


def table(made: Build, name: str = "rises") -> list[dict[str, Any]]:
    """Return every row of a table of a build."""
    reader = reading.Reader(made)
    try:
        result = reader._engine.execute(f'FROM "{name}"')
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    finally:
        reader.close()


def judged(made: Build, area: str, kind: str = "burglary", at: date = LAST) -> dict[str, Any] | None:
    """Return how a series was judged in a month, or None."""
    found = [row for row in table(made) if (row["area"], row["kind"], row["month"]) == (area, kind, at)]
    assert len(found) <= 1
    return found[0] if found else None


def _area(code: str, name: str, level: str, parent: str | None) -> dict[str, Any]:
    return {"code": code, "name": name, "name_cy": None, "level": level, "parent": parent, "begins": None, "ends": None}


TEXT, DAY = pa.string(), pa.date32()
AREAS = pa.schema(
    [(name, TEXT) for name in ("code", "name", "name_cy", "level", "parent", "force")]
    + [("begins", DAY), ("ends", DAY)]
)
BODIES = pa.schema([(name, TEXT) for name in ("slug", "name", "kind")])
KINDS = pa.schema([(name, TEXT) for name in ("scheme", "code", "name", "name_cy")] + [("activity", pa.bool_())])
SCHEMES = pa.schema([(name, TEXT) for name in ("code", "dataset", "absent")])
COVERAGE = pa.schema(
    [("body", TEXT), ("dataset", TEXT), ("month", DAY), ("state", TEXT), ("reason", TEXT), ("reason_cy", TEXT)]
)
COUNTS = pa.schema([("scheme", TEXT), ("area", TEXT), ("kind", TEXT), ("month", DAY), ("n", pa.int64())])
BREAKS = pa.schema(
    [(name, TEXT) for name in ("id", "scheme", "body", "area", "effect", "title", "title_cy")]
    + [("kinds", pa.list_(TEXT)), ("first", DAY), ("last", DAY)]
)
NO_BREAK = {
    "id": "break",
    "scheme": "",
    "body": "",
    "area": "",
    "effect": "",
    "title": "A break",
    "title_cy": "Toriad",
    "kinds": [],
    "last": None,
}
