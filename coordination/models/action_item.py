from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid6 import uuid7

from coordination.choices import (
    ACTION_OPEN,
    ACTION_UNFINISHED,
    ACTION_WORDS,
    ActionStatus,
    ActionWord,
    DateAnswer,
    NotDoneReason,
    Priority,
    Sector,
)
from coordination.lists import REASONS, SECTORS
from coordination.models.action_item_standing import Standing
from coordination.models.meeting import Meeting, Topic
from coordination.models.minutes import titles_known_to
from foundation.access import visibility
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.figures.countables import Audience
from foundation.people.models import Organisation, Post
from foundation.places.folding import folded, folded_column
from foundation.places.models import Area
from foundation.submissions.models import Revisioned, RevisionedQuerySet
from foundation.ui.addresses import address_of

if TYPE_CHECKING:
    from coordination.models.action_item_parts import DropProposal, DueDateChange


def silence() -> timedelta:
    """After how long a report that nobody contradicted is counted apart."""
    return timedelta(days=settings.NOT_CONTRADICTED_AFTER_DAYS)


def heads_of(organisation_id: object, root_id: object) -> models.QuerySet[Post]:
    """The posts that may bind an organisation: its head and its side's."""
    return Post.objects.filter(
        Q(organisation_id=organisation_id) | Q(organisation_id=root_id), is_head=True, retired_on=None
    )


class ActionItemQuerySet(RevisionedQuerySet["ActionItem"]):
    def visible_to(self, actor: Actor) -> ActionItemQuerySet:
        """In the actor's areas, shared ones to the two sides they bind; internal ones to the side that wrote them.

        An own task is seen by who added it, even when the role reads nothing else that is internal.
        """
        own = visibility.held_by_mine_anywhere(actor, verb="see_internal") | self._added_by(actor)
        return self.filter((self._bound_side(actor) | own) & visibility.in_my_areas(actor))

    @staticmethod
    def _added_by(actor: Actor) -> Q:
        if actor.root_id is None or not actor.may("add_own_task"):
            return visibility.NOTHING
        return Q(agreed_with=None, owner_root_id=actor.root_id, added_by_id=actor.user_id)

    @staticmethod
    def _bound_side(actor: Actor) -> Q:
        if actor.root_id is None or not actor.may("see_shared"):
            return visibility.NOTHING
        bound = Q(owner_root_id=actor.root_id) | Q(agreed_with_root_id=actor.root_id)
        shared = Q(sensitivity__in=[Sensitivity.SHARED, Sensitivity.PUBLIC])
        return bound & shared

    def counted_for(self, audience: Audience) -> ActionItemQuerySet:
        """What may be counted for an audience: shared items of the sides they bind, and a side's own internal ones."""
        public = Q(sensitivity=Sensitivity.PUBLIC)
        if audience.is_public or audience.root_id is None:
            return self.filter(public) if audience.is_public else self.none()
        bound = Q(owner_root_id=audience.root_id) | Q(agreed_with_root_id=audience.root_id)
        counted = public | (bound & Q(sensitivity=Sensitivity.SHARED))
        if not audience.is_shared_only:
            own = Q(held_by_id=audience.root_id)
            counted |= own & Q(sensitivity__in=[Sensitivity.INTERNAL, Sensitivity.SHARED])
        return self.filter(counted)

    def unfinished(self) -> ActionItemQuerySet:
        return self.filter(status__in=ACTION_UNFINISHED)

    def closed(self) -> ActionItemQuerySet:
        return self.exclude(status__in=ACTION_UNFINISHED)

    def overdue(self, *, on: date) -> ActionItemQuerySet:
        return self.filter(status__in=ACTION_OPEN, due_on__lt=on)

    def owed_by(self, root_id: UUID | None) -> ActionItemQuerySet:
        return self.filter(owner_root_id=root_id)

    def owed_by_mine(self, actor: Actor) -> ActionItemQuerySet:
        """What the actor's organisation or an office the actor speaks for is responsible for."""
        return self.filter(
            Q(owner_id=actor.organisation_id) | Q(owner_post_id__in=actor.post_ids), owner_root_id=actor.root_id
        )

    def not_contradicted(self, *, on: date) -> ActionItemQuerySet:
        """Reported done so long ago that silence is told apart from waiting."""
        return self.filter(status=ActionStatus.REPORTED_DONE, reported_at__date__lte=on - silence())

    def search(self, words: str) -> ActionItemQuerySet:
        return self.filter(folded__contains=folded(words))

    def with_what_rules_ask(self) -> ActionItemQuerySet:
        """With all that the rules of a card look at, so that asking them costs no statement."""
        waiting: Any = (
            Prefetch(parts, self._waiting(parts).select_related("proposed_by_root"), to_attr=name)
            for parts, name in (("due_date_changes", "waiting_dates"), ("drop_proposals", "waiting_drops"))
        )
        heads = ArraySubquery(heads_of(OuterRef("owner_id"), OuterRef("owner_root_id")).values("pk"))
        shown = self.select_related("owner", "owner_post", "agreed_with", "area")
        return shown.prefetch_related(*waiting).annotate(accepting_post_ids=heads)  # type: ignore[no-redef]  # fills the cached fact

    def with_meetings_seen_by(self, actor: Actor) -> ActionItemQuerySet:
        """In `meeting_title` what this actor calls the meeting each comes from; empty where it is not to be known."""
        title = titles_known_to(actor).filter(pk=OuterRef("meeting_id")).values("known_title")  # type: ignore[misc]
        return self.annotate(meeting_title=Coalesce(Subquery(title[:1]), Value("")))

    @staticmethod
    def _waiting(parts: str) -> models.QuerySet:
        related: Any = ActionItem._meta.get_field(parts).related_model
        return related._default_manager.filter(answer=DateAnswer.WAITING)

    def between(self, one_root_id: object, other_root_id: object) -> ActionItemQuerySet:
        return self.filter(
            Q(owner_root_id=one_root_id, agreed_with_root_id=other_root_id)
            | Q(owner_root_id=other_root_id, agreed_with_root_id=one_root_id)
        )


class ActionItem(Revisioned):
    """Something one side does and another side (or, for an own task, another person) confirms.

    The status changes only through `coordination.domain.action_items`. `due_on` is a date in the mission's zone;
    `first_due_on` is what was agreed first, so that each new date stays countable.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    summary = models.CharField(_("What will be done?"), max_length=300)
    details = models.TextField(_("details"), blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("area"))
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("responsible"))
    owner_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    owner_post = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("post"),
    )
    agreed_with = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreed with"),
    )
    agreed_with_root = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    requested_by_root = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    sensitivity = models.CharField(
        max_length=10, choices=Sensitivity.choices, default=Sensitivity.INTERNAL, editable=False
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
        editable=False,
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="action_items",
        editable=False,
    )
    status = models.CharField(
        _("status"),
        max_length=15,
        choices=ActionStatus.choices,
        default=ActionStatus.REQUESTED,
        editable=False,
    )
    priority = models.CharField(_("priority"), max_length=10, choices=Priority.choices, default=Priority.NORMAL)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, default=Sector.OTHER)
    due_on = models.DateField(_("due date"))
    due_is_approximate = models.BooleanField(_("approximate"), default=False)
    first_due_on = models.DateField(editable=False)
    # By when the side that was asked says yes or no; the due date is settled when it accepts.
    answer_by = models.DateField(_("answer by"), null=True, blank=True, editable=False)
    needs_help_since = models.DateTimeField(null=True, blank=True, editable=False)
    not_done_reason = models.CharField(max_length=20, choices=NotDoneReason.choices, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    reported_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    added_at = models.DateTimeField(auto_now_add=True)
    folded = folded_column("summary", "reference")

    objects = ActionItemQuerySet.as_manager()

    journal_facts = (
        "status",
        "due_on",
        "old_due_on",
        "owner_id",
        "agreed_with_id",
        "not_done_reason",
        "reference",
    )

    class Meta:
        verbose_name = pgettext_lazy("kind of record", "action item")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_item_binds_two_sides",
                condition=Q(agreed_with_root=None) | ~Q(owner_root=F("agreed_with_root")),
            ),
            models.CheckConstraint(
                name="action_item_agreed_with_and_its_root_go_together",
                condition=Q(agreed_with=None, agreed_with_root=None)
                | Q(agreed_with__isnull=False, agreed_with_root__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_confirmed_by_and_at_go_together",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_reported_by_and_at_go_together",
                condition=Q(reported_by=None, reported_at=None)
                | Q(reported_by__isnull=False, reported_at__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_accepted_by_and_at_go_together",
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["owner_root", "status", "due_on"]),
            models.Index(fields=["agreed_with_root", "status", "due_on"]),
            models.Index(fields=["area", "due_on"]),
            models.Index(fields=["meeting"]),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="action_item_folded"),
        ]

    def __str__(self) -> str:
        return self.summary

    def get_absolute_url(self) -> str:
        return address_of("coordination:action_item", self.pk)

    def get_sector_display(self) -> str:  # type: ignore[no-redef]
        return SECTORS.label_of(self.sector)

    def get_not_done_reason_display(self) -> str:  # type: ignore[no-redef]
        return REASONS.label_of(self.not_done_reason)

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """Django's own makes the table of all words anew for each row."""
        return str(ActionStatus(self.status).label)

    @property
    def is_own_task(self) -> bool:
        return self.agreed_with_id is None

    @property
    def is_open(self) -> bool:
        return self.status in ACTION_OPEN

    @property
    def word(self) -> ActionWord:
        """One of the four words an official reads."""
        return ACTION_WORDS[ActionStatus(self.status)]

    @property
    def is_requested(self) -> bool:
        return self.status == ActionStatus.REQUESTED

    @property
    def is_shared(self) -> bool:
        return self.sensitivity in {Sensitivity.SHARED, Sensitivity.PUBLIC}

    @property
    def needs_evidence(self) -> bool:
        """A report on an item of high priority carries a supporting document."""
        return self.priority == Priority.HIGH

    def is_overdue(self, *, on: date) -> bool:
        return self.is_open and self.due_on < on

    @property
    def is_not_contradicted(self) -> bool:
        reported: datetime | None = self.reported_at
        return (
            self.status == ActionStatus.REPORTED_DONE
            and reported is not None
            and timezone.localdate(reported) <= timezone.localdate() - silence()
        )

    @property
    def standing(self) -> Standing:
        return Standing(
            status=self.status,
            due_on=self.due_on,
            due_is_approximate=self.due_is_approximate,
            answer_by=self.answer_by,
            answer_from=self.owner.name if self.is_requested else "",
            needs_help=self.needs_help_since is not None,
            is_not_contradicted=self.is_not_contradicted,
        )

    @cached_property
    def accepting_post_ids(self) -> list[UUID]:
        """The posts whose holders and delegates accept for the owner; lists fetch them beforehand."""
        return list(heads_of(self.owner_id, self.owner_root_id).values_list("pk", flat=True))

    @cached_property
    def waiting_dates(self) -> list[DueDateChange]:
        return list(self.due_date_changes.filter(answer=DateAnswer.WAITING).select_related("proposed_by_root"))

    @cached_property
    def waiting_drops(self) -> list[DropProposal]:
        return list(self.drop_proposals.filter(answer=DateAnswer.WAITING).select_related("proposed_by_root"))

    @property
    def waiting_date(self) -> DueDateChange | None:
        """The new date that waits for the other side."""
        return self.waiting_dates[0] if self.waiting_dates else None

    @property
    def waiting_drop(self) -> DropProposal | None:
        """The proposal to drop the item that waits for the other side."""
        return self.waiting_drops[0] if self.waiting_drops else None
