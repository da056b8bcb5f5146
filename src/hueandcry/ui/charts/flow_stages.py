"""A flow of three stages on a wide page: a total, what became of it, and what became of one or more of these parts.

A part that goes on is drawn larger to the right, as a total of its own: a tenth of all would be too thin to read there.
"""

from hueandcry.ui.charts import scale, svg
from hueandcry.ui.charts.flow_parts import APART, Flow, Laid, Placed, Shape, drawn, laid_out

LEFT = Shape(width=430, total=260, size=16, bar=16, ribbon=170, characters=22, lines=3)
RIGHT = Shape(width=350, total=230, size=16, bar=16, ribbon=84, characters=26, lines=3)
# Where the wedge that makes a part larger begins, and where it ends.
WEDGE, SECOND = 436.0, 500.0


def staged(shown: Flow) -> tuple[str, float]:
    """Return both halves with the wedges between them, and the height they take."""
    values = scale.clean([part.value for part in shown.parts])
    left = laid_out(shown.parts, values, LEFT, further=True)
    head = svg.text(0, LEFT.size + 2, shown.label, classes="c-value")
    found, down, height = [drawn(left, LEFT)], LEFT.size + 14.0, left.height
    for one in left.parts:
        inner = scale.clean([part.value for part in one.part.parts])
        if sum(value for value in inner if value):
            right = laid_out(one.part.parts, inner, RIGHT)
            found.insert(0, wedge(one, right, down))
            found.append(f'<g transform="translate({SECOND:g} {down:g})">{named(one)}{drawn(right, RIGHT)}</g>')
            down += right.height + APART
            height = max(height, down - APART)
    return head + "".join(found), height


def named(one: Placed) -> str:
    """Return the words above a part that is drawn larger, on one line."""
    row = svg.wrap(one.part.parts_label or one.part.label, 46, 1)[0]
    return svg.text(WEDGE - SECOND, RIGHT.size + 2, row, classes="c-value")


def wedge(one: Placed, right: Laid, down: float) -> str:
    """Return the band that leads from a part to its larger drawing."""
    start, above = LEFT.bar * 2 + LEFT.ribbon, one.middle - one.thick / 2
    top = down + right.start
    bend = (WEDGE + SECOND) / 2
    return (
        f'<path class="c-wedge" d="M{start:.1f} {above:.1f}H{WEDGE:.1f}C{bend:.1f} {above:.1f} {bend:.1f} {top:.1f} '
        f"{SECOND:.1f} {top:.1f}V{top + RIGHT.total:.1f}C{bend:.1f} {top + RIGHT.total:.1f} {bend:.1f} "
        f'{above + one.thick:.1f} {WEDGE:.1f} {above + one.thick:.1f}H{start:.1f}Z"/>'
    )
