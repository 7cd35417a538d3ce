from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import mixins, serializers, viewsets

from foundation.people.models import Organisation
from foundation.submissions.drf import ActedView


class OrganisationSerializer(serializers.ModelSerializer):
    name = serializers.CharField(read_only=True)
    names = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Organisation
        fields = ["id", "name", "names", "kind", "parent_id", "root_id", "area_id", "retired_on", "revision"]
        read_only_fields = fields


class OrganisationViewSet(ActedView, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """The directory of organisations. Posts and people are read on the pages, where names can be withheld."""

    serializer_class = OrganisationSerializer
    queryset = Organisation.objects.none()

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.visible_to(self.actor)
