"""All claims and one claim: as pages, for machines, and as a feed."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from hueandcry.claims.pages import feeds, machine
from hueandcry.claims.pages.claim import claim_page
from hueandcry.claims.pages.listing import list_page
from hueandcry.claims.pages.shapes import by_name
from hueandcry.claims.queries import built
from hueandcry.claims.queries.built import Checked
from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.ui import atom
from hueandcry.ui.answers import as_csv, as_json, missing, once_built, open_data
from hueandcry.ui.builds import asked_build, build_words
from hueandcry.ui.middleware import cached_page
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import Reader

LONGEST_QUERY = 80


@require_safe
@cached_page
@once_built
def claims(request: HttpRequest) -> HttpResponse:
    """Show the claims, narrowed to a verdict and to words if asked."""
    reader = _reader()
    verdict, query = _asked(request)
    every = built.every(reader)
    found = built.narrowed(every, verdict=verdict, words=query)
    page = list_page(every, found, verdict=verdict, query=query, build=built.about(reader))
    return render(request, "claims/claims.html", {"page": page})


@require_safe
@cached_page
@once_built
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one claim with its working; of an earlier build while it is kept."""
    reader = _reader(request)
    found = built.one(reader, slug)
    if found is None:
        raise Http404
    page = claim_page(
        request,
        found,
        changes=built.changes(reader, slug),
        related={one.claim.slug: one for one in built.every(reader) if one.claim.slug in found.claim.related},
        build=built.about(reader),
    )
    note, link = build_words(request, shown=reader.build.id, present=_reader().build.id)
    return render(request, "claims/claim.html", {"page": page, "build_note": note, "build_link": link})


@require_safe
@open_data
def claims_json(request: HttpRequest) -> HttpResponse:
    """Return the claims as JSON."""
    reader = _reader()
    with override("en-gb"):
        return as_json(machine.list_json(request, _narrowed(request, reader), built.about(reader)))


@require_safe
@open_data
def claims_csv(request: HttpRequest) -> HttpResponse:
    """Return the claims as a table: the same rows as `claims.json`."""
    reader = _reader()
    with override("en-gb"):
        rows = machine.list_rows(request, _narrowed(request, reader), built.about(reader))
    return as_csv("claims.csv", machine.LIST_COLUMNS, rows)


@require_safe
@open_data
def claim_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Return one claim with its working."""
    reader = _reader(request)
    with override("en-gb"):
        found = built.one(reader, slug)
        if found is None:
            return missing(slug, "the short name of a claim; /claims.json lists them")
        return as_json(machine.claim_json(request, found, built.changes(reader, slug), built.about(reader)))


@require_safe
@open_data
def claim_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the facts, steps and figures of one claim as a table."""
    reader = _reader(request)
    with override("en-gb"):
        found = built.one(reader, slug)
        if found is None:
            return missing(slug, "the short name of a claim; /claims.json lists them")
        return as_csv(f"{slug}.csv", machine.FACT_COLUMNS, machine.claim_rows(found, built.about(reader)))


@require_safe
@open_data
def claims_feed(request: HttpRequest) -> HttpResponse:
    """Tell verdicts given first and verdicts that changed."""
    reader = _reader()
    with atom.in_language(request):
        return atom.feed(
            request,
            feeds.entries(built.changes(reader)),
            title=gettext("Claims checked"),
            subtitle=gettext("Figures that somebody published, worked out again from data in every build."),
            page=reverse("claims"),
            updated=built.about(reader).built_at,
        )


def _reader(request: HttpRequest | None = None) -> Reader:
    """Return the build that an address asks for while it is kept, else the present one."""
    return reading.served(settings.HOME, asked_build(request) if request else "")


def _asked(request: HttpRequest) -> tuple[Verdict | None, str]:
    """Read what the list is narrowed to; what makes no sense is left out."""
    return by_name(request.GET.get("verdict", "")), request.GET.get("q", "").strip()[:LONGEST_QUERY]


def _narrowed(request: HttpRequest, reader: Reader) -> list[Checked]:
    verdict, query = _asked(request)
    return built.narrowed(built.every(reader), verdict=verdict, words=query)
