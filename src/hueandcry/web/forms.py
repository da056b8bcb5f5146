"""Forms that readers fill in. Every fault is told in a sentence that says how to put it right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hueandcry.sources.rules.problems import EMAIL_LIMIT, FIGURE_LIMIT, WHAT_LIMIT


class ProblemForm(forms.Form):
    """What a reader tells us about a figure. `nickname` is hidden: people leave it empty, robots fill it in."""

    figure = forms.CharField(
        max_length=FIGURE_LIMIT,
        error_messages={
            "required": _("Say which figure it is, or paste the address of its page"),
            "max_length": _("Say which figure it is in %(limit_value)d characters or fewer"),
        },
    )
    what = forms.CharField(
        error_messages={"required": _("Say what seems wrong")},
    )
    email = forms.EmailField(
        required=False,
        max_length=EMAIL_LIMIT,
        error_messages={
            "invalid": _("Enter an e-mail address in the correct format, like name@example.com, or leave it empty"),
            "max_length": _("Enter an e-mail address of %(limit_value)d characters or fewer, or leave it empty"),
        },
    )
    nickname = forms.CharField(required=False)

    def clean_what(self) -> str:
        """Count a line end as one character, as the page's own counter does."""
        what = self.cleaned_data["what"].replace("\r\n", "\n")
        if len(what) > WHAT_LIMIT:
            raise forms.ValidationError(
                gettext("Say what seems wrong in %(limit)s characters or fewer; there are %(found)s now")
                % {"limit": f"{WHAT_LIMIT:,}", "found": f"{len(what):,}"}
            )
        return what

    def clean_nickname(self) -> str:
        """Refuse what only a robot fills in, in words for the person whose browser did it unasked."""
        if self.cleaned_data["nickname"]:
            raise forms.ValidationError(gettext("Leave the field named “Nickname” empty"))
        return ""

    @property
    def told(self) -> dict[str, Any]:
        """Return what is to be kept."""
        return {name: self.cleaned_data[name] for name in ("figure", "what", "email")}
