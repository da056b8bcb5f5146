"""Small bars: one quantity over a few years, each bar with its figure. Several stand side by side on one scale."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.ui.charts import scale, standalone, svg
from hueandcry.ui.format import number

HEIGHT, TOP, BOTTOM = 190, 26, 28
SIZE = 14
SLOT, MOST_WIDTH = 84, 760


@dataclass(frozen=True)
class Bars:
    """One quantity by period: labels and values of equal length, None where nothing is known.

    `ceiling` is the value at full height; give several charts the same one and their bars can be compared.
    """

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    title: str = ""
    unit: str = ""
    source: str = ""
    ceiling: float | None = None

    def __post_init__(self) -> None:
        """Refuse labels and values that do not belong together."""
        if len(self.labels) != len(self.values):
            raise ValueError(f"found {len(self.values)} values for {len(self.labels)} labels; expected one each")


def small_bars(bars: Bars, *, alone: bool = False) -> SafeString:
    """Draw the bars; with `alone` as a complete file."""
    values = scale.clean(bars.values)
    top = bars.ceiling or max((value for value in values if value is not None), default=0) or 1
    slot = min(SLOT, MOST_WIDTH / max(1, len(values)))
    width = max(2 * SLOT, slot * len(values))
    body = "".join(
        one_bar(i, slot, label, value, top) for i, (label, value) in enumerate(zip(bars.labels, values, strict=True))
    )
    body += svg.line(0, HEIGHT - BOTTOM, width, HEIGHT - BOTTOM, classes="c-axis")
    described = describe(bars.labels, values)
    if not values:
        body += svg.text(width / 2, HEIGHT / 2, gettext("No data"), classes="c-note", anchor="middle")
    size: dict[str, Any] = {
        "width": width,
        "height": HEIGHT,
        "classes": "bars",
        "title": bars.title or gettext("Count by period"),
    }
    if alone:
        source = " · ".join(part for part in (bars.unit, bars.source) if part)
        return standalone.file(**size, description=described, body=body, source=source)
    return SafeString(svg.frame(**size, description=described, body=body))


def one_bar(index: int, slot: float, label: str, value: float | None, top: float) -> str:
    """Return one bar with its figure above and its label below; hatched where nothing is known."""
    middle, width = slot * (index + 0.5), min(48.0, slot * 0.62)
    base = HEIGHT - BOTTOM
    named = svg.text(middle, base + SIZE + 6, label, classes="c-tick", anchor="middle")
    if value is None:
        height = (base - TOP) * 0.5
        words = svg.text(middle, base - height - 8, gettext("no data"), classes="c-note", anchor="middle")
        return svg.no_data(middle - width / 2, base - height, width, height) + words + named
    height = max(0.0, (base - TOP) * min(1.0, value / top))
    figure = svg.text(middle, base - height - 8, number(value), classes="c-value", anchor="middle")
    return svg.rect(middle - width / 2, base - height, width, height, classes="c-bar") + figure + named


def describe(labels: tuple[str, ...], values: list[float | None]) -> str:
    """Return every figure in words."""
    return "; ".join(f"{label}: {number(value)}" for label, value in zip(labels, values, strict=True))
