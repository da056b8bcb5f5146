"""The words of a band chart, each where nothing else stands.

Beside the last month first (wide charts have a margin for it), then the names of rises, the words "usual range" in
the free place nearest to the range, and one "no data" for the hatches.
"""

from collections.abc import Iterable

from django.utils.translation import gettext

from hueandcry.ui.charts import scale, svg
from hueandcry.ui.charts.band_plot import Plot, break_rows, last_known
from hueandcry.ui.format import number

Box = tuple[float, float, float, float]


def words(plot: Plot) -> list[str]:
    """Place every word of the chart, in the order of their importance."""
    placed = break_labels(plot)
    if last_known(plot) is None:
        middle = (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2
        return [*placed, svg.text(*middle, gettext("No data"), classes="c-note c-strong c-halo", anchor="middle")]
    beside_end, range_named = end_labels(plot) if plot.shape.beside else ([], False)
    placed += beside_end + rise_labels(plot, skip_last=bool(beside_end))
    if not range_named:
        placed += range_label(plot)
    return placed + gap_label(plot)


def break_labels(plot: Plot) -> list[str]:
    """Write the reason for each break in a row of its own above the plot, beside its dashed line."""
    size, placed = plot.shape.size, []
    for row, (at, label) in enumerate(break_rows(plot)):
        x, y = plot.left + at * plot.step, 6 + size + row * (size + 5)
        width = svg.text_width(label, size - 1)
        begins = x + width + 5 < plot.shape.width or x < plot.shape.width / 2
        start = x + 5 if begins else x - 5 - width
        plot.taken.append((start, y - size, start + width, y + 4))
        placed.append(svg.text(x + 5 if begins else x - 5, y, label, classes="c-note", anchor="" if begins else "end"))
    return placed


def end_labels(plot: Plot) -> tuple[list[str], bool]:
    """Write the last count and "usual range" to the right of the plot, each at its own height."""
    last, size = len(plot.observed) - 1, plot.shape.size
    if plot.observed[last] is None:
        return [], False
    x = plot.right + 10
    count_y = plot.y(plot.observed[last])
    known = plot.lower[last] is not None and plot.upper[last] is not None
    range_y = (plot.y(plot.lower[last]) + plot.y(plot.upper[last])) / 2 if known else None
    count_y, range_y = kept_apart(count_y, range_y, gap=size * 2.7, top=plot.top - 6, bottom=plot.bottom - 6)
    tone = "c-rise-words" if last in plot.band.rises else "c-line-words"
    rows = [
        svg.text(x, count_y, number(plot.observed[last]), classes=f"{tone} c-strong c-big"),
        svg.text(x, count_y + size + 1, plot.month(last), classes=tone),
    ]
    if range_y is not None:
        ends = gettext("%(lower)s to %(upper)s") % {
            "lower": number(plot.lower[last]),
            "upper": number(plot.upper[last]),
        }
        rows += [
            svg.text(x, range_y, gettext("usual range"), classes="c-note"),
            svg.text(x, range_y + size + 1, ends, classes="c-note"),
        ]
    return rows, known


def kept_apart(one: float, other: float | None, *, gap: float, top: float, bottom: float) -> tuple[float, float | None]:
    """Move two heights away from each other until they are `gap` apart, inside the plot."""
    inside = lambda y: min(max(y, top + 10), bottom - 8)  # noqa: E731
    one = inside(one)
    if other is None:
        return one, None
    other = inside(other)
    short = gap - abs(one - other)
    if short > 0:
        above = -1 if one <= other else 1
        one, other = one + above * short / 2, other - above * short / 2
        slip = max(0, top + 10 - min(one, other)) - max(0, max(one, other) - (bottom - 8))
        one, other = one + slip, other + slip
    return one, other


def rise_labels(plot: Plot, *, skip_last: bool) -> list[str]:
    """Name the rises, newest first, as far as there is room above each."""
    placed: list[str] = []
    last = len(plot.observed) - 1
    for index in sorted(set(plot.band.rises), reverse=True):
        if plot.observed[index] is None or (skip_last and index == last):
            continue
        if len(placed) >= plot.shape.most_rises:
            break
        placed += rise_label(plot, index)
    return placed


def rise_label(plot: Plot, index: int) -> list[str]:
    """Name one rise above everything that stands there; nothing when another label is in the way."""
    size = plot.shape.size
    label = gettext("%(count)s in %(month)s") % {"count": number(plot.observed[index]), "month": plot.month(index)}
    width = svg.text_width(label, size)
    start = min(max(plot.x(index) - width / 2, plot.left), plot.right + (0 if plot.shape.beside else 8) - width)
    ring_y = plot.y(plot.observed[index])
    base = min(highest(plot, start, start + width), ring_y - 8) - 7
    box = (start, base - size, start + width, base + 4)
    if base < size or collides(plot, box):
        return []
    plot.taken.append(box)
    leader = (
        svg.line(plot.x(index), base + 5, plot.x(index), ring_y - 9, classes="c-leader") if ring_y - base > 26 else ""
    )
    return [leader + svg.text(start, base, label, classes="c-rise-words c-strong")]


def range_label(plot: Plot) -> list[str]:
    """Write "usual range" in the free place nearest to the range, below it or above it, else in the strip on top."""
    known = [low is not None and high is not None for low, high in zip(plot.lower, plot.upper, strict=True)]
    if not any(known):
        return []
    label, size = gettext("usual range"), plot.shape.size - 1
    width = svg.text_width(label, size)
    found = None
    for part in range(13):
        start = plot.left + 4 + (plot.right - plot.left - width - 8) * part / 12
        first, final = month_at(plot, start), month_at(plot, start + width)
        if not all(known[first : final + 1]):
            continue
        for base, away in free_heights(plot, start, width, size, first, final):
            box = (start, base - size, start + width, base + 4)
            if not collides(plot, box) and (found is None or away < found[0]):
                found = (away, start, base)
    if found is None:
        found = (0, plot.left, size + 3)
    plot.taken.append((found[1], found[2] - size, found[1] + width, found[2] + 4))
    return [svg.text(found[1], found[2], label, classes="c-note")]


def free_heights(
    plot: Plot, start: float, width: float, size: float, first: int, final: int
) -> Iterable[tuple[float, float]]:
    """Yield baselines clear of line and range under these months, each with its distance from the range."""
    low_edge = max(plot.y(plot.lower[i]) for i in range(first, final + 1))
    below = lowest(plot, start, start + width) + size + 5
    if below < plot.bottom - 6:
        yield below, below - size - low_edge
    high_edge = min(plot.y(plot.upper[i]) for i in range(first, final + 1))
    above = highest(plot, start, start + width) - 8
    if above - size > plot.top:
        yield above, high_edge - above


def gap_label(plot: Plot) -> list[str]:
    """Say "no data" once, in the widest hatched stretch that can hold it."""
    label, size = gettext("no data"), plot.shape.size - 1
    width = svg.text_width(label, size)
    stretches = scale.runs([value is None for value in plot.observed])
    for start, end in sorted(stretches, key=lambda run: run[0] - run[1]):
        middle = plot.left + (start + end + 1) / 2 * plot.step
        middle = min(max(middle, plot.left + width / 2), plot.right - width / 2)
        inside = (end - start + 1) * plot.step > width + 8
        base = plot.top + size + 8 if inside else plot.top - 8
        box = (middle - width / 2, base - size, middle + width / 2, base + 4)
        if not collides(plot, box):
            plot.taken.append(box)
            return [svg.text(middle, base, label, classes="c-note c-halo", anchor="middle")]
    return []


def month_at(plot: Plot, x: float) -> int:
    """Return the month drawn at a place."""
    return min(max(int((x - plot.left) / plot.step), 0), len(plot.observed) - 1)


def around(plot: Plot, start: float, end: float) -> Iterable[int]:
    """Return the months whose drawing can reach between two places, one more on each side for sloping lines."""
    return range(max(0, month_at(plot, start) - 1), min(len(plot.observed), month_at(plot, end) + 2))


def highest(plot: Plot, start: float, end: float) -> float:
    """Return the topmost height that line or range reach between two places."""
    reach = [v for i in around(plot, start, end) for v in (plot.observed[i], plot.upper[i]) if v is not None]
    return plot.y(max(reach, default=0))


def lowest(plot: Plot, start: float, end: float) -> float:
    """Return the bottommost height that line or range reach between two places."""
    reach = [v for i in around(plot, start, end) for v in (plot.observed[i], plot.lower[i]) if v is not None]
    return plot.y(min(reach, default=0))


def collides(plot: Plot, box: Box) -> bool:
    """Would these words touch words already placed, or run out of the chart?"""
    left, top, right, bottom = box
    if left < 0 or right > plot.shape.width or top < 0:
        return True
    return any(left < r + 4 and right > l - 4 and top < b and bottom > t for l, t, r, b in plot.taken)  # noqa: E741
