"""What readers tell us about published figures: kept in the relational database, shown to the operator only."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models.functions import Length

from hueandcry.sources.rules.problems import EMAIL_LIMIT, FIGURE_LIMIT, REFERENCE_LENGTH, WHAT_LIMIT

models.TextField.register_lookup(Length)
models.CharField.register_lookup(Length)


class FigureProblem(models.Model):
    """A reader's report that a figure seems wrong.

    `figure` is the address of the figure, or how the reader names it; `build` the build that was served then;
    `language` the language in which the reader wrote, so that an answer can be in the same. The e-mail address is
    given freely or not at all.
    """

    reference: models.CharField[str, str] = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    figure: models.CharField[str, str] = models.CharField(max_length=FIGURE_LIMIT)
    what: models.TextField[str, str] = models.TextField(max_length=WHAT_LIMIT)
    email: models.EmailField[str, str] = models.EmailField(max_length=EMAIL_LIMIT, blank=True)
    language: models.CharField[str, str] = models.CharField(max_length=2)
    build: models.CharField[str, str] = models.CharField(max_length=64, blank=True)
    reported_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-reported_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="figure_problem_says_which_figure",
                condition=models.Q(figure__length__gte=1, figure__length__lte=FIGURE_LIMIT),
            ),
            models.CheckConstraint(
                name="figure_problem_says_what_is_wrong",
                condition=models.Q(what__length__gte=1, what__length__lte=WHAT_LIMIT),
            ),
        ]

    def __str__(self) -> str:
        """Return the reference alone: what the reader wrote must not reach a log by way of a message."""
        return self.reference
