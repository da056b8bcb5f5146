"""The feed of the dashboard: each publication and each correction is told once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.editions.pages import words
from hueandcry.editions.queries import Edition
from hueandcry.ui import atom
from hueandcry.ui.atom import Entry

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(request: HttpRequest, every: Sequence[Edition]) -> HttpResponse:
    """Answer with the feed."""
    return atom.feed(
        request,
        [entry(one) for one in every],
        title=gettext("Online crime dashboard"),
        subtitle=gettext("Editions as they are published, and what was corrected."),
        page=reverse("dashboards"),
        updated=max((one.published_at for one in every), default=NEVER),
    )


def entry(found: Edition) -> Entry:
    """Return what is told of a publication."""
    content = found.content
    title = words.title(content)
    if found.number > 1:
        title = gettext("Corrected: %(title)s") % {"title": title}
    if content.invented:
        title = gettext("Invented: %(title)s") % {"title": title}
    area = content.areas[0]
    told = [f"{words.area_name(area)}.", *words.headline(content, area)]
    return Entry(
        ident=f"dashboard:{found.slug}/{found.number}",
        title=title,
        words=" ".join([found.note, *told] if found.note else told),
        path=reverse("dashboard-number", args=[found.slug, found.number]),
        updated=found.published_at,
    )
