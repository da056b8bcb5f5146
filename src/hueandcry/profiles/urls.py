"""Addresses of pages, in every language."""

from django.urls import path

from hueandcry.profiles.views import finding, page

urlpatterns = [
    path("places/<str:code>/profile/", page.profile, name="profile"),
    path("places/<str:code>/profile/found/", finding.finding, name="finding"),
    path("places/<str:code>/profile/found/<str:reference>/", finding.received, name="finding-received"),
]
