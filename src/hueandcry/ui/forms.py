"""What the forms that readers fill in share. Every fault is told in a sentence that says how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMAIL_LIMIT = 254


class LongText(forms.CharField):
    """A text of several lines, in which a line end counts as one character, as the page's own counter has it.

    `too_long` is the sentence for a text over the limit, with the placeholders `%(limit)s` and `%(found)s`.
    """

    def __init__(self, *, limit: int, too_long: StrOrPromise = "", **more: Any) -> None:
        self.limit = limit
        self.too_long = too_long or _("Say it in %(limit)s characters or fewer; there are %(found)s now")
        super().__init__(**more)

    def clean(self, value: Any) -> str:
        """Return the text, or refuse one that is too long with both numbers."""
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > self.limit:
            raise forms.ValidationError(str(self.too_long) % {"limit": f"{self.limit:,}", "found": f"{len(text):,}"})
        return text


class ReaderForm(forms.Form):
    """A form that anyone may send, with an e-mail address if they want an answer.

    `nickname` is hidden: people leave it empty, robots fill it in.
    """

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
        return {name: value for name, value in self.cleaned_data.items() if name != "nickname"}
