"""Where claims stand, and how a document, its day and who published it are written."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.claims.queries.claim import Document
from hueandcry.ui.components import Link
from hueandcry.ui.context import operator
from hueandcry.ui.format import day_name, month_name


def of_claim(slug: str) -> str:
    """Return the page of a claim."""
    return reverse("claim", args=[slug])


def of_file(sha256: str) -> str:
    """Return where the manifest shows a file."""
    return f"{reverse('data-files')}?sha256={sha256}"


def contact() -> Link | None:
    """Return how to write to whoever runs this; nothing where they have given no address."""
    return Link(gettext("Contact"), reverse("contact")) if operator().contact else None


def problem() -> Link:
    """Return how to say that a figure is wrong: that reaches whoever runs this even without an address."""
    return Link(gettext("Report a problem with a figure"), reverse("report-problem"))


def tight(text: str) -> str:
    """Return a text as pages write it: "86%". Machines are told "86 %", as in the reviewed files."""
    return text.replace(" %", "%")


def day_words(document: Document) -> str:
    """Return when a document appeared, as exactly as it is known."""
    match document.precision:
        case "day":
            return day_name(document.on)
        case "month":
            return month_name(document.on)
        case _:
            return str(document.on.year)
