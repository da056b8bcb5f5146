"""A chart for paper: the one stylesheet's classes with light colours written out, since Typst knows no variables."""

from __future__ import annotations

import functools
import re

from hueandcry.ui.charts import standalone

LIGHT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
DARK = re.compile(r"@media[^{]*\{\s*:root\s*\{.*?\}\s*\}", re.DOTALL)
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
USE = re.compile(r"var\((--[\w-]+)\)")
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
HEAVY = "650"
BOLD = "700"
FAMILY = '"Atkinson Hyperlegible Next"'


def on_paper(drawn: str) -> str:
    """Return a chart that stood in a page as a file of its own, in light colours and the two weights that paper has.

    Titles of single marks are left out: on paper nobody points at them, and they would be read aloud one by one.
    """
    named = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    head, end, rest = named.partition(">")
    return f"{head}{end}<style>{_styles()}</style>{TITLE.sub('', rest)}"


@functools.cache
def _styles() -> str:
    css = DARK.sub("", standalone.styles())
    light = LIGHT.search(css)
    tokens = dict(TOKEN.findall(light[1])) if light else {}
    plain = USE.sub(lambda use: tokens[use[1]].strip(), LIGHT.sub("", css))
    plain = re.sub(r"font-family:[^;}]+", f"font-family: {FAMILY}", plain)
    return plain.replace(f"font-weight: {HEAVY}", f"font-weight: {BOLD}")
