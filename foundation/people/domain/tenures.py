"""Who holds a post: appointed, handed over, ended. Commitments stay with the post."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ActionDenied, require
from foundation.journal.entries import record
from foundation.people.domain.delegations import end_all_delegations, end_delegations_of
from foundation.people.domain.memberships import close_membership, current_membership
from foundation.people.models import Person, Post, Tenure
from foundation.people.permissions import can_appoint, can_hand_over_post, tenure_of


@transaction.atomic
def appoint(person: Person, *, post: Post, from_on: date, is_acting: bool, by: Actor, seen: int) -> Tenure:
    """`person` holds the vacant `post` from this day on."""
    post = Post.objects.locked(post, seen=seen)
    require(can_appoint(by, post))
    post.save_changes()
    return _start(person, post=post, from_on=from_on, is_acting=is_acting, by=by)


@transaction.atomic
def hand_over_post(
    post: Post,
    *,
    to: Person,
    on: date,
    is_acting: bool,
    by: Actor,
    seen: int,
    old_holder_stays: bool = False,
    delegates_stay: bool = False,
) -> Tenure:
    """One holder goes, the next one comes, in one deed; `on` is the first day of the new one.

    The old holder's place on this side ends at once unless `old_holder_stays`; whoever acted for the
    old holder no longer does unless `delegates_stay`.
    """
    post = Post.objects.locked(post, seen=seen)
    require(can_hand_over_post(by, post))
    old = tenure_of(post)
    if old is None or old.person_id == to.pk:
        raise ActionDenied(_("This person holds the post already."))
    if on < old.from_on:
        raise ActionDenied(_("The present holder came later than that day."))
    post.save_changes()
    old.until_on = on
    old.save(update_fields=["until_on"])
    record("ended_tenure", old, by=by, until_on=on)
    if delegates_stay:
        end_delegations_of(to, post, by=by)
    else:
        end_all_delegations(post, by=by)
    membership = None if old_holder_stays else current_membership(old.person_id, post.organisation.root_id)
    if membership is not None:
        close_membership(membership, by=by)
    record("handed_over", post, by=by)
    return _start(to, post=post, from_on=on, is_acting=is_acting, by=by)


def _start(person: Person, *, post: Post, from_on: date, is_acting: bool, by: Actor) -> Tenure:
    tenure = Tenure.objects.create(post=post, person=person, from_on=from_on, is_acting=is_acting)
    record("appointed", tenure, by=by, post_id=post.pk, from_on=from_on, is_acting=is_acting)
    return tenure
