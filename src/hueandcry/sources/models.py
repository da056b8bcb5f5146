"""What people say about published figures: readers to the operator alone, analysts to everybody."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models.functions import Length

from hueandcry.sources.rules.notes import AUTHOR_LIMIT, TEXT_LIMIT
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


class FigureNote(models.Model):
    """What an analyst says about the figures of a force and month. It is public from the next build on.

    `body` is the slug of the force, `month` its first day, `author` the name as the analyst gave it. A note is never
    deleted: one that no longer stands was withdrawn, and the builds that showed it can be explained.
    """

    body: models.CharField[str, str] = models.CharField(max_length=40)
    month: models.DateField[date, date] = models.DateField()
    text: models.CharField[str, str] = models.CharField(max_length=TEXT_LIMIT)
    author: models.CharField[str, str] = models.CharField(max_length=AUTHOR_LIMIT)
    noted_on: models.DateField[date, date] = models.DateField()
    withdrawn_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("body", "month", "noted_on", "id")
        constraints = [
            models.CheckConstraint(
                name="figure_note_says_something",
                condition=models.Q(text__length__gte=1, text__length__lte=TEXT_LIMIT),
            ),
            models.CheckConstraint(
                name="figure_note_says_who",
                condition=models.Q(author__length__gte=1, author__length__lte=AUTHOR_LIMIT),
            ),
            models.CheckConstraint(name="figure_note_is_on_a_month", condition=models.Q(month__day=1)),
        ]

    def __str__(self) -> str:
        """Return which note it is."""
        return f"note {self.pk} on {self.body} {self.month:%Y-%m}"
