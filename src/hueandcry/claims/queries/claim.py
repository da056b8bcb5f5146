"""A claim as reviewed: who said what, and how it can be worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from hueandcry.claims.rules.expression import Node
from hueandcry.claims.rules.spans import Span
from hueandcry.claims.rules.verdicts import Several
from hueandcry.ui.languages import Bilingual

# How sure a fact is: it stands so in the source named; it was worked out or read out of words by us; nobody has
# compared it with the source it is said to come from.
VERIFIED, INFERRED, NOT_VERIFIED = "verified", "inferred", "not verified"
STATUSES = (VERIFIED, INFERRED, NOT_VERIFIED)

# Who may be named. No private person ever is: `kind` knows none.
SPEAKER_KINDS = ("publication", "party", "public body", "project", "reading")

# How a day is known: to the day, the month or the year.
PRECISIONS = ("day", "month", "year")

REPLIES = ("not yet asked", "asked", "replied", "nobody to ask")

# What of a measure's value is taken.
MEASURE_PARTS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Speaker:
    """Who said it: a publication, party or public body, this project itself, or a reading that anyone may come to."""

    slug: str
    name: Bilingual
    kind: str
    about: Bilingual


@dataclass(frozen=True)
class Document:
    """Where it stands: a public document, as it was at hand. `dating` says how its date is known."""

    slug: str
    title: str
    publisher: Bilingual
    on: date
    precision: str
    dating: Bilingual
    url: str


@dataclass(frozen=True)
class MeasureCell:
    """One figure of a measure: which measure and version (None = in force), body, period and part."""

    slug: str
    version: int | None
    body: str
    period: str
    part: str
    of: str


@dataclass(frozen=True)
class Fact:
    """A number that goes into the computation, by name.

    Entered with its source; or read in each build, by the claim's own SELECT or from a measure. A fact of a build may
    have an entered value as well, which serves where the table is not loaded.
    """

    name: str
    label: Bilingual
    unit: str
    status: str
    value: Fraction | None
    document: Document | None
    section: Bilingual
    built: bool
    measure: MeasureCell | None

    @property
    def from_build(self) -> bool:
        """Whether it is read in each build."""
        return self.built or self.measure is not None


@dataclass(frozen=True)
class Step:
    """A number worked out on the way, under a name that later expressions may use."""

    name: str
    label: Bilingual
    expression: str
    tree: Node
    unit: str
    places: int


@dataclass(frozen=True)
class Claimed:
    """The quantity that is claimed: in words, and which values it allows. `span` None: a comparison that must hold."""

    text: Bilingual
    unit: str
    span: Span | None
    reading: Bilingual


@dataclass(frozen=True)
class Check:
    """One figure worked out again and set beside what is claimed: a value, a range (`low` to `high`), or a comparison.

    `places`: with how many decimals ours is shown.
    """

    label: Bilingual
    claimed: Claimed
    low: str
    high: str
    trees: tuple[Node, Node]
    places: int

    @property
    def is_range(self) -> bool:
        """Whether only bounds can be worked out."""
        return self.low != self.high


@dataclass(frozen=True)
class Uncheckable:
    """Why nothing can be worked out, and what it would take."""

    claimed: Bilingual
    why: Bilingual
    needed: Bilingual


@dataclass(frozen=True)
class Reply:
    """The right of reply: whether who said it was asked, and what they answered. Never invented."""

    state: str
    asked_on: date | None
    replied_on: date | None
    by: Bilingual
    text: Bilingual


@dataclass(frozen=True)
class Claim:
    """A claim with everything that its page says about it. `raw` is the reviewed file, to be kept with each build."""

    slug: str
    title: Bilingual
    words: Bilingual
    quoted: bool
    speaker: Speaker
    document: Document
    section: Bilingual
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]
    several: Several
    every_definition: bool
    uncheckable: Uncheckable | None
    unlike: tuple[Bilingual, ...]
    note: Bilingual
    reply: Reply
    related: tuple[str, ...]
    checked_by: Bilingual
    select: Path | None
    raw: Mapping[str, Any]
