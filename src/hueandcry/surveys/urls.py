"""Addresses of pages, in every language."""

from django.urls import path

from hueandcry.surveys.views import pages

urlpatterns = [
    path("surveys/", pages.every, name="surveys"),
    path("surveys/questionnaires/", pages.questionnaires, name="questionnaires"),
    path("surveys/questionnaires/<slug:slug>/", pages.questionnaire, name="questionnaire"),
    path("surveys/<slug:survey>/", pages.survey, name="survey"),
    path("surveys/<slug:survey>/<slug:wave>/", pages.wave, name="survey-wave"),
    path("surveys/<slug:survey>/<slug:wave>/questions/", pages.wave_questions, name="survey-wave-questions"),
]
