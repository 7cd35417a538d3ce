"""Everything that changes a post itself. Who holds it: `tenures`; who acts for it: `delegations`."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.people.domain.delegations import end_all_delegations
from foundation.people.domain.memberships import close_membership, current_membership
from foundation.people.models import Organisation, Post
from foundation.people.permissions import can_add_post, can_rename_post, can_retire_post, tenure_of


@transaction.atomic
def add_post(organisation: Organisation, *, titles: dict[str, str], is_head: bool, by: Actor) -> Post:
    require(can_add_post(by, organisation))
    post = Post.objects.create(organisation=organisation, titles=titles, is_head=is_head)
    record("added", post, by=by)
    return post


@transaction.atomic
def rename_post(post: Post, *, titles: dict[str, str], is_head: bool, by: Actor, seen: int) -> Post:
    post = Post.objects.locked(post, seen=seen)
    require(can_rename_post(by, post))
    post.titles, post.is_head = titles, is_head
    post.save_changes("titles", "is_head")
    record("renamed", post, by=by)
    return post


@transaction.atomic
def retire_post(post: Post, *, by: Actor, seen: int) -> Post:
    """The office is no more: who held it and who acted for it no longer do."""
    post = Post.objects.locked(post, seen=seen)
    require(can_retire_post(by, post))
    close_post(post, by=by)
    return post


def close_post(post: Post, *, by: Actor) -> None:
    """The part of retiring that has no rule of its own; its holder's account goes with the office."""
    today = timezone.localdate()
    tenure = tenure_of(post)
    if tenure is not None:
        tenure.until_on = today
        tenure.save(update_fields=["until_on"])
        record("ended_tenure", tenure, by=by, until_on=today)
        membership = current_membership(tenure.person_id, post.organisation.root_id)
        if membership is not None:
            close_membership(membership, by=by)
    end_all_delegations(post, by=by)
    Post.objects.filter(pk=post.pk).update(retired_on=today, revision=F("revision") + 1)
    post.retired_on = today
    record("retired", post, by=by)
