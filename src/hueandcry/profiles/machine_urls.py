"""Addresses for machines: the same in every language."""

urlpatterns: list = []
