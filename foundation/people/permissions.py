"""Who may do what to organisations, posts, people and accounts. Nothing else decides this."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.accounts.models import ApiToken
from foundation.people.choices import Side
from foundation.people.models import Delegation, Invitation, Membership, Organisation, Person, Post, Tenure
from foundation.people.roles import Role, roles_for
from foundation.places.models import Area


def not_in_role() -> Decision:
    return denied(_("Your role does not include this."))


# ---- organisations and posts: administrators everywhere, officers among the counterparts in their areas


def can_add_organisation(actor: Actor) -> Decision:
    return ALLOWED if actor.may("manage_posts") or actor.may("manage_counterparts") else not_in_role()


def can_place_organisation(actor: Actor, *, kind: str, area: Area, parent: Organisation | None) -> Decision:
    """Whether the new organisation may stand there: of this kind, in this area, below this one."""
    if parent is not None and parent.retired_on:
        return denied(_("This organisation is retired."))
    if parent is not None and parent.kind != kind:
        return denied(_("A component is of the same kind as the organisation it belongs to."))
    return _can_manage_there(actor, kind=kind, area=area)


def can_manage_organisation(actor: Actor, organisation: Organisation) -> Decision:
    if organisation.retired_on:
        return denied(_("This organisation is retired."))
    return _can_manage_there(actor, kind=organisation.kind, area=organisation.area)


def _can_manage_there(actor: Actor, *, kind: str, area: Area) -> Decision:
    if actor.may("manage_posts"):
        return ALLOWED
    if not actor.may("manage_counterparts"):
        return not_in_role()
    if kind == Side.MISSION:
        return denied(_("An administrator looks after the mission's own organisation."))
    if not any(area.path == path or area.path.startswith(f"{path}.") for path in actor.area_paths):
        return denied(_("This lies outside your areas."))
    return ALLOWED


can_rename_organisation = can_manage_organisation
can_add_post = can_manage_organisation


def can_retire_organisation(actor: Actor, organisation: Organisation) -> Decision:
    today = timezone.localdate()
    if organisation.components.filter(retired_on=None).exists():
        return denied(_("Retire what belongs to it first."))
    if Membership.objects.current(on=today).filter(organisation=organisation).exists():
        return denied(_("People still have a place in it. End their places first."))
    return can_manage_organisation(actor, organisation)


def can_manage_post(actor: Actor, post: Post) -> Decision:
    if post.retired_on:
        return denied(_("This post is retired."))
    return can_manage_organisation(actor, post.organisation)


can_rename_post = can_manage_post


def can_retire_post(actor: Actor, post: Post) -> Decision:
    return _can_end_holding(actor, post)


def can_appoint(actor: Actor, post: Post) -> Decision:
    if tenure_of(post) is not None:
        return denied(_("Somebody holds this post. Hand it over instead."))
    return can_manage_post(actor, post)


def can_hand_over_post(actor: Actor, post: Post) -> Decision:
    if tenure_of(post) is None:
        return denied(_("Nobody holds this post. Appoint somebody instead."))
    return _can_end_holding(actor, post)


def _can_end_holding(actor: Actor, post: Post) -> Decision:
    """Who loses a post loses the account with it, so where there is one an administrator decides."""
    tenure = tenure_of(post)
    if tenure is not None and not actor.may("manage_members"):
        places = Membership.objects.current(on=timezone.localdate())
        if places.filter(person_id=tenure.person_id).exists():
            return denied(_("The holder has an account, so an administrator does this."))
    return can_manage_post(actor, post)


def tenure_of(post: Post) -> Tenure | None:
    """Who holds the post today."""
    return Tenure.objects.current(on=timezone.localdate()).filter(post=post).select_related("person").first()


# ---- delegation: the holder, the head of the organisation, or an administrator


def can_delegate_post(actor: Actor, post: Post) -> Decision:
    if post.retired_on:
        return denied(_("This post is retired."))
    if actor.may("manage_posts"):
        return ALLOWED
    if not actor.may("delegate_post"):
        return not_in_role()
    if _holds(actor, post):
        return ALLOWED
    return denied(_("Only its holder, the head of the organisation or an administrator lets others act for a post."))


def _holds(actor: Actor, post: Post) -> bool:
    """Holds it, or heads its organisation; a delegate does neither and passes nothing on."""
    held = Tenure.objects.current(on=timezone.localdate()).filter(person__user_id=actor.user_id)
    heads = held.filter(post__organisation_id=post.organisation_id, post__is_head=True)
    return (held.filter(post=post) | heads).exists()


def can_be_delegate(person: Person, post: Post) -> Decision:
    """Only somebody with a place on the same side acts for a post, and not its own holder."""
    today = timezone.localdate()
    places = Membership.objects.current(on=today).filter(person=person)
    if not places.filter(organisation__root_id=post.organisation.root_id).exists():
        return denied(_("Only somebody with a place on the same side can act for this post."))
    if Tenure.objects.current(on=today).filter(post=post, person=person).exists():
        return denied(_("Who holds a post needs no right to act for it."))
    if Delegation.objects.current(on=today).filter(post=post, person=person).exists():
        return denied(_("This person acts for the post already."))
    return ALLOWED


def can_end_delegation(actor: Actor, delegation: Delegation) -> Decision:
    if delegation.until_on and delegation.until_on <= timezone.localdate():
        return denied(_("This has ended already."))
    if delegation.person.user_id and delegation.person.user_id == actor.user_id:
        return ALLOWED
    return can_delegate_post(actor, delegation.post)


# ---- people and their places


def can_add_person(actor: Actor) -> Decision:
    return ALLOWED if actor.may("manage_members") or actor.may("manage_counterparts") else not_in_role()


def can_rename_person(actor: Actor, person: Person) -> Decision:
    if actor.may("manage_members"):
        return ALLOWED
    if not actor.may("manage_counterparts"):
        return not_in_role()
    if person.user_id:
        return denied(_("This person has an account, so an administrator does this."))
    return ALLOWED


def can_manage_members(actor: Actor) -> Decision:
    return ALLOWED if actor.may("manage_members") else not_in_role()


def can_invite(actor: Actor, organisation: Organisation) -> Decision:
    if organisation.retired_on:
        return denied(_("This organisation is retired."))
    return can_manage_members(actor)


def can_hold_role(organisation: Organisation, role: str) -> Decision:
    if Role(role) in roles_for(organisation.kind):
        return ALLOWED
    return denied(_("This role does not exist in an organisation of this kind."))


def can_add_membership(actor: Actor, person: Person) -> Decision:
    if has_place(person):
        return denied(_("This person has a place already. End it first."))
    return can_manage_members(actor)


def has_place(person: Person) -> bool:
    """A place today or from a later day on."""
    today = timezone.localdate()
    memberships = Membership.objects.filter(person=person)
    return (memberships.filter(until_on=None) | memberships.filter(until_on__gt=today)).exists()


def can_change_membership(actor: Actor, membership: Membership) -> Decision:
    if not actor.may("manage_members"):
        return not_in_role()
    if membership.until_on and membership.until_on <= timezone.localdate():
        return denied(_("This has ended already."))
    if membership.person.user_id and membership.person.user_id == actor.user_id:
        return denied(_("Another administrator changes your own place."))
    return ALLOWED


can_end_membership = can_change_membership


def can_revoke_invitation(actor: Actor, invitation: Invitation) -> Decision:
    if invitation.accepted_at:
        return denied(_("This invitation was accepted already."))
    if invitation.revoked_at:
        return denied(_("This invitation was taken back already."))
    return can_manage_members(actor)


def can_renew_invitation(actor: Actor, invitation: Invitation) -> Decision:
    if invitation.accepted_at or invitation.membership.person.user_id:
        return denied(_("This invitation was accepted already."))
    if invitation.membership.until_on and invitation.membership.until_on <= timezone.localdate():
        return denied(_("The place this invitation speaks of has ended."))
    return can_manage_members(actor)


# ---- one's own account, and the journal


def can_issue_token(actor: Actor) -> Decision:
    return ALLOWED if actor.is_known else not_in_role()


def can_revoke_token(actor: Actor, token: ApiToken) -> Decision:
    if token.user_id != actor.user_id:
        return not_in_role()
    return denied(_("This key was revoked already.")) if token.revoked_at else ALLOWED


def can_read_journal(actor: Actor) -> Decision:
    return ALLOWED if actor.may("read_journal") else not_in_role()
