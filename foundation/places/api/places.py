"""`/api/v1/places/`: the areas, as everybody with a place in an organisation reads them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.places.forms.picking import as_id
from foundation.places.lists import RULES
from foundation.places.models import Area, AreaVersion
from foundation.submissions.drf import ActedView
from foundation.ui.listings import filtered

FILTERS = [
    OpenApiParameter("q", str, description="Words of the name in any language, or of the code."),
    OpenApiParameter("level", int, description="0 is the country."),
    OpenApiParameter("parent", OpenApiTypes.UUID, description="The id of the area they lie in directly."),
    OpenApiParameter("standing", str, enum=["standing", "ended"]),
    OpenApiParameter("sort", str, enum=["place", "-place", "code", "-code"]),
]


class PlaceSerializer(serializers.ModelSerializer):
    """An area. `names` are by language; `path` is the codes from the country down, with dots."""

    name = serializers.CharField(read_only=True)
    names = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Area
        fields = [
            "id", "code", "level", "name", "names", "parent_id", "path", "radio_code", "time_zone", "ended_on",
            "revision",
        ]  # fmt: skip
        read_only_fields = fields


class VersionSerializer(serializers.ModelSerializer):
    """The area as one edition of the map named and placed it. `valid_until` is the first day it no longer held."""

    edition = serializers.CharField(source="boundary_set.edition", read_only=True)
    as_of = serializers.DateField(source="boundary_set.as_of", read_only=True)
    names = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = AreaVersion
        fields = ["edition", "as_of", "names", "parent_id", "valid_from", "valid_until"]
        read_only_fields = fields


class PlaceRecordSerializer(PlaceSerializer):
    versions = VersionSerializer(many=True, read_only=True)
    successor_ids: Any = serializers.PrimaryKeyRelatedField(source="succeeded_by", many=True, read_only=True)

    class Meta(PlaceSerializer.Meta):
        fields = [*PlaceSerializer.Meta.fields, "successor_ids", "versions"]
        read_only_fields = fields


class PlaceViewSet(ActedView, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Administrative areas. One that has ended stays readable, because old records point at it."""

    serializer_class = PlaceSerializer
    queryset = Area.objects.none()

    def get_queryset(self) -> QuerySet[Area]:
        areas = Area.objects.visible_to(self.actor)
        return areas if self.action == "list" else areas.prefetch_related("succeeded_by", "versions__boundary_set")

    def filter_queryset(self, queryset: Any) -> Any:
        if self.action != "list":
            return queryset
        if parent := self.request.query_params.get("parent", ""):
            pk = as_id(parent)
            queryset = queryset.filter(parent=pk) if pk else queryset.none()
        return filtered(self.request._request, queryset, RULES)

    @extend_schema(parameters=FILTERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=PlaceRecordSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        area = self.get_object()
        return Response(PlaceRecordSerializer(area).data, headers={"ETag": f'"{area.revision}"'})
