"""How a deed comes in by the API, and those about new dates, dropping, sharing and comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from coordination.api import action_item_serializers as serializers
from coordination.domain import dropping, due_dates, remarks, requests
from coordination.models import ActionItem
from foundation.submissions.drf import ActedView


def deed(words: type[Serializer] | None, *, url_path: str = "") -> Callable[[Any], Any]:
    """A POST on one item that takes `words` and answers with the item as it then is."""

    def decorate(method: Any) -> Any:
        # In this order: `action` forgets what was described before it.
        found = action(detail=True, methods=["post"], url_path=url_path or method.__name__)(method)
        return extend_schema(request=words, responses=serializers.ActionItemSerializer)(found)

    return decorate


class ItemDeeds(ActedView):
    """What the deeds share: read the words, do it to the item the caller saw, answer with the item."""

    def do(self, request: Request, act: Callable[..., ActionItem], words: type[Serializer] | None = None) -> Response:
        item = self.get_object()  # type: ignore[attr-defined]  # first: what is not visible is 404 whatever was sent
        given: dict[str, Any] = {}
        if words:
            told = words(data=request.data)
            told.is_valid(raise_exception=True)
            given = told.validated_data
        return self.answer(act(item, by=self.actor, seen=self.seen_revision(request), **given))

    def answer(self, item: ActionItem, *, status: int = 200) -> Response:
        response = Response(serializers.ActionItemSerializer(item).data, status=status)
        response["ETag"] = f'"{item.revision}"'
        if status == 201:
            response["Location"] = f"/api/v1/action-items/{item.pk}/"
        return response


class ProposalDeeds(ItemDeeds):
    @deed(serializers.ProposeDateSerializer, url_path="propose-date")
    def propose_date(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, due_dates.propose_due_date, serializers.ProposeDateSerializer)

    @deed(None, url_path="agree-date")
    def agree_date(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, due_dates.agree_due_date)

    @deed(None, url_path="refuse-date")
    def refuse_date(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, due_dates.refuse_due_date)

    @deed(serializers.DeclineSerializer, url_path="propose-drop")
    def propose_drop(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, dropping.propose_drop, serializers.DeclineSerializer)

    @deed(None, url_path="agree-drop")
    def agree_drop(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, dropping.agree_drop)

    @deed(None, url_path="refuse-drop")
    def refuse_drop(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, dropping.refuse_drop)

    @deed(None)
    def share(self, request: Request, pk: Any = None) -> Response:
        return self.do(request, requests.share_action_item)

    @deed(serializers.CommentSerializer)
    def comment(self, request: Request, pk: Any = None) -> Response:
        item = self.get_object()  # type: ignore[attr-defined]
        told = serializers.CommentSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        remarks.comment_on_action_item(item, by=self.actor, **told.validated_data)
        return self.answer(item)
