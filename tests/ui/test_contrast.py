"""Every pair of colours that is used can be read: 4.5 : 1 for text, 3 : 1 for graphics that carry meaning.

(WCAG 2.2, success criteria 1.4.3 and 1.4.11; relative luminance as defined there.)
"""

import re

import pytest

from hueandcry.ui.charts.standalone import STYLESHEET

CSS = STYLESHEET.read_text(encoding="utf-8")
TOKENS = re.search(r"/\* tokens: begin \*/(.*?)/\* tokens: end \*/", CSS, re.DOTALL).group(1)

TEXT = [
    ("ink", "paper"),
    ("ink", "mist"),
    ("soft", "paper"),
    ("soft", "mist"),
    ("soft", "range"),
    ("link", "paper"),
    ("link", "mist"),
    ("visited", "paper"),
    ("visited", "mist"),
    ("ink", "range"),
    ("rise", "paper"),
    ("rise", "range"),
    ("over", "paper"),
    ("amber", "paper"),
    ("red", "paper"),
    ("on-rise", "rise"),
    ("on-button", "button"),
    ("on-button", "button-hover"),
    ("paper", "ink"),
    ("paper", "soft"),
]
GRAPHICS = [
    ("link", "paper"),
    ("link", "mist"),
    ("link", "range"),
    ("range-edge", "paper"),
    ("range-edge", "mist"),
    ("range-edge", "range"),
    ("ink", "range"),
    ("soft", "mist"),
    ("soft", "range"),
    ("hatch", "mist"),
    ("hatch", "range"),
    ("rise", "paper"),
    ("rise", "mist"),
    ("rise", "range"),
    ("over", "paper"),
    ("hatch", "paper"),
    ("soft", "paper"),
    ("field", "paper"),
    ("button", "paper"),
]


def schemes() -> dict[str, dict[str, str]]:
    """Return the colour of every token, light and dark, as the stylesheet declares them."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    declared = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": declared[0], "dark": declared[0] | declared[1]}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour written as #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_agrees_with_the_definition():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_text_can_be_read(words, ground, scheme):
    colours = schemes()[scheme]

    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), GRAPHICS)
def test_graphics_that_carry_meaning_can_be_seen(shape, ground, scheme):
    colours = schemes()[scheme]

    assert contrast(colours[shape], colours[ground]) >= 3


def test_dark_scheme_redefines_every_colour():
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")

    assert set(re.findall(r"--([a-z-]+):", dark)) == set(re.findall(r"--([a-z-]+):", light))


def test_colours_are_named_once_and_used_by_name():
    rest = CSS.replace(TOKENS, "").split("/* ---- print")[0]

    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rest)) == {"#ffdd00", "#0b0c0c"}  # the focus colours of GOV.UK Frontend
