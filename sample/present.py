"""What waits on the day the sample is opened, for each of those who sign in to look at it."""

from __future__ import annotations

from sample.calendars import answer_by
from sample.clock import Clock
from sample.organisations import OFFICES
from sample.records import Deed, PlannedItem
from sample.words import read_json

ASKED = {"mayor": ("corma", "COR"), "prefect": ("prefecture", "CRD"), "sultan": ("maldosa", "MAL")}


def plan_present(clock: Clock) -> list[PlannedItem]:
    """Something late, something that needs help, a new date and a report that wait, and what nobody has answered."""
    return [budget(clock), registers(clock), corridors(clock), well(clock), maps(clock), *requests(clock)]


def noted(
    clock: Clock,
    key: str,
    summary: str,
    owner: str,
    other: str,
    area: str,
    day: int,
    due: int,
    *deeds: Deed,
    **more: str,
) -> PlannedItem:
    first = Deed("add_item", clock.at(day, 9), "officer", language="fr")
    answer = min(clock.day(due), answer_by(area, clock.day(day), clock))
    return PlannedItem(
        key, "item", summary, owner, other, area, clock.day(due), (first, *deeds), answer_by=answer,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def budget(clock: Clock) -> PlannedItem:
    return noted(
        clock, "budget", "Afficher le budget de la commune au marché", "corma", "civil_affairs", "COR", -16, -3,
        Deed("accept", clock.at(-15, 10), "mayor", language="fr"),
        Deed("start", clock.at(-12, 11), "mayor", language="fr"),
        sector="administration",
    )  # fmt: skip


def registers(clock: Clock) -> PlannedItem:
    return noted(
        clock, "registers", "Ouvrir deux jours d’inscription à l’état civil dans chaque quartier", "corma",
        "civil_affairs", "COR", -12, 4,
        Deed("accept", clock.at(-11, 9), "mayor", language="fr"),
        Deed("start", clock.at(-8, 9), "deputy", language="fr"),
        Deed("ask_for_help", clock.at(-2, 15), "deputy", "Les vingt registres promis ne sont pas arrivés.", "fr"),
        sector="administration",
    )  # fmt: skip


def corridors(clock: Clock) -> PlannedItem:
    return noted(
        clock, "corridors", "Convoquer la commission des couloirs de transhumance", "prefecture", "civil_affairs",
        "CRD", -14, 2,
        Deed("accept", clock.at(-13, 10), "prefect", language="fr"),
        Deed("propose_date", clock.at(-2, 10), "prefect", "Deux chefs sont en déplacement.", "fr",
             due_on=clock.day(12)),
        sector="security",
    )  # fmt: skip


def well(clock: Clock) -> PlannedItem:
    return noted(
        clock, "well", "تنظيف بئر السوق قبل وصول المضخة", "maldosa", "civil_affairs", "MAL", -13, -1,
        Deed("accept", clock.at(-12, 10), "sultan", language="ar"),
        Deed("report_done", clock.at(-2, 16), "sultan", "تم التنظيف بمشاركة أهل الحي.", "ar"),
        sector="water",
    )  # fmt: skip


def maps(clock: Clock) -> PlannedItem:
    """Reported by the mission: the mayor is asked whether it is done."""
    return noted(
        clock, "maps", "Remettre la carte des quartiers en grand format", "civil_affairs", "corma", "COR", -10, -1,
        Deed("accept", clock.at(-9, 11), "head", language="fr"),
        Deed("report_done", clock.at(-2, 11), "officer", "Trois exemplaires remis au secrétariat.", "fr"),
        sector="administration",
    )  # fmt: skip


def requests(clock: Clock) -> list[PlannedItem]:
    """One-tap requests of the last days that the mission has not answered."""
    made = []
    for number, (by, (side, area)) in enumerate(ASKED.items()):
        at = clock.at(-2 - number, 8, 20)
        due = answer_by(area, at.date(), clock)
        made.append(
            PlannedItem(
                key=f"asked-{by}",
                origin="request",
                summary=read_json("wishes")["story"][by][0],
                owner=OFFICES["LEP"],
                agreed_with=side,
                area=area,
                due_on=due,
                answer_by=due,
                deeds=(Deed("request", at, by, language="ar" if by == "sultan" else "fr"),),
            )
        )
    return made
