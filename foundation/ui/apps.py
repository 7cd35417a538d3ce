from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Everything pages share: template tags, lists, widgets, htmx answers. No models."""

    name = "foundation.ui"
    label = "ui"
