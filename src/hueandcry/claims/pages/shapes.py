"""A verdict on a claim as it is shown: shape, word and colour together, told apart by shape before colour."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.claims.words import VERDICTS

NAMES = {Verdict.STANDS: "stands", Verdict.CAVEAT: "caveat", Verdict.FALLS: "falls", Verdict.CANNOT: "cannot"}

# Drawn on a square of 14, in the colour of the verdict.
SHAPES = {
    Verdict.STANDS: '<path d="M2 7.5 5.6 11 12 3.5" fill="none" stroke="currentColor" stroke-width="2.4"/>',
    Verdict.CAVEAT: '<path d="M7 1.4 13 12.4H1z" fill="none" stroke="currentColor" stroke-width="1.5" '
    'stroke-linejoin="round"/><path d="M7 5.6v3.2M7 10.6h.01" stroke="currentColor" stroke-width="1.6" '
    'stroke-linecap="round"/>',
    Verdict.FALLS: '<path d="M2.5 2.5l9 9M11.5 2.5l-9 9" stroke="currentColor" stroke-width="2.4"/>',
    Verdict.CANNOT: '<circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" stroke-width="1.8" '
    'stroke-dasharray="2.4 1.8"/>',
}


@dataclass(frozen=True)
class Shown:
    """A verdict with what draws it."""

    verdict: Verdict

    @property
    def name(self) -> str:
        """Return its name in the stylesheet."""
        return NAMES[self.verdict]

    @property
    def word(self) -> str:
        """Return its word."""
        return str(VERDICTS[self.verdict])

    @property
    def shape(self) -> SafeString:
        """Return its shape; the word beside it says the same."""
        return SafeString(f'<svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">{SHAPES[self.verdict]}</svg>')


def by_name(name: str) -> Verdict | None:
    """Return the verdict of a name in an address, or None."""
    return next((verdict for verdict, known in NAMES.items() if known == name), None)
