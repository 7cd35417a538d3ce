from __future__ import annotations

from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "sample"
    label = "sample"
