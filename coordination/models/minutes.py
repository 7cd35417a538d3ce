from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import pgettext_lazy
from uuid6 import uuid7

from coordination.choices import EndorsementAnswer, EndorsementWay, MinutesStatus
from coordination.models.meeting import Meeting
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.figures.countables import Audience
from foundation.files.models import StoredFile
from foundation.people.models import Organisation, Post
from foundation.submissions.models import Revisioned, RevisionedQuerySet


class MinutesQuerySet(RevisionedQuerySet["Minutes"]):
    def visible_to(self, actor: Actor) -> MinutesQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))

    def counted_for(self, audience: Audience) -> MinutesQuerySet:
        return self.filter(meeting__in=Meeting.objects.counted_for(audience))


class Minutes(Revisioned):
    """The agreeing of one meeting's record: from draft to what each side answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    status = models.CharField(max_length=30, choices=MinutesStatus.choices, default=MinutesStatus.DRAFT)

    objects = MinutesQuerySet.as_manager()

    journal_facts = ("status", "number")

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "minutes")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_status_display()}"

    @property
    def sensitivity(self) -> str:
        return self.meeting.sensitivity


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, actor: Actor) -> MinutesVersionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))

    def counted_for(self, audience: Audience) -> MinutesVersionQuerySet:
        return self.filter(meeting__in=Meeting.objects.counted_for(audience))


class MinutesVersion(models.Model):
    """The joint record as it was shared or circulated. Written once; what the other side reads.

    `content` is what `coordination.domain.joint_records` froze, `digest` the SHA-256 of its canonical JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    language = models.CharField(max_length=7)
    digest = models.CharField(max_length=64)
    asks_endorsement = models.BooleanField(default=False)
    answer_by = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "version of minutes")
        ordering = ["meeting", "-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_once")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.number}"


def titles_known_to(actor: Actor) -> models.QuerySet[Meeting]:
    """Meetings visible to the actor with `known_title`: to the side that keeps the record as it stands, to others as it
    was shared with them last."""
    last = MinutesVersion.objects.filter(meeting_id=models.OuterRef("pk")).order_by("-number")
    shared = models.Subquery(last.values(title=KeyTextTransform("title", "content"))[:1])
    own = models.When(held_by_id=actor.root_id, then=models.F("title"))
    known = models.Case(own, default=shared, output_field=models.CharField())
    return Meeting.objects.visible_to(actor).annotate(known_title=known)


class EndorsementQuerySet(RevisionedQuerySet["Endorsement"]):
    def visible_to(self, actor: Actor) -> EndorsementQuerySet:
        return self.filter(version__meeting__in=Meeting.objects.visible_to(actor))

    def waiting_for(self, actor: Actor) -> EndorsementQuerySet:
        """What this actor's side is asked to answer: only on the newest version."""
        newer = MinutesVersion.objects.filter(
            meeting_id=OuterRef("version__meeting_id"),
            number__gt=OuterRef("version__number"),
            asks_endorsement=True,
        )
        return self.filter(~Exists(newer), organisation__root_id=actor.root_id, answer=EndorsementAnswer.WAITING)


class Endorsement(Revisioned):
    """What one side answered to one version, how, and who said so. Printed as it happened."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(MinutesVersion, on_delete=models.CASCADE, related_name="endorsements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=15, choices=EndorsementAnswer.choices, default=EndorsementAnswer.WAITING)
    way = models.CharField(max_length=15, choices=EndorsementWay.choices, blank=True)
    text = models.TextField(blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    for_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = EndorsementQuerySet.as_manager()

    journal_facts = ("answer", "way", "organisation_id")

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "answer to minutes")
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="endorsement_once_per_side"),
            models.CheckConstraint(
                name="endorsement_answer_way_and_time_go_together",
                condition=Q(answer="waiting", way="", answered_at=None)
                | (~Q(answer="waiting") & ~Q(way="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="reservation_and_objection_say_why",
                condition=~Q(answer__in=["reservation", "objected"]) | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_answer_display()}"

    @property
    def sensitivity(self) -> str:
        return Sensitivity.SHARED


class SigningLinkQuerySet(models.QuerySet["SigningLink"]):
    def visible_to(self, actor: Actor) -> SigningLinkQuerySet:
        """Only the side that issued the link sees that it exists."""
        meetings = Meeting.objects.visible_to(actor).filter(held_by_id=actor.root_id)
        return self.filter(endorsement__version__meeting__in=meetings)


class SigningLink(models.Model):
    """A one-time way to answer without an account. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    endorsement = models.ForeignKey(Endorsement, on_delete=models.CASCADE, related_name="links")
    signer_name = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SigningLinkQuerySet.as_manager()

    journal_facts = ("expires_at",)

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "one-time link to sign")

    def __str__(self) -> str:
        return self.signer_name
