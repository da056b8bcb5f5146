"""What is said about a claim: quantities, expressions, and why a verdict is as it is, in the language that is active.

Machines are given the same words in English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext, gettext_lazy, ngettext

from hueandcry.claims.queries.claim import INFERRED, NOT_VERIFIED, VERIFIED, Claim, Claimed, Fact
from hueandcry.claims.queries.working import (
    BAD_SELECT,
    BUILD,
    ENTERED,
    MEASURE,
    NO_MEASURE,
    NO_ROW,
    NO_TABLE,
    Found,
    Result,
    Worked,
    Working,
)
from hueandcry.claims.rules.arithmetic import rounded
from hueandcry.claims.rules.spans import Span
from hueandcry.claims.rules.verdicts import Outcome, Several, Verdict
from hueandcry.ui.format import number

MILLION = 1_000_000
MOST_PLACES = 6
MOST_NAMED = 3

VERDICTS = {
    Verdict.STANDS: gettext_lazy("stands"),
    Verdict.CAVEAT: gettext_lazy("stands with a caveat"),
    Verdict.FALLS: gettext_lazy("does not stand"),
    Verdict.CANNOT: gettext_lazy("cannot be checked"),
}

STATUSES = {
    VERIFIED: gettext_lazy("verified"),
    INFERRED: gettext_lazy("inferred"),
    NOT_VERIFIED: gettext_lazy("not verified"),
}

ORIGINS = {
    ENTERED: gettext_lazy("entered by hand from the source named"),
    BUILD: gettext_lazy("read from a file in this build"),
    MEASURE: gettext_lazy("from a measure in this build"),
}


# ---- quantities ------------------------------------------------------------------------------------------------------


def written(value: Fraction, unit: str, places: int) -> str:
    """Return a quantity as it is written: "84.6 %", "39,339", "£755,049", "£1,258 m"."""
    if unit == "£" and abs(value) >= MILLION and places == 0 and value % 1:
        return _millions(value)
    figure = number(float(rounded(value, places)), places)
    match unit:
        case "%":
            return f"{figure} %"
        case "£":
            return f"£{figure}".replace("£−", "−£")
        case "months":
            return ngettext("%(count)s month", "%(count)s months", int(value)) % {"count": figure}
        case "years":
            return ngettext("%(count)s year", "%(count)s years", int(value)) % {"count": figure}
        case _:
            return figure


def exactly(value: Fraction, unit: str) -> str:
    """Return an entered or read quantity with all the decimals it has, up to a limit."""
    places = next((n for n in range(MOST_PLACES) if rounded(value, n) == value), MOST_PLACES)
    return written(value, unit, places)


def span_words(span: Span, unit: str) -> str:
    """Return which values a claim allows: "85.5 % to 86.5 %", "more than 50 %"."""
    if span.exact and span.low is not None:
        return exactly(span.low, unit)
    if span.low is not None and span.high is not None:
        return gettext("%(low)s to %(high)s") % {"low": exactly(span.low, unit), "high": exactly(span.high, unit)}
    if span.low is not None:
        words = gettext("more than %(bound)s") if span.low_open else gettext("at least %(bound)s")
        return words % {"bound": exactly(span.low, unit)}
    words = gettext("less than %(bound)s") if span.high_open else gettext("at most %(bound)s")
    return words % {"bound": exactly(span.high or Fraction(0), unit)}


def claimed_words(claim: Claim) -> str:
    """Return what is claimed: "86 %"; several figures with commas; nothing where no quantity is."""
    if claim.uncheckable:
        return str(claim.uncheckable.claimed)
    texts = dict.fromkeys(str(check.claimed.text) for check in claim.checks)
    return ", ".join(texts)


def recomputed_words(claim: Claim, working: Working) -> str:
    """Return what ours comes to: "84.6 %"; under several definitions each with its name; nothing where unknown."""
    known = [one for one in working.checks if one.outcome is not Outcome.UNKNOWN]
    if claim.several is Several.DEFINITIONS:
        return _by_definition(known)
    numbers = [one for one in known if one.low.holds is None]
    return ", ".join(ours_words(one) for one in numbers or known)


def missed_words(claim: Claim, working: Working) -> str:
    """Return what ours comes to where it does not fit; nothing where only comparisons do not hold."""
    if claim.several is Several.DEFINITIONS:
        return recomputed_words(claim, working)
    missed = [one for one in working.checks if one.outcome is Outcome.MISSES and one.low.holds is None]
    return ", ".join(ours_words(one) for one in missed)


def ours_words(one: Worked) -> str:
    """Return what one check comes to: a figure, a range, or whether a comparison holds; nothing where unknown."""
    if one.low.holds is not None:
        return gettext("it holds") if one.low.holds else gettext("it does not hold")
    if one.low.value is None or one.high.value is None:
        return ""
    unit, places = one.check.claimed.unit, one.check.places
    if not one.check.is_range:
        return written(one.low.value, unit, places)
    low, high = sorted((one.low.value, one.high.value))
    return gettext("%(low)s to %(high)s") % {"low": written(low, unit, places), "high": written(high, unit, places)}


def margin_words(one: Worked) -> str:
    """Return by how much ours lies outside what is claimed; nothing where it does not."""
    if not one.margin:
        return ""
    unit = one.check.claimed.unit
    places = next((n for n in range(one.check.places, MOST_PLACES) if rounded(one.margin, n)), MOST_PLACES)
    if unit == "%":
        points = number(float(rounded(one.margin, places)), places)
        return gettext("%(points)s percentage points") % {"points": points}
    return written(one.margin, unit, places)


def reading_words(claimed: Claimed) -> str:
    """Return how the claim is read: by its own sentence, else by the precision to which it was given."""
    if claimed.reading or claimed.span is None or claimed.span.exact:
        return str(claimed.reading)
    parts = {"claimed": claimed.text, "span": span_words(claimed.span, claimed.unit)}
    return gettext("To the precision given, %(claimed)s means %(span)s.") % parts


def _by_definition(known: Sequence[Worked]) -> str:
    named = gettext("%(figure)s (%(definition)s)")
    return "; ".join(named % {"figure": ours_words(one), "definition": one.check.label} for one in known)


def _millions(value: Fraction) -> str:
    millions = value / MILLION
    places = 1 if abs(millions) < 1000 else 0
    return gettext("£%(count)s m") % {"count": number(float(rounded(millions, places)), places)}


# ---- why -------------------------------------------------------------------------------------------------------------


def why(claim: Claim, working: Working) -> str:
    """Return in a few sentences why the verdict is as it is."""
    found = found_words(claim, working)
    if claim.uncheckable:
        return " ".join(found)
    reserved = working.verdict in (Verdict.CAVEAT, Verdict.FALLS)
    reserves = [unlike_words(claim), *doubt_words(claim, working)] if reserved else []
    note = [str(claim.note)] if claim.note else []
    return " ".join(part for part in [*found[: len(found) - len(note)], *reserves, *note] if part)


def found_words(claim: Claim, working: Working) -> list[str]:
    """Return what came out, or what is lacking, and last the reviewed note, as sentences."""
    if claim.uncheckable:
        return [str(claim.uncheckable.why), str(claim.uncheckable.needed)]
    said = [*_figures_said(claim, working), *_lacks_said(claim, working)]
    return [*said, *([str(claim.note)] if claim.note else [])]


def unlike_words(claim: Claim) -> str:
    """Return what makes the two sides unlike, in one sentence; nothing where nothing does."""
    if not claim.unlike:
        return ""
    return gettext("It is not like for like: %(list)s.") % {"list": "; ".join(str(one) for one in claim.unlike)}


def lacks_words(found: Found) -> str:
    """Return what a fact lacks in this build."""
    match found.lacks:
        case "":
            return ""
        case kind if kind == NO_TABLE:
            return gettext("The table %(table)s is not loaded.") % {"table": found.of}
        case kind if kind == NO_ROW:
            return gettext("The table %(table)s has no such figure.") % {"table": found.of}
        case kind if kind == NO_MEASURE:
            return gettext("The measure %(measure)s has no such figure.") % {"measure": found.of}
        case kind if kind == BAD_SELECT:
            return gettext("The question put to the tables could not be answered, which is our fault.")
        case _:
            return found.lacks


def _figures_said(claim: Claim, working: Working) -> list[str]:
    known = [one for one in working.checks if one.outcome is not Outcome.UNKNOWN]
    if claim.several is Several.DEFINITIONS:
        return [_definitions_said(known, working)] if known else []
    missed = [one for one in known if one.outcome is Outcome.MISSES]
    if len(known) > 1 and not missed and len(known) == len(working.checks):
        return [gettext("Every part fits: %(ours)s.") % {"ours": recomputed_words(claim, working)}]
    return [_check_said(one) for one in missed or known]


def _definitions_said(known: Sequence[Worked], working: Working) -> str:
    fits = [one for one in known if one.outcome in (Outcome.MATCHES, Outcome.POSSIBLE)]
    each = _by_definition(known)
    if working.verdict is Verdict.CANNOT:
        words = gettext("It fits none of the definitions tried, and there may be others: %(each)s.")
    elif not fits:
        words = gettext("It fits none of the definitions: %(each)s.")
    elif len(fits) == len(working.checks):
        words = gettext("It fits every definition: %(each)s.")
    else:
        words = gettext("The verdict hangs on the definition: %(each)s.")
    return words % {"each": each}


def _check_said(one: Worked) -> str:
    sentence = _sentence_of(one)
    if not one.check.label:
        return sentence
    return gettext("%(part)s: %(sentence)s") % {"part": one.check.label, "sentence": sentence}


def _sentence_of(one: Worked) -> str:
    claimed = one.check.claimed
    parts = {"ours": ours_words(one), "claimed": claimed.text, "margin": margin_words(one)}
    if one.low.holds is not None:
        words = gettext("It holds: %(claimed)s.") if one.low.holds else gettext("It does not hold: %(claimed)s.")
        return words % parts
    if one.check.is_range:
        return _range_said(one, parts)
    if claimed.span and claimed.span.exact:
        same = gettext("Worked out again it is %(ours)s, as claimed.")
        other = gettext("Worked out again it is %(ours)s, not %(claimed)s: the difference is %(margin)s.")
        return (same if one.outcome is Outcome.MATCHES else other) % parts
    said = [gettext("Worked out again it is %(ours)s.") % parts, reading_words(claimed)]
    if one.outcome is Outcome.MISSES:
        said.append(gettext("Ours lies %(margin)s outside.") % parts if one.margin else _on_the_bound())
    return " ".join(filter(None, said))


def _range_said(one: Worked, parts: Mapping[str, object]) -> str:
    said = [gettext("The facts leave a range: %(ours)s.") % parts]
    match one.outcome:
        case Outcome.MATCHES:
            said.append(gettext("All of it fits: %(claimed)s.") % parts)
        case Outcome.POSSIBLE:
            said.append(gettext("So %(claimed)s is possible, but not shown.") % parts)
        case _:
            outside = gettext("That lies outside, by %(margin)s.") % parts if one.margin else _on_the_bound()
            said += [reading_words(one.check.claimed), outside]
    return " ".join(filter(None, said))


def _on_the_bound() -> str:
    return gettext("It lies just on the bound, which does not belong to what is claimed.")


def _lacks_said(claim: Claim, working: Working) -> list[str]:
    if working.verdict is not Verdict.CANNOT:
        return []
    results = [result for one in working.checks for result in (one.low, one.high)] + list(working.steps.values())
    missing = {name for result in results for name in result.missing}
    said = [lacks_words(found) for name, found in working.facts.items() if name in missing and found.value is None]
    if any(result.by_nought for result in results):
        said.append(gettext("The base is nought, and nothing is a share of nothing."))
    return list(dict.fromkeys(said))


def doubt_words(claim: Claim, working: Working) -> list[str]:
    """Return which facts the verdict rests on that are inferred or not verified, as sentences."""
    by_status: dict[str, list[str]] = {}
    for fact in claim.facts:
        if fact.name in working.doubts:
            by_status.setdefault(fact.status, []).append(str(fact.label))
    return [_doubt_said(status, found) for status, found in sorted(by_status.items())]


def _doubt_said(status: str, labels: Sequence[str]) -> str:
    """Say which facts are in doubt, or how many where they are many."""
    inferred = status == INFERRED
    if len(labels) <= MOST_NAMED:
        words = gettext("Inferred, not printed: %(facts)s.") if inferred else gettext("Not yet verified: %(facts)s.")
        return words % {"facts": "; ".join(labels)}
    count = len(labels)
    words = (
        ngettext("%(count)s fact is inferred, not printed.", "%(count)s facts are inferred, not printed.", count)
        if inferred
        else ngettext("%(count)s fact is not yet verified.", "%(count)s facts are not yet verified.", count)
    )
    return words % {"count": count}


# ---- facts -----------------------------------------------------------------------------------------------------------


def fact_value(fact: Fact, found: Found) -> str:
    """Return a fact's value as written, or "not known"."""
    return gettext("not known") if found.value is None else exactly(found.value, fact.unit)


def result_words(result: Result, unit: str, places: int) -> str:
    """Return what a step came to, or why it could not be worked out."""
    if result.value is not None:
        return written(result.value, unit, places)
    return gettext("the base is nought") if result.by_nought else gettext("not known")


def labels(claim: Claim) -> Mapping[str, str]:
    """Return what the names in expressions stand for, in words."""
    facts = {fact.name: str(fact.label) for fact in claim.facts}
    return {**facts, **{step.name: str(step.label) for step in claim.steps}}


def figures(claim: Claim, working: Working) -> Mapping[str, str]:
    """Return what the names in expressions stand for, in figures."""
    facts = {fact.name: fact_value(fact, working.facts[fact.name]) for fact in claim.facts}
    steps = {step.name: result_words(working.steps[step.name], step.unit, step.places) for step in claim.steps}
    return {**facts, **steps}
