"""Addresses of pages, in every language."""

from django.urls import path

from hueandcry.editions.views import pages

urlpatterns = [
    path("dashboard/", pages.every, name="dashboards"),
    path("dashboard/<slug:slug>/", pages.edition, name="dashboard"),
    path("dashboard/<slug:slug>/<int:number>/", pages.edition, name="dashboard-number"),
]
