"""Addresses for machines: the same in every language."""

from django.urls import path

from hueandcry.profiles import views

urlpatterns = [
    path("places/<str:code>/profile.json", views.as_json, name="profile-json"),
    path("findings.atom", views.feed, name="findings-feed"),
]
