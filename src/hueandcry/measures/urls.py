"""Addresses of pages, in every language."""

from django.urls import path

from hueandcry.measures.views import pages

urlpatterns = [
    path("measures/", pages.every, name="measures"),
    path("measures/after-charge/flow/", pages.flow, name="measure-flow"),
    path("measures/<slug:slug>/", pages.one, name="measure"),
    path("measures/<slug:slug>/compare/", pages.compare, name="measure-compare"),
]
