from __future__ import annotations

from django.urls import path

from foundation.places.views import areas, places, population

app_name = "places"

urlpatterns = [
    path("places/", places.place_list, name="place_list"),
    path("places/new/", areas.country_add, name="country_add"),
    path("places/choices/", places.area_choices, name="area_choices"),
    path("places/<uuid:pk>/", places.area, name="area"),
    path("places/<uuid:pk>/map/", places.area_map, name="area_map"),
    path("places/<uuid:pk>/add/", areas.area_add, name="area_add"),
    path("places/<uuid:pk>/rename/", areas.area_rename, name="area_rename"),
    path("places/<uuid:pk>/change/", areas.area_change, name="area_change"),
    path("places/<uuid:pk>/end/", areas.area_end, name="area_end"),
    path("places/<uuid:pk>/reopen/", areas.area_reopen, name="area_reopen"),
    path("places/<uuid:pk>/name-successor/", areas.area_name_successor, name="area_name_successor"),
    path("places/<uuid:pk>/take-successor-away/", areas.area_take_successor_away, name="area_take_successor_away"),
    path("places/<uuid:pk>/record-population/", population.population_record, name="population_record"),
]
