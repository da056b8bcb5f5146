"""How an edition speaks: what its figures are called, how they are written, what changed, what they cannot tell.

The language is the one that is active. What is told of a name stands in a sentence that leaves the name as it is.
"""

from hueandcry.editions.pages.words.changes import (
    change_short,
    change_written,
    nothing_told,
    verdict,
    verdict_short,
    verdict_written,
)
from hueandcry.editions.pages.words.figures import (
    interval_written,
    note_written,
    source_written,
    state_word,
    unit_written,
    value_written,
    why_not,
)
from hueandcry.editions.pages.words.names import (
    FILLS,
    ITEM_TITLES,
    JOINED,
    LICENCE,
    MISSING,
    NONE_YET,
    UNITS,
    area_name,
    caveats,
    figure_period,
    frequency_word,
    item_title,
    period_name,
    said,
    short,
    tile_title,
    title,
    unbroken,
)
from hueandcry.editions.pages.words.telling import headline, method

__all__ = [
    "FILLS",
    "ITEM_TITLES",
    "JOINED",
    "LICENCE",
    "MISSING",
    "NONE_YET",
    "UNITS",
    "area_name",
    "caveats",
    "change_short",
    "change_written",
    "figure_period",
    "frequency_word",
    "headline",
    "interval_written",
    "item_title",
    "method",
    "note_written",
    "nothing_told",
    "period_name",
    "said",
    "short",
    "source_written",
    "state_word",
    "tile_title",
    "title",
    "unbroken",
    "unit_written",
    "value_written",
    "verdict",
    "verdict_short",
    "verdict_written",
    "why_not",
]
