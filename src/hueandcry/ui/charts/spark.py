"""The spark: the last year or two of a series, as small as a word."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from hueandcry.ui.charts import scale, standalone, svg

WIDTH, HEIGHT = 112, 30
PAD_X, PAD_Y = 6, 5

Point = Any  # a place (x, y), or None where the month is missing


@dataclass(frozen=True)
class Spark:
    """One value a month, oldest first, None where nothing is known; `rose` marks the last month as a rise.

    Inside a page the row says the same in words, so the spark stays silent to a screen reader unless `title` is given.
    """

    values: tuple[float | None, ...]
    rose: bool = False
    title: str = ""


def spark(shown: Spark, *, alone: bool = False) -> SafeString:
    """Draw the spark, from zero; with `alone` as a complete file."""
    values = scale.clean(shown.values)
    top = max((v for v in values if v is not None), default=0) or 1
    step = (WIDTH - 2 * PAD_X) / max(1, len(values) - 1)
    drop = (HEIGHT - 2 * PAD_Y) / top
    points: list[Point] = [
        None if v is None else (PAD_X + i * step, HEIGHT - PAD_Y - v * drop) for i, v in enumerate(values)
    ]
    body = baseline(points) + trace(points) + last_point(points, rose=shown.rose)
    if alone:
        return standalone.file(
            width=WIDTH, height=HEIGHT, classes="spark", title=shown.title, description="", body=body, source=""
        )
    return SafeString(
        svg.frame(width=WIDTH, height=HEIGHT, classes="spark", title=shown.title, description="", body=body)
    )


def baseline(points: list[Point]) -> str:
    """Return a dashed line on the axis under the months without data, so that a gap is seen to be one."""
    if not points:
        return svg.line(PAD_X, HEIGHT - PAD_Y, WIDTH - PAD_X, HEIGHT - PAD_Y, classes="c-void")
    step = (WIDTH - 2 * PAD_X) / max(1, len(points) - 1)
    spans = [
        (max(PAD_X, PAD_X + (a - 0.5) * step), min(WIDTH - PAD_X, PAD_X + (b + 0.5) * step))
        for a, b in scale.runs([point is None for point in points])
    ]
    return "".join(svg.line(a, HEIGHT - PAD_Y, b, HEIGHT - PAD_Y, classes="c-void") for a, b in spans)


def trace(points: list[Point]) -> str:
    """Return the line, lifted where months are missing; a month alone is a dot."""
    parts, dots = [], []
    for start, end in scale.runs([point is not None for point in points]):
        if start == end:
            dots.append(dot(points[start], 1.6, classes="c-dot"))
        else:
            parts.append(svg.polyline(points[start : end + 1]))
    return (f'<path class="c-line" d="{"".join(parts)}"/>' if parts else "") + "".join(dots)


def last_point(points: list[Point], *, rose: bool) -> str:
    """Return the mark on the last month: a ringed one where it rose, nothing where the month is missing."""
    if not points or points[-1] is None:
        return ""
    if rose:
        return dot(points[-1], 5, classes="c-ring") + dot(points[-1], 2.4, classes="c-rise")
    return dot(points[-1], 2.6, classes="c-dot")


def dot(at: Point, radius: float, *, classes: str) -> str:
    """Return a circle round a place."""
    x, y = at
    return svg.circle(x, y, radius, classes=classes)
