"""The first story, half-way: the security committee of Corma, night patrols and the market road."""

from __future__ import annotations

from datetime import time, timedelta

from coordination.choices import MeetingKind, Outcome
from sample.clock import Clock
from sample.meetings import Held
from sample.minutes import ANSWER_DAYS
from sample.records import Deed, PlannedAttendance, PlannedItem, PlannedMeeting, PlannedTopic
from sample.series import LEPPKO

KEY = "story"
DAY = -9
PARTIES = {"corma": "mayor", "maldosa": "sultan", "cnp": "captain", "women": "president"}
SULTAN = "السلطان حسن بي صيلي"
RESERVE = "لا توافق المحكمة على مرور الدوريات قرب المقبرة ليلا."

TOPICS = (
    PlannedTopic(
        "Patrouilles de nuit",
        "Vols entre le marché et le pont. Les femmes demandent les heures de passage.",
        Outcome.DECISION.value,
    ),
    PlannedTopic(
        "Route du marché",
        "Douze personnes travailleront sur la route ; la mairie donne leurs noms.",
        Outcome.ACTION.value,
    ),
    PlannedTopic(
        "Gazole pour la niveleuse",
        "La mairie demande deux cents litres. Demande notée, sans promesse.",
        Outcome.REQUEST_NOTED.value,
    ),
)


def plan_story(clock: Clock) -> tuple[Held, list[PlannedItem]]:
    """The committee's last meeting. The mayor has agreed; others still answer. Patrol times are two days late."""
    meeting = plan_meeting(clock)
    return Held(LEPPKO[0], meeting, DAY), [patrol_times(clock), worker_list(clock), fuel(clock)]


def plan_meeting(clock: Clock) -> PlannedMeeting:
    circulated = clock.at(DAY + 1, 10)
    answered = clock.at(DAY + 4, 11)
    return PlannedMeeting(
        key=KEY,
        title="Comité de sécurité de Corma · Route du marché et patrouilles de nuit",
        kind=MeetingKind.SECURITY_COMMITTEE.value,
        area="COR",
        place="Salle du conseil, mairie",
        day=clock.day(DAY),
        hour=time(10, 30),
        language="fr",
        parties=tuple(PARTIES),
        attendances=(
            PlannedAttendance("civil_affairs", person="officer"),
            *(PlannedAttendance(side, person, person) for side, person in PARTIES.items()),
        ),
        topics=TOPICS,
        deeds=(
            Deed("log", clock.at(DAY, 17), "officer", language="fr"),
            Deed("circulate", circulated, "officer", language="fr", due_on=circulated.date() + timedelta(ANSWER_DAYS)),
            Deed("endorse", answered, "mayor", language="fr", side="corma", answer="endorsed"),
            Deed("endorse_on_behalf", clock.at(DAY + 4, 15), "officer", RESERVE, "ar", side="maldosa",
                 answer="reservation", name=SULTAN),
        ),
        own_note="Le capitaine est resté silencieux sur les patrouilles.",
    )  # fmt: skip


def item(
    clock: Clock, key: str, summary: str, owner: str, other: str, due: int, *deeds: Deed, **more: str
) -> PlannedItem:
    first = Deed("add", clock.at(DAY, 17), "officer", language="fr")
    return PlannedItem(
        key, "meeting", summary, owner, other, "COR", clock.day(due), (first, *deeds), meeting=KEY, **more  # type: ignore[arg-type]
    )  # fmt: skip


def patrol_times(clock: Clock) -> PlannedItem:
    """What the mission owes, two days late. Not of high priority: a photo proves nothing about patrol times."""
    return item(
        clock, "patrols", "Donner les heures de patrouille à l’Association des femmes de Maldosa",
        "unac_police", "women", -2,
        Deed("accept", clock.at(DAY + 1, 11), "head", language="fr"),
        Deed("start", clock.at(DAY + 2, 12), "adviser", language="fr"),
        sector="security", priority="high",
    )  # fmt: skip


def worker_list(clock: Clock) -> PlannedItem:
    """Béatrice sends nine names for the mayor; Amina wants the other three."""
    return item(
        clock, "workers", "Envoyer la liste des douze ouvriers de la route du marché", "corma", "civil_affairs", 3,
        Deed("accept", clock.at(DAY + 1, 11), "mayor", language="fr"),
        Deed("report_done", clock.at(-4, 14), "deputy", "Liste envoyée.", "fr"),
        Deed("return", clock.at(-3, 15), "officer", "Neuf noms sur douze : il en manque trois.", "fr"),
        sector="roads", owner_post="mayor",
    )  # fmt: skip


def fuel(clock: Clock) -> PlannedItem:
    """Asked for and noted: nobody of the mission has said yes."""
    return item(
        clock, "fuel", "Deux cents litres de gazole pour la niveleuse", "engineers", "corma", 12, sector="roads"
    )
