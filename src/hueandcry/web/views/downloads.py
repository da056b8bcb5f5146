"""Everything that can be taken along: a place's figures, its chart and outline, lists, whole months, the build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import override

from hueandcry.rises import queries as rises_queries
from hueandcry.ui import notes
from hueandcry.ui.addresses import public
from hueandcry.ui.answers import as_csv, as_json, missing
from hueandcry.ui.atom import in_language
from hueandcry.ui.charts import band_chart
from hueandcry.ui.middleware import embeddable, matches
from hueandcry.warehouse import builds, export
from hueandcry.web.pages import machine as pages
from hueandcry.web.pages import maps as map_pages
from hueandcry.web.pages import series as series_pages
from hueandcry.web.queries import bulk as bulk_queries
from hueandcry.web.queries import maps, places, series
from hueandcry.web.queries.reference import Area
from hueandcry.web.queries.series import Series, SourceFile
from hueandcry.web.rules.months import parsed
from hueandcry.web.views.machine import open_data
from hueandcry.web.views.served import Served

PLACE_EXPECTED = "the code of a district, a small area or a police force area"


@open_data
@embeddable
def chart(request: HttpRequest, build: Served, code: str, scheme: str, kind: str) -> HttpResponse:
    """Draw the chart of one kind in one place as a file: `month`, `lang` (en, cy), `variant` (wide, phone)."""
    area = places.place(build.reader, build.reference, code)
    found = _series(build, area, scheme, kind) if area else []
    if not found or not found[0].months:
        return missing(f"{code}, {scheme}, {kind}", "a place and a kind that is counted there")
    month = parsed(request.GET.get("month")) or found[0].months[-1].month
    variant = "phone" if request.GET.get("variant") == "phone" else "wide"
    with in_language(request):
        drawn = band_chart(series_pages.chart(build.reference, found[0], month), variant=variant, alone=True)
    return HttpResponse(drawn, content_type="image/svg+xml")


@open_data
def place_csv(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Return every month of every kind in a place; `scheme` and `kind` narrow it."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return missing(code, PLACE_EXPECTED)
    rows = pages.place_rows(build.reference, area, _asked_series(request, build, area))
    response = as_csv(f"{area.code}.csv", pages.COLUMNS, rows)
    about = reverse("place-csv-metadata", args=[area.code])
    response.headers["Link"] = f'<{about}>; rel="describedby"; type="application/csvm+json"'
    return response


@open_data
def place_csv_metadata(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Say what stands in a place's CSV: columns, definitions, source files by hash."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return missing(code, PLACE_EXPECTED)
    every = _asked_series(request, build, area)
    url = public(reverse("place-csv", args=[area.code]), request)
    content = pages.csv_metadata(build.reference, area, every, _files(build, area, every), url)
    return as_json(content, kind="application/csvm+json")


@open_data
def place_json(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Return everything about a place; `scheme` and `kind` narrow it."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return missing(code, PLACE_EXPECTED)
    every = _asked_series(request, build, area)
    return as_json(pages.place_json(build.reference, area, every, _files(build, area, every)))


@open_data
def place_geojson(request: HttpRequest, build: Served, code: str) -> HttpResponse:
    """Return the outline of a place; with `around` the places around it instead. `lang`: en, cy."""
    area = places.place(build.reader, build.reference, code)
    if area is None:
        return missing(code, PLACE_EXPECTED)
    if "around" in request.GET:
        shapes = maps.around(build.reader, area.code)
    else:
        shape = maps.outline(build.reader, area.code)
        shapes = [shape] if shape else []
    with in_language(request):
        content = map_pages.collection(build.reference, shapes)
    return HttpResponse(content, content_type="application/geo+json; charset=utf-8")


@open_data
def rises_json(request: HttpRequest, build: Served) -> HttpResponse:
    """Return the rises with how many series were tested and how many could not be; as `hueandcry rises` tells them."""
    asked = _asked_rises(request)
    with override("en-gb"):
        found = rises_queries.rises(settings.HOME, **asked)
        counted = rises_queries.summary(settings.HOME, **asked)
        return as_json(
            {
                "build": pages.build_about(build.reference),
                "note": pages.NOTE,
                "false_discovery_rate": build.reference.false_share,
                "months": [f"{month:%Y-%m}" for month in counted.months],
                "series": counted.series,
                "tested": counted.tested,
                "rose": counted.rose,
                "verdicts": dict(counted.verdicts),
                "forces_without_data": list(counted.without_data),
                "rises": found,
                "notes": notes.about(build.reference.notes_on({pages.noted_at(row) for row in found})),
                "withdrawn": rises_queries.withdrawn(settings.HOME, force=asked["force"]),
            }
        )


@open_data
def rises_csv(request: HttpRequest, build: Served) -> HttpResponse:
    """Return the rises as a table: the same rows as `rises.json`, each with the notes on its month."""
    with override("en-gb"):
        found = rises_queries.rises(settings.HOME, **_asked_rises(request))
        rows = pages.rise_rows(build.reference, found)
        return as_csv("rises.csv", pages.RISE_COLUMNS, rows)


@open_data
def bulk(request: HttpRequest, build: Served, dataset: str, body: str, month: str, form: str) -> HttpResponseBase:
    """Return every row that a body published for a month, as CSV or Parquet."""
    on = parsed(month)
    source = bulk_queries.source(build.reader, dataset=dataset, body=body, month=on) if on else None
    if source is None or on is None or form not in ("csv", "parquet"):
        return missing(
            f"{dataset}/{body}/{month}.{form}", "a month that is loaded, as csv or parquet; see /data/downloads/"
        )
    etag = f'"{build.reference.build}-{source.sha256[:16]}-{form}"'
    if matches(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    response = _bulk_file(build, source, body, on, form)
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = f'attachment; filename="{month}-{body}-{dataset}.{form}"'
    response.headers["Link"] = f'<{reverse("files-csv")}>; rel="describedby"'
    return response


@open_data
def build_file(request: HttpRequest, build: Served, build_id: str) -> HttpResponseBase:
    """Return a build that is kept, as the DuckDB file it is."""
    found = next((one for one in builds.kept(settings.HOME) if one.id == build_id), None)
    if found is None:
        return missing(build_id, f"a build that is kept, such as {build.reference.build}")
    etag = f'"{found.id}"'
    if matches(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
        return HttpResponse(status=304, headers={"ETag": etag})
    response = FileResponse(found.database.open("rb"), as_attachment=True, filename=f"hueandcry-{found.id}.duckdb")
    response.headers["ETag"] = etag
    response.headers["Content-Type"] = "application/vnd.duckdb"
    return response


@open_data
def files_csv(request: HttpRequest, build: Served) -> HttpResponse:
    """Return the manifest: every file that was loaded."""
    return _listed(build, "files.csv", bulk_queries.files(build.reader))


@open_data
def coverage_csv(request: HttpRequest, build: Served) -> HttpResponse:
    """Return the state of every month of every body and dataset."""
    return _listed(build, "coverage.csv", bulk_queries.coverage(build.reader))


def _listed(build: Served, name: str, rows: Sequence[Mapping[str, object]]) -> HttpResponse:
    columns = (*(rows[0] if rows else ()), "build")
    return as_csv(name, columns, ([*row.values(), build.reference.build] for row in rows))


def _bulk_file(build: Served, source: bulk_queries.Source, body: str, month: date, form: str) -> HttpResponseBase:
    sql = f"bulk_{source.dataset}"
    batches = build.reader.batches(bulk_queries.ROOM, sql, body=body, month=month)
    if form == "csv":
        return StreamingHttpResponse(export.csv_chunks(batches), content_type="text/csv; charset=utf-8; header=present")
    about = {**source.about, "build": build.reference.build, "note": pages.NOTE}
    return HttpResponse(export.parquet(batches, about), content_type="application/vnd.apache.parquet")


def _asked_series(request: HttpRequest, build: Served, area: Area) -> list[Series]:
    return _series(build, area, request.GET.get("scheme", ""), request.GET.get("kind", ""))


def _series(build: Served, area: Area, scheme: str, kind: str) -> list[Series]:
    return series.every_series(build.reader, build.reference, area, scheme=scheme, kind=kind)


def _files(build: Served, area: Area, every: Sequence[Series]) -> dict[str, Sequence[SourceFile]]:
    schemes = {one.scheme.code: one.scheme for one in every}
    return {code: series.source_files(build.reader, scheme, area.force) for code, scheme in schemes.items()}


def _asked_rises(request: HttpRequest) -> dict[str, str | None]:
    return {name: request.GET.get(name) or None for name in ("month", "force", "kind")}
