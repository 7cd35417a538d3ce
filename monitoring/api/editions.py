from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.access.decisions import require
from foundation.submissions.drf import ActedView
from foundation.ui.listings import Filter, ListRules, Sort, filtered
from monitoring.choices import AudienceKind, EditionState, ReportKind
from monitoring.domain import editions
from monitoring.forms.choices import choices_for
from monitoring.forms.editions import NewEditionForm
from monitoring.models import Edition, EditionFigure, EditionFile
from monitoring.permissions.editions import can_request_edition

RULES = ListRules(
    filters=(
        Filter("audience", "audience", AudienceKind.choices),
        Filter("language", "language", settings.LANGUAGES),
        Filter("state", "state", EditionState.choices),
        Filter("from", "from", kind="day", lookup="until__gte"),
        Filter("until", "until", kind="day", lookup="since__lte"),
    ),
    sorts=(Sort("newest", "newest", ("-until", "-requested_at")),),
)
PARAMETERS = [
    OpenApiParameter("audience", str, enum=AudienceKind.values),
    OpenApiParameter("language", str, enum=[code for code, _name in settings.LANGUAGES]),
    OpenApiParameter("state", str, enum=EditionState.values),
    OpenApiParameter("from", OpenApiTypes.DATE),
    OpenApiParameter("until", OpenApiTypes.DATE),
]


class EditionFileSerializer(serializers.ModelSerializer):
    """`sha256` is that of the bytes, which are the same whenever they are fetched from the edition's page."""

    sha256 = serializers.CharField(source="file.sha256", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True)

    class Meta:
        model = EditionFile
        fields = ["form", "sha256", "size"]
        read_only_fields = fields


class EditionFigureSerializer(serializers.ModelSerializer):
    """A number as it was printed. A suppressed one carries no value."""

    value = serializers.SerializerMethodField(method_name="told_value")

    class Meta:
        model = EditionFigure
        fields = ["id", "name", "label", "value", "shown", "is_suppressed"]
        read_only_fields = fields

    def told_value(self, figure: EditionFigure) -> str | None:
        return None if figure.is_suppressed or figure.value is None else f"{figure.value.normalize():f}"


class EditionSerializer(serializers.ModelSerializer):
    areas: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Edition
        fields = [
            "id", "report", "areas", "period", "since", "until", "language", "audience", "organisation_id",
            "sensitivity", "state", "as_of", "built_at", "digest", "revision",
        ]  # fmt: skip
        read_only_fields = fields


class EditionRecordSerializer(EditionSerializer):
    """With its figures and files. `digest` is the SHA-256 of `contents`, the frozen document as canonical JSON."""

    figures = EditionFigureSerializer(many=True, read_only=True)
    files = EditionFileSerializer(many=True, read_only=True)

    class Meta(EditionSerializer.Meta):
        fields = [*EditionSerializer.Meta.fields, "contents", "figures", "files"]
        read_only_fields = fields


class NewEditionInput(serializers.Serializer):
    """`audience`: `internal`, `public`, or the id of an organisation. `period` as in 2026-10, 2026-Q3, 2026-W45."""

    report = serializers.ChoiceField(choices=ReportKind.choices, default=ReportKind.LIAISON)
    areas = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)
    period = serializers.CharField(max_length=10)
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    audience = serializers.CharField(max_length=40)


class EditionViewSet(ActedView, mixins.ListModelMixin, viewsets.GenericViewSet):
    serializer_class = EditionSerializer
    queryset = Edition.objects.none()

    def get_queryset(self) -> QuerySet[Edition]:
        visible = Edition.objects.visible_to(self.actor).prefetch_related("areas")
        return filtered(self.request, visible.defer("contents"), RULES) if self.action == "list" else visible

    @extend_schema(parameters=PARAMETERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=EditionRecordSerializer)
    def retrieve(self, request: Request, pk: Any = None) -> Response:
        return self.answer(self.get_object())

    @extend_schema(request=NewEditionInput, responses={201: EditionRecordSerializer})
    def create(self, request: Request) -> Response:
        require(can_request_edition(self.actor))
        told = NewEditionInput(data=request.data)
        told.is_valid(raise_exception=True)
        sent = told.validated_data
        choices = choices_for(self.actor)
        form = NewEditionForm(
            sent | {"areas": [str(pk) for pk in sent["areas"]], "languages": [sent["language"]]}, choices=choices
        )
        if not form.is_valid():
            raise serializers.ValidationError(dict(form.errors))  # type: ignore[arg-type]  # lists of words by field
        edition = editions.request_edition(form.wanted()[0], by=self.actor, today=choices.today)
        response = self.answer(edition, status.HTTP_201_CREATED)
        response["Location"] = reverse("edition-detail", args=[edition.pk])
        return response

    @extend_schema(request=None, responses=EditionRecordSerializer)
    @action(detail=True, methods=["post"], url_path="run-again")
    def run_again(self, request: Request, pk: Any = None) -> Response:
        edition = editions.run_edition_again(self.get_object(), by=self.actor, seen=self.seen_revision(request))
        return self.answer(edition)

    def answer(self, edition: Edition, code: int = status.HTTP_200_OK) -> Response:
        shown = self.get_queryset().prefetch_related("figures", "files__file").get(pk=edition.pk)
        response = Response(EditionRecordSerializer(shown).data, status=code)
        response["ETag"] = f'"{shown.revision}"'
        return response
