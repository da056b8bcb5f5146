"""The form by which a reader reports that a figure seems wrong."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hueandcry.sources.rules.problems import FIGURE_LIMIT, WHAT_LIMIT
from hueandcry.ui.forms import LongText, ReaderForm


class ProblemForm(ReaderForm):
    """What a reader tells us about a figure."""

    field_order = ("figure", "what", "email")

    figure = forms.CharField(
        max_length=FIGURE_LIMIT,
        error_messages={
            "required": _("Say which figure it is, or paste the address of its page"),
            "max_length": _("Say which figure it is in %(limit_value)d characters or fewer"),
        },
    )
    what = LongText(
        limit=WHAT_LIMIT,
        too_long=_("Say what seems wrong in %(limit)s characters or fewer; there are %(found)s now"),
        error_messages={"required": _("Say what seems wrong")},
    )
