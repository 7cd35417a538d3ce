from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.choices import EndorsementAnswer, EndorsementWay, MeetingStatus, MinutesStatus
from coordination.domain.endorsements import (
    endorse_minutes,
    endorse_minutes_with_reservation,
    endorse_on_behalf,
    object_to_minutes,
)
from coordination.domain.meetings import edit_meeting
from coordination.domain.minutes import circulate_minutes
from coordination.domain.sharing import share_meeting
from coordination.domain.signing_links import (
    answer_by_link,
    issue_signing_link,
    open_link,
    revoke_signing_link,
    token_of,
)
from coordination.models import Endorsement, Meeting, Minutes, SigningLink
from coordination.permissions.meetings import can_circulate_minutes, can_share_meeting
from foundation.access.actors import actor_for
from foundation.access.decisions import ActionDenied
from foundation.files.storing import Checked
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from foundation.notices.wording import words_for
from tests.coordination.meeting_world import World
from tests.factories import DelegationFactory, MembershipFactory, PostFactory

pytestmark = pytest.mark.django_db

A = EndorsementAnswer


def circulated(world: World, officer=None, **changes):
    officer = officer or world.officer()
    meeting = world.logged(officer, parties=(world.town, world.court), **changes)
    return circulate_minutes(meeting, by=officer, seen=meeting.revision, answer_by=timezone.localdate())


def asked(version, side) -> Endorsement:
    return version.endorsements.get(organisation=side)


def test_circulate_freezes_a_version_and_asks_every_party():
    world = World()
    mayor, sultan = world.mayor(), world.sultan()

    version = circulated(world)

    assert version.asks_endorsement
    assert {one.organisation for one in version.endorsements.all()} == {world.town, world.court}
    assert Minutes.objects.get().status == MinutesStatus.CIRCULATED
    assert Meeting.objects.get().sensitivity == "shared"
    told = set(Notice.objects.filter(kind="minutes_circulated").values_list("user_id", flat=True))
    assert told == {mayor.user_id, sultan.user_id}


@pytest.mark.parametrize(
    ("town", "court", "status"),
    [
        (A.ENDORSED, A.WAITING, MinutesStatus.CIRCULATED),
        (A.OBJECTED, A.WAITING, MinutesStatus.CIRCULATED),
        (A.ENDORSED, A.ENDORSED, MinutesStatus.AGREED),
        (A.ENDORSED, A.RESERVATION, MinutesStatus.AGREED_WITH_RESERVATIONS),
        (A.RESERVATION, A.RESERVATION, MinutesStatus.AGREED_WITH_RESERVATIONS),
        (A.OBJECTED, A.ENDORSED, MinutesStatus.CONTESTED),
        (A.RESERVATION, A.OBJECTED, MinutesStatus.CONTESTED),
    ],
)
def test_what_the_sides_answered_is_what_the_minutes_are(town, court, status):
    world = World()
    version = circulated(world)

    for side, actor, answer in ((world.town, world.mayor(), town), (world.court, world.sultan(), court)):
        give(asked(version, side), actor, answer)

    assert Minutes.objects.get().status == status


def give(endorsement, actor, answer):
    if answer == A.ENDORSED:
        return endorse_minutes(endorsement, by=actor, seen=None)
    if answer == A.RESERVATION:
        return endorse_minutes_with_reservation(endorsement, by=actor, seen=None, text="Not quite")
    if answer == A.OBJECTED:
        return object_to_minutes(endorsement, by=actor, seen=None, text="No")
    return endorsement


@pytest.mark.parametrize("answer", [A.ENDORSED, A.RESERVATION, A.OBJECTED])
@pytest.mark.parametrize("who", ["officer", "head", "sultan", "stranger", "clerk"])
def test_nobody_else_answers_for_a_side(who, answer):
    world = World()
    version = circulated(world)
    clerk = MembershipFactory(organisation=world.town)  # of the town, but in no office
    actors = {
        "officer": world.officer,
        "head": lambda: world.officer("head_of_office"),
        "sultan": world.sultan,
        "stranger": lambda: World().mayor(),
        "clerk": lambda: actor_for(clerk.person.user),
    }

    with pytest.raises(ActionDenied):
        give(asked(version, world.town), actors[who](), answer)

    assert asked(version, world.town).answer == A.WAITING


def test_an_answer_is_given_once_and_kept_as_it_happened():
    world = World()
    version, mayor = circulated(world), world.mayor()
    give(asked(version, world.town), mayor, A.RESERVATION)

    with pytest.raises(ActionDenied, match="has answered"):
        give(asked(version, world.town), mayor, A.ENDORSED)

    kept = asked(version, world.town)
    assert (kept.answer, kept.way, kept.text, kept.by_name) == (
        A.RESERVATION,
        EndorsementWay.SIGNED_IN,
        "Not quite",
        mayor.name,
    )


def test_a_delegate_answers_for_the_post_visibly():
    world = World()
    version = circulated(world)
    post = PostFactory(organisation=world.town)
    member = MembershipFactory(organisation=world.town)
    DelegationFactory(post=post, person=member.person)

    give(asked(version, world.town), actor_for(member.person.user), A.ENDORSED)

    kept = asked(version, world.town)
    assert (kept.way, kept.for_post) == (EndorsementWay.DELEGATE, post)
    assert Entry.objects.get(verb="endorsed").for_post_id == post.pk


def test_on_behalf_keeps_the_paper():
    world = World()
    version = circulated(world)
    paper = Checked("paper.pdf", "application/pdf", b"%PDF-1.4")

    endorse_on_behalf(
        asked(version, world.court), by=world.officer(), seen=None, answer=A.RESERVATION, signer_name="Sultan",
        paper=paper, text="The well first",
    )  # fmt: skip

    kept = asked(version, world.court)
    assert (kept.way, kept.by_name, kept.paper.name) == (EndorsementWay.ON_BEHALF, "Sultan", "paper.pdf")


@pytest.mark.parametrize("who", ["mayor", "sultan"])
def test_no_side_enters_paper_for_another(who):
    world = World()
    version = circulated(world)

    with pytest.raises(ActionDenied):
        endorse_on_behalf(
            asked(version, world.court), by=getattr(world, who)(), seen=None, answer=A.ENDORSED, signer_name="X",
            paper=Checked("p.pdf", "application/pdf", b"%PDF-"),
        )  # fmt: skip


def test_a_new_version_asks_again_and_leaves_the_old_answers():
    world = World()
    officer, mayor = world.officer(), world.mayor()
    first = circulated(world, officer)
    give(asked(first, world.town), mayor, A.OBJECTED)
    link = issue_signing_link(asked(first, world.court), by=officer, signer_name="Sultan")
    meeting = Meeting.objects.get()
    edit_meeting(meeting, world.draft(title="Better", items=()), by=officer, seen=None)

    second = circulate_minutes(meeting, by=officer, seen=None, answer_by=None)

    assert (second.number, second.content["title"]) == (2, "Better")
    assert asked(first, world.town).answer == A.OBJECTED
    assert asked(second, world.town).answer == A.WAITING
    assert Minutes.objects.get().status == MinutesStatus.CIRCULATED
    assert open_link(token_of(link)) is None
    assert list(Endorsement.objects.waiting_for(mayor)) == [asked(second, world.town)]
    with pytest.raises(ActionDenied, match="newer version"):
        give(asked(first, world.court), world.sultan(), A.ENDORSED)


def test_once_circulated_it_is_not_shared_past_those_who_were_asked():
    world = World()
    officer = world.officer()
    meeting = circulated(world, officer).meeting

    with pytest.raises(ActionDenied, match="circulate the new version"):
        share_meeting(meeting, by=officer, seen=None)


ROLES = {
    "liaison_officer": True,
    "head_of_office": True,
    "me_officer": False,
    "feedback_officer": False,
    "auditor": False,
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", MeetingStatus)
def test_who_shares_and_circulates_what(role, status):
    world = World()
    meeting = world.logged()
    Meeting.objects.update(status=status)
    meeting.refresh_from_db()
    actor = world.officer(role)

    assert bool(can_share_meeting(actor, meeting)) is ROLES[role]
    assert bool(can_circulate_minutes(actor, meeting)) is (ROLES[role] and status == MeetingStatus.HELD)


def test_a_restricted_meeting_is_neither_shared_nor_circulated():
    world = World()
    meeting = world.logged()
    Meeting.objects.update(sensitivity="restricted")
    meeting.refresh_from_db()

    assert not can_share_meeting(world.officer(), meeting)
    assert not can_circulate_minutes(world.officer(), meeting)


def linked(world: World):
    version = circulated(world)
    officer = world.officer()
    return issue_signing_link(asked(version, world.court), by=officer, signer_name="Captain Idris"), officer


def test_a_link_answers_once_and_only_its_hash_is_kept():
    world = World()
    link, _officer = linked(world)
    token = token_of(link)

    answered = answer_by_link(open_link(token), answer=A.RESERVATION, name="Captain Idris", text="Not at night")

    assert (answered.way, answered.by_user, answered.by_name) == (EndorsementWay.ONE_TIME_LINK, None, "Captain Idris")
    assert open_link(token) is None
    assert answer_by_link(link, answer=A.ENDORSED, name="Again") is None
    assert token not in str(SigningLink.objects.values().get())
    entry = Entry.objects.get(verb="endorsed_with_reservation")
    assert (entry.via, entry.by_user_id, entry.by_root_id) == ("link", None, world.court.pk)


def spoil(kind: str, link: SigningLink, world: World, officer) -> None:
    if kind == "expired":
        SigningLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif kind == "revoked":
        revoke_signing_link(link, by=officer)
    elif kind == "replaced":
        issue_signing_link(link.endorsement, by=officer, signer_name="Another")
    elif kind == "answered":
        give(link.endorsement, world.sultan(), A.ENDORSED)


@pytest.mark.parametrize("kind", ["expired", "revoked", "replaced", "answered"])
def test_a_spoilt_link_opens_nothing_and_answers_nothing(kind):
    world = World()
    link, officer = linked(world)
    spoil(kind, link, world, officer)

    assert open_link(token_of(link)) is None
    assert answer_by_link(link, answer=A.OBJECTED, name="X", text="No") is None


@pytest.mark.parametrize("who", ["mayor", "sultan", "stranger"])
def test_only_the_keeping_side_makes_links(who):
    world = World()
    version = circulated(world)
    actor = World().officer() if who == "stranger" else getattr(world, who)()

    with pytest.raises(ActionDenied):
        issue_signing_link(asked(version, world.court), by=actor, signer_name="X")


def test_the_notices_say_what_their_reader_may_know():
    world = World()
    officer, mayor = world.officer(), world.mayor()
    version = circulated(world, officer)
    edit_meeting(version.meeting, world.draft(title="Not yet shared", items=()), by=officer, seen=None)
    give(asked(version, world.town), mayor, A.OBJECTED)

    words = {notice.kind: words_for(notice) for notice in Notice.objects.exclude(about_kind="coordination.actionitem")}

    assert set(words) == {"minutes_circulated", "minutes_answered"}
    assert "Market road" in words["minutes_circulated"].text
    assert "objected" in words["minutes_answered"].text
    assert Notice.objects.get(kind="minutes_answered", user_id=officer.user_id)
