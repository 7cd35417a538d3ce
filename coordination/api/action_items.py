from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from coordination.domain import action_items
from coordination.models import ActionItem
from foundation.submissions.drf import ActedView


class ActionItemSerializer(serializers.ModelSerializer):
    owner = serializers.CharField(source="owner.name", read_only=True)
    agreed_with = serializers.CharField(source="agreed_with.name", read_only=True, allow_null=True)

    class Meta:
        model = ActionItem
        fields = [
            "id", "reference", "summary", "details", "status", "owner_id", "owner", "agreed_with_id", "agreed_with",
            "area_id", "meeting_id", "priority", "sector", "due_on", "due_is_approximate", "first_due_on",
            "needs_help_since", "reported_at", "confirmed_at", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class ReportDoneSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=4000)


class ActionItemViewSet(ActedView, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    serializer_class = ActionItemSerializer
    queryset = ActionItem.objects.none()

    def get_queryset(self) -> QuerySet[ActionItem]:
        return ActionItem.objects.visible_to(self.actor).select_related("owner", "agreed_with")

    @extend_schema(request=ReportDoneSerializer, responses=ActionItemSerializer)
    @action(detail=True, methods=["post"], url_path="report-done")
    def report_done(self, request: Request, pk: Any = None) -> Response:
        told = ReportDoneSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        item = action_items.report_action_item_done(
            self.get_object(),
            by=self.actor,
            seen=self.seen_revision(request),
            text=told.validated_data["text"],
        )
        return self.answer(item)

    @extend_schema(request=None, responses=ActionItemSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: Any = None) -> Response:
        item = action_items.confirm_action_item(self.get_object(), by=self.actor, seen=self.seen_revision(request))
        return self.answer(item)

    def answer(self, item: ActionItem) -> Response:
        response = Response(self.get_serializer(item).data)
        response["ETag"] = f'"{item.revision}"'
        return response
