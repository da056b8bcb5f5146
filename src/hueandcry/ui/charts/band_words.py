"""The words of a band chart, each where nothing else stands.

Beside the last month first (wide charts have a margin for it), then the names of rises, the words "usual range" in
the free place nearest to the range, and one "no data" for the hatches.
"""

from collections.abc import Iterable

from django.utils.translation import gettext

from hueandcry.ui.charts import scale, svg
from hueandcry.ui.charts.band_plot import Plot, break_ends, last_known, range_known
from hueandcry.ui.format import number

Box = tuple[float, float, float, float]


def words(plot: Plot) -> list[str]:
    """Place every word of the chart, in the order of their importance."""
    placed = break_labels(plot)
    plot.taken += rings(plot)
    if last_known(plot) is None:
        middle = (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2
        return [*placed, svg.text(*middle, gettext("No data"), classes="c-note c-strong c-halo", anchor="middle")]
    beside_end, range_named = end_labels(plot) if plot.shape.beside else ([], False)
    placed += beside_end + rise_labels(plot, skip_last=bool(beside_end))
    if not range_named:
        placed += range_label(plot)
    return placed + gap_label(plot)


def break_labels(plot: Plot) -> list[str]:
    """Write the reason for each break in rows of its own above the plot, beside its dashed line."""
    size, placed = plot.shape.size, []
    for label in plot.break_labels:
        for number_of_line, words_of_line in enumerate(label.lines):
            y = 6 + size + (label.row + number_of_line) * (size + 5)
            width = svg.text_width(words_of_line, size)
            start = label.x + 5 if label.begins else label.x - 5 - width
            plot.taken.append((start, y - size, start + width, y + 4))
            x, anchor = (label.x + 5, "") if label.begins else (label.x - 5, "end")
            placed.append(svg.text(x, y, words_of_line, classes="c-note", anchor=anchor))
    return placed


def rings(plot: Plot) -> list[Box]:
    """Return the boxes that the rings of rises take."""
    places = [(plot.xs[index], plot.counts[index]) for index in plot.band.rises]
    return [(x - 9, y - 10, x + 9, y + 10) for x, y in places if y is not None]


def end_labels(plot: Plot) -> tuple[list[str], bool]:
    """Write the last count and "usual range" to the right of the plot, each at its own height."""
    last, size = len(plot.observed) - 1, plot.shape.size
    if plot.observed[last] is None:
        return [], False
    x = plot.right + 12
    known = plot.lows[last] is not None and plot.highs[last] is not None
    range_y = (plot.lows[last] + plot.highs[last]) / 2 if known else None
    count_y, range_y = kept_apart(plot.counts[last], range_y, gap=size * 2.7, top=plot.top - 6, bottom=plot.bottom - 6)
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
    one = min(max(one, top + 10), bottom - 8)
    if other is None:
        return one, None
    other = min(max(other, top + 10), bottom - 8)
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
    """Name one rise above everything that stands there; nothing when other labels leave no room on any side."""
    size, ring, x = plot.shape.size, plot.counts[index], plot.xs[index]
    label = gettext("%(count)s in %(month)s") % {"count": number(plot.observed[index]), "month": plot.month(index)}
    width = svg.text_width(label, size)
    most = plot.right + (0 if plot.shape.beside else 8) - width
    for wanted in (x - width / 2, x + 10 - width, x - 10):
        start = min(max(wanted, plot.left), most)
        base = min(min(plot.tops[under(plot, start, width)]), ring) - 14
        box = (start, base - size, start + width, base + 4)
        if not collides(plot, box):
            plot.taken.append(box)
            leader = svg.line(x, base + 5, x, ring - 9, classes="c-leader") if ring - base > 34 else ""
            return [leader + svg.text(start, base, label, classes="c-rise-words c-strong")]
    return []


def range_label(plot: Plot) -> list[str]:
    """Write "usual range" in the free place nearest to the range, below it or above it, else in the strip on top.

    A place that a break's line would cross is the last choice.
    """
    known = range_known(plot)
    if not any(known):
        return []
    label, size = gettext("usual range"), plot.shape.size - 1
    width = svg.text_width(label, size)
    room = plot.right - plot.left - width - 8
    starts = [plot.left + 4 + room * part / 24 for part in range(25)]
    places = [place for start in starts for place in free_places(plot, known, start, width, size)]
    lines = [*(one.x for one in plot.break_labels), *break_ends(plot)]
    places.sort(key=lambda place: (any(place[1] - 3 < x < place[1] + width + 3 for x in lines), place))
    first, last = max(scale.runs(known), key=lambda run: run[1] - run[0])
    over = min(max((plot.xs[first] + plot.xs[last] - width) / 2, plot.left), plot.right - width)
    strip = [(0, over, plot.top - 8), (0, plot.left, plot.top - 8), (0, plot.right - width, plot.top - 8)]
    for _, start, base in [*places, *strip]:
        box = (start, base - size, start + width, base + 4)
        if not collides(plot, box):
            plot.taken.append(box)
            return [svg.text(start, base, label, classes="c-note")]
    return []


def free_places(
    plot: Plot, known: list[bool], start: float, width: float, size: float
) -> Iterable[tuple[float, float, float]]:
    """Yield (distance from the range, x, baseline) below and above the drawing, where words would be clear of it.

    The range must be there in the middle of the words, and no month under them may be hatched.
    """
    months = under(plot, start, width)
    middle = int((start + width / 2 - plot.left) / plot.step)
    if not known[middle] or None in plot.counts[months]:
        return
    below = max(plot.feet[months]) + size + 5
    if below < plot.bottom - 6:
        yield below - size - plot.lows[middle], start, below
    above = min(plot.tops[months]) - 8
    if above - size > plot.top:
        yield plot.highs[middle] - above, start, above


def gap_label(plot: Plot) -> list[str]:
    """Say "no data" once: in the widest hatched stretch, above it, or beside it."""
    label, size = gettext("no data"), plot.shape.size - 1
    width = svg.text_width(label, size)
    stretches = scale.runs([value is None for value in plot.observed])
    for first, last in sorted(stretches, key=lambda run: run[0] - run[1]):
        for start, base in beside_gap(plot, first, last, width, size):
            box = (start, base - size, start + width, base + 4)
            if not collides(plot, box):
                plot.taken.append(box)
                return [svg.text(start, base, label, classes="c-note c-halo")]
    return []


def beside_gap(plot: Plot, first: int, last: int, width: float, size: float) -> Iterable[tuple[float, float]]:
    """Yield where "no data" could begin for one hatched stretch, the best place first."""
    left, right = plot.left + first * plot.step, plot.left + (last + 1) * plot.step
    inside = plot.top + size + 8
    if right - left > width + 8:
        yield (left + right - width) / 2, inside
    yield min(max((left + right - width) / 2, plot.left), plot.right - width), plot.top - 8
    for start in (left - width - 5, right + 5):
        if plot.left < start < plot.right - width and min(plot.tops[under(plot, start, width)]) > inside + 6:
            yield start, inside


def under(plot: Plot, start: float, width: float) -> slice:
    """Return the months whose drawing can reach below words that begin at `start`, with one more on each side."""
    first = int((start - plot.left) / plot.step) - 1
    last = int((start + width - plot.left) / plot.step) + 2
    return slice(min(max(first, 0), len(plot.xs) - 1), max(last, 1))


def collides(plot: Plot, box: Box) -> bool:
    """Would these words touch words already placed, or run out of the chart?"""
    left, top, right, bottom = box
    if left < 0 or right > plot.shape.width or top < 0:
        return True
    return any(left < r + 4 and right > l - 4 and top < b and bottom > t for l, t, r, b in plot.taken)  # noqa: E741
