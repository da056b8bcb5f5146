"""Where the pages and files of measures are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from hueandcry.ui.addresses import speaking


def with_query(page: str, asked: Mapping[str, Any]) -> str:
    """Return an address with what is asked for; what is empty is left out."""
    query = urlencode({name: value for name, value in asked.items() if value not in ("", None)})
    return f"{page}?{query}" if query else page


def of_measure(slug: str, **asked: Any) -> str:
    """Return the page of a measure."""
    return with_query(reverse("measure", args=[slug]), asked)


def of_comparison(slug: str, **asked: Any) -> str:
    """Return the page on which two bodies or two periods of a measure are compared."""
    return with_query(reverse("measure-compare", args=[slug]), asked)


def of_flow(**asked: Any) -> str:
    """Return the page of what became of crimes."""
    return with_query(reverse("measure-flow"), asked)


def of_file(name: str, slug: str, **asked: Any) -> str:
    """Return the address of a file of a measure, by the name of its address."""
    return with_query(reverse(name, args=[slug]), asked)


def of_chart(name: str, slug: str, **asked: Any) -> str:
    """Return the address of a chart or feed, which speaks the language of the page."""
    return speaking(of_file(name, slug, **asked))


def of_body(slug: str) -> str:
    """Return the page of a body."""
    return reverse("force", args=[slug])


def of_problem(path: str) -> str:
    """Return the form by which a reader tells of a problem with the figure at an address."""
    return f"{reverse('report-problem')}?figure={quote(path, safe='')}"


def of_flow_chart(**asked: Any) -> str:
    """Return the chart of what became of crimes, as a file."""
    return speaking(with_query(reverse("measure-flow-chart"), asked))


def of_list() -> str:
    """Return the list of measures."""
    return reverse("measures")
