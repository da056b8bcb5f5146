"""A claim as schema.org ClaimReview, for search engines and fact-check databases: data inside the page, no program.

https://schema.org/ClaimReview (version 29). The scale is ours and stated: 1 does not stand, 2 stands with a caveat,
3 stands. What cannot be checked has no number, only its words.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from hueandcry.claims import words
from hueandcry.claims.pages.addresses import of_claim
from hueandcry.claims.queries.built import Checked
from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.ui.addresses import public
from hueandcry.ui.context import operator
from hueandcry.ui.format import language

RATING = {Verdict.FALLS: 1, Verdict.CAVEAT: 2, Verdict.STANDS: 3}
WORST, BEST = 1, 3

# Inside <script> these would end the element or begin a comment, whatever its type.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def review(request: HttpRequest, one: Checked) -> SafeString:
    """Return the element that holds the review."""
    text = json.dumps(as_review(request, one), ensure_ascii=False).translate(ESCAPED)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def as_review(request: HttpRequest, one: Checked) -> dict[str, Any]:
    """Return the review as data."""
    claim, document = one.claim, one.claim.document
    appearance = {
        "@type": "CreativeWork",
        "name": document.title,
        "publisher": {"@type": "Organization", "name": document.publisher.english},
        "datePublished": _day(one),
        **({"url": document.url} if document.url else {}),
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": public(of_claim(claim.slug), request),
        "inLanguage": "cy" if language() == "cy" else "en-GB",
        "claimReviewed": str(claim.words),
        **({"datePublished": one.since_at.date().isoformat()} if one.since_at else {}),
        "author": {"@type": "Organization", "name": operator().name or "Hue and Cry", "url": public("/", request)},
        "reviewBody": words.why(claim, one.working),
        "reviewRating": rating(one.verdict),
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": str(claim.speaker.name)},
            "datePublished": _day(one),
            "appearance": appearance,
        },
    }


def rating(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict on the stated scale; without a number where nothing can be said."""
    told: dict[str, Any] = {"@type": "Rating", "alternateName": str(words.VERDICTS[verdict])}
    if verdict in RATING:
        told |= {"ratingValue": RATING[verdict], "bestRating": BEST, "worstRating": WORST}
    return told


def _day(one: Checked) -> str:
    """Return the document's date as exactly as it is known (ISO 8601 allows the year, or year and month, alone)."""
    document = one.claim.document
    length = {"year": 4, "month": 7}.get(document.precision, 10)
    return document.on.isoformat()[:length]
