"""What the API gives of an action item and takes beside a deed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from coordination.lists import REASONS
from coordination.models import ActionItem
from foundation.files.storing import check
from foundation.mission.api.fields import ListedField
from foundation.people.models import Organisation
from foundation.ui.clean_text import refuse_unstorable

LONGEST_TEXT = 4000


class ActionItemSerializer(serializers.ModelSerializer[ActionItem]):
    """`word` is what an official reads: to_do, being_done, done_asked or closed."""

    owner_id = serializers.UUIDField(read_only=True)
    agreed_with_id = serializers.UUIDField(read_only=True, allow_null=True)
    area_id = serializers.UUIDField(read_only=True)
    owner = serializers.CharField(source="owner.name", read_only=True)
    agreed_with = serializers.CharField(source="agreed_with.name", read_only=True, default=None, allow_null=True)
    word = serializers.CharField(read_only=True)
    is_not_contradicted = serializers.BooleanField(read_only=True)

    class Meta:
        model = ActionItem
        fields = [
            "id", "reference", "summary", "details", "status", "word", "is_not_contradicted", "sensitivity", "owner_id",
            "owner", "agreed_with_id", "agreed_with", "area_id", "priority", "sector", "due_on",
            "due_is_approximate", "first_due_on", "answer_by", "needs_help_since", "not_done_reason", "accepted_at",
            "reported_at", "confirmed_at", "closed_at", "added_at", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class TextField(serializers.CharField):
    """Kept exactly as sent, or refused with a sentence; blanks alone are not words."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_TEXT)
        super().__init__(trim_whitespace=False, **options)
        self.validators.append(refuse_unstorable)

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not text.strip() and not self.allow_blank:
            self.fail("blank")
        return text


class FutureDayField(serializers.DateField):
    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if day < timezone.localdate():
            raise serializers.ValidationError(_("This day has passed. Choose today or later."))
        return day


class CheckedFileField(serializers.FileField):
    def to_internal_value(self, data: Any) -> Any:
        """A `Checked`, or the reason why the file cannot be kept."""
        upload: Any = super().to_internal_value(data)
        return check(upload)


class AcceptSerializer(serializers.Serializer[Any]):
    """`due_on`: the date accepted, when it is not the one asked for."""

    due_on = FutureDayField(required=False)


class DeclineSerializer(serializers.Serializer[Any]):
    reason = ListedField(of=REASONS)
    text = TextField(required=False, allow_blank=True, default="")


class ReportDoneSerializer(serializers.Serializer[Any]):
    """`evidence`: pictures or PDF files as multipart/form-data; an item of high priority needs one."""

    text = TextField()
    evidence = serializers.ListField(child=CheckedFileField(), required=False, default=list)


class WordsSerializer(serializers.Serializer[Any]):
    text = TextField()


class HelpSerializer(serializers.Serializer[Any]):
    text = TextField(required=False, allow_blank=True, default="")


class ProposeDateSerializer(serializers.Serializer[Any]):
    due_on = FutureDayField()
    reason = TextField(max_length=300)


class CommentSerializer(serializers.Serializer[Any]):
    """`for_own_side`: read by the writer's side alone."""

    text = TextField()
    for_own_side = serializers.BooleanField(default=False)


class RequestSerializer(serializers.Serializer[Any]):
    """`to_id`: whom you ask; for others than the mission, the mission."""

    to_id = serializers.PrimaryKeyRelatedField(queryset=Organisation.objects.none())
    text = TextField()
    photos = serializers.ListField(child=CheckedFileField(), required=False, default=list)
