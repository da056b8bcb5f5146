"""Was a form sent from our own page, or by another site behind the reader's back?

Browsers say so themselves: Fetch Metadata (W3C, `Sec-Fetch-Site`), and before it the header `Origin` (RFC 6454
section 7). Hence no cookie is needed, and none is set.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

OWN = ("same-origin", "none")


def is_from_elsewhere(*, fetch_site: str, origin: str, hosts: Collection[str]) -> bool:
    """Decide by the headers `Sec-Fetch-Site` and `Origin` (empty: not sent); `hosts` are the names we answer to.

    `none` means that the reader did it themselves, without any page. A sender that gives neither header is no
    browser, and nobody's browser can be misused through it.
    """
    if fetch_site:
        return fetch_site not in OWN
    return bool(origin) and urlsplit(origin).netloc not in hosts


def came_from_elsewhere(request: HttpRequest) -> bool:
    """Was this form sent by another site's page?"""
    return is_from_elsewhere(
        fetch_site=request.headers.get("Sec-Fetch-Site", ""),
        origin=request.headers.get("Origin", ""),
        hosts={request.get_host(), urlsplit(settings.PUBLIC_URL).netloc} - {""},
    )
