"""Is the installation well? For monitors, load balancers and the person who runs it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from hueandcry import __version__
from hueandcry.warehouse.reading import NothingBuilt
from hueandcry.web.views.served import served


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 with the build being served, or 503 while there is none."""
    try:
        reference = served().reference
    except NothingBuilt:
        told = {"status": "no build", "build": None, "built_at": None, "version": __version__}
        return JsonResponse(told, status=503, headers={"Cache-Control": "no-store", "Retry-After": "60"})
    told = {
        "status": "ok",
        "build": reference.build,
        "built_at": reference.built_at.isoformat(),
        "version": __version__,
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})
