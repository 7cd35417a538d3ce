from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from foundation.mission.lists import ClosedList


class ListedField(serializers.CharField):
    """The code of an entry of a closed list, one of those that are offered today; any when it is given out."""

    def __init__(self, *, of: ClosedList, **options: Any) -> None:
        super().__init__(help_text=f"A code of the list “{of.name}”, such as {', '.join(of.first.values)}.", **options)
        self.of = of

    def __deepcopy__(self, memo: Any) -> ListedField:
        return type(self)(**self._kwargs)  # type: ignore[attr-defined]  # what every field was made with

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if not self.of.is_offered(code):
            known = ", ".join(code for code, _label in self.of.offered())
            raise serializers.ValidationError(_("This is not one of: %(known)s.") % {"known": known})
        return str(code)


class ListedFieldInWords(OpenApiSerializerFieldExtension):
    """A code, not an enumeration: which codes there are is the mission's to say."""

    target_class = ListedField

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        return {"type": "string", "format": "code", "example": self.target.of.first.values[0]}
