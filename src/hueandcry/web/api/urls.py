"""Addresses of the drop-in API, below `/api/`. They are data.police.uk's, without a slash at the end."""

from django.urls import path

from hueandcry.web.api import views

urlpatterns = [
    path("crimes-street/<str:category>", views.crimes_street),
    path("crimes-at-location", views.crimes_at_location),
    path("crimes-no-location", views.crimes_no_location),
    path("crime-categories", views.crime_categories),
    path("crime-last-updated", views.crime_last_updated),
    path("crimes-street-dates", views.crimes_street_dates),
    path("outcomes-at-location", views.outcomes_at_location),
    path("outcomes-for-crime/<str:crime>", views.outcomes_for_crime),
    path("forces", views.forces),
    path("forces/<str:force>", views.force),
    path("forces/<str:force>/people", views.force_people),
    path("stops-street", views.stops_street),
    path("stops-at-location", views.stops_at_location),
    path("stops-no-location", views.stops_of_force),
    path("stops-force", views.stops_of_force),
    path("locate-neighbourhood", views.locate_neighbourhood),
    path("<str:force>/neighbourhoods", views.neighbourhoods),
    path("<str:force>/<str:neighbourhood>", views.neighbourhood),
    path("<str:force>/<str:neighbourhood>/boundary", views.neighbourhood),
    path("<str:force>/<str:neighbourhood>/people", views.neighbourhood_list),
    path("<str:force>/<str:neighbourhood>/events", views.neighbourhood_list),
    path("<str:force>/<str:neighbourhood>/priorities", views.neighbourhood_list),
    path("", views.nothing_here),
    path("<path:path>", views.nothing_here),
]
