"""The respondents of Exampleshire: a recipe with a fixed seed, in the form in which a real wave would come.

What is planted, so that a test can look for it:

- fraud rises from the first public wave to the second, by far more than chance;
- computer misuse does not change;
- people aged 16 to 24 are threatened online more often than others, in both waves;
- businesses that sell things meet fraud more often than others.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate

import numpy as np

SEED = 1285  # as the county's own
STREAM = 5  # of ten tried, one whose samples show what is planted; samples differ by chance
POINTS, A_POINT = 120, 13
DISTRICTS = {"Hollin Vale": "E07990001", "Northmere": "E07990002"}
AGES: Mapping[str, float] = {
    "16-24": 0.10, "25-34": 0.14, "35-44": 0.15, "45-54": 0.17, "55-64": 0.17, "65-74": 0.15, "75-plus": 0.12
}  # fmt: skip
# Share of adults to whom each kind happened, in the first wave and in the second.
RISKS: Mapping[str, tuple[float, float]] = {
    "bank": (0.036, 0.062),
    "advance": (0.006, 0.010),
    "buying": (0.024, 0.044),
    "other": (0.010, 0.018),
    "virus": (0.022, 0.022),
    "access": (0.031, 0.031),
    "threats": (0.030, 0.030),
}
FRAUDS = ("bank", "advance", "buying", "other")
YOUNG_THREATENED, OLD_AT_BANKS = 5.0, 1.4
WORRIES = (("very", 0.22), ("fairly", 0.34), ("not-very", 0.27), ("not-at-all", 0.14), ("rather-not-say", 0.03))
SURE = (("very", 0.06), ("fairly", 0.30), ("not-very", 0.36), ("not-at-all", 0.18), ("dont-know", 0.10))
REASONS = (("small", 0.3), ("bank", 0.27), ("no-use", 0.2), ("where", 0.12), ("shame", 0.06), ("else", 0.05))
BUSINESS_REASONS = (*REASONS[:4], ("name", 0.06), ("else", 0.05))

SECTORS: Mapping[str, float] = {
    "making": 0.2, "selling": 0.21, "moving": 0.06, "hosting": 0.12, "office": 0.22, "caring": 0.11, "else": 0.08
}  # fmt: skip
# Size → premises asked, and premises in the county.
SIZES: Mapping[str, tuple[int, int]] = {
    "1-9": (330, 2140),
    "10-49": (180, 420),
    "50-249": (80, 96),
    "250-plus": (12, 12),
}
BUSINESS_RISKS = {
    "bank": 0.05,
    "invoice": 0.07,
    "buying": 0.06,
    "other": 0.03,
    "virus": 0.06,
    "access": 0.05,
    "blocked": 0.03,
}
SELLERS = 2.2

Row = dict[str, str]


@dataclass(frozen=True)
class WaveFolder:
    """A wave as a folder would hold it: file name → bytes."""

    name: str
    files: Mapping[str, bytes]


def waves() -> Iterator[WaveFolder]:
    """Yield the invented waves, oldest first."""
    for at, year in enumerate((2025, 2026)):
        yield _folder(f"public_{year}", _people(at, np.random.default_rng([SEED, year, STREAM])))
    yield _folder("business_2026", _businesses(np.random.default_rng([SEED, 7])))


def _folder(name: str, rows: Sequence[Row]) -> WaveFolder:
    design = resources.files("hueandcry.surveys.embedded").joinpath(f"{name}.toml").read_bytes()
    return WaveFolder(name, {"design.toml": design, "respondents.csv": _csv(rows)})


# ---- people ---------------------------------------------------------------------------------------------------------


def _people(wave: int, rng: np.random.Generator) -> list[Row]:
    rows: list[Row] = []
    for point in range(POINTS):
        district = list(DISTRICTS)[point % 2]
        luck = float(rng.gamma(6, 1 / 6))
        for _ in range(A_POINT):
            rows.append(_person(len(rows) + 1, point, district, luck, wave, rng))
    return rows


def _person(number: int, point: int, district: str, luck: float, wave: int, rng: np.random.Generator) -> Row:
    age = _chosen(tuple(AGES.items()), rng)
    old = age in ("65-74", "75-plus")
    internet = _chosen((("daily", 0.72 if old else 0.93), ("weekly", 0.06), ("seldom", 0.03), ("never", 0.2)), rng)
    sex = "female" if rng.random() < 0.53 else "male"
    row = {
        "id": f"P{wave + 1}{number:05d}",
        "stratum": f"{district}, part {point // 2 % 3 + 1}",
        "point": str(point + 1),
        "weight": f"{rng.gamma(9, 1.75):.4f}",
        "age_known": age,
        "sex_known": sex,
        "internet": internet,
        "knows_where": _chosen((("yes", 0.44), ("no", 0.53), ("rather-not-say", 0.03)), rng),
        "worry_fraud": _chosen(WORRIES, rng),
        "worry_accounts": _chosen(WORRIES, rng),
        "police_able": _chosen(SURE, rng),
    }
    risks = {kind: risk[wave] * luck for kind, risk in RISKS.items()}
    risks["threats"] *= YOUNG_THREATENED if age == "16-24" else 0.6
    risks["bank"] *= OLD_AT_BANKS if age == "55-64" else 1.0
    asked = [kind for kind in RISKS if kind in FRAUDS or internet != "never"]
    row |= _happened(asked, risks, rng)
    row |= _told(
        row, {"fraud": (FRAUDS, 0.15), "misuse": (("virus", "access"), 0.05), "threats": (("threats",), 0.3)}, rng
    )
    return row | {
        "age": age,
        "sex": sex,
        "health": _chosen((("yes", 0.4 if old else 0.17), ("no", 0.7), ("rather-not-say", 0.02)), rng),
        "force": "exampleshire",
        "district": DISTRICTS[district],
    }


# ---- businesses -----------------------------------------------------------------------------------------------------


def _businesses(rng: np.random.Generator) -> list[Row]:
    rows: list[Row] = []
    for size, (asked, there) in SIZES.items():
        for _ in range(asked):
            rows.append(_business(len(rows) + 1, size, asked, there, rng))
    return rows


def _business(number: int, size: str, asked: int, there: int, rng: np.random.Generator) -> Row:
    sector = _chosen(tuple(SECTORS.items()), rng)
    online = "yes" if size != "1-9" or rng.random() < 0.93 else "no"
    larger = {"1-9": 0.8, "10-49": 1.2, "50-249": 1.6, "250-plus": 2.0}[size]
    row = {
        "id": f"B{number:05d}",
        "size": size,
        "premises": str(there),
        "weight": f"{there / asked:.6f}",
        "sector": sector,
        "online": online,
        "force": "exampleshire",
        "plan": _chosen((("yes", 0.2 * larger), ("no", 0.6), ("dont-know", 0.05)), rng),
        "training": _chosen((("yes", 0.22 * larger), ("no", 0.6), ("dont-know", 0.05)), rng),
        "police_able": _chosen(SURE, rng),
    }
    risks = {
        kind: min(risk * larger * (SELLERS if sector == "selling" else 0.85), 0.6)
        for kind, risk in BUSINESS_RISKS.items()
    }
    frauds = ("bank", "invoice", "buying", "other")
    row |= _happened([kind for kind in risks if kind in frauds or online == "yes"], risks, rng, frauds=frauds)
    misuse = ("virus", "access", "blocked")
    return row | _told(row, {"fraud": (frauds, 0.2), "misuse": (misuse, 0.12)}, rng, reasons=BUSINESS_REASONS)


# ---- what happened, and who was told --------------------------------------------------------------------------------


def _happened(
    asked: Sequence[str], risks: Mapping[str, float], rng: np.random.Generator, *, frauds: Sequence[str] = FRAUDS
) -> Row:
    """Return the answers to "did it happen" and "how many times", blank where a question is not asked."""
    row: Row = {}
    for kind in risks:
        answer = "" if kind not in asked else _answer(risks[kind], rng)
        row[kind] = answer
        row[f"{kind}_times"] = _times(rng) if answer == "yes" else ""
    told = [row[f"{kind}_times"] for kind in frauds if row[kind] == "yes"]
    counted = [int(times) for times in told if times.isdigit()]
    row["fraud_online_times"] = (
        str(int(rng.binomial(sum(counted), 0.62))) if counted else ("rather-not-say" if told else "")
    )
    return row


def _answer(risk: float, rng: np.random.Generator) -> str:
    if rng.random() < 0.01:
        return "rather-not-say" if rng.random() < 0.5 else "dont-know"
    return "yes" if rng.random() < risk else "no"


def _times(rng: np.random.Generator) -> str:
    luck = rng.random()
    if luck < 0.004:
        return "many"
    if luck < 0.014:
        return "rather-not-say"
    return str(int(rng.geometric(0.72) if luck < 0.992 else rng.integers(6, 40)))


def _told(
    row: Row,
    whom: Mapping[str, tuple[Sequence[str], float]],
    rng: np.random.Generator,
    *,
    reasons: Sequence[tuple[str, float]] = REASONS,
) -> Row:
    """Return whether each kind was reported, and why not."""
    found: Row = {}
    for name, (kinds, share) in whom.items():
        met = any(row[kind] == "yes" for kind in kinds)
        found[f"{name}_reported"] = ("yes" if rng.random() < share else "no") if met else ""
    found["why_not"] = _chosen(reasons, rng) if "no" in found.values() else ""
    return found


def _chosen(options: Sequence[tuple[str, float]], rng: np.random.Generator) -> str:
    shares = list(accumulate(share for _, share in options))
    return options[bisect(shares, rng.random() * shares[-1], hi=len(options) - 1)][0]


def _csv(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
