"""Which area and which build a request asks for, and which findings are shared."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from hueandcry.profiles import queries
from hueandcry.profiles.queries import Area, Finding
from hueandcry.ui.addresses import asked_build
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import Reader


def served(request: HttpRequest) -> tuple[Reader, str]:
    """Return the build that the address asks for while it is kept, else the present one; and what to say of that."""
    present, asked = reading.reader(settings.HOME), asked_build(request)
    if not asked or asked == present.build.id:
        return present, ""
    if kept := reading.reader_of(settings.HOME, asked):
        words = gettext("These are the figures of an earlier build, %(build)s. The present one may differ.")
        return kept, words % {"build": asked}
    words = gettext("The build %(build)s is no longer kept here. These are the figures of the present build.")
    return present, words % {"build": asked}


def area(reader: Reader, code: str) -> Area:
    """Return the area with this code. Raises `Http404`."""
    found = queries.area(reader, code)
    if found is None:
        raise Http404
    return found


def name_of(reader: Reader, code: str) -> str:
    """Return what an area is called; its code where this build does not know it."""
    found = queries.area(reader, code)
    return found.name if found else code


def shared() -> list[Finding]:
    """Return what the operator shares of what boards found."""
    return queries.shared_findings(settings.HOME)
