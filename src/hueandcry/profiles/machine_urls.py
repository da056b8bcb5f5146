"""Addresses for machines: the same in every language."""

from django.urls import path

from hueandcry.profiles.views import machine

urlpatterns = [
    path("places/<str:code>/profile.json", machine.as_json, name="profile-json"),
    path("places/<str:code>/profile.csv", machine.as_csv, name="profile-csv"),
    path("places/<str:code>/profile.csv-metadata.json", machine.csv_metadata, name="profile-csv-metadata"),
    path("findings.atom", machine.feed, name="findings-feed"),
]
