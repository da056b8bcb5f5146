"""What a view is handed: the build being served. Without one, the page says so and what to do."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from hueandcry.ui.answers import View, once_built
from hueandcry.ui.builds import asked_build
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import Reader
from hueandcry.web.queries.reference import Reference, reader, reference


@dataclass(frozen=True, eq=False)
class Served:
    """A build opened for reading, and what every page needs of it."""

    reader: Reader
    reference: Reference


def served() -> Served:
    """Return the build being served. Raises `NothingBuilt`."""
    opened = reader()
    return Served(opened, reference(opened))


def as_asked(request: HttpRequest) -> Served:
    """Return the build that the address asks for while it is kept, else the one being served."""
    opened = reading.served(settings.HOME, asked_build(request))
    return Served(opened, reference(opened))


def with_build(view: View) -> View:
    """Hand the view the build being served; where there is none, answer 503 with a page that says what to do."""

    @once_built
    @functools.wraps(view)
    def given(request: HttpRequest, **parts: str) -> HttpResponseBase:
        return view(request, served(), **parts)

    return given
