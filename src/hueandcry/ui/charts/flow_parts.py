"""The pieces of a flow: what it shows, the measures of its variants, ribbons, ends and words."""

from dataclasses import dataclass

from hueandcry.ui.charts import svg
from hueandcry.ui.format import number, percent


@dataclass(frozen=True)
class FlowPart:
    """One thing that became of the total; `tone` is "plain", "good" or "unknown" (hatched: not known yet).

    `parts` are what became of it in turn; `parts_label` their total in words ("Of 1,042 charged").
    """

    label: str
    value: float | None
    tone: str = "plain"
    parts: tuple["FlowPart", ...] = ()
    parts_label: str = ""


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
HEAD, GAP, APART = 34, 10, 22


@dataclass(frozen=True)
class Placed:
    """One part with its place: the middle of its end, how thick it is, its words, and the middle of these."""

    part: FlowPart
    value: float | None
    name: tuple[str, ...]
    thick: float
    middle: float
    words_at: float


@dataclass(frozen=True)
class Laid:
    """A total and its parts, placed: where the total's bar begins, and how far down all of it reaches."""

    total: float
    start: float
    height: float
    parts: tuple[Placed, ...]


def laid_out(parts: tuple[FlowPart, ...], values: list[float | None], shape: Shape, *, further: bool = False) -> Laid:
    """Place every part in a block tall enough for its words, so that words never meet.

    With `further`, a part with parts of its own has its words above its end, for something goes on beside it.
    """
    total = sum(value for value in values if value)
    placed, block, leading = [], float(HEAD), shape.size + 3
    for part, value in zip(parts, values, strict=True):
        name = tuple(svg.wrap(part.label, shape.characters, shape.lines))
        thick, room = shape.total * (value or 0) / total, (1 + len(name)) * leading + 3
        above = further and bool(part.parts)
        high = room + 8 + thick if above else max(thick, room)
        middle = block + high - thick / 2 if above else block + high / 2
        placed.append(Placed(part, value, name, thick, middle, block + room / 2 if above else middle))
        block += high + GAP
    tall = max(block - GAP - HEAD, shape.total)
    return Laid(total, HEAD + (tall - shape.total) / 2, HEAD + tall + 6, tuple(placed))


def drawn(laid: Laid, shape: Shape) -> str:
    """Return the total's bar with, for every part, its ribbon, its end and its words."""
    right, start = shape.bar + shape.ribbon, laid.start
    found = [svg.rect(0, start, shape.bar, shape.total, classes="c-bar")]
    for one in laid.parts:
        if one.value:
            end = one.middle - one.thick / 2
            found.append(ribbon(shape.bar, start, right, end, one.thick, one.part.tone))
        found.append(end_bar(right, one.middle, one.thick, shape.bar, one.part.tone, known=one.value is not None))
        beside = right if one.words_at != one.middle else right + shape.bar + 10
        found.append(words(one.name, one.value, laid.total, beside, one.words_at, shape.size + 3))
        start += one.thick
    return "".join(found)


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


def words(name: tuple[str, ...], value: float | None, total: float, x: float, middle: float, leading: float) -> str:
    """Return a part's figure and share, and under it what it is."""
    figure = number(value) if value is None else f"{number(value)} · {percent(value / total)}"
    first = middle - (len(name) - 1) * leading / 2 - 2
    rows = [svg.text(x, first + (index + 1) * leading, row, classes="c-note") for index, row in enumerate(name)]
    return svg.text(x, first, figure, classes="c-value") + "".join(rows)
