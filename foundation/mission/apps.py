from __future__ import annotations

from django.apps import AppConfig


class MissionConfig(AppConfig):
    name = "foundation.mission"
    label = "mission"
