"""What may be shown of a wave, and the sentence that says why something is not.

Two rules, both stated on every page. An estimate is not shown if it rests on too few people to say anything (the
rule about chance, `stats.surveys.small_bases`); nor if so few of a group gave an answer, or so few did not, that the
figure would tell of them (the rule about people, `warehouse.disclosure`).
"""

from __future__ import annotations

SHOWN, NOT_SHOWN = "shown", "not shown"
TESTED, BARRED = "tested", "barred"

# Fewest people, unweighted, who gave an answer, and fewest who did not, for a share or a count to be shown.
LEAST_SAID = 5
# A wave may ask for larger bases than this, never for smaller ones.
LEAST_BASE = 50

NOBODY = "Nobody was asked."
SMALL_BASE = "Too few people answered."
FEW_UNITS = "Too few sampling points lie behind it."
FEW_SAID = "Not shown, to protect people."
NO_ERROR = "Its error cannot be worked out."
ONE_MISSING = "One of the two figures is not shown."
TELEPHONE = "One of the two waves was asked by telephone, of another sample and with other questions."
ASKED_OTHERWISE = "The question was asked in another way."
GROUPED_OTHERWISE = "The group has another name in the earlier wave: other people may be in it."
OVERLAP = "The two waves overlap: some people may be in both."
MODES_DIFFER = "The two waves were asked in different ways; part of a difference may come from that."
NO_SPREAD = "Neither figure has an error that is known."

WHY = (
    *(NOBODY, SMALL_BASE, FEW_UNITS, FEW_SAID, NO_ERROR),
    *(ONE_MISSING, TELEPHONE, ASKED_OTHERWISE, GROUPED_OTHERWISE, OVERLAP, MODES_DIFFER, NO_SPREAD),
)


def why_not(*, base: int, least_base: int, degrees: float, least_degrees: float, protected: bool) -> str:
    """Return why an estimate is not shown, or an empty text."""
    if base == 0:
        return NOBODY
    if base < least_base:
        return SMALL_BASE
    if protected:
        return FEW_SAID
    if not degrees >= least_degrees:
        return FEW_UNITS
    return ""
