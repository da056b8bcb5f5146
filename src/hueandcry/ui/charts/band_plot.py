"""A band chart before it is drawn: its values, its scales, and the room its widest words need."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext

from hueandcry.ui.charts import scale, svg
from hueandcry.ui.format import month_name, months_from, number


class ChartDataError(ValueError):
    """The values for a chart do not belong together; says what was found and what was expected."""


@dataclass(frozen=True)
class Break:
    """A month from which figures cannot be compared with those before it, and why (`until`: the last such month)."""

    at: date
    label: str
    until: date | None = None


@dataclass(frozen=True)
class Band:
    """What a band chart shows: one value a month from `first` on, None (or NaN) where nothing is known.

    `lower` and `upper` are the ends of the usual range, as long as `observed` (or empty: no range is drawn).
    `rises` are positions in `observed`. `title` is the finding, in words; `unit` what is counted; `source` whose
    figures they are (both are written under the chart when it stands alone).
    """

    first: date
    observed: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    rises: tuple[int, ...] = ()
    breaks: tuple[Break, ...] = ()
    title: str = ""
    unit: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse values that do not belong together."""
        months = len(self.observed)
        for name in ("lower", "upper"):
            given = len(getattr(self, name))
            if given not in (0, months):
                raise ChartDataError(f"{name} has {given} values; expected {months}, one for each observed month")
        outside = [at for at in self.rises if not 0 <= at < months]
        if outside:
            raise ChartDataError(f"a rise stands at position {outside[0]}; expected 0 to {months - 1}")


@dataclass(frozen=True)
class Shape:
    """The size of a variant and of its words, in the chart's own units."""

    name: str
    width: int
    height: int
    size: float
    beside: bool
    most_rises: int


WIDE = Shape("wide", width=860, height=350, size=16, beside=True, most_rises=4)
PHONE = Shape("phone", width=360, height=310, size=13.5, beside=False, most_rises=2)
VARIANTS = {"wide": WIDE, "phone": PHONE}


# Where a count stands: a number, or None where nothing is known. Layers ask for runs of known ones before drawing.
Height = Any


@dataclass
class Plot:
    """One chart being drawn: the cleaned values, the room, and (once laid out) where every month and count falls.

    `xs` are the middles of months; `counts`, `lows` and `highs` the heights of observed, lower and upper (None where
    nothing is known); `tops` and `feet` the highest and lowest ink in each month; `taken` the boxes words stand in.
    """

    band: Band
    shape: Shape
    lang: str | None
    observed: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    step: float = 0
    ticks: list[int] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    counts: list[Height] = field(default_factory=list)
    lows: list[Height] = field(default_factory=list)
    highs: list[Height] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    feet: list[float] = field(default_factory=list)
    break_labels: list["BreakLabel"] = field(default_factory=list)
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def y(self, value: float) -> float:
        """Return where a count stands; zero is on the axis."""
        return self.bottom - (self.bottom - self.top) * value / self.ticks[-1]

    def month(self, index: int) -> str:
        """Return the name of the month at a position."""
        return month_name(months_from(self.band.first, index), self.lang)


def laid_out(band: Band, shape: Shape, lang: str | None) -> Plot:
    """Work out the margins from the widest words that must fit, then where everything falls."""
    months = len(band.observed)
    plot = Plot(
        band=band,
        shape=shape,
        lang=lang,
        observed=scale.clean(band.observed),
        lower=scale.clean(band.lower) or [None] * months,
        upper=scale.clean(band.upper) or [None] * months,
    )
    plot.ticks = scale.ticks(max([v for v in (*plot.observed, *plot.upper) if v is not None], default=0))
    plot.left = 8 + max(svg.text_width(number(mark), shape.size) for mark in plot.ticks) + 6
    plot.right = shape.width - (end_width(plot) + 14 if shape.beside else 11)
    plot.bottom = shape.height - shape.size - 15
    plot.step = (plot.right - plot.left) / max(1, months)
    plot.break_labels = labelled_breaks(plot)
    plot.top = strip_height(plot)
    place_months(plot)
    return plot


def strip_height(plot: Plot) -> float:
    """Return the room above the plot: rows for the breaks, and one for words when something needs them there."""
    crowded = plot.band.rises or plot.band.breaks or None in plot.observed or not plot.shape.beside
    rows = sum(len(label.lines) for label in plot.break_labels)
    return (30 if crowded else 14) + (plot.shape.size + 5) * rows


def place_months(plot: Plot) -> None:
    """Work out where every month and every count falls, once for all layers."""
    per_count = (plot.bottom - plot.top) / plot.ticks[-1]
    half = plot.left + plot.step / 2

    def heights(values: list[float | None]) -> list[Height]:
        return [None if value is None else plot.bottom - value * per_count for value in values]

    plot.xs = [half + index * plot.step for index in range(len(plot.observed))]
    plot.counts, plot.lows, plot.highs = heights(plot.observed), heights(plot.lower), heights(plot.upper)
    pairs = zip(plot.counts, plot.highs, plot.lows, strict=True)
    for count, high, low in pairs:
        known = [height for height in (count, high, low) if height is not None]
        plot.tops.append(min(known, default=plot.bottom))
        plot.feet.append(max(known, default=plot.top))


def end_width(plot: Plot) -> float:
    """Return the room that the words beside the last month need."""
    rows = [gettext("usual range")]
    if plot.observed:
        rows += [plot.month(len(plot.observed) - 1)]
    return max(svg.text_width(row, plot.shape.size) for row in rows)


@dataclass(frozen=True)
class BreakLabel:
    """Where a break stands, the words beside its line, in which row they begin, and on which side of it."""

    x: float
    lines: tuple[str, ...]
    row: int
    begins: bool


def labelled_breaks(plot: Plot) -> list[BreakLabel]:
    """Return the breaks inside the chart, each reason written on the roomier side of its line, on two lines at most."""
    placed: list[BreakLabel] = []
    row = 0
    for item in plot.band.breaks:
        at = position(plot, item.at)
        if not 0 <= at < len(plot.observed):
            continue
        x = plot.left + at * plot.step
        begins = x < plot.shape.width * 0.6
        room = plot.shape.width - x - 8 if begins else x - 8
        lines = svg.wrap(item.label, int(room / svg.text_width("m", plot.shape.size)))
        placed.append(BreakLabel(x, tuple(lines), row, begins))
        row += len(lines)
    return placed


def break_ends(plot: Plot) -> list[float]:
    """Return where breaks end inside the chart: figures can be compared again from there on."""
    ends = [position(plot, item.until) + 1 for item in plot.band.breaks if item.until]
    return [plot.left + end * plot.step for end in ends if 0 < end <= len(plot.observed)]


def position(plot: Plot, month: date) -> int:
    """Return how many months after the first one this month stands."""
    return (month.year - plot.band.first.year) * 12 + month.month - plot.band.first.month


def last_known(plot: Plot) -> int | None:
    """Return the position of the last month with a figure."""
    return next((i for i in range(len(plot.observed) - 1, -1, -1) if plot.observed[i] is not None), None)


def range_known(plot: Plot) -> list[bool]:
    """Say for every month whether its usual range is known."""
    return [low is not None and high is not None for low, high in zip(plot.lows, plot.highs, strict=True)]
