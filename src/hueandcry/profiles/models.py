"""What boards send back about a profile: kept in the relational database, read by the operator only."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from hueandcry.profiles.rules import BOARD_LIMIT, TEXT_LIMIT
from hueandcry.sources.rules.problems import EMAIL_LIMIT, REFERENCE_LENGTH


class BoardFinding(models.Model):
    """What a neighbourhood board found useful in the profile of its area, what it missed, and what it did.

    `area` is the code of the area; `pilot` says that the board tries profiles out for the others. The e-mail address is
    given freely or not at all. Nothing of this is shown: what other boards read are words that the operator publishes.
    """

    reference: models.CharField[str, str] = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    area: models.CharField[str, str] = models.CharField(max_length=40)
    board: models.CharField[str, str] = models.CharField(max_length=BOARD_LIMIT)
    useful: models.TextField[str, str] = models.TextField(max_length=TEXT_LIMIT)
    missed: models.TextField[str, str] = models.TextField(max_length=TEXT_LIMIT, blank=True)
    did: models.TextField[str, str] = models.TextField(max_length=TEXT_LIMIT, blank=True)
    pilot: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    email: models.EmailField[str, str] = models.EmailField(max_length=EMAIL_LIMIT, blank=True)
    language: models.CharField[str, str] = models.CharField(max_length=2)
    build: models.CharField[str, str] = models.CharField(max_length=64, blank=True)
    sent_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="board_finding_says_who_and_what",
                condition=models.Q(board__length__gte=1, useful__length__gte=1, useful__length__lte=TEXT_LIMIT),
            ),
        ]

    def __str__(self) -> str:
        """Return the reference alone: what a board wrote must not reach a log by way of a message."""
        return self.reference
