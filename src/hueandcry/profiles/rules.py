"""What a neighbourhood board may send back, and which words may be shown to the other boards."""

from __future__ import annotations

import re

from hueandcry.sources.rules.notes import EMAIL, TELEPHONE

# Under which name shared findings are published.
KIND = "finding"
FILE = "finding.json"

BOARD_LIMIT = 120
TEXT_LIMIT = 2000
SHARED_LIMIT = 600

# Words that are shown to everybody name no person and give no way to reach one.
TITLED_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|PC|Sgt|Insp)\.?\s+[A-Z]\w+")

REASONS = (
    (EMAIL, "an e-mail address"),
    (TELEPHONE, "a telephone number"),
    (TITLED_NAME, "what looks like a person's name"),
)


def exposes(text: str) -> list[str]:
    """Return what in these words could lead to a person; nothing where they may be shown."""
    return [what for pattern, what in REASONS if pattern.search(text)]
