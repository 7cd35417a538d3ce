from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sensitivity(models.TextChoices):
    """How far a record goes; printed on every page and file as its marking."""

    PUBLIC = "public", _("public")
    SHARED = "shared", _("shared")
    INTERNAL = "internal", _("internal")
    RESTRICTED = "restricted", _("restricted")
