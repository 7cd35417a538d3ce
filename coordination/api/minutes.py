from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from coordination.api.meeting_input import ExactField
from coordination.domain import endorsements
from coordination.models import Endorsement, MinutesVersion
from coordination.permissions.minutes import can_answer_for_some_side
from foundation.access.decisions import require
from foundation.submissions.drf import ActedView


class EndorsementSerializer(serializers.ModelSerializer):
    """One side's answer, printed as it happened. `by_name` is who answered, in `way`."""

    organisation = serializers.CharField(source="organisation.name", read_only=True)
    for_post = serializers.CharField(source="for_post.title", read_only=True, allow_null=True)

    class Meta:
        model = Endorsement
        fields = [
            "id", "organisation_id", "organisation", "answer", "way", "text", "by_name", "for_post", "answered_at",
            "revision",
        ]  # fmt: skip
        read_only_fields = fields


class MinutesVersionSerializer(serializers.ModelSerializer):
    """A version of a joint record as it was shared or circulated; `digest` is the SHA-256 of its canonical JSON."""

    content = serializers.JSONField(read_only=True)
    endorsements = EndorsementSerializer(many=True, read_only=True)

    class Meta:
        model = MinutesVersion
        fields = [
            "id", "meeting_id", "number", "language", "digest", "asks_endorsement", "answer_by", "issued_at", "content",
            "endorsements",
        ]  # fmt: skip
        read_only_fields = fields


class ReasonInput(serializers.Serializer):
    text = ExactField(max_length=4000)


class MinutesViewSet(ActedView, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Versions of minutes. A verb answers for the caller's own side; `If-Match` is that endorsement's revision."""

    serializer_class = MinutesVersionSerializer
    queryset = MinutesVersion.objects.none()

    def get_queryset(self) -> QuerySet[MinutesVersion]:
        visible = MinutesVersion.objects.visible_to(self.actor).order_by("-issued_at", "-pk")
        return visible.prefetch_related("endorsements__organisation", "endorsements__for_post")

    @extend_schema(request=None, responses=MinutesVersionSerializer)
    @action(detail=True, methods=["post"])
    def endorse(self, request: Request, pk: Any = None) -> Response:
        endorsements.endorse_minutes(self.own(), by=self.actor, seen=self.seen_revision(request))
        return self.answer()

    @extend_schema(request=ReasonInput, responses=MinutesVersionSerializer)
    @action(detail=True, methods=["post"], url_path="endorse-with-reservation")
    def endorse_with_reservation(self, request: Request, pk: Any = None) -> Response:
        asked = self.own()
        seen, text = self.seen_revision(request), self.reason()
        endorsements.endorse_minutes_with_reservation(asked, by=self.actor, seen=seen, text=text)
        return self.answer()

    @extend_schema(request=ReasonInput, responses=MinutesVersionSerializer)
    @action(detail=True, methods=["post"], url_path="object")
    def object_to(self, request: Request, pk: Any = None) -> Response:
        asked = self.own()
        seen, text = self.seen_revision(request), self.reason()
        endorsements.object_to_minutes(asked, by=self.actor, seen=seen, text=text)
        return self.answer()

    def own(self) -> Endorsement:
        """What the caller's side is asked: of several organisations of one side the caller's own first."""
        version = self.get_object()
        asked = [one for one in version.endorsements.all() if one.organisation.root_id == self.actor.root_id]
        require(can_answer_for_some_side(asked))
        return min(asked, key=lambda one: one.organisation_id != self.actor.organisation_id)

    def reason(self) -> str:
        told = ReasonInput(data=self.request.data)
        told.is_valid(raise_exception=True)
        return told.validated_data["text"]

    def answer(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)
