"""Every claim is worked out again in every build; a verdict that changes is news."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from django.utils.translation import override

from hueandcry.claims import words
from hueandcry.claims.actions.gathering import ROOM, gathered, tables
from hueandcry.claims.actions.publishing import catch_up, known_changes, last_verdicts
from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.claim import Claim
from hueandcry.claims.queries.working import Found, Working, fact_as_json, work_out
from hueandcry.claims.rules.expression import BadExpression
from hueandcry.warehouse.builds import Check, Step, Workshop

TEXTS = ("title", "title_cy", "words", "words_cy", "who", "document", "said_on")
CLAIMS = pa.schema(
    [
        ("id", pa.string()),
        *((name, pa.string()) for name in TEXTS),
        ("quoted", pa.bool_()),
        *((name, pa.string()) for name in ("verdict", "claimed", "recomputed", "why", "why_cy", "facts", "file")),
        *((name, pa.string()) for name in ("since_build", "since_at")),
    ]
)
CHANGES = pa.schema(
    [(name, pa.string()) for name in ("claim", "build", "changed_at", "was", "now", "recomputed", "why", "why_cy")]
)

log = logging.getLogger(__name__)


def steps() -> list[Step]:
    """Return the step that works claims out. It comes after every table that a claim may read."""
    return [Step("Claims", check_claims)]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [
        Check("one row per claim", ROOM, "doubled_claims"),
        Check("every verdict on a claim is one of the four", ROOM, "unknown_claim_verdicts"),
        Check("a claim that stands or does not stand has figures on both sides", ROOM, "unfounded_claim_verdicts"),
    ]


def check_claims(shop: Workshop) -> None:
    """Make the tables `claims` and `claim_changes`.

    A claim file with a fault is told in the log and left out; the other claims, and the build, go on.
    """
    catch_up(shop.home)
    found, faults = reviewed.looked_through()
    for fault in faults:
        log.error("%s", fault)
    loaded = tables(shop)
    rows = list(_rows(shop, found, loaded))
    changes = [*known_changes(shop.home), *([] if shop.as_of else news(shop, rows))]
    since = {one["claim"]: one for one in changes}
    for one in rows:
        last = since.get(one["id"], {})
        one["since_build"], one["since_at"] = last.get("build"), last.get("changed_at")
    shop.put("claims", pa.Table.from_pylist(rows, schema=CLAIMS))
    shop.put("claim_changes", pa.Table.from_pylist(changes, schema=CHANGES))


def _rows(shop: Workshop, claims: Sequence[Claim], loaded: Mapping[str, bool]) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim; one that cannot be worked out with what this build holds is told and left out."""
    for claim in claims:
        try:
            yield row(claim, gathered(shop, claim, loaded))
        except BadExpression as error:
            log.error("%s: %s", claim.slug, error)


def news(shop: Workshop, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the claims whose verdict is another than the last one published, and those that have none yet."""
    before = last_verdicts(shop.home)
    return [
        {
            "claim": one["id"],
            "build": shop.build,
            "changed_at": shop.now.isoformat(),
            "was": before.get(one["id"]),
            "now": one["verdict"],
            **{name: one[name] for name in ("recomputed", "why", "why_cy")},
        }
        for one in rows
        if before.get(one["id"]) != one["verdict"]
    ]


def row(claim: Claim, facts: Mapping[str, Found]) -> dict[str, Any]:
    """Return a claim as the build keeps it, with the reviewed file and the facts it was worked out from."""
    working = work_out(claim, facts)
    told = told_of(claim, working)
    with override("cy"):
        why_cy = words.why(claim, working)
    return {
        **told,
        "title": claim.title.english,
        "title_cy": claim.title.welsh,
        "words_cy": claim.words.welsh,
        "quoted": claim.quoted,
        "who": claim.speaker.slug,
        "document": claim.document.slug,
        "said_on": claim.document.on.isoformat(),
        "why_cy": why_cy,
        "facts": json.dumps({name: fact_as_json(found) for name, found in facts.items()}, ensure_ascii=False),
        "file": json.dumps(claim.raw, ensure_ascii=False, default=str),
    }


def told_of(claim: Claim, working: Working) -> dict[str, Any]:
    """Return what machines are told of a claim, in English. What is not known is None."""
    with override("en-gb"):
        return {
            "id": claim.slug,
            "words": claim.words.english,
            "claimed": words.claimed_words(claim) or None,
            "recomputed": words.recomputed_words(claim, working) or None,
            "verdict": str(working.verdict),
            "why": words.why(claim, working),
        }
