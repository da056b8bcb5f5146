"""What of a table of people may be shown: all that people told us passes here before anyone sees it.

>>> kept = protect([[12, 3, 40], [25, 18, 33], [9, 14, 21]])
>>> kept.shown  # with its totals; NaN is "not shown"

A count of one to four people is not shown (*small*). Since totals are shown, some others go with it (*secondary*).
Zeros are small too where they would tell that all of a group, or all but a few, are one thing.

**The promise.** For every small number, and for each value it could have, there is a whole table of whole numbers
that fits all that is shown. `is_safe` finds those tables and adds them up exactly; the solver only proposes them, so
its mistakes can cost numbers, never secrets. The attacker is taken to know the threshold, and to have been told which
numbers are small, which of these may be 0, and that the secondary ones are not below the threshold. No more than that
is promised: whoever works out again, for every table that fits, which of its numbers would be small, or which others
would go with them, may rule out values. How many is measured. Nor is anything promised of one table published in two
orders: between equal costs the place in the table decides. A page never says which numbers are small: it says "not
shown", and not "fewer than 5".

`rule` says what is small, `tables` what is given and returned, `attack` what can be worked out, `complements` which
others go with it. Sources: Hundepool and others 2012, *Statistical Disclosure Control*, chapter 4 (feasible
intervals, secondary suppression) and section 5.2 (frequency tables: individual, group, differencing); Code of
Practice for Statistics 2018, T6.4. In plain words, with what is not protected: `docs/methods/disclosure.md`.
"""

from hueandcry.warehouse.disclosure.rule import THRESHOLD, DisclosureInputError
from hueandcry.warehouse.disclosure.tables import (
    ROUND_TO,
    Protected,
    Suppressed,
    UnsafeTableError,
    intervals,
    is_safe,
    protect,
    rounded,
    small_only,
)

__all__ = [
    "ROUND_TO",
    "THRESHOLD",
    "DisclosureInputError",
    "Protected",
    "Suppressed",
    "UnsafeTableError",
    "intervals",
    "is_safe",
    "protect",
    "rounded",
    "small_only",
]
