"""Full addresses and lasting names: for citations, feeds and whatever leaves the installation."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from hueandcry.ui.format import language

# The year in which these names began to be given (RFC 4151, section 2.1: a date on which the name was ours).
NAMED_SINCE = "2026"


def public(path: str, request: HttpRequest | None = None) -> str:
    """Return the full address, for citations and feeds: PUBLIC_URL where it is set, else as the reader came."""
    if settings.PUBLIC_URL:
        return settings.PUBLIC_URL + path
    return request.build_absolute_uri(path) if request else path


def speaking(path: str) -> str:
    """Return the address at which a feed, a chart or an outline speaks the language of the page that names it."""
    if language() != "cy":
        return path
    return f"{path}{'&' if '?' in path else '?'}lang=cy"


def tag(request: HttpRequest, ident: str) -> str:
    """Return the lasting name of a thing told here: a tag URI (RFC 4151)."""
    host = urlsplit(public("/", request)).hostname or "localhost"
    return f"tag:{host},{NAMED_SINCE}:{ident}"
