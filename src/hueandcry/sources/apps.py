"""The room of published data."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Published data, and what readers say about it."""

    name = "hueandcry.sources"
    default_auto_field = "django.db.models.BigAutoField"
