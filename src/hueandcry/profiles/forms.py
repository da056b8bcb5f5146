"""The form by which a neighbourhood board tells what it found."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hueandcry.profiles.rules import BOARD_LIMIT, TEXT_LIMIT
from hueandcry.ui.forms import LongText, ReaderForm


class FindingForm(ReaderForm):
    """What a board tells of a profile."""

    field_order = ("board", "useful", "missed", "did", "pilot", "email")

    board = forms.CharField(
        max_length=BOARD_LIMIT,
        error_messages={
            "required": _("Say which board you write for"),
            "max_length": _("Say which board you write for in %(limit_value)d characters or fewer"),
        },
    )
    useful = LongText(limit=TEXT_LIMIT, error_messages={"required": _("Say what was useful, or that nothing was")})
    missed = LongText(limit=TEXT_LIMIT, required=False)
    did = LongText(limit=TEXT_LIMIT, required=False)
    pilot = forms.BooleanField(required=False)
