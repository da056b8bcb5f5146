"""A chart as a complete file: its own styles, title and source inside, light and dark."""

import base64
import functools
import hashlib
import re
from html import escape
from pathlib import Path

from django.utils.safestring import SafeString

from hueandcry.ui.charts import svg

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "ui" / "hueandcry.css"
SECTION = re.compile(r"/\* (tokens|charts): begin \*/(.*?)/\* \1: end \*/", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

TITLE_SIZE = 19
SMALL_SIZE = 13
PADDING = 16
# A file that stands alone cannot bring our typeface; this is an em's share for the widest of those that may stand in.
WIDE_EM = 0.66


@functools.cache
def styles() -> str:
    """Return the colours and chart classes of the one stylesheet, for a file that stands alone."""
    css = STYLESHEET.read_text(encoding="utf-8")
    parts = [body for _, body in SECTION.findall(css)]
    return re.sub(r"\s+", " ", COMMENT.sub("", "".join(parts))).strip()


@functools.cache
def style_hash() -> str:
    """Return the source expression by which a content security policy allows exactly these styles."""
    digest = hashlib.sha256(styles().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


# A file of its own has room for a whole finding and a whole source: neither is cut.
MOST_LINES = 10


def file(
    *, width: float, height: float, classes: str, title: str, description: str, body: str, source: str
) -> SafeString:
    """Return an SVG document with the title above the chart and the unit and source below it."""
    across = width + 2 * PADDING
    heading = svg.wrap(title, max(12, int(width / (TITLE_SIZE * WIDE_EM))), lines=MOST_LINES) if title else []
    letters = max(12, int(width / (SMALL_SIZE * WIDE_EM)))
    footing = svg.wrap(_cut(source, letters), letters, lines=MOST_LINES) if source else []
    top = PADDING + len(heading) * 24 + (8 if heading else 0)
    down = top + height + len(footing) * 18 + PADDING
    words = [
        svg.text(PADDING, PADDING + 17 + index * 24, row, classes="c-title") for index, row in enumerate(heading)
    ] + [
        svg.text(PADDING, top + height + 16 + index * 18, row, classes="c-source") for index, row in enumerate(footing)
    ]
    return SafeString(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart--alone {classes}" '
        f'viewBox="0 0 {across:g} {down:g}" width="{across:g}" height="{down:g}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc><style>{styles()}</style>"
        f'<rect class="c-paper" width="{across:g}" height="{down:g}"/>{"".join(words)}'
        f'<g transform="translate({PADDING} {top:g})">{body}</g></svg>\n'
    )


def _cut(words: str, letters: int) -> str:
    """Return words of which none is longer than a row: a long address goes on in the next, down to its last letter."""
    return " ".join(word[at : at + letters] for word in words.split() for at in range(0, len(word), letters))
