"""Two middlewares: the headers that keep pages safe, and a cache of finished public pages.

The cache stands outermost. A view opts in with `@cached_page`; what it holds is complete (headers included), is the
same for everybody, and is forgotten as soon as the build changes. Nothing with a cookie ever enters.
"""

import functools
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render

from hueandcry.ui.charts import style_hash

View = Callable[..., HttpResponseBase]
GetResponse = Callable[[HttpRequest], HttpResponse]

CACHE_BYTES = 64 * 1024 * 1024
LARGEST_PAGE_BYTES = 4 * 1024 * 1024
COMPRESSED_TYPES = ("text/", "application/json", "application/geo+json", "application/atom+xml", "image/svg+xml")

CACHED_MARK, EMBEDDABLE_MARK = "_hueandcry_cached", "_hueandcry_embeddable"

# ---- what may run on a page ---------------------------------------------------------------------------------------

POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; img-src 'self' data:; "
    "worker-src 'self'; frame-ancestors {ancestors}"
)
# A chart that is a file of its own carries its styles inside; exactly those styles are allowed, and nothing else.
CHART_POLICY = "default-src 'none'; style-src {styles}; frame-ancestors {ancestors}"

PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


def embeddable(view: View) -> View:
    """Let other sites show this view's pages in a frame (charts that a newsroom embeds)."""

    @functools.wraps(view)
    def marked(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        setattr(request, EMBEDDABLE_MARK, True)
        return view(request, *args, **kwargs)

    return marked


class SecurityHeaders:
    """Adds the headers that say what a page may load, who may frame it, and what is told to other sites."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        framed = getattr(request, EMBEDDABLE_MARK, False)
        kind = response.headers.get("Content-Type", "")
        for name, value in security_headers(kind, framed=framed).items():
            response.headers.setdefault(name, value)
        if framed:
            del response["X-Frame-Options"]
        return response


@functools.lru_cache(maxsize=64)
def security_headers(content_type: str, *, framed: bool) -> dict[str, str]:
    """Return the headers for a response of this type; `framed`: other sites may show it in a frame."""
    ancestors = "*" if framed else "'none'"
    is_chart = content_type.startswith("image/svg+xml")
    policy = CHART_POLICY.format(styles=style_hash(), ancestors=ancestors) if is_chart else POLICY
    return {
        "Content-Security-Policy": policy.format(ancestors=ancestors),
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if framed else "same-origin",
        "X-Content-Type-Options": "nosniff",
        **({} if framed else {"X-Frame-Options": "DENY"}),
    }


# ---- the cache of finished pages ------------------------------------------------------------------------------------


def no_build() -> str:
    """Return the name of the build while no room has said where to look it up."""
    return ""


_build_source: Callable[[], str] = no_build


def set_build_source(source: Callable[[], str]) -> None:
    """Say where the name of the build that is being served comes from; asked on every request, so it must be quick."""
    global _build_source
    _build_source = source


def cached_page(view: View) -> View:
    """Keep this view's pages until the next build. Only for pages that are the same for everybody."""

    @functools.wraps(view)
    def marked(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        setattr(request, CACHED_MARK, True)
        return view(request, *args, **kwargs)

    return marked


@dataclass(frozen=True)
class Page:
    """A finished response: everything needed to send it again."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str

    @property
    def weight(self) -> int:
        """Return about how many bytes it takes to keep."""
        return len(self.body) + 1024


class Store:
    """Pages by key, the longest unused thrown out first once they weigh more than the limit. Safe among threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.weight = 0
        self.build = ""
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, build: str, key: tuple) -> Page | None:
        """Return the page kept under this key for this build; another build empties the store."""
        with self.lock:
            if build != self.build:
                self.pages.clear()
                self.weight, self.build = 0, build
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, build: str, key: tuple, page: Page) -> None:
        """Keep a page, unless the build has changed while it was being made."""
        with self.lock:
            if build != self.build or page.weight > self.limit:
                return
            replaced = self.pages.pop(key, None)
            self.weight += page.weight - (replaced.weight if replaced else 0)
            self.pages[key] = page
            while self.weight > self.limit:
                _, dropped = self.pages.popitem(last=False)
                self.weight -= dropped.weight


class PageCache:
    """Answers from memory what was answered before in this build, and "not modified" to whoever has it already."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.store = Store(CACHE_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        build, zipped = _build_source(), "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        key = cache_key(request, zipped=zipped)
        page = self.store.get(build, key)
        if page is None:
            response = self.get_response(request)
            if request.method != "GET" or not may_be_kept(request, response):
                return response
            page = finished(response, build, zipped=zipped)
            self.store.put(build, key, page)
        return answer(request, page)


def cache_key(request: HttpRequest, *, zipped: bool) -> tuple:
    """Return what a page depends on. The language is part of the path (Welsh lives under /cy/)."""
    meta = request.META
    return (
        request.scheme,
        meta.get("HTTP_HOST", ""),
        request.path,
        meta.get("QUERY_STRING", ""),
        meta.get("HTTP_HX_REQUEST", ""),
        zipped,
    )


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Is this a complete page that is the same for everybody, from a view that opted in?"""
    return (
        getattr(request, CACHED_MARK, False)
        and response.status_code in (200, 404)
        and not response.streaming
        and not response.cookies
        and not response.has_header("Set-Cookie")
        and not response.has_header("Content-Encoding")
        and "cookie" not in response.headers.get("Vary", "").lower()
        and len(response.content) <= LARGEST_PAGE_BYTES
    )


def finished(response: HttpResponse, build: str, *, zipped: bool) -> Page:
    """Return the response as it will be sent from now on: named by its content, compressed when that was asked for."""
    body = response.content
    digest = hashlib.sha256(build.encode() + b"\0" + body).hexdigest()[:32]
    headers = dict(response.headers)
    headers.setdefault("Cache-Control", "public, no-cache")
    headers["Vary"] = "Accept-Encoding, HX-Request"
    if zipped and headers.get("Content-Type", "").startswith(COMPRESSED_TYPES):
        body = gzip.compress(body, compresslevel=6, mtime=0)
        headers["Content-Encoding"] = "gzip"
        digest += "-gz"
    headers["ETag"] = f'"{digest}"'
    headers["Content-Length"] = str(len(body))
    return Page(response.status_code, tuple(headers.items()), body, headers["ETag"])


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """Send a page, or say that the reader's copy is still the right one."""
    if page.status == 200 and matches(request.META.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        kept = {name: value for name, value in page.headers if name in ("ETag", "Cache-Control", "Vary")}
        return HttpResponseNotModified(headers=kept)
    body = b"" if request.method == "HEAD" else page.body
    return HttpResponse(body, status=page.status, headers=dict(page.headers))


def matches(asked: str, etag: str) -> bool:
    """Does an If-None-Match header name this page? (RFC 9110 section 13.1.2: weak comparison, or `*`.)"""
    named = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    return etag in named or named == ["*"]


def too_many_requests(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """Return the designed page for someone who asks too fast; machines read the same in Retry-After."""
    response = render(request, "429.html", {"retry_after": retry_after}, status=429)
    response.headers["Retry-After"] = str(retry_after)
    return response
