from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class ImportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("import", "being prepared")
    APPLYING = "applying", pgettext_lazy("import", "being taken in")
    APPLIED = "applied", pgettext_lazy("import", "taken in")
    UNDONE = "undone", pgettext_lazy("import", "undone")
    DISCARDED = "discarded", pgettext_lazy("import", "set aside")
