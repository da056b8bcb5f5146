"""Pages for people. English at the root, Welsh under `/cy/`."""

from django.urls import path

from hueandcry.web.views import about, compare, data, forces, home, maps, places, problems, rises, search

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("rises/", rises.every, name="rises"),
    path("places/<str:code>/", places.place, name="place"),
    path("places/<str:code>/map/", maps.place_map, name="place-map"),
    path("places/<str:code>/compare/", compare.compare, name="compare"),
    path("places/<str:code>/<slug:scheme>/<str:kind>/", places.series, name="series"),
    path("forces/", forces.every, name="forces"),
    path("forces/<slug:slug>/", forces.force, name="force"),
    path("data/", data.overview, name="data"),
    path("data/files/", data.files, name="data-files"),
    path("data/coverage/", data.coverage, name="data-coverage"),
    path("data/breaks/", data.breaks, name="data-breaks"),
    path("data/downloads/", data.downloads, name="data-downloads"),
    path("data/api/", data.api, name="data-api"),
    path("methods/", about.methods, name="methods"),
    path("methods/<slug:slug>/", about.method, name="method"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("contact/", about.contact, name="contact"),
    path("report-a-problem/", problems.report, name="report-problem"),
    path("report-a-problem/<str:reference>/", problems.received, name="problem-received"),
]
