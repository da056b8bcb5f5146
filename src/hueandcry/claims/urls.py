"""Pages for people. English at the root, Welsh under `/cy/`."""

from django.urls import path

from hueandcry.claims import views

urlpatterns = [
    path("claims/", views.claims, name="claims"),
    path("claims/<slug:slug>/", views.claim, name="claim"),
]
