"""Names of sides and offices in figures. The directory of both is open to everybody who reads figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from foundation.people.models import Organisation, Post


def organisation_words(values: Collection[Any]) -> Mapping[Any, str]:
    return {side.pk: side.name for side in Organisation.objects.filter(pk__in=values)}


def post_words(values: Collection[Any]) -> Mapping[Any, str]:
    posts = Post.objects.filter(pk__in=values).select_related("organisation")
    return {post.pk: f"{post.title}, {post.organisation.name}" for post in posts}
