from tests.factories.coordination import (
    ActionItemFactory,
    AttendanceFactory,
    EndorsementFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesFactory,
    MinutesVersionFactory,
    TopicFactory,
)
from tests.factories.people import (
    DelegationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    TenureFactory,
    UserFactory,
    actor_of,
)
from tests.factories.places import AreaFactory, BoundarySetFactory

__all__ = [
    "ActionItemFactory",
    "AreaFactory",
    "AttendanceFactory",
    "BoundarySetFactory",
    "DelegationFactory",
    "EndorsementFactory",
    "MeetingFactory",
    "MeetingPartyFactory",
    "MembershipFactory",
    "MinutesFactory",
    "MinutesVersionFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PostFactory",
    "TenureFactory",
    "TopicFactory",
    "UserFactory",
    "actor_of",
]
