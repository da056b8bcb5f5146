"""The drop-in API alone, at the address it has in the project."""

from django.urls import include, path

urlpatterns = [path("api/", include("hueandcry.web.api.urls"))]
