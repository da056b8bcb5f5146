"""How an address for machines answers: open to every site, named by its content, and plain about what went wrong."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from hueandcry.errors import HueAndCryError
from hueandcry.ui.middleware import cached_page
from hueandcry.warehouse.reading import NothingBuilt
from hueandcry.web.rules.cells import safe_cell
from hueandcry.web.views.served import served

ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, X-Build",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
RETRY_SECONDS = "60"

View = Callable[..., HttpResponseBase]


def open_data(view: View) -> View:
    """Hand the view the build being served; let any site read the answer; keep it until the next build."""

    @cached_page
    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: str) -> HttpResponseBase:
        try:
            build = served()
            response = view(request, build, **parts)
            response.headers["X-Build"] = build.reference.build
        except NothingBuilt as nothing:
            response = problem(nothing, status=503)
            response.headers["Retry-After"] = RETRY_SECONDS
        except HueAndCryError as error:
            response = problem(error, status=400)
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
    """Return CSV (RFC 4180) whose texts no spreadsheet takes for formulas; what is not known is an empty cell."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse(sink.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
