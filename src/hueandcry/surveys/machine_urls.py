"""Addresses for machines: the same in every language."""

from django.urls import path

from hueandcry.surveys.views import machine

urlpatterns = [
    path("surveys.json", machine.every, name="surveys-json"),
    path("surveys.atom", machine.feed, name="surveys-feed"),
    path("surveys/questionnaires/<slug:slug>.json", machine.questionnaire, name="questionnaire-json"),
    path("surveys/<slug:survey>/<slug:wave>.csv", machine.wave_csv, name="survey-wave-csv"),
    path("surveys/<slug:survey>/<slug:wave>.json", machine.wave_json, name="survey-wave-json"),
    path("surveys/<slug:survey>/<slug:wave>.csv-metadata.json", machine.csv_metadata, name="survey-wave-csv-metadata"),
    path("surveys/<slug:survey>/<slug:wave>.zip", machine.package, name="survey-wave-package"),
    path(
        "surveys/<slug:survey>/<slug:wave>/publication-<int:number>.json",
        machine.publication,
        name="survey-publication",
    ),
    path(
        "charts/surveys/<slug:survey>/<slug:wave>/<slug:estimate>/<slug:split>.svg",
        machine.chart,
        name="survey-chart",
    ),
]
