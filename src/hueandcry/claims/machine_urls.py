"""Addresses for machines: the same in every language."""

from django.urls import path

from hueandcry.claims import views

urlpatterns = [
    path("claims.json", views.claims_json, name="claims-json"),
    path("claims.csv", views.claims_csv, name="claims-csv"),
    path("claims.atom", views.claims_feed, name="claims-feed"),
    path("claims/<slug:slug>.json", views.claim_json, name="claim-json"),
    path("claims/<slug:slug>.csv", views.claim_csv, name="claim-csv"),
]
