"""The flow: one total on the left, what became of it on the right, each ribbon as thick as its share.

A part may itself have parts: what became of those who were charged. Wide, they stand in a third column; on a phone
each such part is told again below, as a total of its own.
"""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.ui.charts import scale, standalone, svg
from hueandcry.ui.charts.flow_parts import APART, HEAD, SHAPES, Flow, FlowPart, Shape, drawn, laid_out
from hueandcry.ui.charts.flow_stages import staged
from hueandcry.ui.format import number


def flow(shown: Flow, *, variant: str = "wide", alone: bool = False) -> SafeString:
    """Draw one variant; with `alone` as a complete file."""
    shape = SHAPES[variant]
    total = sum(value for value in scale.clean([part.value for part in shown.parts]) if value)
    if any(part.parts for part in shown.parts) and variant == "wide" and total:
        body, height = staged(shown)
    else:
        body, height = told_once(shown.label, shown.parts, shape)
        for part in shown.parts if variant == "phone" else ():
            if part.parts:
                more, tall = told_once(part.parts_label or part.label, part.parts, shape)
                body += f'<g transform="translate(0 {height + APART:.1f})">{more}</g>'
                height += APART + tall
    title, described = shown.title or shown.label, describe(shown, total)
    size: dict[str, Any] = {"width": shape.width, "height": height, "classes": f"flow flow--{variant}", "title": title}
    if alone:
        return standalone.file(**size, description=described, body=body, source=shown.source)
    return SafeString(svg.frame(**size, description=described, body=body))


def told_once(label: str, parts: tuple[FlowPart, ...], shape: Shape) -> tuple[str, float]:
    """Return one total and its parts under the total's words; and the height they take."""
    rows = svg.wrap(label, int(shape.width / svg.text_width("m", shape.size)), 2)
    leading = shape.size + 4
    head = "".join(svg.text(0, shape.size + 2 + at * leading, row, classes="c-value") for at, row in enumerate(rows))
    values = scale.clean([part.value for part in parts])
    total = sum(value for value in values if value)
    down = (len(rows) - 1) * leading
    if not total:
        return head + svg.text(0, HEAD + down + shape.size, gettext("No data"), classes="c-note"), HEAD + down + 32.0
    laid = laid_out(parts, values, shape)
    body = drawn(laid, shape)
    return head + (f'<g transform="translate(0 {down:g})">{body}</g>' if down else body), laid.height + down


def flows(shown: Flow) -> SafeString:
    """Draw both variants for a page; the stylesheet shows the one that fits."""
    return SafeString(flow(shown) + flow(shown, variant="phone"))


def describe(shown: Flow, total: float) -> str:
    """Return every part in words."""
    if not total:
        return gettext("There are no figures to draw.")
    told = [f"{part.label}: {number(part.value)}" for part in shown.parts]
    for part in shown.parts:
        if part.parts:
            told.append(part.parts_label or part.label)
            told += [f"{inner.label}: {number(inner.value)}" for inner in part.parts]
    return "; ".join(told)
