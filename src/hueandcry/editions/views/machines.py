"""An edition for machines: the frozen files as they were published, a data package, paper, charts, a feed."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from hueandcry.editions import printing, queries
from hueandcry.editions.pages import dashboard, feeds, packages, sections
from hueandcry.editions.queries import Edition
from hueandcry.editions.views import asked
from hueandcry.ui import answers, atom, charts
from hueandcry.ui.addresses import public
from hueandcry.ui.answers import open_data
from hueandcry.ui.middleware import embeddable

EXPECTED = "a published edition, such as 2018-19; see /dashboard/"


def _edition(request: HttpRequest, slug: str) -> Edition | None:
    try:
        return asked.edition(slug, request.GET.get("number"))
    except Http404:
        return None


def _told(response: HttpResponse, found: Edition) -> HttpResponse:
    response.headers["X-Build"] = found.frozen.build
    return response


@require_safe
@open_data
@asked.file_of_record
def as_json(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return everything, as it was published."""
    found = _edition(request, slug)
    if found is None:
        return answers.missing(slug, EXPECTED)
    return _told(HttpResponse(found.frozen.read("edition.json"), content_type="application/json; charset=utf-8"), found)


@require_safe
@open_data
@asked.file_of_record
def as_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the figures of all areas, as they were published."""
    found = _edition(request, slug)
    if found is None:
        return answers.missing(slug, EXPECTED)
    kind = "text/csv; charset=utf-8; header=present"
    response = asked.attached(found.frozen.read("figures.csv"), f"{packages.name(found)}.csv", kind)
    about = _address("dashboard-csv-metadata", found, request)
    response.headers["Link"] = f'<{about}>; rel="describedby"; type="application/csvm+json"'
    return _told(response, found)


@require_safe
@open_data
@asked.file_of_record
def csv_metadata(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say what stands in the CSV: the description as it was published, with the address under which the CSV stands."""
    found = _edition(request, slug)
    if found is None:
        return answers.missing(slug, EXPECTED)
    told = found.frozen.json("figures.csv-metadata.json")
    told["url"] = public(_address("dashboard-csv", found, request), request)
    return answers.as_json(told, kind="application/csvm+json")


@require_safe
@open_data
@asked.file_of_record
def package(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the data package: all frozen files as one ZIP."""
    found = _edition(request, slug)
    if found is None:
        return answers.missing(slug, EXPECTED)
    return _told(asked.attached(packages.zipped(found), f"{packages.name(found)}.zip", "application/zip"), found)


@require_safe
@open_data
@asked.file_of_record
def on_paper(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the PDF: of the widest area as it was published, of another (`area`) made from the same frozen figures."""
    found = _edition(request, slug)
    area = _area(request, found) if found else None
    if found is None or area is None:
        return answers.missing(request.GET.get("area", slug), f"{EXPECTED}, and an area of it")
    language = "cy" if request.GET.get("lang") == "cy" else "en-gb"
    if area == found.content.default_area:
        name = next(name for name, spoken in printing.PAPERS.items() if spoken == language)
        body = found.frozen.read(name)
    else:
        body = printing.paper(
            found.content, area, language, number=found.number, published_at=found.published_at, note=found.note
        )
    response = HttpResponse(body, content_type="application/pdf")
    ends = f"-{area}" if area != found.content.default_area else ""
    response.headers["Content-Disposition"] = f'inline; filename="{packages.name(found)}{ends}.pdf"'
    return _told(response, found)


@require_safe
@open_data
@embeddable
@asked.file_of_record
def chart(request: HttpRequest, slug: str, item: str) -> HttpResponseBase:
    """Draw a funnel as a file: `area` marks a body, `lang` (en, cy), `variant` (wide, phone)."""
    found = _edition(request, slug)
    area = _area(request, found) if found else None
    with atom.in_language(request):
        drawn = (
            sections.funnel(found.content, item, area, address=_page(request, found, area)) if found and area else None
        )
        if drawn is None:
            return answers.missing(f"{slug}, {item}", f"{EXPECTED}, then referred or positive")
        variant = "phone" if request.GET.get("variant") == "phone" else "wide"
        return HttpResponse(charts.funnel(drawn, variant=variant, alone=True), content_type="image/svg+xml")


@require_safe
@open_data
@asked.file_of_record
def feed(request: HttpRequest) -> HttpResponseBase:
    """Tell of every publication and correction."""
    with atom.in_language(request):
        return feeds.feed(request, queries.every_version(settings.HOME))


def _area(request: HttpRequest, found: Edition) -> str | None:
    try:
        return asked.area(request, found).code
    except Http404:
        return None


def _page(request: HttpRequest, found: Edition, area: str) -> str:
    """Return the permanent address of the page of an edition and area."""
    looked_at = found.content.area(area)
    return public(dashboard.address(found, looked_at), request) if looked_at else ""


def _address(name: str, found: Edition, request: HttpRequest) -> str:
    asked_for = f"?number={found.number}" if request.GET.get("number") else ""
    return reverse(name, args=[found.slug]) + asked_for
