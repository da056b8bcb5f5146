"""Groups of one wave compared with everybody else in it: who is affected more than others?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from hueandcry.surveys.actions.answers import Everybody, Grouping
from hueandcry.surveys.actions.estimating import Values, told
from hueandcry.surveys.rules.groups import holm, verdict
from hueandcry.surveys.rules.planning import Plan
from hueandcry.surveys.rules.questionnaire import SHARE, Questionnaire
from hueandcry.surveys.rules.rounding import significant
from hueandcry.surveys.rules.showing import LEAST_SAID

if TYPE_CHECKING:
    from hueandcry.stats.surveys import Design, Domains

# So many groups at most: comparing hundreds would find little, and take long.
MOST_GROUPS = 24
Shown = Collection[tuple[str, str, str]]


def compared(
    questionnaire: Questionnaire,
    counted: Mapping[str, Values],
    everybody: Everybody,
    design: Design,
    plan: Plan,
    shown: Shown,
) -> Iterator[dict[str, Any]]:
    """Yield the shares of shown groups less those of everybody else, with interval, p-value and verdict.

    Everybody else must pass the rules for what is shown as well: whoever has a figure and the difference has both.
    """
    for asked in questionnaire.estimates:
        if not (asked.groups and asked.kind == SHARE and asked.slug in counted):
            continue
        for split in questionnaire.splits:
            grouping = everybody.groupings.get(split.slug)
            if split.groups and grouping and 2 <= len(grouping.domains) <= MOST_GROUPS:
                kept = [name for name in grouping.domains if (asked.slug, split.slug, name) in shown]
                for row in _compared(counted[asked.slug], grouping, kept, design, plan):
                    yield {"estimate": asked.slug, "split": split.slug, **row}


def _compared(
    counted: Values, grouping: Grouping, kept: list[str], design: Design, plan: Plan
) -> Iterator[dict[str, Any]]:
    from scipy import special

    from hueandcry.stats import surveys

    places = {name: at for at, name in enumerate(grouping.domains)}
    found = []
    for name in kept:
        sides = np.where(grouping.codes < 0, -1, np.where(grouping.codes == places[name], 0, 1))
        domains = surveys.Domains(counted.groups_of(sides), ("group", "others"))
        if not _may_be_shown(counted, domains, design, plan):
            continue
        one = told(surveys.contrasts(design, counted.values, [1.0, -1.0], domains=domains), design)
        lower, upper = one.interval()
        with np.errstate(invalid="ignore", divide="ignore"):
            p_value = 2 * special.stdtr(one.degrees, -abs(one.value / one.se))
        if np.isfinite([one.value, lower, upper, p_value]).all():
            found.append((name, float(one.value), float(lower), float(upper), float(p_value)))
    answered = counted.groups_of(grouping.codes)[~np.isnan(counted.values)]
    adjusted = holm(np.array([one[4] for one in found]), groups=np.unique(answered[answered >= 0]).size)
    for (name, difference, least, most, _), p_value in zip(found, adjusted.tolist(), strict=True):
        yield {
            "domain": name,
            "difference": significant(difference),
            "lower": significant(least),
            "upper": significant(most),
            "p_value": significant(p_value),
            "verdict": verdict(difference, p_value),
        }


def _may_be_shown(counted: Values, domains: Domains, design: Design, plan: Plan) -> bool:
    """Do both sides rest on enough people, and tell of no handful?"""
    from hueandcry.stats import surveys

    found = surveys.means(design, counted.values, domains=domains)
    said = np.bincount(domains.codes[(domains.codes >= 0) & counted.said], minlength=2)
    few = np.minimum(said, found.base - said) < LEAST_SAID
    return not (few | surveys.too_small(found, least_base=plan.least_base)).any()
