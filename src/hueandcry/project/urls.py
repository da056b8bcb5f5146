"""Root addresses. English at the root, Welsh under `/cy/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

ROOMS = ("measures", "surveys", "editions", "claims", "profiles", "web")

urlpatterns = [
    *(path("", include(f"hueandcry.{room}.machine_urls")) for room in ROOMS),
    *i18n_patterns(*(path("", include(f"hueandcry.{room}.urls")) for room in ROOMS), prefix_default_language=False),
]
