"""What measures answer with: plain frozen values, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hueandcry.measures.rules.comparing import Span

# Bodies of a value that are no body but several together, or whoever a survey speaks for.
ALL_BODIES, ENGLAND_AND_WALES, SURVEYED = "all-bodies", "england-and-wales", "everybody-surveyed"

# The label of crimes of which the files tell no outcome, or no result in court.
NONE_PUBLISHED = "none-published"


@dataclass(frozen=True)
class Part:
    """A part of a measure, such as a kind of crime, and what it is called."""

    code: str
    name: str


@dataclass(frozen=True)
class Period:
    """A period that has values, and the days on which it begins and ends."""

    label: str
    begins: date
    ends: date


@dataclass(frozen=True)
class Definition:
    """A version of a measure, as reviewed.

    `kind` is rate, proportion, count, duration, amount or ratio; a value is in `unit`, for rates and amounts per `per`,
    and of a proportion between 0 and 1. `direction` is "more is better", "less is better" or "none". `interval` says
    how limits were found: wilson, garwood, given (by the source), order (of the ordered durations), carried (from both
    sides), none. `since` is the date from which this version holds; `latest` whether it is the one in force.
    `fill` says which file would fill the measure where it has no value yet; `unlike` what makes the two sides unlike;
    `beside` what is shown next to a value and never divided by; `answer` is a sentence with a place for the {figure};
    `decimals` with how many a share is written in per cent, where it was published with fewer than usual.
    """

    slug: str
    version: int
    since: date
    latest: bool
    title: str
    question: str
    why: str
    numerator: str
    denominator: str
    unit: str
    per: float
    kind: str
    interval: str
    direction: str
    period: str
    authors: str
    checked_by: str
    next_review: date
    caveats: tuple[str, ...]
    unlike: tuple[str, ...]
    smallest: int
    smallest_of: str
    tags: tuple[str, ...]
    parts: tuple[Part, ...]
    reads: tuple[str, ...]
    fill: str
    beside: str = ""
    answer: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Value:
    """One body's figure of one period, or the row that says why there is none.

    `body` is a slug, or `all-bodies` or `england-and-wales` for several together; `body_kind` is then "whole". `state`:

    - shown
    - few: fewer than the smallest count. Drawn and marked, never named highest or lowest
    - partial: some of the period is missing. Of counts and rates there is no value then; of proportions there is
    - missing: there is no figure
    - hidden: there is one that is not told

    `why` says in words why it is not shown whole; `flag`, in a few words, what to know before comparing it. `compared`
    tells whether it is among those that made the funnel; only such a one has `z`, and is `outside` ("above", "below")
    the limits that hold 99.8 % of bodies, their usual spread allowed for. `base_year` is the year of the residents;
    `beside` is shown next to the value, and nothing is divided by it.
    """

    measure: str
    version: int
    body: str
    name: str
    body_kind: str
    part: str
    period: str
    begins: date
    ends: date
    numerator: float | None
    denominator: float | None
    base_year: int | None
    value: float | None
    lower: float | None
    upper: float | None
    state: str
    why: str
    flag: str
    compared: bool
    z: float | None
    outside: str
    beside: float | None = None

    @property
    def invented(self) -> bool:
        """Whether the figure is of the invented county."""
        return self.body_kind == "invented"

    @property
    def whole(self) -> bool:
        """Whether it is of several bodies together."""
        return self.body_kind == "whole"


@dataclass(frozen=True)
class Limits:
    """A funnel: the line in its middle, and the limits on a grid of denominators, smallest first.

    95 and 99.8 % of bodies lie inside, if they differ by chance and by the usual spread of bodies alone. `phi` is how
    much more they vary than chance has them (1 = no more), `tau2` the variance between them on the funnel's scale.
    """

    denominator: tuple[float, ...]
    lower95: tuple[float, ...]
    upper95: tuple[float, ...]
    lower998: tuple[float, ...]
    upper998: tuple[float, ...]
    target: float
    phi: float
    tau2: float


@dataclass(frozen=True)
class SourceFile:
    """A file that figures were made from."""

    name: str
    sha256: str
    release: str
    dataset: str
    body: str
    period: str


@dataclass(frozen=True)
class Stream:
    """So many crimes that had the outcome `outcome`, and then the result `result` in court ("" before the court)."""

    outcome: str
    outcome_name: str
    result: str
    result_name: str
    crimes: int


@dataclass(frozen=True)
class Flow:
    """What became of the crimes of a body, kind ("" = all) and period: crime → outcome → result in court.

    Each crime is counted once, by its id. `outcomes` add up to `crimes`; `results` add up to the outcome `charged`.
    `followed_until` is the last month of the outcomes files, `courts_until` the last in which they hold any result of a
    court (None if they hold none). `why` says in words what can be missing. `first`, `last` and `months` tell which
    months of the year are followed (None where that is not known).
    """

    body: str
    name: str
    kind: str
    period: str
    crimes: int
    outcomes: tuple[Stream, ...]
    results: tuple[Stream, ...]
    courts_until: date | None
    why: str
    followed_until: date | None = None
    gaps: int = 0
    first: date | None = None
    last: date | None = None
    months: int | None = None
    body_kind: str = "territorial"

    @property
    def invented(self) -> bool:
        """Whether the flow is of the invented county."""
        return self.body_kind == "invented"

    @property
    def courts_told(self) -> bool:
        """Whether the files hold results of courts of the time of these crimes, or later."""
        return self.courts_until is not None and self.courts_until >= (self.first or date.min)


@dataclass(frozen=True)
class FlowSpan:
    """Which months of a year are followed."""

    first: date
    last: date
    months: int

    @property
    def whole(self) -> bool:
        """Whether every month of the year is."""
        return self.months == 12


@dataclass(frozen=True)
class Comparison:
    """Two figures beside each other: a - b and a ÷ b with their 95 % intervals.

    `more_than_chance` is None where the two may not be compared, and `refused` then says why; or where nothing can be
    said of their difference, and `undecided` says why. `usual_spread` tells, for two bodies in one funnel, whether they
    lie no further apart than two bodies usually do; None where not known. `cautions` are what to know before the
    answer, such as a lockdown within one of the periods, or what a body is unlike the others in.
    """

    a: Value
    b: Value
    difference: Span | None = None
    ratio: Span | None = None
    more_than_chance: bool | None = None
    usual_spread: bool | None = None
    refused: str = ""
    undecided: str = ""
    cautions: tuple[str, ...] = ()
