"""Our mark and the shapes of the verdicts, as small SVG drawings in the colour of the words beside them."""

from django.utils.safestring import SafeString

# A dot with two arcs that open to the right, drawn on a square of 32.
MARK = (
    '<circle cx="8.5" cy="16" r="5.5" fill="currentColor"/>'
    '<path class="arc" d="M16 7.6a11.2 11.2 0 0 1 0 16.8" fill="none" stroke="currentColor" stroke-width="3.2" '
    'stroke-linecap="round"/>'
    '<path class="arc" d="M21.6 2.6a18.4 18.4 0 0 1 0 26.8" fill="none" stroke="currentColor" stroke-width="3.2" '
    'stroke-linecap="round"/>'
)

# Verdicts are told apart by shape and word before colour. Drawn on a square of 14.
SHAPES = {
    "rise": '<path d="M7 1.5 13 12.5H1z" fill="currentColor"/>',
    "over": '<path d="M2 7.5 5.6 11 12 3.5" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "usual": '<circle cx="7" cy="7" r="3.4" fill="currentColor"/>',
    "below": '<path d="M7 12 12 3H2z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
    "too_few": '<path d="M2.5 7h.01M7 7h.01M11.5 7h.01" stroke="currentColor" stroke-width="2.8" '
    'stroke-linecap="round"/>',
    "too_little_history": '<path d="M7 7V3.4M7 7l2.6 1.7" fill="none" stroke="currentColor" stroke-width="1.6" '
    'stroke-linecap="round"/><circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    "no_data": '<path d="M1.5 1.5h11v11h-11zM1.5 8.5l7-7M1.5 12.5l11-11M5.5 12.5l7-7" fill="none" '
    'stroke="currentColor" stroke-width="1.2"/>',
    "suspect": '<path d="M7 1.2 12.8 7 7 12.8 1.2 7z" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path d="M7 4.2v3.4M7 9.6h.01" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>',
    "break": '<path d="M7 .5v3M7 5.5v3M7 10.5v3" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M.8 9h3.7M9.5 5h3.7" stroke="currentColor" stroke-width="1.6"/>',
    "withdrawn": '<path d="M2.5 2.5l9 9M11.5 2.5l-9 9" stroke="currentColor" stroke-width="2"/>',
    "area_redrawn": '<path d="M1.5 1.5h7.5v7.5H1.5z" fill="none" stroke="currentColor" stroke-width="1.4" '
    'stroke-dasharray="2 1.4"/><path d="M5 5h7.5v7.5H5z" fill="none" stroke="currentColor" stroke-width="1.5"/>',
}


def mark_svg() -> SafeString:
    """Return the mark for inside a page."""
    opening = '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">'
    return SafeString(f"{opening}{MARK}</svg>")


def verdict_svg(name: str) -> SafeString:
    """Return the shape of a verdict; the word beside it says the same."""
    return SafeString(f'<svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">{SHAPES[name]}</svg>')
