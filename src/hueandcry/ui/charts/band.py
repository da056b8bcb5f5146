"""The band chart: what was counted each month, over the range that is usual.

Drawn from back to front: months without data, the grid, the usual range, breaks, the line, rises, words.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from hueandcry.ui.charts import scale, standalone, svg
from hueandcry.ui.charts.band_plot import VARIANTS, Band, Plot, break_ends, laid_out, last_known, range_known
from hueandcry.ui.charts.band_words import words
from hueandcry.ui.format import is_missing, month_name, number, range_words


def band_chart(band: Band, *, variant: str = "wide", alone: bool = False, lang: str | None = None) -> SafeString:
    """Draw one variant ("wide" or "phone"); with `alone` as a complete file."""
    plot = laid_out(band, VARIANTS[variant], lang)
    layers = (axes, usual_range, gaps, breaks, observed_line, rises, words)
    body = "".join([part for layer in layers for part in layer(plot)])
    size: dict[str, Any] = {"width": plot.shape.width, "height": plot.shape.height, "classes": f"band band--{variant}"}
    if alone:
        source = " · ".join(part for part in (band.unit, band.source) if part)
        title = band.title or gettext("Count by month")
        return standalone.file(**size, title=title, description=describe(plot), body=body, source=source)
    title = band.title or gettext("Count by month")
    return SafeString(svg.frame(**size, title=title, description=describe(plot), body=body))


def band_charts(band: Band, *, lang: str | None = None) -> SafeString:
    """Draw both variants for a page; the stylesheet shows the one that fits."""
    return SafeString(band_chart(band, lang=lang) + band_chart(band, variant="phone", lang=lang))


def gaps(plot: Plot) -> Iterable[str]:
    """Hatch the months of which nothing is known."""
    height = plot.bottom - plot.top
    if not plot.observed:
        yield svg.no_data(plot.left, plot.top, plot.right - plot.left, height)
    for start, end in scale.runs([value is None for value in plot.observed]):
        yield svg.no_data(plot.left + start * plot.step, plot.top, (end - start + 1) * plot.step, height)


def axes(plot: Plot) -> Iterable[str]:
    """Draw the grid from zero, its numbers, and the years or months below."""
    size = plot.shape.size
    for mark in plot.ticks:
        y = plot.y(mark)
        yield svg.line(plot.left, y, plot.right, y, classes="c-axis" if mark == 0 else "c-grid")
        if mark == 0 or last_known(plot) is not None:
            yield svg.text(plot.left - 6, y + size * 0.35, number(mark), classes="c-tick", anchor="end")
    for tick in time_ticks(plot):
        yield svg.line(tick.at, plot.bottom, tick.at, plot.bottom + 5, classes="c-axis")
        if tick.label:
            yield svg.text(tick.centre, plot.bottom + size + 6, tick.label, classes="c-tick", anchor="middle")


def time_ticks(plot: Plot) -> list[scale.Tick]:
    """Return years for long series, months for short ones."""
    months, lang, size = len(plot.observed), plot.lang or "", plot.shape.size
    if not months:
        return []
    if months > 24:
        width = svg.text_width("2025", size) + 8
        return scale.year_ticks(plot.band.first, months, left=plot.left, step=plot.step, label_width=width)
    width = svg.text_width("Mmmm 2025", size) + 6
    return scale.month_ticks(plot.band.first, months, left=plot.left, step=plot.step, label_width=width, lang=lang)


def usual_range(plot: Plot) -> Iterable[str]:
    """Fill the range that is usual, with an edge above and below, from the first day of a month to the last."""
    half = plot.step / 2
    for start, end in scale.runs(range_known(plot)):
        xs = [plot.xs[start] - half, *plot.xs[start : end + 1], plot.xs[end] + half]
        above = [plot.highs[start], *plot.highs[start : end + 1], plot.highs[end]]
        below = [plot.lows[start], *plot.lows[start : end + 1], plot.lows[end]]
        outward = svg.polyline(zip(xs, above, strict=True))
        back = svg.polyline(zip(reversed(xs), reversed(below), strict=True))
        yield f'<path class="c-band" d="{outward}L{back[1:]}Z"/><path class="c-edge" d="{outward}{back}"/>'


def breaks(plot: Plot) -> Iterable[str]:
    """Dash a line where figures stop being comparable, and another where they are so again."""
    for label in plot.break_labels:
        yield svg.line(label.x, 8 + label.row * (plot.shape.size + 5), label.x, plot.bottom, classes="c-break")
    for x in break_ends(plot):
        yield svg.line(x, plot.top, x, plot.bottom, classes="c-break")


def observed_line(plot: Plot) -> Iterable[str]:
    """Draw the line of counts, broken where months are missing; a month alone is a dot."""
    for start, end in scale.runs([value is not None for value in plot.observed]):
        if start == end:
            yield svg.circle(plot.xs[start], plot.counts[start], 3, classes="c-dot")
        else:
            points = zip(plot.xs[start : end + 1], plot.counts[start : end + 1], strict=True)
            yield f'<path class="c-line" d="{svg.polyline(points)}"/>'


def rises(plot: Plot) -> Iterable[str]:
    """Ring each rise; where nothing rose last, mark the last month with a dot."""
    last = last_known(plot)
    for index in plot.band.rises:
        if plot.observed[index] is not None:
            at = plot.xs[index], plot.counts[index]
            yield svg.circle(*at, 8, classes="c-ring") + svg.circle(*at, 3.5, classes="c-rise")
    if last is not None and last not in plot.band.rises:
        yield svg.circle(plot.xs[last], plot.counts[last], 4, classes="c-dot")


def describe(plot: Plot) -> str:
    """Return what the chart shows, for someone who cannot see it."""
    last = last_known(plot)
    if last is None:
        return gettext("There are no figures to draw.")
    sentences = [
        gettext("Counts by month from %(first)s to %(last)s.")
        % {"first": plot.month(0), "last": plot.month(len(plot.observed) - 1)},
        gettext("The latest is %(count)s in %(month)s.")
        % {"count": number(plot.observed[last]), "month": plot.month(last)},
    ]
    if not (is_missing(plot.lower[last]) or is_missing(plot.upper[last])):
        sentences.append(
            gettext("In that month %(expected)s.") % {"expected": range_words(plot.lower[last], plot.upper[last])}
        )
    missing = plot.observed.count(None)
    if missing:
        sentences.append(
            ngettext("For %(months)s month there is no data.", "For %(months)s months there is no data.", missing)
            % {"months": missing}
        )
    if plot.band.rises:
        months = ", ".join(plot.month(index) for index in sorted(plot.band.rises))
        sentences.append(gettext("Marked as rises: %(months)s.") % {"months": months})
    sentences += [
        gettext("Not comparable from %(month)s: %(reason)s.")
        % {"month": month_name(item.at, plot.lang), "reason": item.label}
        for item in plot.band.breaks
    ]
    return " ".join(sentences)
