"""The flow: one total on the left, what became of it on the right, each ribbon as thick as its share."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.ui.charts import scale, standalone, svg
from hueandcry.ui.format import number, percent


@dataclass(frozen=True)
class FlowPart:
    """One thing that became of the total; `tone` is "plain", "good" or "unknown" (hatched: not known yet)."""

    label: str
    value: float | None
    tone: str = "plain"


@dataclass(frozen=True)
class Flow:
    """A total in words ("12,345 crimes recorded") and its parts, in the order in which they are told."""

    label: str
    parts: tuple[FlowPart, ...]
    title: str = ""
    source: str = ""


@dataclass(frozen=True)
class Shape:
    """The measures of a variant; `total` is how tall the whole is drawn."""

    width: int
    total: float
    size: float
    bar: int
    ribbon: int
    characters: int
    lines: int


SHAPES = {
    "wide": Shape(width=860, total=260, size=16, bar=16, ribbon=330, characters=56, lines=1),
    "phone": Shape(width=360, total=280, size=13.5, bar=10, ribbon=86, characters=32, lines=2),
}
HEAD, GAP = 34, 10


def flow(shown: Flow, *, variant: str = "wide", alone: bool = False) -> SafeString:
    """Draw one variant; with `alone` as a complete file."""
    shape = SHAPES[variant]
    values = scale.clean([part.value for part in shown.parts])
    total = sum(value for value in values if value)
    body = svg.text(0, shape.size + 2, shown.label, classes="c-value")
    if total:
        drawn, height = ribbons(shown.parts, values, total, shape)
        body += drawn
    else:
        body, height = body + svg.text(0, HEAD + shape.size, gettext("No data"), classes="c-note"), HEAD + 32.0
    title, described = shown.title or shown.label, describe(shown, total)
    size: dict[str, Any] = {"width": shape.width, "height": height, "classes": f"flow flow--{variant}", "title": title}
    if alone:
        return standalone.file(**size, description=described, body=body, source=shown.source)
    return SafeString(svg.frame(**size, description=described, body=body))


def flows(shown: Flow) -> SafeString:
    """Draw both variants for a page; the stylesheet shows the one that fits."""
    return SafeString(flow(shown) + flow(shown, variant="phone"))


def ribbons(parts: tuple[FlowPart, ...], values: list[float | None], total: float, shape: Shape) -> tuple[str, float]:
    """Return the total's bar with, for every part, its ribbon, its end and its words; and the height they take.

    Each end stands in a block tall enough for its words, so that words never meet.
    """
    thick = [shape.total * (value or 0) / total for value in values]
    names = [svg.wrap(part.label, shape.characters, shape.lines) for part in parts]
    blocks = [max(one, (1 + len(name)) * (shape.size + 3) + 3) for one, name in zip(thick, names, strict=True)]
    tall = sum(blocks) + GAP * (len(blocks) - 1)
    start, block = HEAD + (tall - shape.total) / 2, float(HEAD)
    right = shape.bar + shape.ribbon
    drawn = [svg.rect(0, start, shape.bar, shape.total, classes="c-bar")]
    for part, name, value, one, high in zip(parts, names, values, thick, blocks, strict=True):
        end, middle = block + (high - one) / 2, block + high / 2
        if value:
            drawn.append(ribbon(shape.bar, start, right, end, one, part.tone))
        drawn.append(end_bar(right, middle, one, shape.bar, part.tone, known=value is not None))
        drawn.append(words(name, value, total, right + shape.bar + 10, middle, shape.size + 3))
        start, block = start + one, block + high + GAP
    return "".join(drawn), HEAD + tall + 6


def ribbon(left: float, y1: float, right: float, y2: float, thick: float, tone: str) -> str:
    """Return a band that curves from the total to one part."""
    bend = (left + right) / 2
    return (
        f'<path class="c-ribbon c-ribbon--{tone}" d="M{left:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} '
        f"{right:.1f} {y2:.1f}V{y2 + thick:.1f}C{bend:.1f} {y2 + thick:.1f} {bend:.1f} {y1 + thick:.1f} "
        f'{left:.1f} {y1 + thick:.1f}Z"/>'
    )


def end_bar(x: float, middle: float, thick: float, width: float, tone: str, *, known: bool) -> str:
    """Return the mark at the end of a ribbon; never thinner than can be seen, hatched where nothing is known."""
    if tone == "unknown" or not known:
        high = max(thick, 12)
        return svg.no_data(x, middle - high / 2, width, high)
    high = max(thick, 1.5)
    return svg.rect(x, middle - high / 2, width, high, classes=f"c-end c-end--{tone}")


def words(name: list[str], value: float | None, total: float, x: float, middle: float, leading: float) -> str:
    """Return a part's figure and share, and under it what it is."""
    figure = number(value) if value is None else f"{number(value)} · {percent(value / total)}"
    first = middle - (len(name) - 1) * leading / 2 - 2
    rows = [svg.text(x, first + (index + 1) * leading, row, classes="c-note") for index, row in enumerate(name)]
    return svg.text(x, first, figure, classes="c-value") + "".join(rows)


def describe(shown: Flow, total: float) -> str:
    """Return every part in words."""
    if not total:
        return gettext("There are no figures to draw.")
    return "; ".join(f"{part.label}: {number(part.value)}" for part in shown.parts)
