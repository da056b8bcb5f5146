"""Addresses for machines: the same in every language. With `?number=` a publication that was corrected since."""

from django.urls import path

from hueandcry.editions.views import machines

urlpatterns = [
    path("dashboard.atom", machines.feed, name="dashboard-feed"),
    path("dashboard/<slug:slug>.json", machines.as_json, name="dashboard-json"),
    path("dashboard/<slug:slug>.csv", machines.as_csv, name="dashboard-csv"),
    path("dashboard/<slug:slug>.csv-metadata.json", machines.csv_metadata, name="dashboard-csv-metadata"),
    path("dashboard/<slug:slug>.zip", machines.package, name="dashboard-package"),
    path("dashboard/<slug:slug>.pdf", machines.on_paper, name="dashboard-paper"),
    path("charts/dashboard/<slug:slug>/<slug:item>.svg", machines.chart, name="dashboard-chart"),
]
