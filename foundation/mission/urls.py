from __future__ import annotations

from django.urls import path

from foundation.mission import views

app_name = "mission"

urlpatterns = [
    path("administration/mission/", views.mission_change, name="mission_change"),
    path("administration/languages/", views.language_list, name="language_list"),
    path("administration/languages/<str:language>/confirm/", views.language_confirm, name="language_confirm"),
    path("administration/languages/<uuid:pk>/withdraw/", views.language_withdraw, name="language_withdraw"),
]
