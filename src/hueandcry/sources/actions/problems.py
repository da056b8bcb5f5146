"""A reader says that a figure seems wrong: it is kept until the operator has read it."""

from __future__ import annotations

import random
from datetime import datetime

from django.db import transaction

from hueandcry.sources.models import FigureProblem
from hueandcry.sources.rules.problems import SAME_WITHIN, reference


def report_problem(
    *, figure: str, what: str, email: str, now: datetime, rng: random.Random, language: str = "en", build: str = ""
) -> FigureProblem:
    """Keep a report and return it; once returned it is on disk. The same report sent twice is kept once.

    Raises `django.db.IntegrityError` for text that is empty or longer than `rules.problems` allows.
    """
    told = {"figure": figure, "what": what, "email": email}
    with transaction.atomic():
        sent_before = FigureProblem.objects.filter(**told, reported_at__gte=now - SAME_WITHIN).first()
        return sent_before or FigureProblem.objects.create(
            **told, language=language, build=build, reported_at=now, reference=_unused(rng)
        )


def _unused(rng: random.Random) -> str:
    """Return a reference that no report has yet."""
    found = reference(rng)
    while FigureProblem.objects.filter(reference=found).exists():
        found = reference(rng)
    return found
