"""The words of a funnel: the lines by name, and the bodies that lie outside, each where nothing else stands."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from hueandcry.ui.charts import svg
from hueandcry.ui.charts.funnel_plot import SMALL, Plot, Unit, curve, middle_words
from hueandcry.ui.charts.placing import Page, Place, anywhere, around, spread


def words(plot: Plot) -> Iterable[str]:
    """Place every word of the chart, in the order of their importance."""
    if plot.shape is SMALL:
        return small_words(plot)
    page = Page(left=0, top=plot.shape.size + 4, right=plot.shape.width, bottom=plot.bottom - 2, size=plot.shape.size)
    page.taken += [*(_around(plot, one) for one in plot.units), *_ticks(plot)]
    page.lines += _lines(plot)
    lines = lines_beside(plot) if plot.shape.beside else lines_inside(plot, page)
    if plot.shape.beside:
        page.right = plot.right + 4
    return [*lines, *names(plot, page)]


def small_words(plot: Plot) -> list[str]:
    """Write the figure of the body we look at above the plot."""
    here = next((one for one in plot.units if one.here), None)
    if here is None:
        return []
    x, y = plot.xs[id(here)]
    figure = plot.funnel.quantity.written(here.value)
    width = svg.text_width(figure, plot.shape.size)
    start = min(max(x - width / 2, plot.left), plot.right - width)
    base = max(y - 14, plot.shape.size) if y - 14 > plot.shape.size else min(y + 26, plot.bottom - 4)
    return [svg.text(start, base, figure, classes="c-here-words c-strong c-halo")]


def lines_beside(plot: Plot) -> list[str]:
    """Name the lines to the right of the plot, each near its end."""
    size = plot.shape.size
    ends = _ends(plot)
    if not ends:
        return []
    heights = spread([y for _, _, y in ends], size * 1.25, plot.top - 2, plot.bottom - 4)
    return [
        svg.text(plot.right + 10, height + size * 0.34, named, classes=tone)
        for (named, tone, _), height in zip(ends, heights, strict=True)
    ]


def _ends(plot: Plot) -> list[tuple[str, str, float]]:
    """Return the name of each line, its class, and the height at which it ends."""
    limits = plot.funnel.limits
    if limits is None:
        return []
    target = plot.height(limits.target)
    half = plot.shape.size * 0.62
    found = [
        (named, "c-middle-words", target + shift)
        for named, shift in zip(middle_words(plot.funnel), (-half, half), strict=True)
    ]
    for named, values in (
        # xgettext:no-python-format
        (gettext("95% limits"), limits.upper95),
        # xgettext:no-python-format
        (gettext("99.8% limits"), limits.upper998),
    ):
        points = curve(plot, values)
        if points:
            found.append((named, "c-note", max(points[-1][1], plot.top)))
    return found


def lines_inside(plot: Plot, page: Page) -> list[str]:
    """Name the lines inside the plot, on their right end, where a phone has no margin."""
    limits = plot.funnel.limits
    if limits is None:
        return []
    together, target = middle_words(plot.funnel)
    named = (
        ((f"{together} {target}", target), _middle(plot, limits.target), "c-middle-words"),
        # xgettext:no-python-format
        ((gettext("95% limits"),), curve(plot, limits.upper95), "c-note"),
        # xgettext:no-python-format
        ((gettext("99.8% limits"),), curve(plot, limits.upper998), "c-note"),
    )
    return [part for one in named for part in _name_of_line(plot, page, *one)]


def _name_of_line(
    plot: Plot, page: Page, options: Sequence[str], points: list[tuple[float, float]], tone: str
) -> list[str]:
    """Write the first of several names of a line for which there is room; nothing where there is none."""
    for said in options:
        place = page.put(said, _along(points, svg.text_width(said, page.size), plot))
        if place:
            return [svg.text(place.x, place.y, said, classes=f"{tone} c-halo", anchor=place.anchor)]
    return []


def _along(points: list[tuple[float, float]], width: float, plot: Plot) -> Iterable[Place]:
    """Yield places just above a line, from its right end to the left, then just below it."""
    for step in range(13):
        end = plot.right - step * (plot.right - plot.left - width) / 12
        heights = [y for x, y in points if end - width - 20 <= x <= end + 20]
        if heights:
            yield Place(end, min(heights) - 5, step, "end")
            yield Place(end, max(heights) + plot.shape.size, step + 0.5, "end")


def names(plot: Plot, page: Page) -> list[str]:
    """Name the body we look at, those off the axis, and those outside the wide limits, as far as there is room."""
    drawn: list[str] = []
    for unit in sorted((one for one in plot.units if _is_named(plot, one)), key=lambda one: _rank(plot, one)):
        if len(drawn) >= plot.shape.most:
            break
        drawn += name(plot, page, unit)
    return drawn


def _is_named(plot: Plot, unit: Unit) -> bool:
    """May it be named? Never for a figure of few cases, but where it is the one we look at."""
    return unit.here or (unit.state == "shown" and (unit.is_outside or bool(unit.flag)))


def _rank(plot: Plot, unit: Unit) -> tuple[bool, bool, float]:
    return (not unit.here, not plot.is_off(unit), -(unit.denominator or 0.0))


def name(plot: Plot, page: Page, unit: Unit) -> list[str]:
    """Write the name of one body where it is clear of all else; nothing where there is no such place."""
    x, y = plot.xs[id(unit)]
    radius = plot.shape.point + (5 if unit.here else 2)
    options = [unit.name]
    if plot.is_off(unit):
        figure = plot.funnel.quantity.written(unit.value)
        options = [gettext("%(name)s: %(figure)s") % {"name": unit.name, "figure": figure}, figure]
    said, place = options[0], None
    for said in options:
        place = page.put(said, around(x, y, radius, page.size))
        if place is None and unit.here:
            place = page.put(said, anywhere(page, x, y))
        if place:
            break
    if place is None:
        return []
    tone = "c-here-words c-strong" if unit.here else "c-name"
    written = svg.text(place.x, place.y, said, classes=f"{tone} c-halo", anchor=place.anchor)
    return [_leader(page, place, said, x, y, radius) + written]


def _leader(page: Page, place: Place, said: str, x: float, y: float, radius: float) -> str:
    """Return a thin line from a name to its body where they stand apart."""
    left, top, right, bottom = page.box(place, said)
    if place.anchor == "middle":  # the estimate is wider than the words
        left, right = left + (right - left) * 0.1, right - (right - left) * 0.1
    near_x, near_y = min(max(x, left), right), min(max(y, top), bottom)
    far = ((near_x - x) ** 2 + (near_y - y) ** 2) ** 0.5
    if far < radius + page.size * 0.7:
        return ""
    share = (radius + 1) / far
    return svg.line(x + (near_x - x) * share, y + (near_y - y) * share, near_x, near_y, classes="c-pointer")


def _around(plot: Plot, unit: Unit) -> tuple[float, float, float, float]:
    x, y = plot.xs[id(unit)]
    room = plot.shape.point + (5.5 if unit.here else 2)
    return (x - room, y - room, x + room, y + room)


def _ticks(plot: Plot) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the numbers beside the axis."""
    size = plot.shape.size
    return [(0.0, plot.y(mark) - size * 0.6, plot.left - 6, plot.y(mark) + size * 0.5) for mark in plot.marks]


def _lines(plot: Plot) -> list[list[tuple[float, float]]]:
    """Return the lines that names had better not cross, with enough points to see a crossing."""
    limits = plot.funnel.limits
    if limits is None:
        return []
    lines = [curve(plot, values) for values in (limits.lower95, limits.upper95, limits.lower998, limits.upper998)]
    return [*lines, _middle(plot, limits.target)]


def _middle(plot: Plot, target: float) -> list[tuple[float, float]]:
    y = plot.height(target)
    return [(plot.left + at * 8.0, y) for at in range(int((plot.right - plot.left) / 8) + 1)]
