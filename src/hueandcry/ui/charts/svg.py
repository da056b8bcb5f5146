"""The small vocabulary every chart is written in: text, lines, hatches, and the frame round them.

Charts are plain strings. Nothing here looks anything up: positions and words go in, SVG comes out. Colours, weights
and fonts are classes of the one stylesheet (`static/ui/hueandcry.css`, section "charts").
"""

from collections.abc import Iterable
from html import escape

# The share of an em that one character takes on average in our typeface, rounded up so that boxes err on the large
# side (digits and capitals are wider than small letters).
CHARACTER_EM = 0.57

HATCH_STEP = 7


def text_width(words: str, size: float) -> float:
    """Return about how wide `words` are at `size` pixels."""
    return len(words) * size * CHARACTER_EM


def text(x: float, y: float, words: str, *, classes: str, anchor: str = "") -> str:
    """Return words at a place; `anchor` is "middle" or "end" (else they begin at x)."""
    at = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{classes}"{at}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, classes: str) -> str:
    """Return one straight line."""
    return f'<path class="{classes}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def rect(x: float, y: float, width: float, height: float, *, classes: str) -> str:
    """Return a filled rectangle."""
    return f'<rect class="{classes}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def circle(x: float, y: float, radius: float, *, classes: str) -> str:
    """Return a circle."""
    return f'<circle class="{classes}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return the path data that joins the points: "M1.0 2.0L3.0 4.0"."""
    return "M" + "L".join(["%.1f %.1f" % point for point in points])  # noqa: UP031  a third faster than an f-string


def hatch(x: float, y: float, width: float, height: float) -> str:
    """Return diagonal strokes that fill a rectangle exactly.

    Drawn as one path and not as an SVG pattern: a pattern needs an id, and one page holds many charts.
    """
    strokes = []
    offset = HATCH_STEP / 2
    while offset < width + height:
        start, end = max(0.0, offset - height), min(offset, width)
        strokes.append(f"M{x + start:.1f} {y + offset - start:.1f}L{x + end:.1f} {y + offset - end:.1f}")
        offset += HATCH_STEP
    return f'<path class="c-hatch" d="{"".join(strokes)}"/>'


def no_data(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle that says "no figures here": paper, hatched."""
    return rect(x, y, width, height, classes="c-nodata") + hatch(x, y, width, height)


def wrap(words: str, limit: int, lines: int = 2) -> list[str]:
    """Break words into at most `lines` lines of about `limit` characters; what does not fit ends in "…"."""
    rows = [""]
    for word in words.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > limit:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [row if len(row) <= limit + 1 else row[: max(1, limit - 1)].rstrip() + "…" for row in rows]


def frame(
    *, width: float, height: float, classes: str, title: str, description: str, body: str, stretched: bool = False
) -> str:
    """Return the chart as it stands inside a page.

    With a title it is one image to a screen reader, with the title as its name; without one it is an ornament that is
    passed over, because the words beside it already say the same. `stretched`: it fills whatever room it gets.
    """
    ratio = ' preserveAspectRatio="none"' if stretched else ""
    opening = f'<svg class="chart {classes}" viewBox="0 0 {width:g} {height:g}"{ratio}'
    if not title:
        return f'{opening} aria-hidden="true" focusable="false">{body}</svg>'
    described = f"<desc>{escape(description)}</desc>" if description else ""
    return f'{opening} role="img"><title>{escape(title)}</title>{described}{body}</svg>'
