from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from coordination.api.meeting_input import DayField, DraftMaker, ExactField, NewMeetingInput
from coordination.api.minutes import MinutesVersionSerializer
from coordination.choices import MeetingStatus, MinutesStatus
from coordination.domain import meetings
from coordination.domain.meeting_pages import MeetingPage, meeting_page
from coordination.domain.meeting_readings import as_read_by, found
from coordination.domain.minutes import circulate_minutes
from coordination.domain.sharing import share_meeting
from coordination.lists import MEETING_KINDS
from coordination.models import Meeting
from coordination.permissions.meetings import can_log_meeting
from foundation.access.choices import Sensitivity
from foundation.access.decisions import require
from foundation.mission.api.fields import ListedField
from foundation.submissions.drf import ActedView
from foundation.ui.listings import Filter, ListRules, Sort, filtered

RULES = ListRules(
    filters=(
        Filter("kind", "kind", lambda _request: MEETING_KINDS.choices, lookup="shown_kind"),
        Filter("status", "status", MeetingStatus.choices, lookup="shown_status"),
        Filter("from", "from", kind="day", lookup="shown_day__gte"),
        Filter("until", "until", kind="day", lookup="shown_day__lte"),
    ),
    search=found,
    sorts=(Sort("newest", "newest", ("-shown_day", "-starts_at")), Sort("title", "title", ("shown_title",))),
)
PARAMETERS = [
    OpenApiParameter("q", str, description="Words of the title or place; accents and capitals are forgiven."),
    OpenApiParameter("kind", str, description="The code of a kind of meeting."),
    OpenApiParameter("status", str, enum=MeetingStatus.values),
    OpenApiParameter("from", OpenApiTypes.DATE),
    OpenApiParameter("until", OpenApiTypes.DATE),
    OpenApiParameter("sort", str, enum=["newest", "-newest", "title", "-title"]),
]


class MeetingSerializer(serializers.ModelSerializer):
    """A meeting as its reader knows it: the keeping side the live record, others the last version shared."""

    title = serializers.CharField(source="shown_title", read_only=True)
    place = serializers.CharField(source="shown_place", read_only=True)
    kind = ListedField(of=MEETING_KINDS, source="shown_kind", read_only=True)
    status = serializers.ChoiceField(choices=MeetingStatus.choices, source="shown_status", read_only=True)
    day = serializers.DateField(source="shown_day", read_only=True, allow_null=True)
    sensitivity = serializers.ChoiceField(choices=Sensitivity.choices, read_only=True)
    parties = serializers.SerializerMethodField()
    minutes_status = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields = [
            "id", "title", "kind", "status", "area_id", "place", "day", "zone", "sensitivity", "parties",
            "minutes_status", "held_by_id", "revision",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_parties(self, meeting: Meeting) -> list[str]:
        return [party.organisation.name for party in meeting.parties.all()]

    @extend_schema_field(serializers.ChoiceField(choices=MinutesStatus.choices, allow_null=True))
    def get_minutes_status(self, meeting: Meeting) -> str | None:
        minutes = getattr(meeting, "minutes", None)
        return minutes.status if minutes else None


class MeetingRecordSerializer(MeetingSerializer):
    """With its joint record, and what only the reader's own side may read."""

    record = serializers.JSONField(read_only=True)
    has_unshared_changes = serializers.BooleanField(read_only=True)
    own_note = serializers.CharField(read_only=True)
    digest = serializers.CharField(read_only=True)

    class Meta(MeetingSerializer.Meta):
        fields = [*MeetingSerializer.Meta.fields, "record", "has_unshared_changes", "own_note", "digest"]
        read_only_fields = fields


class CancelInput(serializers.Serializer):
    reason = ExactField(max_length=2000)


class ShareInput(serializers.Serializer):
    """`digest` is that of the record that was looked at; when the record is another by now, the answer is 409."""

    digest = serializers.CharField(max_length=64, required=False, default="")


class CirculateInput(ShareInput):
    answer_by = DayField(required=False, allow_null=True, default=None)


class MeetingViewSet(ActedView, mixins.ListModelMixin, viewsets.GenericViewSet):
    serializer_class = MeetingSerializer
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting]:
        visible = Meeting.objects.visible_to(self.actor).select_related("minutes")
        shown = as_read_by(visible, self.actor).prefetch_related("parties__organisation")
        return filtered(self.request, shown, RULES) if self.action == "list" else shown

    @extend_schema(parameters=PARAMETERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=MeetingRecordSerializer)
    def retrieve(self, request: Request, pk: Any = None) -> Response:
        return self.answer(self.get_object())

    @extend_schema(request=NewMeetingInput, responses={201: MeetingRecordSerializer})
    def create(self, request: Request) -> Response:
        require(can_log_meeting(self.actor))
        sent = self.read(NewMeetingInput)
        write = meetings.plan_meeting if sent["is_planned"] else meetings.log_meeting
        meeting = write(DraftMaker(sent, self.actor).draft(), by=self.actor)
        response = self.answer(meeting, status.HTTP_201_CREATED)
        response["Location"] = reverse("meeting-detail", args=[meeting.pk])
        return response

    @extend_schema(request=None, responses=MeetingRecordSerializer)
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, pk: Any = None) -> Response:
        return self.answer(
            meetings.hold_meeting(self.get_object(), by=self.actor, seen=self.seen_revision(request)),
        )

    @extend_schema(request=CancelInput, responses=MeetingRecordSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: Any = None) -> Response:
        meeting = self.get_object()
        reason, seen = self.read(CancelInput)["reason"], self.seen_revision(request)
        return self.answer(meetings.cancel_meeting(meeting, by=self.actor, seen=seen, reason=reason))

    @extend_schema(request=ShareInput, responses=MeetingRecordSerializer)
    @action(detail=True, methods=["post"])
    def share(self, request: Request, pk: Any = None) -> Response:
        meeting = self.get_object()
        digest = self.read(ShareInput)["digest"]
        share_meeting(meeting, by=self.actor, seen=self.seen_revision(request), digest=digest)
        return self.answer(meeting)

    @extend_schema(request=CirculateInput, responses={201: MinutesVersionSerializer})
    @action(detail=True, methods=["post"])
    def circulate(self, request: Request, pk: Any = None) -> Response:
        meeting = self.get_object()
        sent, seen = self.read(CirculateInput), self.seen_revision(request)
        version = circulate_minutes(meeting, by=self.actor, seen=seen, **sent)
        response = Response(MinutesVersionSerializer(version).data, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("minutes-detail", args=[version.pk])
        return response

    def read(self, serializer: type[serializers.Serializer]) -> dict[str, Any]:
        told = serializer(data=self.request.data)
        told.is_valid(raise_exception=True)
        return told.validated_data

    def answer(self, meeting: Meeting, code: int = status.HTTP_200_OK) -> Response:
        shown = self.get_queryset().get(pk=meeting.pk)
        page = meeting_page(self.actor, meeting.pk)
        if page is None:
            raise Http404
        response = Response(MeetingRecordSerializer(with_page(shown, page)).data, status=code)
        response["ETag"] = f'"{shown.revision}"'
        return response


def with_page(meeting: Any, page: MeetingPage) -> Any:
    meeting.record, meeting.has_unshared_changes = page.content, page.has_unshared_changes
    meeting.own_note, meeting.digest = page.own_note, page.digest
    return meeting
