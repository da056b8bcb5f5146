"""Interval dots: one figure a row with its 95% interval, all on one axis from zero."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.ui.charts import scale, standalone, svg
from hueandcry.ui.charts.band_plot import ChartDataError
from hueandcry.ui.charts.funnel_plot import FAR_OUT
from hueandcry.ui.charts.quantity import SHARE, Quantity

ROW_STATES = ("shown", "few", "not shown", "partial", "missing")


@dataclass(frozen=True)
class DotRow:
    """One figure with its interval.

    `state`: "shown", "few" (hollow), "not shown" (too few people asked), "partial" or "missing". `whole`: it
    is the figure of everybody, set a little apart. A row with a `flag` (why it is unlike the others) does not stretch
    the axis: off it, an arrow points.
    """

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    state: str = "shown"
    whole: bool = False
    flag: str = ""

    def __post_init__(self) -> None:
        """Refuse a state that has no drawing, and an interval that does not hold its value."""
        if self.state not in ROW_STATES:
            raise ChartDataError(f"found the state {self.state!r}; expected one of {', '.join(ROW_STATES)}")
        known = scale.clean((self.lower, self.value, self.upper))
        low, value, high = known
        if low is not None and high is not None and value is not None and not low <= value <= high:
            raise ChartDataError(f"{self.label}: found {value} outside {low} to {high}; expected it inside")

    @property
    def is_drawn(self) -> bool:
        """Does it have a figure that may be drawn?"""
        return self.state in ("shown", "few") and scale.clean((self.value,))[0] is not None


@dataclass(frozen=True)
class Dots:
    """Figures under one another. `title` is the finding, `unit` what the axis shows, `source` whose they are."""

    rows: tuple[DotRow, ...]
    title: str = ""
    unit: str = ""
    quantity: Quantity = SHARE
    source: str = ""


@dataclass(frozen=True)
class Shape:
    """The measures of a variant; on a phone the label stands above its row."""

    width: int
    row: int
    size: float
    names: int
    figures: float


SHAPES = {
    "wide": Shape(width=860, row=34, size=16, names=270, figures=1),
    "phone": Shape(width=360, row=48, size=13.5, names=0, figures=0),
}
HEAD, FOOT, APART = 8, 46, 14
# Bold digits of one width are wider than letters are on average.
WIDE_DIGITS = 1.08
# Names are of small letters, which are narrower than letters are on average.
LETTER_EM = 0.52


def dots(shown: Dots, *, variant: str = "wide", alone: bool = False) -> SafeString:
    """Draw one variant; with `alone` as a complete file."""
    shape = fitted(SHAPES[variant], shown)
    heights = _heights(shown, shape)
    bottom = heights[-1] + shape.row / 2 + 4 if heights else HEAD + 30.0
    if shown.rows:
        body = "".join([*axis(shown, shape, bottom), *rows(shown, shape, heights)])
    else:
        body = svg.text(0, HEAD + shape.size, gettext("No data"), classes="c-note")
    size: dict[str, Any] = {
        "width": shape.width,
        "height": bottom + FOOT,
        "classes": f"dots dots--{variant}",
        "title": shown.title or shown.unit or gettext("Figures with their intervals"),
    }
    if alone:
        return standalone.file(**size, description=describe(shown), body=body, source=shown.source)
    return SafeString(svg.frame(**size, description=describe(shown), body=body))


def fitted(shape: Shape, shown: Dots) -> Shape:
    """Return a shape with as much room for the figures as the widest of them needs."""
    if not shape.figures:
        return shape
    widest = max((svg.text_width(row_words(shown, row), shape.size) for row in shown.rows), default=0.0)
    return replace(shape, figures=widest * WIDE_DIGITS)


def both_dots(shown: Dots) -> SafeString:
    """Draw both variants for a page; the stylesheet shows the one that fits."""
    return SafeString(dots(shown) + dots(shown, variant="phone"))


def axis(shown: Dots, shape: Shape, bottom: float) -> Iterable[str]:
    """Draw the marks from zero, with their numbers and the unit below."""
    marks = _marks(shown, shape)
    for mark in marks:
        x = _x(shown, shape, mark)
        yield svg.line(x, HEAD, x, bottom, classes="c-grid" if mark else "c-axis")
        yield svg.text(
            x, bottom + shape.size + 3, shown.quantity.tick(mark, marks[1]), classes="c-tick", anchor="middle"
        )
    yield svg.text(_left(shape), bottom + 2 * shape.size + 9, shown.unit, classes="c-note")


def rows(shown: Dots, shape: Shape, heights: list[float]) -> Iterable[str]:
    """Draw each figure with its interval and its words."""
    for row, y in zip(shown.rows, heights, strict=True):
        beside = bool(shape.names)
        room = shape.names if beside else shape.width - 14 - svg.text_width(row_words(shown, row), shape.size)
        name = svg.wrap(row.label, int(room / (shape.size * LETTER_EM)), 1)[0]
        tone = "c-value" if row.whole else "c-note"
        yield svg.text(0, y + shape.size * 0.34 if beside else y - 13, name, classes=tone)
        yield from interval(shown, shape, row, y)
        yield from figure(shown, shape, row, y)


def interval(shown: Dots, shape: Shape, row: DotRow, y: float) -> Iterable[str]:
    """Draw the whisker and the dot; a dashed line where nothing may be shown."""
    left = _left(shape)
    if not row.is_drawn:
        yield svg.line(left, y, left + 60, y, classes="c-void")
        return
    low, high = scale.clean((row.lower, row.upper))
    x = _x(shown, shape, shown.quantity.scaled(row.value or 0.0))
    edge = _right(shape)
    if x > edge:
        yield f'<path class="c-flagged" d="{svg.polyline(((edge + 8, y), (edge - 3, y - 6), (edge - 3, y + 6)))}Z"/>'
        return
    if low is not None and high is not None:
        ends = [min(_x(shown, shape, shown.quantity.scaled(end)), edge + 6) for end in (low, high)]
        yield svg.line(ends[0], y, ends[1], y, classes="c-whisker")
        yield "".join(svg.line(x, y - 4, x, y + 4, classes="c-whisker") for x in ends)
    tone = "c-few" if row.state == "few" else "c-middle-dot" if row.whole else "c-dot"
    yield svg.circle(x, y, 5, classes=tone)


def figure(shown: Dots, shape: Shape, row: DotRow, y: float) -> Iterable[str]:
    """Write the figure: beside the plot where there is room, else at the end of the label's line."""
    said = row_words(shown, row)
    if shape.figures:
        yield svg.text(shape.width, y + shape.size * 0.34, said, classes="c-value", anchor="end")
    else:
        yield svg.text(shape.width, y - 13, said, classes="c-value", anchor="end")


def row_words(shown: Dots, row: DotRow) -> str:
    """Return a figure with its interval: "4.1% (3.2 to 5.2)"."""
    if row.state == "not shown":
        return gettext("not shown")
    if row.state == "partial":
        return gettext("not whole")
    if not row.is_drawn:
        return shown.quantity.written(None)
    figure = shown.quantity.written(row.value)
    low, high = scale.clean((row.lower, row.upper))
    if low is None or high is None:
        return figure
    return gettext("%(figure)s (%(lower)s to %(upper)s)") % {
        "figure": figure,
        "lower": shown.quantity.written(low),
        "upper": shown.quantity.written(high),
    }


def describe(shown: Dots) -> str:
    """Return every figure in words."""
    return "; ".join(f"{row.label}: {row_words(shown, row)}" for row in shown.rows) or gettext(
        "There are no figures to draw."
    )


def _heights(shown: Dots, shape: Shape) -> list[float]:
    """Return the middle of each row; the figure of everybody has a little more room below it."""
    found, y = [], float(HEAD)
    for row in shown.rows:
        lift = 0 if shape.names else 10
        found.append(y + shape.row / 2 + lift)
        y += shape.row + (APART if row.whole else 0)
    return found


def _marks(shown: Dots, shape: Shape) -> list[float]:
    plain = [row for row in shown.rows if not row.flag] or list(shown.rows)
    known = [value for row in plain if row.is_drawn for value in scale.clean((row.value, row.upper)) if value]
    most = max(known, default=0.0) * FAR_OUT
    known += [row.value for row in shown.rows if row.is_drawn and row.value and row.value <= most]
    return scale.marks(shown.quantity.scaled(max(known, default=0.0)), about=5 if shape.names else 3)


def _left(shape: Shape) -> float:
    return shape.names + 14 if shape.names else 6.0


def _x(shown: Dots, shape: Shape, scaled: float) -> float:
    left = _left(shape)
    return left + (_right(shape) - left) * scaled / _marks(shown, shape)[-1]


def _right(shape: Shape) -> float:
    return shape.width - (shape.figures + 14 if shape.figures else 16)
