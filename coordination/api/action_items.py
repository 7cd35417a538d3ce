"""`/api/v1/action-items/`: the list with the page's filters, one item, a request, and each deed as a POST."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from coordination.api import action_item_serializers as serializers
from coordination.api.action_item_deeds import ProposalDeeds, deed
from coordination.choices import ActionStatus, LedgerOutcome
from coordination.domain import action_items, helping, requests
from coordination.forms.action_item_lists import NEW_DATE, rows_for, rules_for
from coordination.forms.new_action_items import counterparts_for
from coordination.models import ActionItem
from coordination.permissions.new_action_items import can_request_action_item
from foundation.access.decisions import require
from foundation.people.models import Organisation
from foundation.ui.listings import filtered

FILTERS = [
    OpenApiParameter("owed_by", str, enum=["ours", "theirs", "own"]),
    OpenApiParameter("counterpart", str, description="The id of the other side."),
    OpenApiParameter("status", str, enum=ActionStatus.values),
    OpenApiParameter("due", str, enum=["late", "7", "30"]),
    OpenApiParameter("area", str, description="The id of an area; those below it are included."),
    OpenApiParameter("sector", str, description="The code of a sector."),
    OpenApiParameter("needs_help", str, enum=["1"]),
    OpenApiParameter("mine", str, enum=["1"]),
    OpenApiParameter("outcome", str, enum=[*LedgerOutcome.values, NEW_DATE], description="As the ledger counts it."),
    OpenApiParameter("reason", str, description="The code of a reason why it was not done."),
    OpenApiParameter("since", str, description="Due on this day or later."),
    OpenApiParameter("until", str, description="Due on this day or earlier."),
    OpenApiParameter("q", str, description="Words or a reference."),
    OpenApiParameter("sort", str, description="next, due, newest, reference, area, status; -due turns it."),
]


class ActionItemViewSet(ProposalDeeds, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    serializer_class = serializers.ActionItemSerializer
    queryset = ActionItem.objects.none()

    def get_queryset(self) -> QuerySet[ActionItem]:
        return rows_for(self.actor).select_related("area")

    def filter_queryset(self, queryset: Any) -> Any:
        if self.action != "list":
            return queryset
        return filtered(self.request._request, queryset, rules_for(self.actor))

    @extend_schema(parameters=FILTERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    @extend_schema(request=serializers.RequestSerializer, responses={201: serializers.ActionItemSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the other side. It binds nobody until the other side accepts."""
        require(can_request_action_item(self.actor))
        told = serializers.RequestSerializer(data=request.data)
        told.fields["to_id"].queryset = counterparts_for(self.actor)  # type: ignore[attr-defined]
        told.is_valid(raise_exception=True)
        ours = (
            Organisation.objects.visible_to(self.actor)
            .select_related("area")
            .get(pk=cast("UUID", self.actor.organisation_id))
        )
        to = told.validated_data["to_id"]
        other = to if self.actor.side == "mission" else ours
        item = requests.request_action_item(
            by=self.actor,
            side=ours,
            to=to,
            area=requests.area_of_item(other, self.actor),
            text=told.validated_data["text"],
            on=timezone.localdate(),
            photos=told.validated_data["photos"],
        )
        return self.answer(item, status=201)

    @deed(serializers.AcceptSerializer)
    def accept(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.accept_action_item, serializers.AcceptSerializer)

    @deed(serializers.DeclineSerializer)
    def decline(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.decline_action_item, serializers.DeclineSerializer)

    @deed(None)
    def withdraw(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.withdraw_action_item)

    @deed(None)
    def start(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.start_action_item)

    @deed(serializers.ReportDoneSerializer, url_path="report-done")
    def report_done(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.report_action_item_done, serializers.ReportDoneSerializer)

    @deed(None, url_path="undo-report")
    def undo_report(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.undo_report_of_action_item)

    @deed(None)
    def confirm(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.confirm_action_item)

    @deed(serializers.WordsSerializer, url_path="return")
    def return_item(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, action_items.return_action_item, serializers.WordsSerializer)

    @deed(serializers.HelpSerializer, url_path="ask-for-help")
    def ask_for_help(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, helping.ask_for_help, serializers.HelpSerializer)

    @deed(None, url_path="settle-help")
    def settle_help(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, helping.settle_help)
