"""Addresses for machines: the same in every language."""

from django.urls import include, path

from hueandcry.web.views import downloads, feeds, forces, health

urlpatterns = [
    path("health", health.health, name="health"),
    path("api/", include("hueandcry.web.api.urls")),
    path("charts/forces/<slug:slug>/outcomes.svg", forces.outcomes_chart, name="force-outcomes-chart"),
    path("charts/forces/<slug:slug>/<str:which>.svg", forces.referrals_chart, name="force-referrals-chart"),
    path("forces/<slug:slug>.json", forces.as_json, name="force-json"),
    path("forces/<slug:slug>.csv", forces.as_csv, name="force-csv"),
    path("charts/<str:code>/<slug:scheme>/<str:kind>.svg", downloads.chart, name="chart"),
    path("places/<str:code>.csv", downloads.place_csv, name="place-csv"),
    path("places/<str:code>.csv-metadata.json", downloads.place_csv_metadata, name="place-csv-metadata"),
    path("places/<str:code>.json", downloads.place_json, name="place-json"),
    path("places/<str:code>.geojson", downloads.place_geojson, name="place-geojson"),
    path("places/<str:code>/rises.atom", feeds.place, name="place-feed"),
    path("forces/<slug:slug>/rises.atom", feeds.force, name="force-feed"),
    path("rises.csv", downloads.rises_csv, name="rises-csv"),
    path("rises.json", downloads.rises_json, name="rises-json"),
    path("rises.atom", feeds.every, name="rises-feed"),
    path("data/bulk/<slug:dataset>/<slug:body>/<str:month>.<str:form>", downloads.bulk, name="bulk"),
    path("data/build/<str:build_id>.duckdb", downloads.build_file, name="build-file"),
    path("data/files.csv", downloads.files_csv, name="files-csv"),
    path("data/coverage.csv", downloads.coverage_csv, name="coverage-csv"),
]
