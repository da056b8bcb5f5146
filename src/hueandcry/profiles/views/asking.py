"""Which area and which build a request asks for, and which findings are shared."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest

from hueandcry.profiles import queries
from hueandcry.profiles.queries import Area, Finding
from hueandcry.ui.builds import asked_build, build_words
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import Reader


def served(request: HttpRequest) -> tuple[Reader, str]:
    """Return the build that the address asks for while it is kept, else the present one; and what to say of that."""
    opened = reading.served(settings.HOME, asked_build(request))
    note, _ = build_words(request, shown=opened.build.id, present=reading.reader(settings.HOME).build.id)
    return opened, note


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
