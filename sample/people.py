"""The cast of the stories by name, and how everybody signs in."""

from __future__ import annotations

from datetime import timedelta

from foundation.people.roles import Role
from sample.clock import Clock
from sample.records import PlannedDelegation, PlannedPerson, PlannedTenure

PASSWORD = "carana-2026"  # noqa: S105  (printed for everyone: it opens the sample only)
DOMAIN = "carana.example"
# By when the story's people have taken up their places: before the first meeting of the sample.
SINCE = -300

OFFICER, HEAD = Role.LIAISON_OFFICER.value, Role.HEAD_OF_OFFICE.value
OFFICIAL, PARTNER = Role.LOCAL_OFFICIAL.value, Role.PARTNER_STAFF.value


def person(key: str, name: str, organisation: str, role: str = "", account: str = "", **more: object) -> PlannedPerson:
    return PlannedPerson(key, name, organisation, role=role, account=account, **more)  # type: ignore[arg-type]


CAST = (
    person("officer", "Amina Diallo", "civil_affairs", OFFICER, "officer", areas=("LEP",)),
    person("feedback", "Sefu Kalume", "civil_affairs", Role.FEEDBACK_OFFICER.value, "feedback", language="sw",
           areas=("LEP",)),
    person("head", "Ingrid Solberg", "civil_affairs", HEAD, "head", areas=("LEP",)),
    person("me", "Rajiv Menon", "civil_affairs", Role.ME_OFFICER.value, "me", areas=("CRN",)),
    person("capacity", "Lucía Ferrer", "civil_affairs", Role.CAPACITY_OFFICER.value, "capacity", language="es",
           areas=("LEP",)),
    person("protected", "Nadia Haddad", "civil_affairs", Role.PROTECTED_CASE_OFFICER.value, "protected", language="ar",
           areas=("LEP",)),
    person("admin", "Tomás Reis", "unac", Role.ADMINISTRATOR.value, "admin", language="pt", areas=("CRN",)),
    person("auditor", "Helen Okoro", "unac", Role.AUDITOR.value, "auditor", areas=("CRN",)),
    person("adviser", "Jonas Weyler", "unac_police", OFFICER, "unpol", areas=("LEP",)),
    person("galasi_officer", "Mirela Stanko", "office_fel", OFFICER, "galasi", language="fr", areas=("FEL",)),
    person("mayor", "Joseph Mandaba", "corma", OFFICIAL, "mayor", language="fr"),
    person("deputy", "Béatrice Yakoma", "corma", OFFICIAL, "deputy", language="fr"),
    person("sultan", "السلطان حسن بي صيلي", "maldosa", OFFICIAL, "sultan", language="ar",
           latin="Sultan Hassan Bi-Sélé"),
    person("prefect", "Aurélie Nzapa", "prefecture", OFFICIAL, "prefect", language="fr"),
    person("captain", "Moussa Idris", "cnp"),
    person("president", "Zara Adoumi", "women", OFFICIAL, "women", language="fr"),
    person("eres_mayor", "Daudi Mwenda", "eres", OFFICIAL, "eres", language="sw"),
    person("elder", "شيخ عثمان ديبي", "kika", latin="Sheikh Osman Debi"),
    person("galasi_mayor", "Inês Cardoval", "galasi", OFFICIAL, "cityhall", language="pt"),
    person("road_engineer", "Bernard Tolima", "works", OFFICIAL, "works"),
    person("water_lead", "Marit Osterlund", "water_programme", PARTNER, "water"),
    person("coordinator", "Claire Ndoye", "passerelle", PARTNER, "ngo", language="fr"),
)  # fmt: skip

# Who of the cast holds which post of `data/posts.json`. The posts are called as their holders are.
HELD = {
    "mayor": "mayor", "secretary": "deputy", "sultan": "sultan", "prefect": "prefect", "captain": "captain",
    "president": "president", "eres_mayor": "eres_mayor", "elder": "elder", "galasi_mayor": "galasi_mayor",
    "coordinator": "coordinator", "road_engineer": "road_engineer", "water_lead": "water_lead", "head": "head",
}  # fmt: skip


def cast(clock: Clock) -> tuple[PlannedPerson, ...]:
    """The cast with the day each took up their place, Amina's office first."""
    return tuple(
        PlannedPerson(**{**vars(one), "from_on": clock.day(SINCE) + timedelta(days=number % 7)})
        for number, one in enumerate(CAST)
    )


def cast_tenures(clock: Clock) -> tuple[PlannedTenure, ...]:
    return tuple(PlannedTenure(post, who, clock.day(SINCE)) for post, who in HELD.items())


def cast_delegations(clock: Clock) -> tuple[PlannedDelegation, ...]:
    return (PlannedDelegation("mayor", "deputy", clock.day(SINCE + 10)),)


def email_of(account: str) -> str:
    return f"{account}@{DOMAIN}"
