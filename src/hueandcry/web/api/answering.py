"""How every address of the drop-in API answers: limits, who may ask, what stands in the headers, errors as JSON."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from hueandcry import __version__
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import NothingBuilt, Reader
from hueandcry.web.api.limits import BURST, REQUESTS_A_SECOND, TokenBucket, caller
from hueandcry.web.api.rules import coverage
from hueandcry.web.api.rules.errors import Malformed, Refusal
from hueandcry.web.api.rules.parameters import LONGEST_BODY, LONGEST_GET, Asked

limit = TokenBucket(rate=REQUESTS_A_SECOND, burst=BURST)
clock = time.monotonic

FORM = "application/x-www-form-urlencoded"
SMALLEST_COMPRESSED = 1_000
# Level 1 costs a third of the time of level 6 and gives a fifth more bytes.
COMPRESSION = 1
RETRY_WHEN_BUILT = 60

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, X-Build, X-Coverage, X-Data, X-Month",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True)
class Answer:
    """What an address has to say.

    `content` becomes JSON, unless it is JSON already (`text`). `coverage`: what each body that could have told
    something did publish. `invented`: it is told of the invented county.
    """

    content: Any = None
    text: str | None = None
    month: date | None = None
    coverage: Mapping[str, str] | None = None
    invented: bool = False

    @property
    def json(self) -> str:
        """The answer as JSON."""
        return compact(self.content) if self.text is None else self.text

    @property
    def headers(self) -> dict[str, str]:
        """What the body cannot say, since their API has no place for it."""
        told = {} if self.month is None else {"X-Month": f"{self.month:%Y-%m}"}
        if self.coverage is not None:
            told["X-Coverage"] = coverage.header(self.coverage)
        return told | ({"X-Data": "invented"} if self.invented else {})


Question = Callable[..., Answer]


def endpoint(*, post: bool = False) -> Callable[[Question], Callable[..., HttpResponse]]:
    """Make a view of a function that takes the build, the parameters and the parts of the path.

    `post`: may also be asked by POST, form-encoded.
    """
    methods = ("GET", "HEAD", "POST", "OPTIONS") if post else ("GET", "HEAD", "OPTIONS")

    def made(question: Question) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(question)
        def view(request: HttpRequest, **path: str) -> HttpResponse:
            if request.method == "OPTIONS":
                return _open(HttpResponse(status=204, headers=PREFLIGHT | _allow(methods)))
            if request.method not in methods:
                return _problem(405, f"{request.method} is not answered here", headers=_allow(methods))
            wait = limit.wait(caller(request.META.get("REMOTE_ADDR", "")), clock())
            if wait:
                return _too_fast(wait)
            return _answered(request, question, path)

        return view

    return made


def _answered(request: HttpRequest, question: Question, path: Mapping[str, str]) -> HttpResponse:
    try:
        build = reading.reader(settings.HOME)
        etag = _etag(request, build)
        if request.method != "POST" and _has(request, etag):
            return _open(HttpResponse(status=304), build, etag)
        return _sent(request, question(build, _asked(request), **path), build, etag)
    except NothingBuilt as error:
        return _problem(503, str(error), headers={"Retry-After": str(RETRY_WHEN_BUILT)})
    except Refusal as refusal:
        return _refused(refusal)


def _etag(request: HttpRequest, build: Reader) -> str:
    """Return the name of an answer: of a build, by a version of this software, to exactly this question."""
    question = hashlib.sha256(request.get_full_path().encode()).hexdigest()[:16]
    return f'W/"{build.build.id}-{__version__}-{question}"'


def _has(request: HttpRequest, etag: str) -> bool:
    """Say whether the caller already has this answer (RFC 9110 section 13.1.2: weak comparison)."""
    named = request.META.get("HTTP_IF_NONE_MATCH", "").split(",")
    return etag.removeprefix("W/") in [tag.strip().removeprefix("W/") for tag in named]


def _asked(request: HttpRequest) -> Asked:
    length = len(request.get_full_path())
    if length > LONGEST_GET:
        raise Malformed(
            found=f"an address of {length:,} characters",
            expected=f"at most {LONGEST_GET:,}",
            where="the address",
            remedy="Send the same parameters by POST, form-encoded.",
        )
    try:
        if len(request.body) > LONGEST_BODY:
            raise RequestDataTooBig
        return request.GET.dict() | request.POST.dict()
    except (RequestDataTooBig, MultiPartParserError, TooManyFieldsSent) as error:
        raise Malformed(
            found="more than is read, or something else than a form",
            expected=f"{FORM}, at most {LONGEST_BODY:,} bytes",
            where="the parameters",
            remedy="Send only the parameters of this method; simplify the polygon if it is that long.",
        ) from error


def _sent(request: HttpRequest, answer: Answer, build: Reader, etag: str) -> HttpResponse:
    body, headers = answer.json.encode(), {}
    if len(body) >= SMALLEST_COMPRESSED and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        body, headers = gzip.compress(body, COMPRESSION, mtime=0), {"Content-Encoding": "gzip"}
    response = HttpResponse(
        b"" if request.method == "HEAD" else body,
        content_type="application/json",
        headers=headers | {"Content-Length": str(len(body)), "Vary": "Accept-Encoding"} | answer.headers,
    )
    return _open(response, build, etag if request.method != "POST" else None)


def _open(response: HttpResponse, build: Reader | None = None, etag: str | None = None) -> HttpResponse:
    for name, value in CORS.items():
        response.headers[name] = value
    if build:
        response.headers["X-Build"] = build.build.id
    if etag:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "public, no-cache"
    return response


def _refused(refusal: Refusal) -> HttpResponse:
    parts = {name: getattr(refusal, name) for name in ("found", "expected", "where", "remedy")}
    return _problem(refusal.status, str(refusal), parts)


def _too_fast(wait: float) -> HttpResponse:
    says = f"More than {REQUESTS_A_SECOND} requests a second from one address; up to {BURST} at once are answered."
    return _problem(429, says, headers={"Retry-After": str(math.ceil(wait))})


def _problem(
    status: int, detail: str, parts: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return an error as "problem details" (RFC 9457)."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    response = HttpResponse(
        compact(told | dict(parts or {})), status=status, content_type="application/problem+json", headers=headers
    )
    response.headers["Cache-Control"] = "no-store"
    return _open(response)


def _allow(methods: tuple[str, ...]) -> dict[str, str]:
    listed = ", ".join(methods)
    return {"Allow": listed, "Access-Control-Allow-Methods": listed}


def compact(content: Any) -> str:
    """Return JSON without blanks, letters outside ASCII as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
