"""Addresses for machines: the same in every language."""

from django.urls import path

from hueandcry.measures.views import comparing, flow_files, machine

urlpatterns = [
    path("measures/after-charge/flow.csv", flow_files.as_csv, name="measure-flow-csv"),
    path("measures/after-charge/flow.json", flow_files.as_json, name="measure-flow-json"),
    path("measures/<slug:slug>/compare.csv", comparing.as_csv, name="measure-compare-csv"),
    path("measures/<slug:slug>/compare.json", comparing.as_json, name="measure-compare-json"),
    path("measures/<slug:slug>.csv", machine.as_csv, name="measure-csv"),
    path("measures/<slug:slug>.csv-metadata.json", machine.csv_metadata, name="measure-csv-metadata"),
    path("measures/<slug:slug>.json", machine.as_json, name="measure-json"),
    path("measures/<slug:slug>.atom", machine.feed, name="measure-feed"),
    path("charts/measures/after-charge/flow.svg", flow_files.chart, name="measure-flow-chart"),
    path("charts/measures/<slug:slug>/funnel.svg", machine.funnel, name="measure-funnel"),
    path("charts/measures/<slug:slug>/trends.svg", machine.trends, name="measure-trends"),
]
