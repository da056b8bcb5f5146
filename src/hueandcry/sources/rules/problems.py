"""Reports of a problem with a figure: how long they may be, and how their references look."""

from __future__ import annotations

import random
from datetime import timedelta

FIGURE_LIMIT = 500
WHAT_LIMIT = 2000
EMAIL_LIMIT = 254

# No vowels, so that no word comes out; no 0, 1, 5, 8, B, S, L, which are misread or misheard.
LETTERS = "23479CDFGHJKMNPQRTVWXZ"
GROUPS, GROUP_LENGTH = 3, 3
REFERENCE_LENGTH = GROUPS * GROUP_LENGTH + GROUPS - 1

# The same report again within this time is the same button pressed twice.
SAME_WITHIN = timedelta(hours=1)


def reference(rng: random.Random) -> str:
    """Return a reference that can be read out over a telephone: "7KM-QX3-92R"."""
    groups = ("".join(rng.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def is_reference(text: str) -> bool:
    """Could this text be a reference?"""
    groups = text.split("-")
    return len(groups) == GROUPS and all(len(one) == GROUP_LENGTH and set(one) <= set(LETTERS) for one in groups)
