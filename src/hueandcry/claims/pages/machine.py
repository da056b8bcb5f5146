"""Claims for machines: JSON and CSV with the working, the trail and the reply inside. English in every language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from hueandcry.claims import words
from hueandcry.claims.formulas import in_figures, in_words
from hueandcry.claims.pages.addresses import of_claim
from hueandcry.claims.queries.built import BuildAbout, Change, Checked
from hueandcry.claims.queries.claim import Claim, Fact
from hueandcry.claims.queries.working import Found, Worked, Working, fact_as_json
from hueandcry.ui.addresses import public

NOTE = "A verdict is given by rule, from facts with their sources. Cannot be checked says nothing about the truth."
LICENCE = "Facts; each names its source. The rest: Apache License 2.0."

LIST_COLUMNS = (
    *("id", "words", "claimed", "recomputed", "verdict", "why"),
    *("who", "document", "said_on", "date_known_to_the", "page", "build"),
)
FACT_COLUMNS = (
    "claim",
    "part",
    "name",
    "what",
    "value",
    "unit",
    "status",
    "origin",
    "source",
    "sha256",
    "note",
    "build",
)


def list_json(request: HttpRequest, found: Sequence[Checked], build: BuildAbout) -> dict[str, Any]:
    """Return claims as JSON: the six keys of `hueandcry claims check`, and each claim's page."""
    return {
        "build": build_about(build),
        "note": NOTE,
        "licence": LICENCE,
        "claims": [{**one.told, "page": public(of_claim(one.claim.slug), request)} for one in found],
    }


def list_rows(request: HttpRequest, found: Sequence[Checked], build: BuildAbout) -> list[tuple[Any, ...]]:
    """Return claims as rows under `LIST_COLUMNS`."""
    return [
        (
            *one.told.values(),
            one.claim.speaker.name.english,
            one.claim.document.title,
            one.claim.document.on.isoformat(),
            one.claim.document.precision,
            public(of_claim(one.claim.slug), request),
            build.id,
        )
        for one in found
    ]


def claim_json(request: HttpRequest, one: Checked, changes: Sequence[Change], build: BuildAbout) -> dict[str, Any]:
    """Return everything about a claim."""
    claim, working, document = one.claim, one.working, one.claim.document
    return {
        **one.told,
        "title": claim.title.english,
        "quoted": claim.quoted,
        "who": claim.speaker.name.english,
        "document": {
            "title": document.title,
            "publisher": document.publisher.english,
            "date": document.on.isoformat(),
            "date_known_to_the": document.precision,
            "date_note": document.dating.english,
            "url": document.url or None,
            "section": claim.section.english,
        },
        "facts": [_fact(fact, working.facts[fact.name]) for fact in claim.facts],
        "working": _steps(claim, working),
        "checks": [_check(one, claim, working) for one in working.checks],
        "checks_are": str(claim.several),
        "every_definition": claim.every_definition,
        "unlike": [part.english for part in claim.unlike],
        "right_of_reply": _reply(claim),
        "history": [_change(change) for change in changes],
        "related": list(claim.related),
        "checked_by": claim.checked_by.english,
        "page": public(of_claim(claim.slug), request),
        "build": build_about(build),
        "note": NOTE,
        "licence": LICENCE,
    }


def claim_rows(one: Checked, build: BuildAbout) -> list[tuple[Any, ...]]:
    """Return verdict, caveats, facts, steps and figures of a claim as rows under `FACT_COLUMNS`."""
    claim, working = one.claim, one.working
    rows = [
        ("verdict", "", claim.words.english, one.told["verdict"], "", "", "", "", "", one.told["why"]),
        *(("caveat", "", unlike.english, *[""] * 7) for unlike in claim.unlike),
        *(("caveat", "", doubt, *[""] * 7) for doubt in words.doubt_words(claim, working)),
        *(_fact_row(fact, working.facts[fact.name]) for fact in claim.facts),
        *(_step_row(step) for step in _steps(claim, working)),
        *(_check_row(check) for check in working.checks),
    ]
    return [(claim.slug, *row, build.id) for row in rows]


def build_about(build: BuildAbout) -> dict[str, str]:
    """Return the build as machines are told it."""
    return {"id": build.id, "built_at": build.built_at.isoformat()}


def _fact(fact: Fact, found: Found) -> dict[str, Any]:
    document = fact.document
    return {
        "name": fact.name,
        "what": fact.label.english,
        **fact_as_json(found),
        "unit": fact.unit,
        "status": fact.status if found.value is not None else "missing",
        "source": document.title if document else None,
        "url": (document.url or None) if document else None,
        "section": fact.section.english or None,
    }


def _fact_row(fact: Fact, found: Found) -> tuple[Any, ...]:
    told = _fact(fact, found)
    file = found.files[0] if found.files else None
    return (
        *("fact", fact.name, told["what"], told["value"], fact.unit, told["status"], found.origin),
        *((file.name, file.sha256) if file else (told["source"], "")),
        words.lacks_words(found),
    )


def _step_row(step: dict[str, Any]) -> tuple[Any, ...]:
    return ("step", step["name"], step["what"], step["value"], step["unit"], "", "", "", "", step["in_figures"])


def _check_row(one: Worked) -> tuple[Any, ...]:
    claimed = one.check.claimed
    note = f"claimed: {claimed.text.english}; {one.outcome}"
    return ("check", "", one.check.label.english, words.ours_words(one) or None, claimed.unit, "", "", "", "", note)


def _steps(claim: Claim, working: Working) -> list[dict[str, Any]]:
    return [
        {
            "name": step.name,
            "what": step.label.english,
            "expression": step.expression,
            "in_words": in_words(step.tree, words.labels(claim)),
            "in_figures": in_figures(step.tree, words.figures(claim, working)),
            "value": None if (value := working.steps[step.name].value) is None else float(value),
            "unit": step.unit,
        }
        for step in claim.steps
    ]


def _check(one: Worked, claim: Claim, working: Working) -> dict[str, Any]:
    check = one.check
    names, figures = words.labels(claim), words.figures(claim, working)
    ends = ("low", "high") if check.is_range else ("expression",)
    return {
        "what": check.label.english or None,
        "claimed": check.claimed.text.english,
        "allows": words.span_words(check.claimed.span, check.claimed.unit) if check.claimed.span else None,
        "reading": check.claimed.reading.english or None,
        **dict(zip(ends, (check.low, check.high), strict=False)),
        "in_words": [in_words(tree, names) for tree in check.trees[: len(ends)]],
        "in_figures": [in_figures(tree, figures) for tree in check.trees[: len(ends)]],
        "ours": words.ours_words(one) or None,
        "outcome": str(one.outcome),
        "outside_by": words.margin_words(one) or None,
    }


def _reply(claim: Claim) -> dict[str, Any]:
    reply = claim.reply
    return {
        "state": reply.state,
        "asked_on": reply.asked_on.isoformat() if reply.asked_on else None,
        "replied_on": reply.replied_on.isoformat() if reply.replied_on else None,
        "by": reply.by.english or None,
        "text": reply.text.english or None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "build": change.build,
        "changed_at": change.changed_at.isoformat(),
        "was": str(change.was) if change.was else None,
        "now": str(change.now),
        "recomputed": change.recomputed or None,
        "why": change.why.english,
    }
