"""The people of the sample mission whom a newcomer can sign in as."""

from __future__ import annotations

DOMAIN = "carana.example"
PASSWORD = "carana-2026"  # noqa: S105 printed for everyone: it opens the sample only
ROLES = {
    "officer": "liaison officer of the mission in Corma",
    "feedback": "community liaison assistant",
    "protected": "protected-case officer",
    "capacity": "capacity officer",
    "me": "monitoring and evaluation officer",
    "head": "head of office",
    "mayor": "Mayor of Corma",
    "ngo": "staff of a partner organisation",
    "admin": "administrator",
    "auditor": "auditor",
}


def listing() -> str:
    """The accounts as lines, their password above."""
    lines = [f"Sample accounts, password {PASSWORD}:"]
    lines += [f"  {role + '@' + DOMAIN:<26}{who}" for role, who in ROLES.items()]
    return "\n".join(lines)
