from tests.factories.accounts import (
    ApiTokenFactory,
    UserFactory,
)
from tests.factories.calendars import (
    HolidayFactory,
    WorkingWeekFactory,
)
from tests.factories.coordination import (
    ActionItemFactory,
    ActionItemFileFactory,
    ActionItemRemarkFactory,
    AttendanceFactory,
    DropProposalFactory,
    DueDateChangeFactory,
    EndorsementFactory,
    MeetingAssignmentFactory,
    MeetingFactory,
    MeetingFileFactory,
    MeetingNoteFactory,
    MeetingPartyFactory,
    MinutesFactory,
    MinutesVersionFactory,
    SavedViewFactory,
    SigningLinkFactory,
    TopicFactory,
)
from tests.factories.files import (
    StoredFileFactory,
)
from tests.factories.imports import (
    ImportedRowFactory,
    ImportFactory,
    RememberedMappingFactory,
    SheetFactory,
    SheetPhotoFactory,
)
from tests.factories.jobs import (
    JobFactory,
)
from tests.factories.mission import (
    BackupFactory,
    LanguageConfirmationFactory,
    MissionSettingsFactory,
)
from tests.factories.people import (
    DelegationFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    TenureFactory,
    actor_of,
)
from tests.factories.places import (
    AreaFactory,
    AreaVersionFactory,
    BoundarySetFactory,
    PopulationFactory,
)

__all__ = [
    "ActionItemFactory",
    "ActionItemFileFactory",
    "ActionItemRemarkFactory",
    "ApiTokenFactory",
    "AreaFactory",
    "AreaVersionFactory",
    "AttendanceFactory",
    "BackupFactory",
    "BoundarySetFactory",
    "DelegationFactory",
    "DropProposalFactory",
    "DueDateChangeFactory",
    "EndorsementFactory",
    "HolidayFactory",
    "ImportFactory",
    "ImportedRowFactory",
    "InvitationFactory",
    "JobFactory",
    "LanguageConfirmationFactory",
    "MeetingAssignmentFactory",
    "MeetingFactory",
    "MeetingFileFactory",
    "MeetingNoteFactory",
    "MeetingPartyFactory",
    "MembershipFactory",
    "MinutesFactory",
    "MinutesVersionFactory",
    "MissionSettingsFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PopulationFactory",
    "PostFactory",
    "RememberedMappingFactory",
    "SavedViewFactory",
    "SheetFactory",
    "SheetPhotoFactory",
    "SigningLinkFactory",
    "StoredFileFactory",
    "TenureFactory",
    "TopicFactory",
    "UserFactory",
    "WorkingWeekFactory",
    "actor_of",
]
