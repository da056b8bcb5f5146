"""How views answer: pages that say when nothing is built yet, and addresses for machines.

An address for machines is open to every site, named by its content, and plain about what went wrong.
"""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from hueandcry.errors import HueAndCryError, NotReady
from hueandcry.ui.cells import safe_cell
from hueandcry.ui.middleware import cached_page

ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, X-Build",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
RETRY_SECONDS = "60"

View = Callable[..., HttpResponseBase]


def once_built(view: View) -> View:
    """Where there is no build yet, answer 503 with a page that says what to do."""

    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except NotReady:
            return render(request, "ui/nothing_built.html", status=503)

    return answered


def open_data(view: View) -> View:
    """Let any site read the answer, and keep it until the next build. Errors are answered as a machine reads them."""

    @cached_page
    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            response = view(request, **parts)
        except NotReady as nothing:
            response = problem(nothing, status=503)
            response.headers["Retry-After"] = RETRY_SECONDS
        except HueAndCryError as error:
            response = problem(error, status=400)
        except Http404:
            response = missing(request.get_full_path(), "an address that leads to something")
        for name, value in ANY_SITE.items():
            response.headers.setdefault(name, value)
        return response

    return answered


def problem(error: HueAndCryError, *, status: int) -> JsonResponse:
    """Return an error as a machine reads it: what was found, what was expected, where, and the remedy."""
    told = {"found": error.found, "expected": error.expected, "where": error.where, "remedy": error.remedy}
    return JsonResponse({"error": told}, status=status)


def missing(found: str, expected: str) -> JsonResponse:
    """Return 404 as a machine reads it."""
    told = {"found": found, "expected": expected, "where": "the address", "remedy": "See /data/api/."}
    return JsonResponse({"error": told}, status=404)


def as_json(content: Any, *, kind: str = "application/json") -> HttpResponse:
    """Return JSON, written as small as it goes."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8")


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Answer with a CSV file."""
    response = HttpResponse(csv_text(columns, rows), content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write CSV (RFC 4180) whose texts no spreadsheet takes for formulas; what is not known is an empty cell."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return sink.getvalue()
