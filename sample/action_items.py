"""The action items of the sample: what each meeting left to do, what was asked between meetings, and own tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from coordination.choices import ActionStatus, Priority
from sample.calendars import answer_by
from sample.clock import Clock
from sample.lives import Hands, Life
from sample.meetings import Held
from sample.organisations import BY_KEY, OFFICES, is_mission
from sample.records import Deed, PlannedItem
from sample.series import COUNTERPARTS
from sample.staff import Staff, province_of, towns_of
from sample.words import read_json, with_place

LEADS = (5, 7, 10, 14, 14, 21, 30)
HIGH = 0.08
# So much of all is left by meetings, which leave of what might be so much.
FROM_MEETINGS, LEFT = 0.8, 0.64
# Towards those who cannot sign in to confirm, so much is noted as the mission's own task.
SILENT = 0.75
# Of what is not left by meetings so much is asked by officials, and so much noted towards a counterpart.
REQUESTS, NOTED = 0.45, 0.15
SECTORS = ("security", "roads", "water", "health", "education", "justice", "administration", "other")
# Bodies of the mission that owe things themselves.
LENDING = {"roads": "engineers", "water": "engineers", "security": "unac_police"}


@dataclass
class Ledger:
    """Plans item after item."""

    clock: Clock
    staff: Staff
    chance: Random
    items: list[PlannedItem] = field(default_factory=list)

    def leave_from(self, held: Held) -> None:
        """What the meeting left to do: items of both sides where it was shared, else the officer's own tasks."""
        if held.meeting.assigned:
            return
        is_shared = held.shared is not None
        for matter in held.matters:
            for summary in self.some(matter.ours):
                party = self.chance.choice(held.series.parties)
                is_silent = not self.staff.speaker(party, held.meeting.day) and self.chance.random() < SILENT
                owner = self.component(held, matter.sector)
                self.add_from(held, summary, matter.sector, owner, party if is_shared and not is_silent else "")
            for summary in self.some(matter.theirs) if is_shared else ():
                willing = [one for one in held.series.parties if self.staff.speaker(one, held.meeting.day)]
                if willing:
                    component = self.staff.people[held.series.officer].organisation
                    self.add_from(held, summary, matter.sector, self.chance.choice(willing), component)

    def some(self, summaries: tuple[str, ...]) -> list[str]:
        return [one for one in summaries if self.chance.random() < LEFT]

    def component(self, held: Held, sector: str) -> str:
        """Mostly the officer's own; at times the engineers or the mission's police."""
        own = self.staff.people[held.series.officer].organisation
        return LENDING[sector] if sector in LENDING and self.chance.random() < 0.2 and held.shared else own

    def add_from(self, held: Held, summary: str, sector: str, owner: str, other: str) -> None:
        written = held.meeting.deeds[0] if held.meeting.deeds[0].verb == "log" else held.meeting.deeds[1]
        first = Deed("add", written.at, held.series.officer, language=held.series.language)
        start = held.shared.at if held.shared else written.at
        item = PlannedItem(
            key=self.next_key,
            origin="meeting",
            summary=summary,
            owner=owner,
            agreed_with=other,
            area=held.series.area,
            due_on=held.meeting.day + timedelta(days=self.chance.choice(LEADS)),
            deeds=(first,),
            meeting=held.meeting.key,
            owner_post=self.post_of(owner),
            priority=self.priority(),
            sector=sector,
            is_shared=bool(other),
            due_is_approximate=self.chance.random() < 0.08,
        )
        hands = self.hands(item, held.series.officer, held.series.province)
        self.items.append(self.lived(item, hands, held.series.language, start + timedelta(minutes=1)))

    def lived(self, item: PlannedItem, hands: Hands, language: str, start: datetime) -> PlannedItem:
        is_own = not item.agreed_with
        status = ActionStatus.ACCEPTED if is_own else ActionStatus.REQUESTED
        life = Life(self.clock, self.chance, hands, language, item.due_on, start, status, is_own)
        return replace(item, deeds=(*item.deeds, *life.walk()))

    def hands(self, item: PlannedItem, officer: str, province: str) -> Hands:
        """For the mission the officer keeps and the head of office clears; elsewhere one speaks for the office."""
        head = self.staff.clearer(province)
        ours: Callable[[date], str] = lambda _day: officer  # noqa: E731
        cleared: Callable[[date], str] = lambda _day: head  # noqa: E731
        asker = self.somebody_of(item.agreed_with) if item.origin == "request" else ours
        if not item.agreed_with:
            return Hands(ours, cleared, cleared, ours)
        if is_mission(item.owner):
            return Hands(ours, cleared, self.somebody_of(item.agreed_with), asker)
        theirs = self.somebody_of(item.owner)
        return Hands(theirs, theirs, ours, asker)

    def somebody_of(self, organisation: str) -> Callable[[date], str]:
        """Its head or, of those who have one, at times the head's delegate."""

        def who(day: date) -> str:
            delegate = self.staff.delegate(organisation, day)
            is_delegated = bool(delegate) and self.chance.random() < 0.3
            return delegate if is_delegated else self.staff.speaker(organisation, day)

        return who

    def post_of(self, owner: str) -> str:
        """Commitments of a counterpart are often named for its head's office."""
        if is_mission(owner) or self.chance.random() < 0.5:
            return ""
        return self.staff.heads[owner]

    def priority(self) -> str:
        return (Priority.HIGH if self.chance.random() < HIGH else Priority.NORMAL).value

    @property
    def next_key(self) -> str:
        return f"i{len(self.items) + 1:04}"

    # between meetings

    def request(self, province: str, day: int) -> None:
        """An official asks the mission in one sentence."""
        askers = [one for one in COUNTERPARTS_OF[province] if self.staff.speaker(one, self.clock.day(day))]
        if not askers:
            return
        asker = self.chance.choice(askers)
        by = self.staff.speaker(asker, self.clock.day(day))
        language = self.staff.people[by].language
        at = self.clock.at(day, self.chance.randint(7, 17), self.chance.randrange(60))
        due = answer_by(BY_KEY[asker].area, at.date(), self.clock)
        item = PlannedItem(
            key=self.next_key,
            origin="request",
            summary=self.wish("requests", language, province),
            owner=OFFICES[province],
            agreed_with=asker,
            area=BY_KEY[asker].area,
            due_on=due,
            answer_by=due,
            deeds=(Deed("request", at, by, language=language),),
        )
        officer = self.chance.choice(self.staff.officers(province))
        self.items.append(self.lived(item, self.hands(item, officer, province), language, at))

    def note(self, province: str, day: int) -> None:
        """The officer writes down, outside a meeting, what a counterpart has taken on."""
        on = self.clock.day(day)
        parties = [one for one in COUNTERPARTS_OF[province] if self.staff.speaker(one, on)]
        if not parties:
            return
        owner, officer = self.chance.choice(parties), self.chance.choice(self.staff.officers(province))
        language = self.staff.people[self.staff.speaker(owner, on)].language
        at = self.clock.at(day, self.chance.randint(8, 16), self.chance.randrange(60))
        is_shared = self.chance.random() < 0.8
        later = at + timedelta(days=2)
        share = (Deed("share", later, officer),) if not is_shared and later < self.clock.end else ()
        area = BY_KEY[owner].area if province_of(BY_KEY[owner].area) == province else province
        due = on + timedelta(days=self.chance.choice(LEADS))
        item = PlannedItem(
            key=self.next_key,
            origin="item",
            summary=self.wish("requests", language, province),
            owner=owner,
            agreed_with=OFFICES[province],
            area=area,
            due_on=due,
            answer_by=min(due, answer_by(area, on, self.clock)),
            deeds=(Deed("add_item", at, officer, language=language), *share),
            sector=self.chance.choice(SECTORS),
            is_shared=is_shared,
        )
        if is_shared or share:
            start = (share[0].at if share else at) + timedelta(minutes=1)
            item = self.lived(item, self.hands(item, officer, province), language, start)
        self.items.append(item)

    def own_task(self, province: str, day: int) -> None:
        officer = self.chance.choice(self.staff.officers(province))
        language = self.chance.choice(("en", "en", "fr", self.staff.people[officer].language))
        at = self.clock.at(day, self.chance.randint(8, 16), self.chance.randrange(60))
        item = PlannedItem(
            key=self.next_key,
            origin="own_task",
            summary=self.wish("own_tasks", language, province),
            owner=OFFICES[province],
            agreed_with="",
            area=BY_KEY[OFFICES[province]].area,
            due_on=self.clock.day(day) + timedelta(days=self.chance.choice((3, 5, 7, 10))),
            deeds=(Deed("add_own_task", at, officer, language=language),),
            is_shared=False,
        )
        self.items.append(self.lived(item, self.hands(item, officer, province), language, at))

    def wish(self, kind: str, language: str, province: str) -> str:
        names = towns_of(province, language if language in {"en", "fr", "ar"} else "en")
        words: str = self.chance.choice(read_json("wishes")[kind][language])
        return with_place(words, language, self.chance.choice(names), self.chance.randint(10, 80))


COUNTERPARTS_OF = COUNTERPARTS | {
    "LEP": ("corma", "prefecture", "maldosa", "women", "eres", "passerelle", "water_programme"),
}
COUNTERPARTS_OF["FEL"] = (*COUNTERPARTS["FEL"][:3], "galasi")


def plan_action_items(
    clock: Clock, staff: Staff, held: list[Held], by_hand: list[PlannedItem], count: int, chance: Random
) -> list[PlannedItem]:
    """What the meetings left to do, then what came up between them, until there are `count`."""
    ledger = Ledger(clock, staff, chance)
    # The newest first: what is open today comes from them.
    for one in reversed(held):
        if one.was_held and len(ledger.items) < count * FROM_MEETINGS:
            ledger.leave_from(one)
    provinces = list(OFFICES)
    first = (min((one.offset for one in held), default=-30)) + 1
    while len(ledger.items) < count - len(by_hand):
        province, day = chance.choice(provinces), chance.randint(first, -2)
        kinds = (ledger.request, ledger.note, ledger.own_task)
        chance.choices(kinds, (REQUESTS, NOTED, 1 - REQUESTS - NOTED))[0](province, day)
    return [*by_hand, *ledger.items]
