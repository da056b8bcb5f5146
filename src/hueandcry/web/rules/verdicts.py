"""From the verdict of the statistics to the word on the page, and from many verdicts to one sentence."""

from collections.abc import Mapping
from typing import Literal

Standing = Literal[
    "rises", "quiet", "too_few", "too_little_history", "redrawn", "not_comparable", "in_doubt", "no_data"
]

# What the table `rises` says → the name of the word and shape on a page (see `ui.components.VERDICTS`).
SHOWN: Mapping[str, str] = {
    "rise": "rise",
    "within its usual range": "usual",
    "too few to tell": "too_few",
    "too little history": "too_little_history",
    "no data": "no_data",
    "suspect": "suspect",
    "break": "break",
    "area redrawn": "area_redrawn",
}

REASONS: Mapping[str, Standing] = {
    "too few to tell": "too_few",
    "too little history": "too_little_history",
    "area redrawn": "redrawn",
    "break": "not_comparable",
    "suspect": "in_doubt",
    "no data": "no_data",
}

TESTED = frozenset({"rise", "within its usual range"})


def shown(verdict: str, observed: float | None, lower: float | None) -> str:
    """Return the name of the word for a verdict; a count under its usual range says "below usual"."""
    word = SHOWN[verdict]
    if word == "usual" and observed is not None and lower is not None and observed < lower:
        return "below"
    return word


def standing(verdicts: Mapping[str, int]) -> Standing:
    """Return which sentence tells a place's month, from how many of its kinds got which verdict.

    One kind tested is enough to say that nothing tested was unusual; where none could be tested, the most frequent
    reason speaks. Nothing judged at all is no data, never quiet.
    """
    if verdicts.get("rise"):
        return "rises"
    if verdicts.get("within its usual range"):
        return "quiet"
    found = [verdict for verdict in REASONS if verdicts.get(verdict)]
    return REASONS[max(found, key=lambda verdict: verdicts[verdict])] if found else "no_data"


def month_state(covered: str, *, counted: bool, absent_is_zero: bool, elsewhere: bool) -> str:
    """Return what a month of a series is: complete or suspect (then it has a count), or why it has none.

    `covered` is the state of what the force published. Nothing published is missing, never zero; a month without a
    row is zero only where files are known to leave nothing out.
    """
    if elsewhere:
        return "elsewhere"
    if covered not in ("complete", "suspect"):
        return covered
    return covered if counted or absent_is_zero else "unpublished"
