"""From answers to figures: every estimate of a questionnaire, for everybody and for every group, in one pass each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from hueandcry.surveys.actions.answers import Everybody, Grouping
from hueandcry.surveys.rules.answering import Bools, Floats, Ints, any_of, holds, incidents
from hueandcry.surveys.rules.faults import Faults
from hueandcry.surveys.rules.linking import Groups, linked
from hueandcry.surveys.rules.planning import Plan
from hueandcry.surveys.rules.protecting import protected_within
from hueandcry.surveys.rules.questionnaire import INCIDENTS, OF_YES, PEOPLE, RATE, SHARE, Asked, Questionnaire, Text
from hueandcry.surveys.rules.rounding import rounded_base, rounded_degrees, significant
from hueandcry.surveys.rules.showing import NO_ERROR, NOT_SHOWN, SHOWN, why_not
from hueandcry.warehouse import disclosure

if TYPE_CHECKING:
    from hueandcry.stats.surveys import Design, Estimates

PER = 1_000
LEVEL = 0.95
LEAST_VICTIMS_FOR_A_CAP = 50
Protecting = Callable[[Ints, Ints, Bools], Bools]  # who said it, who answered, what is hidden → what is protected


@dataclass(frozen=True, eq=False)
class Values:
    """What one estimate counts of everybody.

    Attributes
    ----------
    values : (n,) 1 or 0, or incidents; NaN for who is left out
    among : (n,) 1 for who counts at all, 0 for who does not, NaN where that is not known; None: everybody counts
    caps : column → the cap that was put on its counts; None where it would tell of too few people
    """

    values: Floats
    among: Floats | None
    caps: Mapping[str, float | None]

    @property
    def said(self) -> Bools:
        """Who gave the answer, or told of an incident."""
        return self.values > 0

    def groups_of(self, codes: Ints) -> Ints:
        """Return the groups of those who count; -1 for everybody else."""
        return codes if self.among is None else np.where(self.among == 1, codes, -1)


def values(asked: Asked, everybody: Everybody, design: Design, plan: Plan, faults: Faults) -> Values | None:
    """Return what an estimate counts; None, and a fault, where a cap is needed and cannot be worked out."""
    caps: dict[str, float | None] = {}
    if asked.kind in OF_YES:
        counted = any_of([holds(everybody.answers, one) for one in asked.yes])
    else:
        counted = np.zeros(design.n)
        for column in asked.count:
            capped = _capped(column, everybody, design, plan, faults)
            if capped is None:
                return None
            counts, caps[column] = capped
            counted = counted + counts
    among = any_of([holds(everybody.answers, one) for one in asked.among]) if asked.among else None
    return Values(counted if among is None else np.where(among == 1, counted, np.nan), among, caps)


def figures(
    questionnaire: Questionnaire, counted: Mapping[str, Values], everybody: Everybody, design: Design, plan: Plan
) -> Iterator[dict[str, Any]]:
    """Yield every figure: value, interval, error, base, design effect; or why it is not shown."""
    whole = {"": Grouping(np.zeros(design.n, dtype=np.int64), {"": Text("")})} | dict(everybody.groupings)
    above = linked({split: Groups(one.codes, len(one.domains)) for split, one in whole.items() if one.domains})
    for asked in questionnaire.estimates:
        if asked.slug not in counted:
            continue
        rows: dict[str, list[dict[str, Any]]] = {}
        for split in above:
            shown = {slug: np.array([row["state"] == SHOWN for row in made]) for slug, made in rows.items()}
            protecting = partial(protected_within, above=above[split], shown=shown)
            rows[split] = list(_figures_of(asked, counted[asked.slug], whole[split], design, plan, protecting))
        for split in whole:
            for row in rows.get(split, ()):
                yield {"estimate": asked.slug, "split": split, **row}


def is_possible(asked: Asked, plan: Plan) -> bool:
    """Can it be estimated? Numbers of people need weights that add up to people."""
    return asked.kind in (SHARE, RATE) or plan.grossed or bool(plan.margins or plan.totals)


def units_are_people(design: Design) -> bool:
    """Do numbers of sampling units tell of people? Without units, or with fewer than two people in each, they do."""
    return not design.stages or design.n < 2 * design.stages[0].number


def told(estimates: Estimates, design: Design) -> Estimates:
    """Return estimates with the degrees of freedom that are published; intervals are made with these."""
    return replace(estimates, degrees=rounded_degrees(estimates.degrees)) if units_are_people(design) else estimates


# ---- counting -------------------------------------------------------------------------------------------------------


def _capped(
    column: str, everybody: Everybody, design: Design, plan: Plan, faults: Faults
) -> tuple[Floats, float | None] | None:
    """Return incidents, the longest series cut as the Crime Survey cuts them, and the cap where it may be told."""
    from hueandcry.stats import surveys

    found = everybody.answers[column]
    counts, many = incidents(found), found.too_many & (found.asked == 1)
    weights = design.weights
    if (weights <= 0).any() and design.calibration is not None:
        weights = design.calibration.initial
    given = plan.caps.get(column)
    if given is None and many.any() and not (counts[~many] > 0).any():
        found_here = "only victims who told of too many to count"
        faults.add(column, found_here, "a count that is known, or a cap in design.toml", f"Give method.caps.{column}.")
        return None
    made = surveys.capped(counts, weights, too_many=many, cap=given)
    victims = int(((counts > 0) & ~many).sum())
    return made.counts, made.cap if given or victims >= LEAST_VICTIMS_FOR_A_CAP else None


# ---- estimating -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Numbers:
    """The columns of one estimate's figures, one entry for each group."""

    value: Floats
    lower: Floats
    upper: Floats
    se: Floats
    estimates: Estimates


def _figures_of(
    asked: Asked, counted: Values, grouping: Grouping, design: Design, plan: Plan, protecting: Protecting
) -> Iterator[dict[str, Any]]:
    with np.errstate(invalid="ignore", divide="ignore"):
        numbers = _numbers(asked, counted, grouping, design)
        effects = np.atleast_1d(numbers.estimates.design_effect())
    bases = _bases(np.atleast_1d(numbers.estimates.base), int((~np.isnan(counted.values)).sum()))
    why = _why_not_shown(counted, grouping, numbers.estimates, bases, plan, protecting)
    for at, domain in enumerate(grouping.domains):
        column = {name: float(getattr(numbers, name)[at]) for name in ("value", "lower", "upper", "se")}
        reason = why[at] or ("" if np.isfinite([*column.values()]).all() else NO_ERROR)
        effect = float(effects[at])
        shown = not reason
        yield {
            "domain": domain,
            **{name: significant(value) if shown else None for name, value in column.items()},
            "degrees": significant(float(numbers.estimates.degrees[at])) if shown else None,
            "base": bases[at],
            "effective_base": _effective(int(numbers.estimates.base[at]), effect) if shown else None,
            "design_effect": round(effect, 2) if shown and np.isfinite(effect) else None,
            "state": SHOWN if shown else NOT_SHOWN,
            "why": reason,
        }


def _numbers(asked: Asked, counted: Values, grouping: Grouping, design: Design) -> _Numbers:
    from hueandcry.stats import surveys
    from hueandcry.stats.surveys.intervals import logit

    names = tuple(grouping.domains)
    if asked.kind in (PEOPLE, INCIDENTS):
        everybody = surveys.Domains(grouping.codes, names)
        total = told(surveys.grossed_totals(design, counted.values, among=counted.among, domains=everybody), design)
        lower, upper = total.interval()
        return _Numbers(total.value, np.maximum(lower, 0), upper, total.se, total)
    domains = surveys.Domains(counted.groups_of(grouping.codes), names)
    found = told(surveys.means(design, counted.values, domains=domains), design)
    if asked.kind == SHARE:
        lower, upper = logit(found.value, found.se, found.degrees, found.base, LEVEL)
        return _Numbers(found.value, lower, upper, found.se, found)
    rate = found.per(PER)
    lower, upper = rate.interval()
    return _Numbers(rate.value, np.maximum(lower, 0), upper, rate.se, rate)


def _why_not_shown(
    counted: Values,
    grouping: Grouping,
    found: Estimates,
    bases: Sequence[int | None],
    plan: Plan,
    protecting: Protecting,
) -> list[str]:
    from hueandcry.stats import surveys

    said = _count(grouping, counted.said)
    # No estimate without its base: where that would tell of very few, neither is shown.
    baseless = np.array([base is None for base in bases])
    small = surveys.too_small(found, least_base=plan.least_base)
    hidden = baseless | protecting(said, found.base, small | baseless)
    return [
        why_not(
            base=int(found.base[at]),
            least_base=plan.least_base,
            degrees=float(found.degrees[at]),
            least_degrees=surveys.LEAST_DEGREES,
            protected=bool(hidden[at]),
        )
        for at in range(len(grouping.domains))
    ]


def _bases(base: Ints, everybody: int) -> list[int | None]:
    """Return how many of each group answered, as it may be published: rounded, and none that tells of very few."""
    without_group = everybody - int(base.sum())  # they can be worked out, so they are protected too
    table = [*base.tolist(), *([without_group] if without_group else [])]
    shown = disclosure.protect(table, zeros_reveal_nothing=True).rounded()
    return [None if np.isnan(number) else int(number) for number in shown[: base.size]]


def _effective(base: int, effect: float) -> int | None:
    """Return how many drawn one by one would tell as much."""
    effective = base / effect if effect > 0 else np.inf
    return rounded_base(round(effective)) if np.isfinite(effective) else None


def _count(grouping: Grouping, who: Bools) -> Ints:
    inside = (grouping.codes >= 0) & who
    return np.bincount(grouping.codes[inside], minlength=len(grouping.domains))
