from __future__ import annotations

from django.urls import path

from foundation.figures.api import CountablesView, FigureView

urlpatterns = [
    path("", CountablesView.as_view(), name="figure-list"),
    path("<slug:countable>/<slug:measure>/", FigureView.as_view(), name="figure-detail"),
]
