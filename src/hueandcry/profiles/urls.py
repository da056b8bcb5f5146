"""Addresses of pages, in every language."""

urlpatterns: list = []
