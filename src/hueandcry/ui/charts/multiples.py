"""Small multiples: the trend of each body, strong, among those of all others, faint; the same scale for all.

The faint lines are the same in every panel. They are written once, under a name, and shown again by that name: forty
panels of sixty periods stay small enough for a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.ui.charts import scale, standalone, svg
from hueandcry.ui.charts.band_plot import ChartDataError
from hueandcry.ui.charts.quantity import SHARE, Quantity

WIDTH, HEIGHT = 240, 120
LEFT, RIGHT, TOP, BOTTOM = 6, 234, 20, 98
SIZE = 13
# Coordinates are whole numbers of a quarter unit: fine enough for the eye, and short to write.
FINE = 4
# With so many periods or fewer each has a point with whiskers; with more, a line in a band.
FEW_PERIODS = 12
COLUMNS, GAP_X, GAP_Y, NAME = 3, 32, 26, 22


@dataclass(frozen=True)
class Line:
    """One body, one value a period, None where there is no figure; `lower` and `upper` its interval, or empty.

    `faint` are positions that are drawn hollow: few cases. `url` leads to the body; `said` is its latest figure.
    """

    name: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    faint: tuple[int, ...] = ()
    url: str = ""
    said: str = ""
    apart: str = ""


@dataclass(frozen=True)
class Multiples:
    """All bodies over the same periods. `ident` names the shared drawing on the page; give each chart its own.

    `lines` get a panel each; a line with `apart` (why) is drawn in its own panel only, not behind the others, and to a
    scale of its own where the others' does not reach so far.
    """

    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    ident: str = "trends"
    title: str = ""
    quantity: Quantity = SHARE
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse values that do not belong to the periods."""
        for line in self.lines:
            for name in ("values", "lower", "upper"):
                given = len(getattr(line, name))
                if given != len(self.periods) and (name == "values" or given):
                    raise ChartDataError(
                        f"{line.name} has {given} {name}; expected {len(self.periods)}, one for each period"
                    )

    @property
    def largest(self) -> float:
        """Return the top of the scale: the largest figure of any body that may be compared."""
        plain = [line for line in self.lines if not line.apart] or list(self.lines)
        found = [
            value
            for line in plain
            for at, value in enumerate(scale.clean(line.values))
            if value is not None and at not in line.faint
        ]
        return max(found, default=0.0) or max((v for one in plain for v in scale.clean(one.values) if v), default=0.0)


@dataclass(frozen=True)
class Panel:
    """What the page shows of one body: its name, where it leads, its chart, and its latest figure in words."""

    name: str
    url: str
    said: str
    chart: SafeString


def panels(shown: Multiples) -> tuple[SafeString, list[Panel]]:
    """Return the shared drawing, to stand once before the panels, and one panel for each body."""
    shared = SafeString(
        f'<svg class="chart multiple multiple--shared" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{shared_lines(shown)}</defs></svg>"
    )
    return shared, [Panel(line.name, line.url, line.said, panel(shown, line)) for line in shown.lines]


def panel(shown: Multiples, line: Line) -> SafeString:
    """Draw the panel of one body. The words beside it say the same, so it stays silent to a screen reader."""
    return SafeString(
        svg.frame(width=WIDTH, height=HEIGHT, classes="multiple", title="", description="", body=inside(shown, line))
    )


def multiples_file(shown: Multiples) -> SafeString:
    """Draw all panels as one complete file."""
    rows = -(-len(shown.lines) // COLUMNS)
    across, down = WIDTH + GAP_X, HEIGHT + NAME + GAP_Y
    body = f"<defs>{shared_lines(shown)}</defs>"
    for at, line in enumerate(shown.lines):
        x, y = (at % COLUMNS) * across, (at // COLUMNS) * down
        name = svg.text(0, SIZE + 2, svg.wrap(line.name, 32, 1)[0], classes="c-value")
        body += (
            f'<g transform="translate({x} {y})">{name}<g transform="translate(0 {NAME})">{inside(shown, line)}</g></g>'
        )
    size: dict[str, Any] = {"width": COLUMNS * across - GAP_X, "height": max(1, rows) * down - GAP_Y}
    title = shown.title or gettext("Each body among the others")
    return standalone.file(
        **size, classes="multiple", title=title, description=describe(shown), body=body, source=shown.source
    )


def shared_lines(shown: Multiples) -> str:
    """Return the trends of all bodies that may be compared, as one shape under a name."""
    paths = "".join(
        stroke for line in shown.lines if not line.apart for stroke in strokes(shown, scale.clean(line.values))
    )
    return f'<path id="{escape(shown.ident)}-all" d="{paths or "M0 0"}" transform="scale({1 / FINE:g})"/>'


def inside(shown: Multiples, line: Line) -> str:
    """Return the drawing of one panel, from back to front."""
    layers = (gaps, frame_lines, others, interval, own_line, labels)
    return "".join(part for layer in layers for part in layer(shown, line))


def others(shown: Multiples, line: Line) -> Iterable[str]:
    """Show the trends of all bodies, faint; not beside a line that has a scale of its own."""
    if not has_own_scale(shown, line):
        yield f'<use class="c-others" href="#{escape(shown.ident)}-all"/>'


def frame_lines(shown: Multiples, line: Line) -> Iterable[str]:
    """Draw zero and the top of the scale."""
    yield svg.line(LEFT, TOP, RIGHT, TOP, classes="c-grid")
    yield svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, classes="c-axis")


def gaps(shown: Multiples, line: Line) -> Iterable[str]:
    """Hatch the periods without a figure."""
    half = _step(shown) / 2
    for first, last in scale.runs([value is None for value in scale.clean(line.values)]):
        left, right = max(LEFT, _x(shown, first) - half), min(RIGHT, _x(shown, last) + half)
        yield svg.no_data(left, TOP, max(right - left, 3), BOTTOM - TOP)


def interval(shown: Multiples, line: Line) -> Iterable[str]:
    """Draw the interval: whiskers on few periods, a band on many."""
    lower, upper = scale.clean(line.lower), scale.clean(line.upper)
    if not lower or not upper:
        return
    known = [low is not None and high is not None for low, high in zip(lower, upper, strict=True)]
    if len(shown.periods) <= FEW_PERIODS:
        paths = [
            f"M{_fine(_x(shown, at))} {_fine(_y(shown, lower[at], line))}V{_fine(_y(shown, upper[at], line))}"
            for at, here in enumerate(known)
            if here
        ]
        if paths:
            yield _scaled("c-whisker", "".join(paths))
        return
    for first, last in scale.runs(known):
        ats = range(first, last + 1)
        outward = [(_x(shown, at), _y(shown, upper[at], line)) for at in ats]
        back = [(_x(shown, at), _y(shown, lower[at], line)) for at in reversed(ats)]
        yield _scaled("c-band", _path([*outward, *back]) + "z")


def own_line(shown: Multiples, line: Line) -> Iterable[str]:
    """Draw the body's own trend; a period alone, or one of few, is a point, hollow where there are few cases."""
    values = scale.clean(line.values)
    paths = "".join(strokes(shown, values, line))
    if paths:
        yield _scaled("c-line", paths)
    alone = {first for first, last in scale.runs([value is not None for value in values]) if first == last}
    for at, value in enumerate(values):
        if value is not None and (at in alone or len(shown.periods) <= FEW_PERIODS or at in line.faint):
            tone = "c-few" if at in line.faint else "c-dot"
            yield svg.circle(_x(shown, at), _y(shown, value, line), 3, classes=tone)


def labels(shown: Multiples, line: Line) -> Iterable[str]:
    """Write the top of the scale, and the first and last period."""
    top = _reach(shown, line)
    yield svg.text(LEFT, TOP - 6, shown.quantity.tick(top, top), classes="c-tick c-halo")
    if has_own_scale(shown, line):
        yield svg.text(RIGHT, TOP - 6, gettext("own scale"), classes="c-note", anchor="end")
    if shown.periods:
        yield svg.text(LEFT, BOTTOM + SIZE + 4, shown.periods[0], classes="c-tick")
    if len(shown.periods) > 1:
        yield svg.text(RIGHT, BOTTOM + SIZE + 4, shown.periods[-1], classes="c-tick", anchor="end")
    if not any(value is not None for value in scale.clean(line.values)):
        middle = (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2 + 4
        yield svg.text(*middle, gettext("No data"), classes="c-note c-strong c-halo", anchor="middle")


def strokes(shown: Multiples, values: Sequence[float | None], line: Line | None = None) -> list[str]:
    """Return the lines through all known values, lifted where a figure is missing."""
    found = []
    for first, last in scale.runs([value is not None for value in values]):
        if last > first:
            found.append(_path([(_x(shown, at), _y(shown, values[at], line)) for at in range(first, last + 1)]))
    return found


def describe(shown: Multiples) -> str:
    """Return every body's latest figure in words."""
    return "; ".join(
        f"{line.name}: {line.said or shown.quantity.written(line.values[-1] if line.values else None)}"
        for line in shown.lines
    ) or gettext("There are no figures to draw.")


def has_own_scale(shown: Multiples, line: Line) -> bool:
    """Does a line that is apart from the others reach further than their scale?"""
    has_others = any(not one.apart for one in shown.lines)
    return bool(line.apart) and has_others and _largest(line) > shown.largest


def _largest(line: Line) -> float:
    return max((value for value in scale.clean(line.values) if value is not None), default=0.0)


def _reach(shown: Multiples, line: Line | None) -> float:
    """Return the top of a panel's scale, as it is written."""
    largest = _largest(line) if line and has_own_scale(shown, line) else shown.largest
    return scale.marks(shown.quantity.scaled(largest) or 1.0)[-1]


def _step(shown: Multiples) -> float:
    return (RIGHT - LEFT - 12) / max(1, len(shown.periods) - 1)


def _x(shown: Multiples, at: int) -> float:
    return (LEFT + RIGHT) / 2 if len(shown.periods) == 1 else LEFT + 6 + at * _step(shown)


def _y(shown: Multiples, value: float | None, line: Line | None) -> float:
    """Return where a figure stands; what is above the scale stands just over its top line."""
    return max(TOP - 4, BOTTOM - (BOTTOM - TOP) * shown.quantity.scaled(value or 0.0) / _reach(shown, line))


def _fine(place: float) -> str:
    return str(round(place * FINE))


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Return a line in whole numbers, each point told by its distance from the one before."""
    fine = [(round(x * FINE), round(y * FINE)) for x, y in points]
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(fine)]
    return f"M{fine[0][0]} {fine[0][1]}" + (f"l{' '.join(steps)}".replace(" -", "-") if steps else "")


def _scaled(classes: str, path: str) -> str:
    return f'<path class="{classes}" d="{path}" transform="scale({1 / FINE:g})"/>'
