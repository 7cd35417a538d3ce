"""The meetings of the sample: nine months of them, some still to come, some cancelled, each with what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from functools import partial
from random import Random

from coordination.choices import MEETING_MOVES, MeetingKind, MeetingStatus, Outcome, Presence
from sample.clock import Clock
from sample.minutes import circulation, sharing
from sample.records import Deed, PlannedAttendance, PlannedMeeting, PlannedTopic
from sample.series import Series
from sample.staff import Staff, towns_of
from sample.words import Matter, matters, phrase, with_place

SHORT = {MeetingKind.CONTACT, MeetingKind.CALL}
# Of those planned to take place so many do not; of all of them so many were written down beforehand.
CANCELLED, PLANNED_AHEAD, RESTRICTED, INTERNAL = 0.04, 0.16, 0.02, 0.3
LATE_LOGGING = (0, 0, 0, 0, 0, 0, 1, 1, 2, 4)


@dataclass(frozen=True)
class Held:
    """A meeting as planned, with what the planner of action items needs. `shared` is its deed, if it was shared."""

    series: Series
    meeting: PlannedMeeting
    offset: int
    matters: list[Matter] = field(default_factory=list)
    shared: Deed | None = None

    @property
    def was_held(self) -> bool:
        return bool(self.matters)


@dataclass
class Diary:
    """Plans meeting after meeting; matters come round only when all of a kind have been talked about."""

    clock: Clock
    staff: Staff
    chance: Random
    waiting: dict[tuple[str, str], list[Matter]] = field(default_factory=dict)

    def plan(self, key: str, series: Series, offset: int) -> Held:
        status = self.status_of(offset)
        if status != MeetingStatus.HELD:
            return Held(series, self.not_held(key, series, offset, status), offset)
        kind = series.kinds[self.chance.randrange(len(series.kinds))]
        count = 1 if kind in SHORT else self.chance.choices((1, 2, 3), (20, 60, 20))[0]
        chosen = [self.matter(series) for _number in range(count)]
        is_restricted = not series.is_forum and self.chance.random() < RESTRICTED
        is_shared = series.is_forum or not (is_restricted or self.chance.random() < INTERNAL)
        attendances = self.attendances(series, offset)
        meeting = PlannedMeeting(
            key=key,
            title=f"{series.title} · {chosen[0].title}"[:200],
            kind=kind.value,
            area=series.area,
            place=series.place,
            day=self.clock.day(offset),
            hour=self.hour(),
            language=series.language,
            parties=series.parties,
            attendances=attendances,
            topics=self.topics(chosen, series, is_shared=is_shared),
            deeds=self.held_deeds(series, offset),
            joint_note=phrase(self.chance, series.language, "joint_note") if self.chance.random() < 0.2 else "",
            own_note=phrase(self.chance, series.language, "own_note") if self.chance.random() < 0.35 else "",
            assigned=(series.officer, self.staff.clearer(series.province)) if is_restricted else (),
        )
        after: list[Deed] = []
        if is_shared:
            spread = circulation if series.is_forum else sharing
            after = spread(meeting, self.clock, self.staff, self.chance)
        after = [deed for deed in after if deed.at < self.clock.end]
        shared = next((deed for deed in after if deed.verb in {"share", "circulate"}), None)
        meeting = replace(meeting, deeds=(*meeting.deeds, *after))
        return Held(series, meeting, offset, chosen, shared)

    def status_of(self, offset: int) -> MeetingStatus:
        """Where the walk from "planned" has led by today."""
        allowed = MEETING_MOVES[MeetingStatus.PLANNED]
        if offset >= 0:
            return MeetingStatus.PLANNED
        is_cancelled = MeetingStatus.CANCELLED in allowed and self.chance.random() < CANCELLED
        return MeetingStatus.CANCELLED if is_cancelled else MeetingStatus.HELD

    def not_held(self, key: str, series: Series, offset: int, status: MeetingStatus) -> PlannedMeeting:
        planned_on = min(offset - self.chance.randint(3, 9), -1)
        deeds = [Deed("plan", self.clock.at(planned_on, 15, self.chance.randrange(60)), series.officer)]
        if status == MeetingStatus.CANCELLED:
            at = self.clock.at(offset - 1, 16, self.chance.randrange(60))
            text = phrase(self.chance, series.language, "cancelled")
            deeds.append(Deed("cancel", max(at, deeds[0].at), series.officer, text, series.language))
        return PlannedMeeting(
            key, series.title, series.kinds[0].value, series.area, series.place, self.clock.day(offset), self.hour(),
            series.language, series.parties, (), (), tuple(deeds),
        )  # fmt: skip

    def held_deeds(self, series: Series, offset: int) -> tuple[Deed, ...]:
        """Logged on its evening or some days later; some were planned before."""
        late = min(self.chance.choice(LATE_LOGGING), -1 - offset)
        logged = self.clock.at(offset + late, 17, self.chance.randrange(60))
        if self.chance.random() >= PLANNED_AHEAD:
            return (Deed("log", logged, series.officer, language=series.language),)
        planned = self.clock.at(offset - self.chance.randint(2, 8), 14, self.chance.randrange(60))
        return Deed("plan", planned, series.officer), Deed("hold", logged, series.officer, language=series.language)

    def hour(self) -> time:
        return time(self.chance.randint(8, 15), self.chance.choice((0, 0, 30)))

    def matter(self, series: Series) -> Matter:
        """The next thing to talk about, with a place of the province and a number filled in."""
        pile = self.waiting.setdefault((series.language, series.theme), [])
        if not pile:
            pile += matters(series.language, series.theme)
            self.chance.shuffle(pile)
        return filled(pile.pop(), series.province, series.language, self.chance)

    def topics(self, chosen: list[Matter], series: Series, *, is_shared: bool) -> tuple[PlannedTopic, ...]:
        rows = [PlannedTopic(one.title, one.text, self.outcome(one).value) for one in chosen]
        if is_shared and self.chance.random() < 0.06:
            title, text = (phrase(self.chance, series.language, kind) for kind in ("own_topic", "own_note"))
            rows.append(PlannedTopic(title, text, Outcome.INFORMATION.value, is_own=True))
        return tuple(rows)

    def outcome(self, matter: Matter) -> Outcome:
        if matter.ours or matter.theirs:
            return self.chance.choices((Outcome.ACTION, Outcome.DECISION, Outcome.REQUEST_NOTED), (75, 17, 8))[0]
        return Outcome.INFORMATION

    def attendances(self, series: Series, offset: int) -> tuple[PlannedAttendance, ...]:
        """The officer, now and then with a colleague, and the head of each party or who came instead."""
        day = self.clock.day(offset)
        mission = [series.officer]
        if series.is_forum or self.chance.random() < 0.15:
            mission.append(self.staff.clearer(series.province))
        rows = [PlannedAttendance(self.staff.people[key].organisation, person=key) for key in mission]
        for party in series.parties:
            post = self.staff.heads[party]
            holder = self.staff.holder(post, day)
            presence = self.chance.choices(list(Presence), (86, 6, 8))[0]
            other = self.second(party, offset) if presence == Presence.REPRESENTED else ""
            if presence == Presence.REPRESENTED and not other:
                presence = Presence.PRESENT
            rows.append(PlannedAttendance(party, holder, post, presence.value, other))
        return tuple(rows)

    def second(self, organisation: str, offset: int) -> str:
        """The name of somebody else with a post there."""
        posts = (post.key for post in self.staff.posts if post.organisation == organisation and not post.is_head)
        keys = (self.staff.holder(post, self.clock.day(offset)) for post in posts)
        return next((self.staff.people[key].name for key in keys if key), "")


def filled(matter: Matter, province: str, language: str, chance: Random) -> Matter:
    column = language if language in {"en", "fr", "ar"} else "en"
    place, number = chance.choice(towns_of(province, column)), chance.randint(4, 48)
    say = partial(with_place, language=language, place=place, number=number)
    return Matter(
        theme=matter.theme,
        sector=matter.sector,
        title=say(matter.title),
        text=say(matter.text),
        ours=tuple(say(one) for one in matter.ours),
        theirs=tuple(say(one) for one in matter.theirs),
    )


def plan_meetings(clock: Clock, staff: Staff, series: list[Series], count: int, chance: Random) -> list[Held]:
    """The `count` meetings nearest to today, in the order of their days."""
    pairs = [(one, offset) for one in series for offset in one.offsets]
    pairs.sort(key=lambda pair: (abs(pair[1]), pair[0].title))
    diary = Diary(clock, staff, chance)
    chosen = sorted(pairs[:count], key=lambda pair: (pair[1], pair[0].title))
    return [diary.plan(f"m{number:03}", one, offset) for number, (one, offset) in enumerate(chosen, start=1)]
