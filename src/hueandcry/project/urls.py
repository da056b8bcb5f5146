"""Root addresses. English at the root, Welsh under `/cy/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("hueandcry.web.machine_urls")),
    *i18n_patterns(path("", include("hueandcry.web.urls")), prefix_default_language=False),
]
