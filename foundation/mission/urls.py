from __future__ import annotations

from django.urls import path

from foundation.mission import list_views, views

app_name = "mission"

urlpatterns = [
    path("administration/mission/", views.mission_change, name="mission_change"),
    path("administration/lists/", list_views.list_list, name="list_list"),
    path("administration/lists/<slug:name>/add/", list_views.list_entry_add, name="list_entry_add"),
    path("administration/lists/<slug:name>/<slug:code>/", list_views.list_entry, name="list_entry"),
    path(
        "administration/lists/<slug:name>/<slug:code>/switch_off/",
        list_views.list_entry_switch_off,
        name="list_entry_switch_off",
    ),
    path(
        "administration/lists/<slug:name>/<slug:code>/switch_on/",
        list_views.list_entry_switch_on,
        name="list_entry_switch_on",
    ),
    path("administration/languages/", views.language_list, name="language_list"),
    path("administration/languages/<str:language>/confirm/", views.language_confirm, name="language_confirm"),
    path("administration/languages/<uuid:pk>/withdraw/", views.language_withdraw, name="language_withdraw"),
]
