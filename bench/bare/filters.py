"""What the list offers to be narrowed and sorted by: name, label, options."""

from __future__ import annotations

SECTORS = [
    ("security", "security"),
    ("roads", "roads and works"),
    ("water", "water"),
    ("health", "health"),
    ("education", "education"),
    ("justice", "justice"),
    ("return", "return of displaced people"),
    ("administration", "administration"),
    ("other", "other"),
]
OUTCOMES = [
    ("kept_on_time", "kept on time"),
    ("kept_late", "kept late"),
    ("not_done", "not done"),
    ("open", "open"),
    ("reported", "reported done, waiting for the answer"),
    ("not_contradicted", "reported, not contradicted"),
    ("new_date", "new date agreed"),
]
REASONS = [
    ("security", "security"),
    ("no_budget", "no budget"),
    ("overtaken", "overtaken by events"),
    ("not_responsible", "not responsible for it"),
    ("other", "another reason"),
]
FILTERS = [
    ("owed_by", "Owed by", [("ours", "our side"), ("theirs", "the other side"), ("own", "own tasks")]),
    ("due", "Due", [("late", "overdue"), ("7", "next 7 days"), ("30", "next 30 days")]),
    ("sector", "Sector", SECTORS),
    ("needs_help", "Needs help", [("1", "yes")]),
    ("mine", "Mine", [("1", "yes")]),
    ("outcome", "What became of it", OUTCOMES),
    ("reason", "Why it was not done", REASONS),
]
SORTS = [
    ("next", "What comes next"),
    ("due", "Due date"),
    ("newest", "Newest first"),
    ("reference", "Reference"),
    ("area", "Area"),
    ("status", "Status"),
]
