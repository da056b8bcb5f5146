"""The working of a claim as tables: the facts, the steps, and ours beside what is claimed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from hueandcry.claims import words
from hueandcry.claims.formulas import in_figures, in_words
from hueandcry.claims.pages.addresses import day_words, of_file, tight
from hueandcry.claims.queries.claim import INFERRED, Check, Claim, Fact
from hueandcry.claims.queries.working import ENTERED, Found, Worked, Working
from hueandcry.claims.rules.expression import Name, Node
from hueandcry.claims.rules.verdicts import Outcome, Several
from hueandcry.ui import rooms
from hueandcry.ui.components import Cell, Column, Table

SHORT_HASH = 12


def facts(claim: Claim, working: Working) -> Table | None:
    """Return the facts that the working starts from, each with how sure it is and where it stands."""
    if not claim.facts:
        return None
    return Table(
        caption=gettext("The facts that the working starts from."),
        columns=(
            Column(gettext("Fact")),
            Column(gettext("Value"), numeric=True),
            Column(gettext("How sure")),
            Column(gettext("Source")),
        ),
        rows=tuple(_fact(fact, working.facts[fact.name], claim) for fact in claim.facts),
    )


def steps(claim: Claim, working: Working) -> Table | None:
    """Return the steps in words and in figures, the last of which are the figures set beside the claim."""
    rows = []
    for step in claim.steps:
        result = words.result_words(working.steps[step.name], step.unit, step.places)
        rows.append(_row(step.label, step.tree, result, claim, working))
    for one in working.checks:
        rows += _check_rows(one, claim, working)
    if not rows:
        return None
    return Table(
        caption=gettext("The working, in words and in figures."),
        columns=(
            Column(gettext("Step")),
            Column(gettext("In words")),
            Column(gettext("In figures")),
            Column(gettext("Result"), numeric=True),
        ),
        rows=tuple(rows),
    )


def checks(claim: Claim, working: Working) -> Table | None:
    """Return ours beside what is claimed, part by part or definition by definition."""
    if not working.checks:
        return None
    by_definition = claim.several is Several.DEFINITIONS
    named = len(working.checks) > 1
    told = (
        gettext("The same claim under each definition.")
        if by_definition
        else gettext("What is claimed, and what comes out.")
    )
    readings = dict.fromkeys(str(one.check.claimed.reading) for one in working.checks if one.check.claimed.reading)
    columns = (
        *((Column(gettext("Definition") if by_definition else gettext("Part")),) if named else ()),
        Column(gettext("Claimed")),
        Column(gettext("What that allows")),
        Column(gettext("Ours"), numeric=True),
        Column(gettext("Fits?")),
    )
    return Table(
        caption=tight(" ".join([told, *readings])),
        columns=columns,
        rows=tuple(_compared(one, named=named) for one in working.checks),
    )


def _fact(fact: Fact, found: Found, claim: Claim) -> tuple[Cell | str, ...]:
    entered = found.origin == ENTERED
    return (
        Cell(capfirst(str(fact.label))),
        Cell(tight(words.fact_value(fact, found))),
        Cell(_sure(fact, found), note=_origin(fact, found)),
        _entered(fact, found, claim) if entered else _read(fact, found),
    )


def _sure(fact: Fact, found: Found) -> str:
    return gettext("missing") if found.value is None else str(words.STATUSES[fact.status])


def _origin(fact: Fact, found: Found) -> str:
    if found.value is None:
        return ""
    if found.origin == ENTERED and fact.status == INFERRED:
        return gettext("worked out or read out of words by us")
    return str(words.ORIGINS[found.origin])


def _entered(fact: Fact, found: Found, claim: Claim) -> Cell:
    lacks = words.lacks_words(found)
    if fact.document is None:
        return Cell(lacks or gettext("not known"))
    stands_in = gettext("%(lacks)s The entered figure serves.") % {"lacks": lacks} if lacks else ""
    if fact.document == claim.document:
        note = gettext("In the document above.")
        return Cell(str(fact.section), note=" ".join(filter(None, [note, stands_in])))
    where = f"{fact.document.publisher}, {day_words(fact.document)}. {fact.section}."
    note = " ".join(filter(None, [where, stands_in]))
    return Cell(fact.document.title, url=fact.document.url, note=note, lang="en")


def _read(fact: Fact, found: Found) -> Cell:
    if not found.files:
        return Cell(words.lacks_words(found) or gettext("this build"))
    first = found.files[0]
    hashed = gettext("SHA-256 %(hash)s…") % {"hash": first.sha256[:SHORT_HASH]} if first.sha256 else ""
    if fact.measure and rooms.is_open("measures"):
        title = gettext("Measure: %(measure)s") % {"measure": fact.measure.slug}
        return Cell(title, url=reverse("measure", args=[fact.measure.slug]), note=f"{first.name}. {hashed}")
    return Cell(first.name, url=of_file(first.sha256) if first.sha256 else "", note=hashed)


def _check_rows(one: Worked, claim: Claim, working: Working) -> list[tuple[Cell | str, ...]]:
    """Return the working of a check; one that only repeats a fact or a step needs none."""
    check = one.check
    if isinstance(check.trees[0], Name):
        return []
    if not check.is_range:
        label = check.label or gettext("Ours")
        return [_row(label, check.trees[0], words.ours_words(one) or gettext("not known"), claim, working)]
    ends = ((gettext("At least"), check.trees[0], one.low), (gettext("At most"), check.trees[1], one.high))
    return [
        _row(
            _end_label(check, end),
            tree,
            words.result_words(result, check.claimed.unit, check.places),
            claim,
            working,
        )
        for end, tree, result in ends
    ]


def _end_label(check: Check, end: str) -> str:
    return gettext("%(label)s: %(end)s") % {"label": check.label, "end": end.lower()} if check.label else end


def _row(label: object, tree: Node, result: str, claim: Claim, working: Working) -> tuple[Cell | str, ...]:
    return (
        Cell(tight(capfirst(str(label)))),
        Cell(tight(capfirst(in_words(tree, words.labels(claim))))),
        Cell(tight(in_figures(tree, words.figures(claim, working)))),
        Cell(tight(result)),
    )


def _compared(one: Worked, *, named: bool) -> tuple[Cell | str, ...]:
    claimed = one.check.claimed
    allowed = words.span_words(claimed.span, claimed.unit) if claimed.span else gettext("that it holds")
    margin = words.margin_words(one)
    return (
        *((Cell(capfirst(str(one.check.label))),) if named else ()),
        Cell(tight(str(claimed.text))),
        Cell(tight(allowed)),
        Cell(tight(words.ours_words(one) or gettext("not known"))),
        Cell(_fits(one.outcome), note=tight(gettext("by %(margin)s") % {"margin": margin}) if margin else ""),
    )


def _fits(outcome: Outcome) -> str:
    match outcome:
        case Outcome.MATCHES:
            return gettext("yes")
        case Outcome.POSSIBLE:
            return gettext("possible")
        case Outcome.MISSES:
            return gettext("no")
        case _:
            return gettext("not known")
