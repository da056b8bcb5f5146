"""Ten million invented crimes in the published format, for measuring: 800 files of a force and month each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from hueandcry.bodies import queries as bodies
from hueandcry.sources.embedded.county import MEANS, STREET_HEADER
from hueandcry.sources.rules.coverage import add_months

FORCES = ("kent", "essex", "surrey", "sussex", "hampshire")
MONTHS = 160
ROWS = 12_500
AREAS = 900
FIRST = date(2012, 5, 1)
SEED = 7


def write(
    folder: Path, *, forces: int = len(FORCES), months: int = MONTHS, rows: int = ROWS, slugs: Sequence[str] = FORCES
) -> int:
    """Write the files unless they are there; return how many rows they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, make in _files(folder, slugs[:forces], months, rows):
        if not path.exists():
            path.write_text(make(), encoding="utf-8")
    return forces * months * rows


def _files(folder: Path, slugs: Sequence[str], months: int, rows: int):
    for number, slug in enumerate(slugs):
        places = list(_places(number, slug))
        for step in range(months):
            month = add_months(FIRST, step)
            rng = np.random.default_rng([SEED, number, step])
            yield folder / f"{month:%Y-%m}-{slug}-street.csv", lambda m=month, r=rng, p=places: _file(m, p, rows, r)


def _places(number: int, slug: str) -> Iterator[tuple[str, str]]:
    """Yield what a row says before and after its kind, for each map point of a force."""
    name = bodies.get(slug).name
    districts = bodies.districts()[slug]
    for area in range(AREAS):
        code = f"E01{20000 + number * 1000 + area:06d}"
        district = districts[area % len(districts)]
        area_name = f"{district} {area // len(districts) // 4 + 1:03d}{'ABCD'[area // len(districts) % 4]}"
        quoted = f'"{area_name}"' if "," in area_name else area_name
        for point in range(8):
            lng, lat = -1.5 + number % 5 * 0.4 + area % 30 * 0.01, 51.0 + area // 30 * 0.01 + point * 0.001
            yield f"{name},{name},{lng:.6f},{lat:.6f},On or near Street {point},{code},{quoted},", ","


def _file(month: date, places: list[tuple[str, str]], rows: int, rng: np.random.Generator) -> str:
    kinds = list(MEANS)
    share = np.array([MEANS[kind][0] for kind in kinds])
    busy = np.random.default_rng(SEED).gamma(0.8, 1.0, size=len(places))
    where = rng.choice(len(places), size=rows, p=busy / busy.sum())
    what = rng.choice(len(kinds), size=rows, p=share / share.sum())
    ids = rng.bytes(32 * rows).hex()
    told = f",{month:%Y-%m},"
    lines = [",".join(STREET_HEADER)]
    for row in range(rows):
        kind = kinds[what[row]]
        incident = kind == "Anti-social behaviour"
        identity = "" if incident else ids[64 * row : 64 * row + 64]
        outcome = "" if incident else "Investigation complete; no suspect identified"
        lines.append(f"{identity}{told}{places[where[row]][0]}{kind},{outcome},")
    return "\n".join(lines) + "\n"
