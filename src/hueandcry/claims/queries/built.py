"""What a build says of the claims: each as it was reviewed then, worked out from the facts that were found then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from hueandcry.claims.queries import reviewed
from hueandcry.claims.queries.claim import Claim
from hueandcry.claims.queries.working import Working, fact_from_json, work_out
from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.errors import NotReady
from hueandcry.ui.languages import Bilingual
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.claims"

# What machines are told of a claim, in this order; nothing is added to it.
TOLD = ("id", "words", "claimed", "recomputed", "verdict", "why")


class NoClaims(NotReady):
    """A build that was made before claims were checked in builds."""


@dataclass(frozen=True)
class Checked:
    """A claim with what it came to, what machines are told of it, and since which build its verdict is this one.

    `since_build` is "" where no build has published it: in figures as of an earlier day.
    """

    claim: Claim
    working: Working
    told: dict[str, Any]
    since_build: str
    since_at: datetime | None

    @property
    def verdict(self) -> Verdict:
        """Return the verdict."""
        return self.working.verdict


@dataclass(frozen=True)
class Change:
    """A verdict that was given first (`was` None), or that became another."""

    claim: str
    title: Bilingual
    build: str
    changed_at: datetime
    was: Verdict | None
    now: Verdict
    recomputed: str
    why: Bilingual


@dataclass(frozen=True)
class BuildAbout:
    """The build that is asked, and when it was made."""

    id: str
    built_at: datetime


def told(reader: Reader) -> list[dict[str, Any]]:
    """Return every claim as machines are told it: see `TOLD`. In English; None is not known. Raises `NoClaims`."""
    rows = sorted(_rows(reader), key=lambda row: row["id"])
    return [{name: row[name] for name in TOLD} for row in rows]


@lru_cache(maxsize=2)
def every(reader: Reader) -> tuple[Checked, ...]:
    """Return every claim: what others said, the newest document first, and then what we and readers say."""
    found = [_checked(row) for row in _rows(reader)]
    return tuple(sorted(found, key=lambda one: one.claim.speaker.kind in ("project", "reading")))


def one(reader: Reader, slug: str) -> Checked | None:
    """Return one claim, or None. Raises `NoClaims`."""
    rows = _rows(reader, slug)
    return _checked(rows[0]) if rows else None


def changes(reader: Reader, claim: str | None = None) -> list[Change]:
    """Return the verdicts given first or changed, newest first, of one claim or all."""
    return [_change(row) for row in reader.rows(ROOM, "changes_found", claim=claim)]


def about(reader: Reader) -> BuildAbout:
    """Return which build is asked."""
    row = reader.row(ROOM, "claims_build") or {}
    return BuildAbout(row["build"], datetime.fromisoformat(row["built_at"]))


def narrowed(found: Sequence[Checked], *, verdict: Verdict | None, words: str) -> list[Checked]:
    """Return the claims with a verdict and a text in their words, their title, who said them or where, any case."""
    wanted = words.casefold().split()
    return [
        one
        for one in found
        if (verdict is None or one.verdict is verdict) and all(part in _searched(one.claim) for part in wanted)
    ]


def _searched(claim: Claim) -> str:
    texts = (claim.title, claim.words, claim.speaker.name, claim.document.publisher)
    both = [part for text in texts for part in (text.english, text.welsh or "")]
    return " ".join([*both, claim.document.title]).casefold()


def _rows(reader: Reader, slug: str | None = None) -> list[dict[str, Any]]:
    if not any(row["name"] == "claims" for row in reader.rows(ROOM, "tables_loaded")):
        raise NoClaims(
            found="a build without claims",
            expected="one made by this version",
            where=reader.build.id,
            remedy="Run `hueandcry build`.",
        )
    return reader.rows(ROOM, "claims_found", id=slug)


def _checked(row: dict[str, Any]) -> Checked:
    claim = reviewed.kept(row["id"], json.loads(row["file"]))
    facts = {name: fact_from_json(one) for name, one in json.loads(row["facts"]).items()}
    return Checked(
        claim=claim,
        working=work_out(claim, facts),
        told={name: row[name] for name in TOLD},
        since_build=row["since_build"] or "",
        since_at=datetime.fromisoformat(row["since_at"]) if row["since_at"] else None,
    )


def _change(row: dict[str, Any]) -> Change:
    return Change(
        claim=row["claim"],
        title=Bilingual(row["title"], row["title_cy"]),
        build=row["build"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        was=Verdict(row["was"]) if row["was"] else None,
        now=Verdict(row["now"]),
        recomputed=row["recomputed"] or "",
        why=Bilingual(row["why"], row["why_cy"]),
    )
