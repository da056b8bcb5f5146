"""The family: all that is tested at one level in one month of a scheme, and the price of asking so often.

Force, district and small area are families of their own, from the largest down. Within a level no crime is counted
twice, so the tests are independent given their baselines, as the discrete procedure asks; across levels they are not,
since a district's count is made of its small areas'. And a district's rise does not have to pay for the hundred
thousand questions asked about small areas. A small area may rise alone: it is not asked only where its district rose.
Measured against the alternatives in `docs/decisions/0005-each-level-is-a-family-of-its-own.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hueandcry.rises.actions.judging import LEARNT_FROM, Rows
from hueandcry.rises.rules.verdicts import Standing, judged


def conclude(rows: Rows, *, q_limit: float) -> None:
    """Fill in `p_value` and `q_value` of all that was tested, and settle where each count stands.

    Who is in a family is known from baselines and coverage alone: `FEW_NOW`, which looks at the judged count, is in it.
    """
    for name in ("p_value", "q_value"):
        rows[name] = np.full(rows["area"].size, np.nan)
    for members in _families(rows):
        rows["p_value"][members], rows["q_value"][members] = _evidence(rows, members)
    tested = np.flatnonzero(rows["standing"] == Standing.INSIDE)
    rows["standing"][tested] = judged(
        **{name: rows[name][tested] for name in ("observed", "lower", "upper_usual", "upper")},
        q=rows["q_value"][tested],
        q_limit=q_limit,
    )


def _families(rows: Rows) -> Iterator[NDArray[np.int64]]:
    """Yield the positions of each family: one for each level and month."""
    tested = np.flatnonzero(rows["standing"] >= Standing.FEW_NOW)
    keys = rows["level"][tested].astype(np.int64) * (int(rows["month"].max(initial=0)) + 1) + rows["month"][tested]
    order = np.argsort(keys, kind="stable")
    _, begins = np.unique(keys[order], return_index=True)
    yield from np.split(tested[order], begins[1:]) if tested.size else ()


def _evidence(rows: Rows, members: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return p-values, for which series of a kind lend each other what is known of their scatter, and q-values."""
    from hueandcry.stats import discrete_fdr, rises  # late: see `judging.warm_up`

    result = rises.FarringtonResult.unjudged((members.size, 1))
    for name in LEARNT_FROM:
        getattr(result, name)[:, 0] = rows[name][members]
    found = rises.evidence(result, rows["observed"][members][:, None], rows["kind"][members])
    p, mean, spread = (column[:, 0] for column in (found.p_value, found.mean, found.spread))
    return p, discrete_fdr.q_values(p, mean=mean, spread=spread)
