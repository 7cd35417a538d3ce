from coordination.models.action_item import (
    ActionItem,
    ActionItemFile,
    ActionItemRemark,
    DueDateChange,
    ReferenceCounter,
    SavedView,
)
from coordination.models.meeting import (
    Attendance,
    Meeting,
    MeetingAssignment,
    MeetingFile,
    MeetingNote,
    MeetingParty,
    Topic,
)
from coordination.models.minutes import Endorsement, Minutes, MinutesVersion, SigningLink

__all__ = [
    "ActionItem",
    "ActionItemFile",
    "ActionItemRemark",
    "Attendance",
    "DueDateChange",
    "Endorsement",
    "Meeting",
    "MeetingAssignment",
    "MeetingFile",
    "MeetingNote",
    "MeetingParty",
    "Minutes",
    "MinutesVersion",
    "ReferenceCounter",
    "SavedView",
    "SigningLink",
    "Topic",
]
