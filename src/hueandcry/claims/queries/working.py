"""A claim worked out: from its facts, as they were found, step by step to the verdict. No clock, no build, no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hueandcry.claims.queries.claim import VERIFIED, Check, Claim
from hueandcry.claims.rules.arithmetic import DividedByZero, Quantity, quantity, worked_out
from hueandcry.claims.rules.expression import Node, names
from hueandcry.claims.rules.verdicts import Outcome, Verdict, compared, verdict

# Where a fact came from, or what it lacks.
ENTERED, BUILD, MEASURE = "entered", "build", "measure"
NO_TABLE, NO_ROW, NO_MEASURE, BAD_SELECT = "no table", "no row", "no measure", "bad select"


@dataclass(frozen=True)
class SourceFile:
    """A file that a fact was read from."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Found:
    """A fact as it was found: its value and where from; `lacks` and `of` say what was not there, if anything.

    An entered value that stands in for a table that is not loaded has both.
    """

    value: Fraction | None
    origin: str = ENTERED
    files: tuple[SourceFile, ...] = ()
    lacks: str = ""
    of: str = ""


@dataclass(frozen=True)
class Result:
    """What an expression came to. `value` None: `missing` names what it needs, or its base is nought."""

    value: Fraction | None = None
    holds: bool | None = None
    missing: tuple[str, ...] = ()
    by_nought: bool = False


@dataclass(frozen=True)
class Worked:
    """One check worked out: ours from `low` to `high` (equal where it is one figure), and how it lies to the claim."""

    check: Check
    low: Result
    high: Result
    outcome: Outcome

    @property
    def margin(self) -> Fraction:
        """Return how far ours lies outside what is claimed; nought inside, or where it is not known."""
        span = self.check.claimed.span
        if span is None or self.low.value is None or self.high.value is None:
            return Fraction(0)
        return min(span.margin(self.low.value), span.margin(self.high.value))


@dataclass(frozen=True)
class Working:
    """Everything that was worked out of a claim. `doubts` names the facts used that are inferred or not verified."""

    facts: Mapping[str, Found]
    steps: Mapping[str, Result]
    checks: tuple[Worked, ...]
    doubts: tuple[str, ...]
    verdict: Verdict


def fact_as_json(found: Found) -> dict[str, Any]:
    """Return a fact as JSON; its value as the shortest decimals that stand for it."""
    value = None if found.value is None else int(found.value) if found.value.denominator == 1 else float(found.value)
    return {
        "value": value,
        "origin": found.origin,
        "files": [{"name": one.name, "sha256": one.sha256} for one in found.files],
        "lacks": found.lacks,
        "of": found.of,
    }


def fact_from_json(told: Mapping[str, Any]) -> Found:
    """Return the fact that `fact_as_json` told of."""
    return Found(
        value=None if told["value"] is None else Fraction(str(told["value"])),
        origin=told["origin"],
        files=tuple(SourceFile(**file) for file in told["files"]),
        lacks=told["lacks"],
        of=told["of"],
    )


def work_out(claim: Claim, facts: Mapping[str, Found]) -> Working:
    """Return a claim worked out from these facts."""
    known = {
        fact.name: quantity(value, fact.unit) for fact in claim.facts if (value := facts[fact.name].value) is not None
    }
    steps: dict[str, Result] = {}
    for step in claim.steps:
        steps[step.name] = found = _result(step.expression, step.tree, known)
        if found.value is not None:
            known[step.name] = quantity(found.value, step.unit)
    checks = tuple(_worked(check, known) for check in claim.checks)
    doubts = _doubts(claim, facts)
    return Working(
        facts=facts,
        steps=steps,
        checks=checks,
        doubts=doubts,
        verdict=verdict(
            [one.outcome for one in checks],
            several=claim.several,
            every_definition=claim.every_definition,
            reserved=bool(claim.unlike or doubts),
        ),
    )


def _worked(check: Check, known: Mapping[str, Quantity]) -> Worked:
    low = _result(check.low, check.trees[0], known)
    high = _result(check.high, check.trees[1], known) if check.is_range else low
    return Worked(check, low, high, _outcome(check, low, high))


def _outcome(check: Check, low: Result, high: Result) -> Outcome:
    if low.holds is not None:
        return Outcome.MATCHES if low.holds else Outcome.MISSES
    if low.value is None or high.value is None or check.claimed.span is None:
        return Outcome.UNKNOWN
    return compared(check.claimed.span, min(low.value, high.value), max(low.value, high.value))


def _result(text: str, tree: Node, known: Mapping[str, Quantity]) -> Result:
    missing = _once(one.name for one in names(tree) if one.name not in known)
    if missing:
        return Result(missing=missing)
    try:
        found = worked_out(text, tree, known)
    except DividedByZero:
        return Result(by_nought=True)
    return Result(holds=found) if isinstance(found, bool) else Result(value=found.value)


def _doubts(claim: Claim, facts: Mapping[str, Found]) -> tuple[str, ...]:
    """Return the facts that the checks rest on, directly or by steps, and that nobody has verified.

    What a build read stands so in the file it was read from; what stands in for it has the status it was entered with.
    """
    trees = {step.name: step.tree for step in claim.steps}
    used = _reached([tree for check in claim.checks for tree in check.trees], trees)
    return tuple(
        fact.name
        for fact in claim.facts
        if fact.name in used and fact.status != VERIFIED and facts[fact.name].origin == ENTERED
    )


def _reached(trees: Sequence[Node], steps: Mapping[str, Node]) -> set[str]:
    found: set[str] = set()
    for tree in trees:
        for name in names(tree):
            if name.name not in found:
                found.add(name.name)
                found |= _reached([steps[name.name]] if name.name in steps else [], steps)
    return found


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
