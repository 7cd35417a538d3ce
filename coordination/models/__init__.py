from coordination.models.action_item import ActionItem
from coordination.models.action_item_parts import ActionItemFile, ActionItemRemark, DropProposal, DueDateChange
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
from coordination.models.reference_counter import ReferenceCounter
from coordination.models.saved_view import SavedView

__all__ = [
    "ActionItem",
    "ActionItemFile",
    "ActionItemRemark",
    "Attendance",
    "DropProposal",
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
