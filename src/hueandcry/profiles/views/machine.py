"""A profile for machines: JSON, CSV and what its columns hold; and the feed of what boards found."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from hueandcry.profiles import queries
from hueandcry.profiles.pages import files
from hueandcry.profiles.queries import Known
from hueandcry.profiles.views import asking
from hueandcry.ui import answers, atom
from hueandcry.ui.addresses import public
from hueandcry.ui.builds import asked_build
from hueandcry.ui.format import day_name
from hueandcry.warehouse import reading

EXPECTED = "the code of a district or of a police force area"


def _of_an_area(view: Callable[[HttpRequest, Known, str], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give a view what the build that is asked for knows of an area, and the build; 404 where it knows no such area."""

    @require_safe
    @answers.open_data
    @functools.wraps(view)
    def answered(request: HttpRequest, code: str) -> HttpResponse:
        with override("en-gb"):
            reader, _ = asking.served(request)
            area = queries.area(reader, code)
            if area is None:
                return answers.missing(code, EXPECTED)
            response = view(request, queries.known(reader, area), reader.build.id)
        response.headers["X-Build"] = reader.build.id
        return response

    return answered


@_of_an_area
def as_json(request: HttpRequest, known: Known, build: str) -> HttpResponse:
    """Return every figure of a profile."""
    page = public(reverse("profile", args=[known.area.code]), request)
    return answers.as_json(files.content(known, build, page))


@_of_an_area
def as_csv(request: HttpRequest, known: Known, build: str) -> HttpResponse:
    """Return every figure of a profile, one a line."""
    response = answers.as_csv(f"profile-{known.area.code}.csv", tuple(files.COLUMNS), files.rows(known, build))
    about = reverse("profile-csv-metadata", args=[known.area.code], query=_asked(request))
    response.headers["Link"] = f'<{about}>; rel="describedby"; type="application/csvm+json"'
    return response


@_of_an_area
def csv_metadata(request: HttpRequest, known: Known, build: str) -> HttpResponse:
    """Say what the columns of the CSV hold."""
    url = public(reverse("profile-csv", args=[known.area.code], query=_asked(request)), request)
    return answers.as_json(files.csv_metadata(known, build, url), kind="application/csvm+json")


def _asked(request: HttpRequest) -> dict[str, str]:
    build = asked_build(request)
    return {"build": build} if build else {}


@require_safe
@answers.open_data
def feed(request: HttpRequest) -> HttpResponse:
    """Tell what boards found useful, as the operator shares it."""
    with atom.in_language(request):
        reader, found = reading.reader(settings.HOME), asking.shared()
        entries = [
            atom.Entry(
                ident=f"finding:{one.reference.lower()}",
                title=gettext("What a board in %(place)s found, %(day)s")
                % {"place": asking.name_of(reader, one.area), "day": day_name(one.sent_on)},
                words=one.words,
                path=reverse("profile", args=[one.area]),
                updated=_midnight(one.sent_on),
            )
            for one in found
        ]
        updated = max((one.updated for one in entries), default=_midnight(date(2026, 1, 1)))
        return atom.feed(
            request,
            entries,
            title=gettext("What neighbourhood boards found useful"),
            subtitle=gettext("Words of the operator about what boards sent back. No board's own words are shown."),
            page="/",
            updated=updated,
        )


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_default_timezone())
