"""Who may act for a post without holding it, visibly."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.people.models import Delegation, Person, Post
from foundation.people.permissions import can_be_delegate, can_delegate_post, can_end_delegation


@transaction.atomic
def delegate_post(post: Post, *, person: Person, until_on: date | None, by: Actor, seen: int) -> Delegation:
    """`person` may act for `post` from today until `until_on` (exclusive), or until it is ended."""
    post = Post.objects.locked(post, seen=seen)
    require(can_delegate_post(by, post))
    require(can_be_delegate(person, post))
    post.save_changes()
    today = timezone.localdate()
    delegation = Delegation.objects.create(post=post, person=person, from_on=today, until_on=until_on)
    record("delegated", delegation, by=by, post_id=post.pk, from_on=today, until_on=until_on)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Actor) -> Delegation:
    """It ends at the delegate's next request."""
    delegation = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    require(can_end_delegation(by, delegation))
    _end(delegation, by=by)
    return delegation


def end_all_delegations(post: Post, *, by: Actor) -> None:
    for delegation in Delegation.objects.current(on=timezone.localdate()).filter(post=post):
        _end(delegation, by=by)


def end_delegations_of(person: Person, post: Post, *, by: Actor) -> None:
    for delegation in Delegation.objects.current(on=timezone.localdate()).filter(post=post, person=person):
        _end(delegation, by=by)


def end_delegations_on_side(person_id: UUID, root_id: UUID, *, by: Actor) -> None:
    """Whoever leaves a side acts for none of its posts any more."""
    delegations = Delegation.objects.current(on=timezone.localdate()).filter(person_id=person_id)
    for delegation in delegations.filter(post__organisation__root_id=root_id):
        _end(delegation, by=by)


def _end(delegation: Delegation, *, by: Actor) -> None:
    delegation.until_on = timezone.localdate()
    delegation.save(update_fields=["until_on"])
    record("ended_delegation", delegation, by=by, until_on=delegation.until_on)
