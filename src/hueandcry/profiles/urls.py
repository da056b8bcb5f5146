"""Addresses of pages, in every language."""

from django.urls import path

from hueandcry.profiles import views

urlpatterns = [
    path("places/<str:code>/profile/", views.profile, name="profile"),
    path("places/<str:code>/profile/found/", views.finding, name="finding"),
    path("places/<str:code>/profile/found/<str:reference>/", views.received, name="finding-received"),
]
