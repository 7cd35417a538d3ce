from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Sex(models.TextChoices):
    """Of whom a count of people speaks."""

    ALL = "all", pgettext_lazy("sex", "All")
    FEMALE = "female", pgettext_lazy("sex", "Female")
    MALE = "male", pgettext_lazy("sex", "Male")


# The band of everybody, whatever the age.
ALL_AGES = ""
