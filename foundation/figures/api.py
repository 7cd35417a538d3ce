"""Figures for programs: the same answers as on the page, for the same reader."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.access.decisions import require
from foundation.figures.addresses import question_in, question_url
from foundation.figures.countables import Countable, countable_named, countables
from foundation.figures.evaluation import evaluate
from foundation.figures.permissions import can_see_figures
from foundation.figures.questions import NotAQuestion
from foundation.submissions.drf import ActedView

PARAMETERS = [
    OpenApiParameter(
        "area",
        str,
        many=True,
        description="Ids of areas, with what lies below. Left out: your areas; empty: everywhere.",
    ),
    OpenApiParameter("since", str, description="First day (2026-10-05) or month (2026-10)."),
    OpenApiParameter("until", str, description="Last day or month, included."),
    OpenApiParameter("by", str, many=True, description="What to split by: area, month, quarter or a dimension."),
    OpenApiParameter("audience", str, enum=["public", "shared"], description="Whose figures; left out: your side's."),
]


class NamedSerializer(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's own label is of no use here


class MeasureSerializer(NamedSerializer):
    definition = serializers.CharField()
    kind = serializers.CharField()


class CountableSerializer(NamedSerializer):
    """What can be counted. Each dimension may also be given as a parameter to narrow by one of its values."""

    definition = serializers.CharField()
    measures = MeasureSerializer(many=True)
    dimensions = NamedSerializer(many=True)


class CellSerializer(serializers.Serializer):
    """A number. `value` is null when it is withheld or missing; `withheld` when that is not told."""

    key = serializers.ListField(child=serializers.CharField())
    labels = serializers.ListField(child=serializers.CharField())
    value = serializers.DecimalField(max_digits=20, decimal_places=4, coerce_to_string=False, allow_null=True)
    numerator = serializers.DecimalField(max_digits=20, decimal_places=1, coerce_to_string=False, allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    shown = serializers.CharField()
    open_count = serializers.IntegerField()
    withheld = serializers.IntegerField(allow_null=True)
    is_suppressed = serializers.BooleanField()
    is_missing = serializers.BooleanField()


class AnswerSerializer(serializers.Serializer):
    """`as_of`: up to when records that are not open to you are counted. `url` is the page of the same figure."""

    url = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField()
    by = serializers.ListField(child=serializers.CharField())
    as_of = serializers.DateField()
    cells = CellSerializer(many=True)
    total = CellSerializer()


class FiguresView(ActedView):
    gate = staticmethod(can_see_figures)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        require(can_see_figures(self.actor))


class CountablesView(FiguresView):
    @extend_schema(operation_id="figures_list", responses=CountableSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(CountableSerializer(list(countables()), many=True).data)


class FigureView(FiguresView):
    @extend_schema(operation_id="figures_retrieve", parameters=PARAMETERS, responses=AnswerSerializer)
    def get(self, request: Request, countable: str, measure: str) -> Response:
        counted = _named(countable, measure)
        on = timezone.localdate()
        try:
            question = question_in(request.query_params, counted, measure, reader=self.actor, on=on)
            answer = evaluate(question, on=on, reader=self.actor)
        except NotAQuestion as refusal:
            raise exceptions.ValidationError({refusal.field: [str(refusal)]}) from refusal
        words = {"url": question_url(question), "since": question.since, "until": question.until, "by": question.by}
        told = {"as_of": answer.as_of, "cells": answer.cells, "total": answer.total}
        return Response(AnswerSerializer({**words, **told}).data)


def _named(countable: str, measure: str) -> Countable:
    counted = countable_named(countable)
    if counted is None or counted.measure(measure) is None:
        raise Http404
    return counted
