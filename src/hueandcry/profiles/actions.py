"""A board sends back what it found; the operator publishes words of it to the other boards, or takes them back."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta

from django.db import transaction

from hueandcry.errors import HueAndCryError
from hueandcry.profiles.models import BoardFinding
from hueandcry.profiles.rules import FILE, KIND, SHARED_LIMIT, exposes
from hueandcry.sources.rules.problems import reference as new_reference
from hueandcry.warehouse import frozen
from hueandcry.warehouse.frozen import Frozen
from hueandcry.warehouse.home import Home

# The same finding again within this time is the same button pressed twice.
SAME_WITHIN = timedelta(hours=1)


class NoSuchFinding(HueAndCryError):
    """A reference that no finding has."""


class NotForEverybody(HueAndCryError):
    """Words that may not be shown to everybody."""


def send(
    *,
    area: str,
    board: str,
    useful: str,
    missed: str = "",
    did: str = "",
    email: str = "",
    pilot: bool = False,
    now: datetime,
    rng: random.Random,
    language: str = "en",
    build: str = "",
) -> BoardFinding:
    """Keep what a board sent and return it; once returned it is on disk. The same sent twice is kept once.

    Raises `django.db.IntegrityError` for words that are missing or longer than `rules` allows.
    """
    told = {"area": area, "board": board, "useful": useful, "missed": missed, "did": did, "email": email}
    with transaction.atomic():
        before = BoardFinding.objects.filter(**told, sent_at__gte=now - SAME_WITHIN).first()
        return before or BoardFinding.objects.create(
            **told, pilot=pilot, language=language, build=build, sent_at=now, reference=_unused(rng)
        )


def share(*, home: Home, reference: str, words: str, now: datetime) -> Frozen:
    """Publish words about a finding to the other boards. Sharing other words later corrects them.

    The words are the operator's own summary; of the board only its area is told. Raises `NoSuchFinding`, and
    `NotForEverybody` for words that are missing, too long, or could lead to a person.
    """
    found = _finding(reference)
    _refuse(words)
    content = {
        "reference": found.reference,
        "area": found.area,
        "pilot": found.pilot,
        "words": words.strip(),
        "sent_on": found.sent_at.date().isoformat(),
    }
    return _publish(home, found.reference, content, now, note="Other words about the same finding.")


def withdraw(*, home: Home, reference: str, now: datetime) -> Frozen:
    """Take shared words back: they are shown no longer. Raises `NoSuchFinding` where none were shared."""
    shared = frozen.latest(home, KIND, _slug(reference))
    if shared is None:
        raise _no_such(reference, "the reference of a finding that was shared")
    kept = {name: value for name, value in shared.json(FILE).items() if name != "words"}
    return _publish(home, reference, {**kept, "withdrawn": True}, now, note="Withdrawn.")


def _publish(home: Home, reference: str, content: dict, now: datetime, *, note: str) -> Frozen:
    data = json.dumps(content, ensure_ascii=False, indent=1).encode()
    return frozen.freeze(home=home, kind=KIND, slug=_slug(reference), files={FILE: data}, now=now, note=note)


def _refuse(words: str) -> None:
    wrong = exposes(words)
    if wrong or not 1 <= len(words.strip()) <= SHARED_LIMIT:
        raise NotForEverybody(
            found=", ".join(wrong) if wrong else f"{len(words.strip())} characters",
            expected=f"1 to {SHARED_LIMIT} characters that name no person and give no way to reach one",
            where="the words to be shared",
            remedy="Write what the other boards can use, in your own words.",
        )


def _finding(reference: str) -> BoardFinding:
    found = BoardFinding.objects.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise _no_such(reference, "the reference of a finding")
    return found


def _no_such(reference: str, expected: str) -> NoSuchFinding:
    return NoSuchFinding(
        found=repr(reference), expected=expected, where="the command", remedy="`hueandcry findings list` shows them."
    )


def _slug(reference: str) -> str:
    return reference.strip().lower()


def _unused(rng: random.Random) -> str:
    """Return a reference that no finding has yet."""
    made = new_reference(rng)
    while BoardFinding.objects.filter(reference=made).exists():
        made = new_reference(rng)
    return made
