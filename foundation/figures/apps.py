from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "foundation.figures"
    label = "figures"
