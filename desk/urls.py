from __future__ import annotations

from django.urls import path

from desk import views

app_name = "desk"

urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
]
