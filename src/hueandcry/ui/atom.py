"""Atom feeds (RFC 4287): things told, newest first, each under a name that stays.

An entry's id is a tag URI of what it tells, so that nothing is told twice; its `updated` is when the news arrived,
so that making the feed anew moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import override

from hueandcry.ui.addresses import public, tag
from hueandcry.ui.format import language

LANGUAGES = {"cy": "cy"}


@dataclass(frozen=True)
class Entry:
    """One thing told: what names it, its title and words, the page that shows it, and when it became known."""

    ident: str
    title: str
    words: str
    path: str
    updated: datetime


def feed(
    request: HttpRequest, entries: Sequence[Entry], *, title: str, subtitle: str, page: str, updated: datetime
) -> HttpResponse:
    """Answer with a feed, newest entry first."""
    made = Atom1Feed(
        title=title,
        link=public(page, request),
        description="",
        subtitle=subtitle,
        feed_url=public(request.get_full_path(), request),
        feed_guid=tag(request, f"feed:{request.path}"),
        language="cy" if language() == "cy" else "en-GB",
    )
    for one in sorted(entries, key=lambda one: (one.updated, one.ident), reverse=True):
        made.add_item(
            title=one.title,
            link=public(one.path, request),
            description=one.words,
            unique_id=tag(request, one.ident),
            updateddate=one.updated,
            author_name="Hue and Cry",
        )
    made.feed["updated"] = updated
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def in_language(request: HttpRequest) -> override:
    """Speak the language that the address asks for (`lang=cy`: see `speaking`), else English."""
    return override(LANGUAGES.get(request.GET.get("lang", ""), "en-gb"))
