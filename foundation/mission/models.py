from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.submissions.models import Revisioned, RevisionedQuerySet

# Below these a count could point at somebody.
SMALLEST_POSTS, SMALLEST_PEOPLE, SMALLEST_SENSITIVE = 3, 5, 10
LARGEST_MINIMUM = 100


class MissionSettingsQuerySet(RevisionedQuerySet["MissionSettings"]):
    def visible_to(self, actor: Actor) -> MissionSettingsQuerySet:
        """What pages are called and marked with is read on every page."""
        return self if actor.is_known else self.none()


class MissionSettings(Revisioned):
    """The one row that says how this deployment is called and keeps time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    is_the_one = models.BooleanField(default=True, unique=True, editable=False)
    names = models.JSONField(default=dict)
    zone = models.CharField(max_length=60, default="UTC")
    # Sensitivity → language → the mission's own words for it. What is missing is said in Concord's words.
    markings = models.JSONField(default=dict)
    minimum_posts = models.PositiveSmallIntegerField(
        default=SMALLEST_POSTS,
        validators=[MinValueValidator(SMALLEST_POSTS)],
    )
    minimum_people = models.PositiveSmallIntegerField(
        default=SMALLEST_PEOPLE,
        validators=[MinValueValidator(SMALLEST_PEOPLE)],
    )
    minimum_sensitive = models.PositiveSmallIntegerField(
        default=SMALLEST_SENSITIVE,
        validators=[MinValueValidator(SMALLEST_SENSITIVE)],
    )

    objects = MissionSettingsQuerySet.as_manager()

    journal_facts = ("zone", "minimum_posts", "minimum_people", "minimum_sensitive")

    class Meta:
        verbose_name = _("mission settings")
        constraints = [
            models.CheckConstraint(name="mission_settings_is_the_one", condition=Q(is_the_one=True)),
            models.CheckConstraint(
                name="mission_settings_minimums",
                condition=Q(
                    minimum_posts__gte=SMALLEST_POSTS,
                    minimum_people__gte=SMALLEST_PEOPLE,
                    minimum_sensitive__gte=SMALLEST_SENSITIVE,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.zone


class ListEntryQuerySet(RevisionedQuerySet["ListEntry"]):
    def visible_to(self, actor: Actor) -> ListEntryQuerySet:
        """What people choose from is read wherever they choose."""
        return self if actor.is_known else self.none()


class ListEntry(Revisioned):
    """What the mission changed about one entry of a closed list, or an entry of its own.

    An entry that came with Concord has a row only once somebody changed it. Rows stay: old records name them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list_name = models.CharField(max_length=40)
    code = models.CharField(max_length=30)
    # By language. What is missing is said in Concord's words.
    names = models.JSONField(default=dict)
    is_own = models.BooleanField(default=False)
    is_off = models.BooleanField(default=False)

    objects = ListEntryQuerySet.as_manager()

    journal_facts = ("list_name", "code")

    class Meta:
        verbose_name = _("entry of a list")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["list_name", "code"], name="list_entry_once")]

    def __str__(self) -> str:
        return f"{self.list_name}.{self.code}"


class LanguageConfirmationQuerySet(models.QuerySet["LanguageConfirmation"]):
    def visible_to(self, actor: Actor) -> LanguageConfirmationQuerySet:
        return self if actor.is_known else self.none()


class LanguageConfirmation(models.Model):
    """A speaker has read Concord in this language and found it right; while the row stands, pages say so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    language = models.CharField(max_length=2, unique=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    objects = LanguageConfirmationQuerySet.as_manager()

    journal_facts = ("language",)

    class Meta:
        verbose_name = _("confirmed language")

    def __str__(self) -> str:
        return self.language
