"""Tallies of the invented county, as tidy counts: what was referred, flagged as online, prevented. All of it invented.

What is planted, so that a test can look for it:

- from July 2026 a third more is referred than before;
- in the last quarter three times as many websites are taken down as before;
- offences of blackmail are so few that a quarter's count is below the smallest that is told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from hueandcry.sources.embedded import county
from hueandcry.sources.rules.coverage import month_range

SEED = 1735  # the year of an Act that renewed the law on hue and cry
FIRST, LAST = date(2025, 7, 1), county.LAST
CHANGED = date(2026, 7, 1)


@dataclass(frozen=True)
class Kind:
    """A kind of a table: its name, how many a month, and how many times as many from `CHANGED` on."""

    name: str
    name_cy: str
    a_month: float
    then: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table of tidy counts: what it is called, which kinds it has, what they are."""

    title: str
    title_cy: str
    kinds: Mapping[str, Kind]
    online: bool
    activity: bool


TABLES: Mapping[str, Table] = {
    "referrals": Table(
        "Fraud and cyber crime referred, and outcomes recorded (invented)",
        "Twyll a seiberdroseddu a atgyfeiriwyd, a chanlyniadau a gofnodwyd (dychmygol)",
        {
            "referred": Kind("Crimes referred", "Troseddau a atgyfeiriwyd", 72, 4 / 3),
            "judicial": Kind("Judicial outcomes", "Canlyniadau barnwrol", 8),
            "non-judicial": Kind("Other outcomes", "Canlyniadau eraill", 44),
        },
        online=True,
        activity=True,
    ),
    "online-flagged": Table(
        "Offences flagged as online (invented)",
        "Troseddau a nodwyd fel rhai ar-lein (dychmygol)",
        {
            "harassment-and-stalking": Kind("Harassment and stalking, online", "Aflonyddu a stelcio, ar-lein", 26),
            "obscene-publications": Kind("Obscene publications, online", "Cyhoeddiadau anweddus, ar-lein", 9),
            "child-sexual-offences": Kind(
                "Sexual offences against children, online", "Troseddau rhywiol yn erbyn plant, ar-lein", 6
            ),
            "blackmail": Kind("Blackmail, online", "Blacmel, ar-lein", 1.5),
            "hate": Kind("Hate crime, online", "Troseddau casineb, ar-lein", 5),
        },
        online=True,
        activity=False,
    ),
    "prevention-disruption": Table(
        "Prevention and disruption of online crime (invented)",
        "Atal a tharfu ar droseddu ar-lein (dychmygol)",
        {
            "websites-taken-down": Kind("Websites taken down", "Gwefannau a dynnwyd i lawr", 14, 3.0),
            "advice-given": Kind("People and businesses advised", "Pobl a busnesau a gynghorwyd", 120),
            "cards-stopped": Kind("Cards and accounts stopped", "Cardiau a chyfrifon a ataliwyd", 35),
        },
        online=True,
        activity=True,
    ),
}


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every table and its description as (name, bytes)."""
    rng = np.random.default_rng(SEED)
    for scheme, table in TABLES.items():
        yield f"exampleshire-{scheme}.csv", _counts(table, rng)
        yield f"exampleshire-{scheme}.toml", _description(scheme, table)


def expected(kind: Kind, month: date) -> float:
    """Return the mean that the recipe gives a kind and month."""
    return kind.a_month * (kind.then if month >= CHANGED else 1.0)


def _counts(table: Table, rng: np.random.Generator) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("Force", "Kind", "Month", "Count"))
    for month in month_range(FIRST, LAST):
        for kind in table.kinds.values():
            writer.writerow((county.FORCE, kind.name, f"{month:%Y-%m}", rng.poisson(expected(kind, month))))
    return text.getvalue().encode()


def _description(scheme: str, table: Table) -> bytes:
    lines = [
        f'scheme = "{scheme}"',
        f'title = "{table.title}"',
        f'title_cy = "{table.title_cy}"',
        'publisher = "nobody (invented figures)"',
        'publisher_cy = "neb (ffigurau dychmygol)"',
        'licence = "none needed"',
        'licence_cy = "dim angen trwydded"',
        'address = "https://www.example.org/exampleshire"',
        'level = "force"',
        'absent = "zero"',
        'month_format = "%Y-%m"',
        "",
        "[columns]",
        'body = "Force"',
        'kind = "Kind"',
        'month = "Month"',
        'count = "Count"',
    ]
    for code, kind in table.kinds.items():
        flags = [f"online = {str(table.online).lower()}", f"activity = {str(table.activity).lower()}"]
        names = [f'code = "{code}"', f'name = "{kind.name}"', f'name_cy = "{kind.name_cy}"']
        lines += ["", f'[kinds."{kind.name}"]', *names, *flags]
    return ("\n".join(lines) + "\n").encode()
