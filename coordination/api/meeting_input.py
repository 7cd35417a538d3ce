"""What a program sends about a meeting, and the draft it makes of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers

from coordination.choices import MeetingKind, Outcome, Presence, Priority, Sector
from coordination.domain.meeting_drafts import (
    MOST_ATTENDANCES,
    MOST_ITEMS,
    MOST_TOPICS,
    AttendanceDraft,
    MeetingDraft,
    TopicDraft,
)
from coordination.domain.new_action_items import ActionItemDraft
from coordination.forms.choices import FormChoices
from coordination.forms.meeting_rows import FIRST_DAY, LAST_DAY
from coordination.lists import MEETING_KINDS, OUTCOMES, SECTORS
from foundation.access.actors import Actor
from foundation.mission.api.fields import ListedField
from foundation.people.models import Organisation, Person, Post


class ExactField(serializers.CharField):
    """Kept as it was sent; blanks alone are nothing where something is required."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        value = super().run_validation(data)
        if isinstance(value, str) and not value.strip() and not self.allow_blank:
            self.fail("blank")
        return value


class DayField(serializers.DateField):
    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise serializers.ValidationError(_("This day is too far away."))
        return day


class AttendanceInput(serializers.Serializer):
    name = ExactField(max_length=200, required=False, allow_blank=True, default="")
    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    post = serializers.UUIDField(required=False, allow_null=True, default=None)
    organisation = serializers.UUIDField(required=False, allow_null=True, default=None)
    presence = serializers.ChoiceField(choices=Presence.choices, default=Presence.PRESENT)
    represented_by = ExactField(max_length=200, required=False, allow_blank=True, default="")

    def validate(self, row: dict[str, Any]) -> dict[str, Any]:
        if not (row["person"] or row["post"] or row["name"].strip()):
            raise serializers.ValidationError({"name": [_("Name somebody, or a person or post by id.")]})
        return row


class TopicInput(serializers.Serializer):
    """`is_own`: for the writer's side only."""

    title = ExactField(max_length=200)
    text = ExactField(max_length=10_000, required=False, allow_blank=True, default="")
    outcome = ListedField(of=OUTCOMES, default=Outcome.INFORMATION)
    is_own = serializers.BooleanField(default=False)


class NewItemInput(serializers.Serializer):
    """`agreed_with` empty: the owner's own task."""

    summary = ExactField(max_length=300)
    details = ExactField(max_length=10_000, required=False, allow_blank=True, default="")
    owner = serializers.UUIDField()
    agreed_with = serializers.UUIDField(required=False, allow_null=True, default=None)
    due_on = DayField()
    due_is_approximate = serializers.BooleanField(default=False)
    priority = serializers.ChoiceField(choices=Priority.choices, default=Priority.NORMAL)
    sector = ListedField(of=SECTORS, default=Sector.OTHER)


class NewMeetingInput(serializers.Serializer):
    """`time` is as the place counts it."""

    title = ExactField(max_length=200)
    area = serializers.UUIDField()
    day = DayField()
    time = serializers.TimeField(required=False, allow_null=True, default=None)
    is_planned = serializers.BooleanField(default=False)
    kind = ListedField(of=MEETING_KINDS, default=MeetingKind.LIAISON_MEETING)
    place = ExactField(max_length=200, required=False, allow_blank=True, default="")
    language = serializers.ChoiceField(choices=settings.LANGUAGES, default="en")
    parties = serializers.ListField(child=serializers.UUIDField(), max_length=100, default=list)
    attendance = serializers.ListField(child=AttendanceInput(), required=False, max_length=MOST_ATTENDANCES)
    topics = serializers.ListField(child=TopicInput(), required=False, max_length=MOST_TOPICS)
    joint_note = ExactField(max_length=20_000, required=False, allow_blank=True, default="")
    own_note = ExactField(max_length=20_000, required=False, allow_blank=True, default="")
    action_items = serializers.ListField(child=NewItemInput(), required=False, max_length=MOST_ITEMS)


class DraftMaker:
    """Turns ids into records this actor may name; collects what does not fit, field by field."""

    def __init__(self, sent: dict[str, Any], actor: Actor) -> None:
        self.sent, self.actor = sent, actor
        rows = [*sent.get("attendance", []), *sent.get("action_items", [])]
        named = [
            *sent["parties"],
            *(row.get(name) for row in rows for name in ("organisation", "owner", "agreed_with")),
        ]
        self.organisations = Organisation.objects.visible_to(actor).in_bulk({pk for pk in named if pk})
        self.people = Person.objects.visible_to(actor).in_bulk({row["person"] for row in rows if row.get("person")})
        self.posts = Post.objects.visible_to(actor).in_bulk({row["post"] for row in rows if row.get("post")})
        self.errors: dict[str, list[str]] = {}

    def draft(self) -> MeetingDraft:
        """The draft.

        Raises:
            ValidationError: an id names nothing this actor may name, or two sides do not fit together.
        """
        sent = self.sent
        area = FormChoices(self.actor).area(str(sent["area"]))
        if area is None:
            self.wrong("area")
        parties = [self.find(self.organisations, pk, "parties") for pk in sent["parties"]]
        attendances = [self.attendance(row) for row in sent.get("attendance", [])]
        items = [self.item(row) for row in sent.get("action_items", [])]
        if self.errors or area is None:
            raise serializers.ValidationError(self.errors)
        words = {name: sent[name] for name in ("title", "day", "kind", "place", "language", "joint_note", "own_note")}
        return MeetingDraft(
            **words,
            area=area,
            at=sent["time"],
            parties=tuple(parties),
            attendances=tuple(attendances),
            topics=tuple(TopicDraft(**row) for row in sent.get("topics", [])),
            items=tuple(items),
        )

    def attendance(self, row: dict[str, Any]) -> AttendanceDraft:
        return AttendanceDraft(
            name=row["name"],
            person=self.find(self.people, row["person"], "attendance"),
            post=self.find(self.posts, row["post"], "attendance"),
            organisation=self.find(self.organisations, row["organisation"], "attendance"),
            presence=row["presence"],
            represented_by=row["represented_by"],
        )

    def item(self, row: dict[str, Any]) -> ActionItemDraft:
        owner = self.find(self.organisations, row["owner"], "action_items")
        agreed_with = self.find(self.organisations, row["agreed_with"], "action_items")
        ours = self.actor.root_id
        if owner is not None:
            sides = {owner.root_id, agreed_with.root_id if agreed_with else ours}
            if (agreed_with and owner.root_id == agreed_with.root_id) or ours not in sides:
                self.wrong("action_items", _("An action item stands between our side and another."))
            if agreed_with is None and owner.root_id != ours:
                self.wrong("action_items", _("An own task is one that we owe."))
        return ActionItemDraft(**(row | {"owner": owner, "agreed_with": agreed_with}))

    def find(self, records: dict[Any, Any], pk: Any, field: str) -> Any:
        if pk is not None and pk not in records:
            self.wrong(field)
        return records.get(pk)

    def wrong(self, field: str, text: str = "") -> None:
        self.errors.setdefault(field, []).append(text or _("There is nothing by this id that you may name here."))
