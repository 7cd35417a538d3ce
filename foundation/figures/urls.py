from __future__ import annotations

from django.urls import path

from foundation.figures import views

app_name = "figures"

urlpatterns = [
    path("", views.figure_list, name="figure_list"),
    path("<slug:countable>/<slug:measure>/", views.figure, name="figure"),
    path("<slug:countable>/<slug:measure>/csv/", views.figure_csv, name="figure_csv"),
]
