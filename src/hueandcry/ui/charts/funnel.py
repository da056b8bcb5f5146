"""The funnel: bodies against their size, inside or outside the limits that chance and the usual spread would give.

Drawn from back to front: the wide limits, the narrow ones, the axes, the line in the middle, the bodies, words. A body
with few cases is hollow and never named; a flagged one is a diamond; what has no figure is told in words.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from hueandcry.ui.charts import standalone, svg
from hueandcry.ui.charts.funnel_plot import (
    SMALL,
    UP_LINES,
    VARIANTS,
    WIDE_DIGITS,
    Funnel,
    Plot,
    Point,
    Unit,
    across_ticks,
    curve,
    laid_out,
    visible,
)
from hueandcry.ui.charts.funnel_words import words
from hueandcry.ui.format import number


def funnel(shown: Funnel, *, variant: str = "wide", alone: bool = False) -> SafeString:
    """Draw one variant ("wide", "phone" or "small"); with `alone` as a complete file."""
    plot = laid_out(shown, VARIANTS[variant])
    if plot.units:
        body = "".join(part for layer in (limits, axes, middle, units, words) for part in layer(plot))
    else:
        body = nothing(plot)
    size: dict[str, Any] = {
        "width": plot.shape.width,
        "height": plot.shape.height,
        "classes": f"funnel funnel--{variant}",
        "title": shown.title or gettext("Bodies against their size"),
    }
    if alone:
        return standalone.file(**size, description=describe(shown), body=body, source=shown.source)
    return SafeString(svg.frame(**size, description=describe(shown), body=body))


def funnels(shown: Funnel) -> SafeString:
    """Draw both variants for a page; the stylesheet shows the one that fits."""
    return SafeString(funnel(shown) + funnel(shown, variant="phone"))


def nothing(plot: Plot) -> str:
    """Hatch the room where bodies would stand."""
    width, height = plot.right - plot.left, plot.bottom - plot.top
    label = svg.text(
        plot.left + width / 2,
        plot.top + height / 2,
        gettext("No data"),
        classes="c-note c-strong c-halo",
        anchor="middle",
    )
    return svg.no_data(plot.left, plot.top, width, height) + label


def limits(plot: Plot) -> Iterable[str]:
    """Fill the wide limits and, over them, the narrow ones; each with its edges."""
    found = plot.funnel.limits
    if found is None:
        return
    pairs = (("outer", found.lower998, found.upper998), ("inner", found.lower95, found.upper95))
    for name, lower, upper in pairs:
        below, above = curve(plot, lower), curve(plot, upper)
        if len(below) < 2 or len(above) < 2:
            continue
        inside = [(x, min(max(y, plot.top), plot.bottom)) for x, y in (*above, *reversed(below))]
        yield f'<path class="c-limits c-limits--{name}" d="{svg.polyline(inside)}Z"/>'
        edges = [stretch for line in (above, below) for stretch in visible(line, plot.top, plot.bottom - 0.01)]
        yield f'<path class="c-limit c-limit--{name}" d="{"".join(map(svg.polyline, edges))}"/>'


def axes(plot: Plot) -> Iterable[str]:
    """Draw the grid from zero with its numbers, and sizes below; a small funnel has only its axis."""
    shape, size, quantity = plot.shape, plot.shape.size, plot.funnel.quantity
    if shape is SMALL:
        yield svg.line(plot.left, plot.bottom, plot.right, plot.bottom, classes="c-axis")
        return
    for mark in plot.marks:
        y = plot.y(mark)
        yield svg.line(plot.left, y, plot.right, y, classes="c-grid" if mark else "c-axis")
        yield svg.text(
            plot.left - 8, y + size * 0.35, quantity.tick(mark, plot.marks[1]), classes="c-tick", anchor="end"
        )
    for mark, named in across_ticks(plot):
        x = plot.x(mark)
        yield svg.line(x, plot.bottom, x, plot.bottom + 5, classes="c-axis")
        half = svg.text_width(named, size) * WIDE_DIGITS / 2
        at = min(max(x, half), shape.width - half)
        yield svg.text(at, plot.bottom + size + 6, named, classes="c-tick", anchor="middle")
    yield from names_of_axes(plot)


def names_of_axes(plot: Plot) -> Iterable[str]:
    """Say what the figure is, above its axis, and what the size is, below; each on two lines at most."""
    size, letters = plot.shape.size, int(plot.shape.width / svg.text_width("m", plot.shape.size))
    for at, row in enumerate(svg.wrap(plot.funnel.up, letters, UP_LINES)):
        yield svg.text(0, size + at * (size + 3), row, classes="c-note")
    for at, row in enumerate(svg.wrap(plot.funnel.across, letters, 2)):
        y = plot.bottom + 2 * size + 12 + at * (size + 3)
        yield svg.text(plot.right, y, row, classes="c-note", anchor="end")


def middle(plot: Plot) -> Iterable[str]:
    """Draw the line of all bodies together."""
    if plot.funnel.limits:
        y = plot.height(plot.funnel.limits.target)
        yield svg.line(plot.left, y, plot.right, y, classes="c-middle")


def units(plot: Plot) -> Iterable[str]:
    """Draw each body with a figure, the one we look at last."""
    for unit in plot.units:
        x, y = plot.xs[id(unit)]
        yield f"<g><title>{escape(unit_words(plot.funnel, unit))}</title>{mark(plot, unit, (x, y))}</g>"


def mark(plot: Plot, unit: Unit, at: Point) -> str:
    """Return the mark of one body: shape and colour tell what it is."""
    radius = plot.shape.point
    x, y = at
    if unit.here:
        return svg.circle(x, y, radius + 5, classes="c-here") + svg.circle(x, y, radius + 1, classes="c-here-dot")
    if plot.is_off(unit):
        tone = "c-few" if unit.state == "few" else "c-flagged"
        return f'<path class="{tone}" d="{svg.polyline(((x, y - 8), (x + 6, y + 3), (x - 6, y + 3)))}Z"/>'
    if plot.is_short(unit):
        tone = "c-few" if unit.state == "few" else "c-flagged"
        return f'<path class="{tone}" d="{svg.polyline(((x - 6, y), (x + 4, y - 5), (x + 4, y + 5)))}Z"/>'
    if unit.flag:
        r = radius + 2.5
        tone = "c-flagged c-flagged--outside" if unit.is_outside else "c-flagged"
        corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
        return f'<path class="{tone}" d="{svg.polyline(corners)}Z"/>'
    if unit.state == "few":
        return svg.circle(x, y, radius * 0.75, classes="c-few")
    if unit.is_outside:
        return svg.circle(x, y, radius + 1.5, classes="c-outside")
    return svg.circle(x, y, radius, classes="c-unit")


def unit_words(shown: Funnel, unit: Unit) -> str:
    """Return what a reader sees who points at a body."""
    figure = (
        gettext("%(name)s: %(figure)s of %(size)s")
        if shown.quantity.after == "%"
        else gettext("%(name)s: %(figure)s (%(size)s)")
    )
    told = figure % {
        "name": unit.name,
        "figure": shown.quantity.written(unit.value),
        "size": number(unit.denominator),
    }
    return " · ".join(
        [told, *([unit.flag] if unit.flag else []), *([gettext("few cases")] if unit.state == "few" else [])]
    )


def describe(shown: Funnel) -> str:
    """Return what the chart shows, for someone who cannot see it."""
    drawn = [one for one in shown.units if one.is_drawn]
    if not drawn:
        return gettext("There are no figures to draw.")
    said = [
        ngettext("%(count)s body is drawn by its size.", "%(count)s bodies are drawn by their size.", len(drawn))
        % {"count": number(len(drawn))}
    ]
    if shown.limits:
        said.append(
            gettext("The line in the middle stands at %(figure)s.")
            % {"figure": shown.quantity.written(shown.limits.target)}
        )
        said += outside_words(shown.units)
    return " ".join([*said, *aside_words(shown.units)])


def outside_words(units: Sequence[Unit]) -> list[str]:
    """Say which bodies lie outside the wide limits; flagged ones and those with few cases are not named so."""
    named = {
        where: [one.name for one in units if one.is_outside and not one.flag and one.outside == where]
        for where in ("above", "below")
    }
    if not any(named.values()):
        return [gettext("No body lies outside the wide limits (99.8%).")]
    said = {
        "above": gettext("Above the wide limits (99.8%%): %(names)s."),
        "below": gettext("Below the wide limits (99.8%%): %(names)s."),
    }
    return [said[where] % {"names": ", ".join(names)} for where, names in named.items() if names]


def aside_words(units: Sequence[Unit]) -> list[str]:
    """Say which bodies are drawn apart or not at all, and why. By name: nothing is ranked."""
    few = [one.name for one in units if one.is_drawn and one.state == "few"]
    flagged = [
        gettext("%(name)s (%(why)s)") % {"name": one.name, "why": one.flag}
        for one in units
        if one.is_drawn and one.flag
    ]
    partial = [one.name for one in units if one.state == "partial"]
    hidden = [one.name for one in units if one.state == "hidden"]
    gone = [one.name for one in units if not one.is_drawn and one.state not in ("partial", "hidden")]
    told = (
        (gettext("Too few cases to judge, drawn hollow: %(names)s."), few),
        (gettext("To be read with care: %(names)s."), flagged),
        (gettext("Only part of the figures is there, so not drawn: %(names)s."), partial),
        (gettext("Not shown, so that nobody can be recognised: %(names)s."), hidden),
        (gettext("No data: %(names)s."), gone),
    )
    return [words % {"names": ", ".join(names)} for words, names in told if names]
