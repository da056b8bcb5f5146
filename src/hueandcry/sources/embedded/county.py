"""Exampleshire: a small invented county in the published formats, used by tests, manual and demo.

What is planted, so that a test can look for it:

- a rise of burglary in Hollin Vale 001A in the last month, which shows in its district too;
- a rise of bicycle theft in Northmere 001A in May 2026, over in the month after;
- a rise of drugs offences in Northmere in the last month: police activity, not danger;
- February 2024 was never published;
- March 2025 holds only a third of what is usual: suspect;
- outcomes come up to five months after the crime, those without a suspect soonest; results of courts come after them,
  up to the last month (real files have none after May 2019);
- a season: bicycle theft in summer, burglary in winter; everything else is quiet.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi

import numpy as np

from hueandcry.sources.rules.coverage import add_months, month_range

SEED = 1285  # the year of the Statute of Winchester, which made hue and cry the law
FIRST, LAST = date(2020, 6, 1), date(2026, 9, 1)
MISSING = date(2024, 2, 1)
THIN = date(2025, 3, 1)
FORCE = "Exampleshire Constabulary (invented)"
SLUG = "exampleshire"
DISTRICTS = {"Hollin Vale": "E07990001", "Northmere": "E07990002"}
AREAS_PER_DISTRICT = 8
# The Dogger Bank, in the North Sea: nobody lives there.
WEST, SOUTH, STEP = 2.20, 54.60, 0.02

STREET_HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip
OUTCOME_HEADER = (*STREET_HEADER[:9], "Outcome type")

# Crimes a month in an average small area, and how much more in the kind's season (peak month, share).
MEANS: Mapping[str, tuple[float, int, float]] = {
    "Anti-social behaviour": (9.0, 7, 0.25),
    "Violence and sexual offences": (11.0, 7, 0.08),
    "Burglary": (2.6, 12, 0.25),
    "Bicycle theft": (1.6, 7, 0.45),
    "Criminal damage and arson": (3.4, 5, 0.1),
    "Other theft": (3.2, 6, 0.1),
    "Public order": (3.0, 7, 0.1),
    "Shoplifting": (4.2, 11, 0.1),
    "Vehicle crime": (2.8, 1, 0.1),
    "Drugs": (1.3, 6, 0.05),
    "Robbery": (0.5, 1, 0.1),
    "Theft from the person": (0.4, 12, 0.2),
    "Possession of weapons": (0.3, 6, 0.0),
    "Other crime": (0.9, 6, 0.0),
}
STREETS = ("Invented Street", "Made Up Lane", "Nowhere Road", "Example Close", "Imaginary Way", "Fancy Terrace")
LAST_OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Under investigation",
    "Suspect charged",
    "Local resolution",
    "Offender given a caution",
)
OUTCOME_SHARES = (0.50, 0.22, 0.10, 0.08, 0.06, 0.04)
NO_SUSPECT, CHARGED = LAST_OUTCOMES[0], "Suspect charged"
# How many months after its crime an outcome comes, by the first digits of the Crime ID: half of those with a suspect in
# the first month after.
WAITS = (0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 5)
QUICK_WAITS = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 3)
# Of sixteen charges what a court makes of them; None = no result is ever published.
COURT_RESULTS = (
    *(None,) * 5,
    *("Offender fined",) * 3,
    *("Offender given community sentence",) * 3,
    *("Offender given suspended prison sentence",) * 2,
    "Offender sent to prison",
    "Defendant found not guilty",
    "Offender given conditional discharge",
)
COURT_WAIT = 3


@dataclass(frozen=True)
class Area:
    """A small area of the county: a square in the sea."""

    code: str
    name: str
    district: str
    west: float
    south: float
    busy: float


def areas() -> list[Area]:
    """Return the county's small areas; `busy` is how much more (or less) than average happens there."""
    busy = np.random.default_rng(SEED).gamma(12, 1 / 12, size=len(DISTRICTS) * AREAS_PER_DISTRICT)
    made = []
    for row, district in enumerate(DISTRICTS):
        for column in range(AREAS_PER_DISTRICT):
            number = row * AREAS_PER_DISTRICT + column
            made.append(
                Area(
                    code=f"E0109{number + 1:04d}",
                    name=f"{district} {column // 4 + 1:03d}{'ABCD'[column % 4]}",
                    district=district,
                    west=round(WEST + (column % 4) * STEP, 4),
                    south=round(SOUTH + (row * 2 + column // 4) * STEP, 4),
                    busy=float(busy[number]),
                )
            )
    return made


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every file of the county as (name, bytes), in the formats in which real ones are published."""
    rng = np.random.default_rng(SEED)
    due: dict[date, list[tuple[str, ...]]] = defaultdict(list)
    for month in month_range(FIRST, LAST):
        street = list(_street_rows(month, rng))
        for outcome in _outcomes(month, street):
            due[date.fromisoformat(f"{outcome[1]}-01")].append(outcome)
        if month != MISSING:
            name = f"{month:%Y-%m}/{month:%Y-%m}-{SLUG}"
            yield f"{name}-street.csv", _csv(STREET_HEADER, street)
            yield f"{name}-outcomes.csv", _csv(OUTCOME_HEADER, due[month])
    yield "exampleshire-population-mid2024.csv", _population()
    yield "exampleshire-boundaries.geojson", _boundaries()
    yield "exampleshire-postcodes.csv", _postcodes()
    yield "exampleshire-lookup.csv", _lookup()


def expected(area: Area, kind: str, month: date) -> float:
    """Return the mean number of crimes that the recipe gives an area, kind and month."""
    mean, peak, share = MEANS[kind]
    season = 1 + share * cos(2 * pi * (month.month - peak) / 12)
    lockdown = 0.7 if month < date(2021, 4, 1) else 1.0
    return mean * area.busy * season * lockdown * _planted(area, kind, month) * (0.33 if month == THIN else 1.0)


def _planted(area: Area, kind: str, month: date) -> float:
    if kind == "Burglary" and area.name == "Hollin Vale 001A" and month == LAST:
        return 9.0
    if kind == "Bicycle theft" and area.name == "Northmere 001A" and month == date(2026, 5, 1):
        return 9.0
    if kind == "Drugs" and area.district == "Northmere" and month == LAST:
        return 3.5
    return 1.0


def _street_rows(month: date, rng: np.random.Generator) -> Iterator[tuple[str, ...]]:
    for area in areas():
        for kind in MEANS:
            for _ in range(rng.poisson(expected(area, kind, month))):
                yield _street_row(area, kind, month, rng)


def _street_row(area: Area, kind: str, month: date, rng: np.random.Generator) -> tuple[str, ...]:
    incident = kind == "Anti-social behaviour"
    point = int(rng.integers(0, 6))
    longitude = area.west + STEP * (0.15 + 0.14 * point)
    latitude = area.south + STEP * (0.2 + 0.11 * (point * 5 % 6))
    outcome = "" if incident else LAST_OUTCOMES[int(rng.choice(len(LAST_OUTCOMES), p=OUTCOME_SHARES))]
    return (
        "" if incident else rng.bytes(32).hex(),
        f"{month:%Y-%m}",
        FORCE,
        FORCE,
        f"{longitude:.6f}",
        f"{latitude:.6f}",
        f"On or near {STREETS[point]} {area.name[-4:]}",
        area.code,
        area.name,
        kind,
        outcome,
        "",
    )


def _outcomes(month: date, street: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of outcomes of a month's crimes, each in the month in which it comes, none after the last."""
    for row in street:
        if row[0] and row[10] and row[10] != "Under investigation":
            waits = QUICK_WAITS if row[10] == NO_SUSPECT else WAITS
            on = min(add_months(month, waits[int(row[0][0], 16)]), LAST)
            yield (row[0], f"{on:%Y-%m}", *row[2:9], row[10])
            result = COURT_RESULTS[int(row[0][1], 16)] if row[10] == CHARGED else None
            if result and add_months(on, COURT_WAIT) <= LAST:
                yield (row[0], f"{add_months(on, COURT_WAIT):%Y-%m}", *row[2:9], result)


def _population() -> bytes:
    header = (
        "LSOA Code", "LSOA Name", "LA Code (2019 boundaries)", "LA name (2019 boundaries)",
        "LA Code (2020 boundaries)", "LA name (2020 boundaries)", "All Ages",
    )  # fmt: skip
    rows = []
    for area in areas():
        code = DISTRICTS[area.district]
        people = 1500 + 20 * int(area.busy * 30)
        rows.append((area.code, area.name, code, area.district, code, area.district, f"{people:,}"))
    return _csv(header, rows)


def _boundaries() -> bytes:
    features = [
        _feature({"LSOA11CD": area.code, "LSOA11NM": area.name}, area.west, area.south, STEP, STEP) for area in areas()
    ]
    for row, (name, code) in enumerate(DISTRICTS.items()):
        south = SOUTH + row * 2 * STEP
        features.append(_feature({"LAD13CD": code, "LAD13NM": name}, WEST, south, 4 * STEP, 2 * STEP))
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _feature(properties: dict[str, str], west: float, south: float, width: float, height: float) -> dict:
    east, north = round(west + width, 4), round(south + height, 4)
    south = round(south, 4)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _postcodes() -> bytes:
    header = ("pcds", "dointr", "doterm", "oslaua", "ctry", "lat", "long", "lsoa11", "lsoa21")
    rows = [
        (
            f"XQ{number // 4 + 1} {number % 4 + 1}XX", "202001", "", DISTRICTS[area.district], "E92000001",
            f"{area.south + STEP / 2:.6f}", f"{area.west + STEP / 2:.6f}", area.code, area.code,
        )
        for number, area in enumerate(areas())
    ]  # fmt: skip
    return _csv(header, rows)


def _lookup() -> bytes:
    lines = ["lad-code;lad-name;csp-code;csp-name;PFA21CD;PFA21NM"]
    lines += [f"{code};{name};E22990001;{name};E23990001;{FORCE}" for name, code in DISTRICTS.items()]
    return ("\n".join(lines) + "\n").encode()


def _csv(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
