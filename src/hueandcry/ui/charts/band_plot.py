"""A band chart before it is drawn: its values, its scales, and the room its widest words need."""

from dataclasses import dataclass, field
from datetime import date

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


WIDE = Shape("wide", width=760, height=330, size=15, beside=True, most_rises=4)
PHONE = Shape("phone", width=360, height=310, size=13.5, beside=False, most_rises=2)
VARIANTS = {"wide": WIDE, "phone": PHONE}


@dataclass
class Plot:
    """One chart being drawn: the cleaned values, where they fall, and the boxes that words already take."""

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
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def x(self, index: float) -> float:
        """Return where the middle of a month stands."""
        return self.left + (index + 0.5) * self.step

    def y(self, value: float) -> float:
        """Return where a count stands; zero is on the axis."""
        return self.bottom - (self.bottom - self.top) * value / self.ticks[-1]

    def month(self, index: int) -> str:
        """Return the name of the month at a position."""
        return month_name(months_from(self.band.first, index), self.lang)


def laid_out(band: Band, shape: Shape, lang: str | None) -> Plot:
    """Work out the scales and margins, from the widest words that must fit."""
    months = len(band.observed)
    plot = Plot(
        band=band,
        shape=shape,
        lang=lang,
        observed=scale.clean(band.observed),
        lower=scale.clean(band.lower) or [None] * months,
        upper=scale.clean(band.upper) or [None] * months,
    )
    plot.ticks = scale.ticks(max((v for v in (*plot.observed, *plot.upper) if v is not None), default=0))
    plot.left = 8 + max(svg.text_width(number(mark), shape.size) for mark in plot.ticks) + 6
    plot.right = shape.width - (end_width(plot) + 12 if shape.beside else 10)
    plot.top = 30 + (shape.size + 5) * len(break_rows(plot))
    plot.bottom = shape.height - shape.size - 15
    plot.step = (plot.right - plot.left) / max(1, months)
    return plot


def end_width(plot: Plot) -> float:
    """Return the room that the words beside the last month need."""
    rows = [gettext("usual range")]
    if plot.observed:
        rows += [plot.month(len(plot.observed) - 1)]
    return max(svg.text_width(row, plot.shape.size - 1) for row in rows)


def break_rows(plot: Plot) -> list[tuple[int, str]]:
    """Return the breaks that fall inside the chart, and as much of each reason as its row can hold."""
    inside = [(position(plot, item.at), item.label) for item in plot.band.breaks]
    per_character = (plot.shape.size - 1) * svg.CHARACTER_EM
    limit = (
        int(plot.shape.width * 0.55 / per_character)
        if plot.shape.beside
        else int(plot.shape.width * 0.5 / per_character)
    )
    return [(at, svg.wrap(label, limit, lines=1)[0]) for at, label in inside if 0 <= at < len(plot.observed)]


def position(plot: Plot, month: date) -> int:
    """Return how many months after the first one this month stands."""
    return (month.year - plot.band.first.year) * 12 + month.month - plot.band.first.month


def last_known(plot: Plot) -> int | None:
    """Return the position of the last month with a figure."""
    return next((i for i in range(len(plot.observed) - 1, -1, -1) if plot.observed[i] is not None), None)
