"""A small made world for the pages: what a place can be besides quiet, made by the real loader and build.

All counts are invented; the names of places are real, so that real codes and reviewed breaks apply to them. Made once
for a test process.

- Two London boroughs, 2018-01 to 2025-11, by the Metropolitan Police's own kinds. In the last month shoplifting in
  Islington is planted to rise, and drug trafficking in Camden (police activity). Fraud is a handful: a reviewed break
  says that it is counted elsewhere. Homicide has no figure for one month: unknown, not zero.
- Gwent, 2022-06 and 2022-08 (July is missing): a Welsh force, too little history everywhere.
- Kent, 2022-06 and 2022-07, the second by small areas of 2021: one area ended, one began.
- Bournemouth, Christchurch and Poole 002A: the longest name; one month, 2022-12, the last of all street figures. A
  second row of that force lies in Essex, of which nothing else is known.
- Postcodes: two in Gwent, one that lies in no area with a page.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from hueandcry.project import building
from hueandcry.sources.actions import load
from hueandcry.sources.embedded import county
from hueandcry.sources.rules.coverage import month_range
from hueandcry.warehouse import builds
from hueandcry.warehouse.home import Home
from police_files import street_file, street_row

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIRST, LAST = date(2018, 1, 1), date(2025, 11, 1)
KINDS = {
    ("THEFT", "SHOPLIFTING"): 60,
    ("DRUG OFFENCES", "TRAFFICKING OF DRUGS"): 18,
    ("VIOLENCE AGAINST THE PERSON", "HOMICIDE"): 0.2,
    ("FRAUD AND FORGERY", "FRAUD AND FORGERY"): 0.1,
    ("BURGLARY", "BURGLARY BUSINESS AND COMMUNITY"): 25,
}
RISES = {("Islington", "SHOPLIFTING"): 140, ("Camden", "TRAFFICKING OF DRUGS"): 70}
ISLINGTON, CAMDEN = "E09000019", "E09000007"

EBBW = "On or near Ffordd Tŷ Gŵyl"
LONGEST = "Bournemouth, Christchurch and Poole 002A"
STRAY = "E01021500"
ENDED, BEGAN = "E01024001", "E01035001"


@cache
def towns() -> Home:
    """Return the world above, built."""
    files = Path(tempfile.mkdtemp(prefix="hueandcry-towns-"))
    home = Home(Path(tempfile.mkdtemp(prefix="hueandcry-towns-"))).make()
    (files / "boroughs.csv").write_text(_boroughs(), "utf-8")
    for month in ("2022-06", "2022-08"):
        street_file(files / f"{month}-gwent-street.csv", _gwent(month))
    street_file(files / "2022-06-kent-street.csv", [street_row(n, month="2022-06") for n in range(3)])
    street_file(files / "2022-07-kent-street.csv", [_redrawn(n) for n in range(3)])
    street_file(files / "2022-12-dorset-street.csv", [_longest(), _stray()])
    (files / "ONSPD.csv").write_text(_postcodes(), "utf-8")
    load(home=home, paths=[files], now=NOW, release="2025-12")
    return built(home)


def built(home: Home, *, now: datetime = NOW) -> Home:
    """Build what is loaded, and publish its rises, as the command line does."""
    building.build(home=home, now=now, settings={"false_discovery_rate": 0.1})
    return home


def _boroughs() -> str:
    chance, months = np.random.default_rng(7), month_range(FIRST, LAST)
    rows = [",".join(["MajorText", "MinorText", "BoroughName", *(f"{month:%Y%m}" for month in months)])]
    for (major, minor), mean in KINDS.items():
        for borough in ("Camden", "Islington"):
            counts = [str(n) for n in chance.poisson(mean, len(months))]
            if rise := RISES.get((borough, minor)):
                counts[-1] = str(rise)
            if minor == "HOMICIDE":
                counts[-3] = ""
            rows.append(",".join([major, minor, borough, *counts]))
    return "\n".join(rows) + "\n"


def _gwent(month: str) -> list[str]:
    place = {"body": "Gwent Police", "lat": "51.780000", "lng": "-3.200000", "location": EBBW}
    area = {"lsoa": "W01001441", "lsoa_name": "Blaenau Gwent 001A"}
    return [street_row(number, month=month, **place, **area) for number in range(100, 104)]


def _redrawn(number: int) -> str:
    return street_row(200 + number, month="2022-07", lsoa=BEGAN, lsoa_name="Canterbury 001G")


def _stray() -> str:
    """Return a crime that one force reported in the area of another, which has published nothing."""
    return street_row(2, month="2022-12", body="Dorset Police", lsoa=STRAY, lsoa_name="Basildon 001A")


def _longest() -> str:
    place = {"body": "Dorset Police", "lat": "50.720000", "lng": "-1.880000"}
    return street_row(300, month="2022-12", **place, lsoa="E01015300", lsoa_name=f'"{LONGEST}"')


def _postcodes() -> str:
    rows = [("NP23 1AA", "W01001441"), ("NP23 1AB", "W01001441"), ("ZE1 0AA", "S01012300")]
    lines = [f'"{code}",,"51.78","-3.20","{lsoa}","{lsoa}"' for code, lsoa in rows]
    return "\n".join(["pcds,doterm,lat,long,lsoa11,lsoa21", *lines]) + "\n"


@cache
def corrected() -> tuple[Home, str, str]:
    """Build the invented county twice: the second time its last month was published again, with few burglaries.

    Returns the home and the two builds. The planted rise of the first build is withdrawn by the second.
    """
    folder = Path(tempfile.mkdtemp(prefix="hueandcry-corrected-"))
    home, files = Home(folder / "home").make(), dict(county.files())
    for name, data in files.items():
        (folder / "first" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "first" / name).write_bytes(data)
    load(home=home, paths=[folder / "first"], now=NOW, release="2026-10")
    first = builds.current(built(home)).id
    name = next(name for name in files if name.endswith("2026-09-exampleshire-street.csv"))
    file = folder / Path(name).name
    file.write_bytes(_without_most_burglaries(files[name]))
    load(home=home, paths=[file], now=NOW, release="2026-11")
    second = builds.current(built(home, now=NOW + timedelta(hours=1))).id
    return home, first, second


def _without_most_burglaries(data: bytes) -> bytes:
    header, *rows = data.decode().splitlines()
    burglaries = [row for row in rows if ",Hollin Vale 001A,Burglary," in row]
    others = [row for row in rows if row not in burglaries]
    return "\n".join([header, *others, *burglaries[:2], ""]).encode()


def formulas(folder: Path) -> Home:
    """Build two crimes whose places read like formulas of a spreadsheet."""
    home = Home(folder / "home").make()
    rows = [
        street_row(1, location="=cmd|' /C calc'!A0", lng="-0.100000", lat="51.300000"),
        street_row(2, location="@SUM(1)", lng="-0.100000", lat="51.310000"),
    ]
    file = street_file(folder / "2022-07-kent-street.csv", rows)
    load(home=home, paths=[file], now=NOW, release="2022-09")
    return built(home)
