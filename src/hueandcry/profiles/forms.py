"""What a neighbourhood board fills in. Every fault is told in a sentence that says how to put it right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hueandcry.profiles.rules import BOARD_LIMIT, EMAIL_LIMIT, TEXT_LIMIT

TOLD = ("board", "useful", "missed", "did", "email", "pilot")


class Text(forms.CharField):
    """A text of several lines, in which a line end counts as one character, as the page's own counter has it."""

    def clean(self, value: Any) -> str:
        """Return the text, or refuse one that is too long with both numbers."""
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > TEXT_LIMIT:
            raise forms.ValidationError(
                gettext("Say it in %(limit)s characters or fewer; there are %(found)s now")
                % {"limit": f"{TEXT_LIMIT:,}", "found": f"{len(text):,}"}
            )
        return text


class FindingForm(forms.Form):
    """What a board tells of a profile. `nickname` is hidden: people leave it empty, robots fill it in."""

    board = forms.CharField(
        max_length=BOARD_LIMIT,
        error_messages={
            "required": _("Say which board you write for"),
            "max_length": _("Say which board you write for in %(limit_value)d characters or fewer"),
        },
    )
    useful = Text(error_messages={"required": _("Say what was useful, or that nothing was")})
    missed = Text(required=False)
    did = Text(required=False)
    pilot = forms.BooleanField(required=False)
    email = forms.EmailField(
        required=False,
        max_length=EMAIL_LIMIT,
        error_messages={
            "invalid": _("Enter an e-mail address in the correct format, like name@example.com, or leave it empty"),
            "max_length": _("Enter an e-mail address of %(limit_value)d characters or fewer, or leave it empty"),
        },
    )
    nickname = forms.CharField(required=False)

    def clean_nickname(self) -> str:
        """Refuse what only a robot fills in, in words for the person whose browser did it unasked."""
        if self.cleaned_data["nickname"]:
            raise forms.ValidationError(gettext("Leave the field named “Nickname” empty"))
        return ""

    @property
    def told(self) -> dict[str, Any]:
        """Return what is to be kept."""
        return {name: self.cleaned_data[name] for name in TOLD}
