from __future__ import annotations

from datetime import date, timedelta

import factory
from django.utils import timezone

from coordination.choices import ActionStatus, NotDoneReason, RemarkKind
from coordination.models import (
    ActionItem,
    ActionItemFile,
    ActionItemRemark,
    Attendance,
    DropProposal,
    DueDateChange,
    Endorsement,
    Meeting,
    MeetingAssignment,
    MeetingFile,
    MeetingNote,
    MeetingParty,
    Minutes,
    MinutesVersion,
    SavedView,
    SigningLink,
    Topic,
)
from foundation.access.choices import Sensitivity
from foundation.accounts.models import hash_of
from tests.factories.accounts import UserFactory
from tests.factories.files import StoredFileFactory
from tests.factories.people import OrganisationFactory


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting held by the mission, in its area, still internal."""

    class Meta:
        model = Meeting

    title = factory.Sequence(lambda n: f"Meeting {n}")
    held_by = factory.SubFactory(OrganisationFactory, kind="mission")
    component = factory.SelfAttribute("held_by")
    area = factory.SelfAttribute("held_by.area")
    day = date(2026, 11, 20)
    zone = "Africa/Bangui"


class MeetingPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingParty

    meeting = factory.SubFactory(MeetingFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    root = factory.SelfAttribute("organisation.root")


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    name = factory.Sequence(lambda n: f"Somebody {n}")


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n % 1000 + 1)
    title = factory.Sequence(lambda n: f"Topic {n}")


class MinutesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory)


class MinutesVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MinutesVersion

    meeting = factory.SubFactory(MeetingFactory)
    number = 1
    content = factory.LazyFunction(dict)
    language = "en"
    digest = "0" * 64
    asks_endorsement = True


class EndorsementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Endorsement

    version = factory.SubFactory(MinutesVersionFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ActionItemFactory(factory.django.DjangoModelFactory):
    """A shared item a town owes, agreed with the mission; at the status asked for, with what that status needs."""

    class Meta:
        model = ActionItem

    reference = factory.Sequence(lambda n: f"TST-26-{n:04d}-0")
    summary = factory.Sequence(lambda n: f"Item {n}")
    owner = factory.SubFactory(OrganisationFactory)
    owner_root = factory.SelfAttribute("owner.root")
    agreed_with = factory.SubFactory(OrganisationFactory, kind="mission")
    agreed_with_root = factory.LazyAttribute(lambda item: item.agreed_with.root if item.agreed_with else None)
    held_by = factory.LazyAttribute(lambda item: item.agreed_with_root or item.owner_root)
    requested_by_root = factory.SelfAttribute("held_by")
    area = factory.LazyAttribute(lambda item: item.held_by.area)
    sensitivity = Sensitivity.SHARED
    status = ActionStatus.ACCEPTED
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))
    first_due_on = factory.SelfAttribute("due_on")

    @factory.lazy_attribute
    def reported_by(self):
        done = {ActionStatus.REPORTED_DONE, ActionStatus.CONFIRMED}
        return UserFactory() if self.status in done else None

    reported_at = factory.LazyAttribute(lambda item: timezone.now() if item.reported_by else None)
    confirmed_by = factory.LazyAttribute(lambda item: UserFactory() if item.status == ActionStatus.CONFIRMED else None)
    confirmed_at = factory.LazyAttribute(lambda item: timezone.now() if item.confirmed_by else None)


class MeetingAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingAssignment

    meeting = factory.SubFactory(MeetingFactory)
    user = factory.SubFactory(UserFactory)


class MeetingNoteFactory(factory.django.DjangoModelFactory):
    """Joint, or with `held_by=` one side's own."""

    class Meta:
        model = MeetingNote

    meeting = factory.SubFactory(MeetingFactory)
    text = factory.Sequence(lambda n: f"Note {n}")


class MeetingFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingFile

    meeting = factory.SubFactory(MeetingFactory)
    file = factory.SubFactory(StoredFileFactory)


class SigningLinkFactory(factory.django.DjangoModelFactory):
    """A link whose address holds `secret=`."""

    class Meta:
        model = SigningLink

    class Params:
        secret = factory.Sequence(lambda n: f"signing link {n}")

    endorsement = factory.SubFactory(EndorsementFactory)
    signer_name = "Awa Sana"
    token_hash = factory.LazyAttribute(lambda link: hash_of(link.secret))
    issued_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class ActionItemRemarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionItemRemark

    item = factory.SubFactory(ActionItemFactory)
    kind = RemarkKind.COMMENT
    text = factory.Sequence(lambda n: f"Remark {n}")


class ActionItemFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionItemFile

    item = factory.SubFactory(ActionItemFactory)
    file = factory.SubFactory(StoredFileFactory)


class DropProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DropProposal

    item = factory.SubFactory(ActionItemFactory)
    reason = NotDoneReason.NO_BUDGET
    proposed_by_root = factory.SelfAttribute("item.owner_root")


class DueDateChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DueDateChange

    item = factory.SubFactory(ActionItemFactory)
    old_due_on = factory.SelfAttribute("item.due_on")
    new_due_on = factory.LazyAttribute(lambda change: change.old_due_on + timedelta(days=7))
    proposed_by_root = factory.SelfAttribute("item.owner_root")


class SavedViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory)
    page = "action_items"
    name = factory.Sequence(lambda n: f"View {n}")
    query = "status=accepted"
