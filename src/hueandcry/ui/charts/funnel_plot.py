"""A funnel before it is drawn: its values, its scales, and the room its words need."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext

from hueandcry.ui.charts import scale, svg
from hueandcry.ui.charts.band_plot import ChartDataError
from hueandcry.ui.charts.quantity import SHARE, Quantity
from hueandcry.ui.format import number

UNIT_STATES = ("shown", "few", "partial", "hidden", "missing")
OUTSIDE = ("", "above", "below")
DRAWN = ("shown", "few")

# Where the largest unit is this many times the smallest, the axis shows orders of magnitude.
MANY_TIMES = 12
# A flagged unit, or one with few cases, that lies farther out than this many times the room of the others is drawn at
# the edge with an arrow: it may not squeeze all others into a line.
FAR_OUT = 1.25

# On an axis of orders of magnitude, one with few cases that is so many times smaller than the smallest of the others
# is drawn at the left edge with an arrow.
FAR_BELOW = 3
# Digits of one width, and the mark of a percentage, are wider than letters are on average.
WIDE_DIGITS = 1.22
UP_LINES = 2

Point = tuple[float, float]


@dataclass(frozen=True)
class Unit:
    """One body on a funnel: how large it is, and its figure (None where there is none).

    `state`: "shown"; "few" (drawn hollow, never named as high or low); "partial", "hidden" or "missing" (not drawn,
    told in words). `outside`: "above" or "below" the wide limits. `flag`: what makes its figure unlike the others'.
    """

    name: str
    denominator: float | None
    value: float | None
    state: str = "shown"
    outside: str = ""
    flag: str = ""
    here: bool = False

    def __post_init__(self) -> None:
        """Refuse a state that has no drawing."""
        if self.state not in UNIT_STATES:
            raise ChartDataError(f"found the state {self.state!r}; expected one of {', '.join(UNIT_STATES)}")
        if self.outside not in OUTSIDE:
            raise ChartDataError(f"found {self.outside!r}; expected 'above', 'below' or nothing")

    @property
    def is_drawn(self) -> bool:
        """Does it have a figure that may be drawn?"""
        known = scale.clean((self.denominator, self.value))
        return self.state in DRAWN and None not in known and (self.denominator or 0) > 0

    @property
    def is_outside(self) -> bool:
        """Is it outside the wide limits, with enough cases to say so?"""
        return self.is_drawn and self.state == "shown" and bool(self.outside)


@dataclass(frozen=True)
class Limits:
    """The curves of a funnel at some denominators, smallest first, and the line in the middle.

    Of bodies that differ by chance and by the usual spread alone, 95 in 100 lie inside the narrow limits and 998 in
    1,000 inside the wide ones.
    """

    denominators: tuple[float, ...]
    lower95: tuple[float, ...]
    upper95: tuple[float, ...]
    lower998: tuple[float, ...]
    upper998: tuple[float, ...]
    target: float

    def __post_init__(self) -> None:
        """Refuse curves of different lengths, and denominators out of order."""
        for name in ("lower95", "upper95", "lower998", "upper998"):
            given = len(getattr(self, name))
            if given != len(self.denominators):
                raise ChartDataError(f"{name} has {given} values; expected {len(self.denominators)}, one a denominator")
        if list(self.denominators) != sorted(self.denominators):
            raise ChartDataError("the denominators are out of order; expected the smallest first")


@dataclass(frozen=True)
class Funnel:
    """Bodies against their size, with the limits that chance and the usual spread would give.

    `title` is the finding; `across` says what the denominator is, `up` what the figure is; `together` names the line
    in the middle ("all together").
    """

    units: tuple[Unit, ...]
    limits: Limits | None
    title: str = ""
    across: str = ""
    up: str = ""
    together: str = ""
    quantity: Quantity = SHARE
    source: str = ""


@dataclass(frozen=True)
class Shape:
    """The size of a variant, of its words and its points; `most` names of bodies are written at most."""

    name: str
    width: int
    height: int
    size: float
    beside: bool
    most: int
    point: float


WIDE = Shape("wide", width=760, height=450, size=16, beside=True, most=10, point=4.5)
PHONE = Shape("phone", width=360, height=400, size=13.5, beside=False, most=6, point=4)
SMALL = Shape("small", width=300, height=160, size=14, beside=False, most=1, point=2.6)
VARIANTS = {"wide": WIDE, "phone": PHONE, "small": SMALL}


@dataclass
class Plot:
    """One funnel being drawn: the room and the scales. `units` are those with a figure, the farthest back first."""

    funnel: Funnel
    shape: Shape
    units: list[Unit]
    marks: list[float]
    low: float
    high: float
    is_log: bool
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    xs: dict[int, Point] = field(default_factory=dict)

    def x(self, denominator: float) -> float:
        """Return where a size stands."""
        if self.is_log:
            share = math.log(max(denominator, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (denominator - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def y(self, scaled: float) -> float:
        """Return where a figure stands, as it is written; zero is on the axis."""
        return self.bottom - (self.bottom - self.top) * scaled / self.marks[-1]

    def height(self, value: float) -> float:
        """Return where a figure stands."""
        return self.y(self.funnel.quantity.scaled(value))

    def is_off(self, unit: Unit) -> bool:
        """Is its figure above what the axis reaches?"""
        return self.funnel.quantity.scaled(unit.value or 0) > self.marks[-1]

    def is_short(self, unit: Unit) -> bool:
        """Is it smaller than the axis reaches?"""
        return (unit.denominator or 0.0) < self.low


def laid_out(funnel: Funnel, shape: Shape) -> Plot:
    """Work out the scales from the units, then the margins from the widest words that must fit."""
    units = sorted((one for one in funnel.units if one.is_drawn), key=_order)
    sizes = [one.denominator for one in units if one.denominator]
    plain = [one.denominator for one in units if one.denominator and one.state == "shown" and not one.flag]
    largest = max(sizes, default=2.0)
    smallest = max(min(sizes, default=1.0), min(plain, default=0.0) / FAR_BELOW)
    is_log = largest / smallest > MANY_TIMES
    low, high = (smallest / 1.3, largest * 1.25) if is_log else (0.0, largest * 1.06)
    plot = Plot(funnel, shape, units, scale.marks(_reach(funnel, units, low, high)), low, high, is_log)
    _set_margins(plot)
    plot.xs = {id(one): _place(plot, one) for one in units}
    return plot


def _order(unit: Unit) -> tuple[bool, bool, bool]:
    return (unit.here, unit.is_outside, unit.state == "shown")


def _reach(funnel: Funnel, units: list[Unit], low: float, high: float) -> float:
    """Return the largest figure that the axis must reach: of plain units, and of the limits where most units lie."""
    plain = [one.value or 0.0 for one in units if one.state == "shown" and not one.flag]
    reach = max(plain, default=0.0)
    if funnel.limits:
        sizes = sorted(one.denominator or 0.0 for one in units)
        middle = sizes[len(sizes) // 2] if sizes else high
        inside = [
            value
            for size, value in zip(funnel.limits.denominators, funnel.limits.upper998, strict=True)
            if middle <= size <= high and value == value
        ]
        reach = max([reach, funnel.limits.target * 1.15, *inside[:1]])
    odd = [one.value or 0.0 for one in units if one.value and one.value <= reach * FAR_OUT]
    reach = max([reach, *odd]) or max((one.value or 0.0 for one in units), default=0.0)
    return funnel.quantity.scaled(reach * 1.04)


def _set_margins(plot: Plot) -> None:
    shape, size = plot.shape, plot.shape.size
    if shape.name == "small":
        plot.left, plot.right, plot.top, plot.bottom = 4, shape.width - 4, 26, shape.height - 6
        return
    ticks = [plot.funnel.quantity.tick(mark, plot.marks[1]) for mark in plot.marks]
    plot.left = max(svg.text_width(words, size) for words in ticks) * WIDE_DIGITS + 12
    beside = max(svg.text_width(words, size) for words in limit_names(plot.funnel))
    plot.right = shape.width - (beside + 14 if shape.beside else 10)
    letters = int(shape.width / svg.text_width("m", size))
    above, below = (len(svg.wrap(said, letters, UP_LINES)) - 1 for said in (plot.funnel.up, plot.funnel.across))
    plot.top = size + 16 + above * (size + 3) + (size + 6 if _has_far_out(plot) else 0)
    plot.bottom = shape.height - 2 * size - 20 - below * (size + 3)


def _has_far_out(plot: Plot) -> bool:
    return any(plot.is_off(one) for one in plot.units)


def _place(plot: Plot, unit: Unit) -> Point:
    """Return where a unit is drawn; one that is off the axis stands on the upper edge."""
    y = plot.top if plot.is_off(unit) else plot.height(unit.value or 0.0)
    return (plot.left + 9 if plot.is_short(unit) else plot.x(unit.denominator or 0.0)), y


def limit_names(funnel: Funnel) -> list[str]:
    """Return the words beside the lines: the middle, the narrow and the wide limits."""
    if funnel.limits is None:
        return [""]
    return [
        *middle_words(funnel),
        # xgettext:no-python-format
        gettext("95% limits"),
        # xgettext:no-python-format
        gettext("99.8% limits"),
    ]


def middle_words(funnel: Funnel) -> list[str]:
    """Return the words of the line in the middle, on one line or two."""
    target = funnel.quantity.written(funnel.limits.target if funnel.limits else None)
    return [funnel.together or gettext("all together"), target]


def across_ticks(plot: Plot) -> list[tuple[float, str]]:
    """Return the marks of the axis of sizes, with their words, as many as have room."""
    room = plot.right - plot.left
    widest = svg.text_width(number(plot.high), plot.shape.size) * WIDE_DIGITS + 14
    most = max(2, int(room / widest))
    if plot.is_log:
        found = scale.log_marks(plot.low, plot.high, most)
    else:
        found = [mark for mark in scale.marks(plot.high, about=min(most, 5)) if mark <= plot.high]
    step = min((b - a for a, b in pairwise(found)), default=1)
    return [(mark, number(mark, 0 if step >= 1 else 1)) for mark in found]


def curve(plot: Plot, values: tuple[float, ...]) -> list[Point]:
    """Return a limit as points inside the range of sizes, in the order of sizes; heights may leave the plot."""
    limits = plot.funnel.limits
    if limits is None:
        return []
    pairs = [(d, v) for d, v in zip(limits.denominators, values, strict=True) if v == v and d > 0]
    found = []
    for at, (size, value) in enumerate(pairs):
        if plot.low <= size <= plot.high:
            found.append((plot.x(size), plot.height(value)))
            continue
        beside = pairs[at + 1] if size < plot.low and at + 1 < len(pairs) else pairs[at - 1] if at else None
        edge = plot.low if size < plot.low else plot.high
        if beside and min(size, beside[0]) < edge < max(size, beside[0]):
            share = (edge - size) / (beside[0] - size)
            found.append((plot.x(edge) if edge > 0 else plot.left, plot.height(value + share * (beside[1] - value))))
    return found


def visible(points: list[Point], top: float, bottom: float) -> list[list[Point]]:
    """Return the stretches of a line that lie between two heights, cut exactly where it leaves."""
    stretches: list[list[Point]] = []
    for at, (x, y) in enumerate(points):
        inside = top <= y <= bottom
        before = points[at - 1] if at else None
        was_inside = before is not None and top <= before[1] <= bottom
        if before and inside != was_inside:
            edge = top if min(y, before[1]) < top else bottom
            share = (edge - before[1]) / (y - before[1])
            cut = (before[0] + share * (x - before[0]), edge)
            if inside:
                stretches.append([cut])
            else:
                stretches[-1].append(cut)
        elif inside and not was_inside:
            stretches.append([])
        if inside:
            stretches[-1].append((x, y))
    return [stretch for stretch in stretches if len(stretch) > 1]
