"""The action items of the sample: what each meeting left to do, how it went, and what was asked between meetings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coordination.choices import ActionStatus, MeetingStatus, NotDoneReason, Priority
from coordination.models import ActionItem
from foundation.notices.models import Notice
from foundation.people.models import Membership
from sample import matters
from sample.item_lives import Beginning, Life, begin, write_lives
from sample.meetings import Held
from sample.world import World, write_dated

TOTAL = 200
LEADS = (5, 7, 10, 14, 21, 30)
# What is older than this has found its end: an item months late would look like a mission asleep.
OLDEST_OPEN = -24
NEWS_DAYS = 10

DONE = {
    "en": "Done together with the people of the quarter.",
    "fr": "C’est fait, avec les gens du quartier.",
    "ar": "تم العمل بمشاركة أهل الحي.",
    "sw": "Imekamilika pamoja na wakazi wa mtaa.",
    "pt": "Feito com os moradores do bairro.",
}
HELP = {
    "en": "The truck is out of order; we need transport for one day.",
    "fr": "Le camion est en panne ; il nous faut un transport pour une journée.",
    "ar": "الشاحنة معطلة ونحتاج إلى نقل ليوم واحد.",
    "sw": "Gari limeharibika; tunahitaji usafiri wa siku moja.",
    "pt": "O camião avariou; precisamos de transporte por um dia.",
}
RETURNED = {
    "en": "One of the two parts is still missing.",
    "fr": "Il manque encore une des deux parties.",
    "ar": "ما زال أحد الجزأين ناقصا.",
    "sw": "Sehemu moja bado haijafika.",
    "pt": "Ainda falta uma das duas partes.",
}
NOT_DONE = {
    "en": "The budget line was closed before the work could start.",
    "fr": "La ligne budgétaire a été fermée avant le début des travaux.",
    "ar": "أقفل بند الميزانية قبل بدء العمل.",
    "sw": "Fedha za kazi hii zilifungwa kabla haijaanza.",
    "pt": "A verba foi encerrada antes do início dos trabalhos.",
}
LATER = {
    "en": "The rain closed the road for a week.",
    "fr": "La pluie a fermé la route une semaine.",
    "ar": "أغلق المطر الطريق أسبوعا.",
    "sw": "Mvua ilifunga barabara kwa wiki moja.",
    "pt": "A chuva fechou a estrada uma semana.",
}


@dataclass(frozen=True)
class Hands:
    """Who moves an item: those who keep it, those who clear it, and the other side."""

    keeper: str
    clearer: str
    other: str


Course = Callable[[Life, Hands], None]


def kept_on_time(life: Life, hands: Hands) -> None:
    due = life.beginning.due
    done = min(due - life.world.chance.randint(0, 3), -1)
    _accepted(life, hands)
    _report(life, hands, max(done, life.beginning.day + 2))
    life.confirm(min(due + 2, -1), hands.other)


def kept_late(life: Life, hands: Hands) -> None:
    late = life.beginning.due + life.world.chance.randint(1, 6)
    _accepted(life, hands)
    _report(life, hands, min(late, -1))
    life.confirm(min(late + 2, 0), hands.other)


def kept_on_new_date(life: Life, hands: Hands) -> None:
    due = life.beginning.due
    _accepted(life, hands)
    life.propose_date(due - 2, hands.keeper, due + 8, LATER[life.beginning.language], agreed_by=hands.other)
    _report(life, hands, min(due + 6, -1))
    life.confirm(min(due + 8, 0), hands.other)


def returned_then_kept(life: Life, hands: Hands) -> None:
    due = life.beginning.due
    _accepted(life, hands)
    _report(life, hands, due - 3)
    life.give_back(due - 2, hands.other, RETURNED[life.beginning.language])
    _report(life, hands, min(due, -1))
    life.confirm(min(due + 1, 0), hands.other)


def late_and_open(life: Life, hands: Hands) -> None:
    _accepted(life, hands)
    life.start(life.beginning.day + 3, hands.keeper)


def late_with_help_asked(life: Life, hands: Hands) -> None:
    late_and_open(life, hands)
    life.ask_for_help(min(life.beginning.due + 1, 0), hands.keeper, HELP[life.beginning.language])


def reported(life: Life, hands: Hands) -> None:
    _accepted(life, hands)
    _report(life, hands, min(life.beginning.due - 1, -1))


def declined(life: Life, hands: Hands) -> None:
    day, text = min(life.beginning.day + 3, 0), NOT_DONE[life.beginning.language]
    life.decline(day, hands.clearer, NotDoneReason.NO_BUDGET, text)


def dropped(life: Life, hands: Hands) -> None:
    _accepted(life, hands)
    text = NOT_DONE[life.beginning.language]
    life.drop(min(life.beginning.due - 1, 0), hands.keeper, hands.other, NotDoneReason.OVERTAKEN, text)


def accepted(life: Life, hands: Hands) -> None:
    _accepted(life, hands)


def in_progress(life: Life, hands: Hands) -> None:
    _accepted(life, hands)
    life.start(min(life.beginning.day + 3, 0), hands.keeper)


def help_asked(life: Life, hands: Hands) -> None:
    in_progress(life, hands)
    life.ask_for_help(-1, hands.keeper, HELP[life.beginning.language])


def new_date_asked(life: Life, hands: Hands) -> None:
    in_progress(life, hands)
    life.propose_date(-1, hands.keeper, life.beginning.due + 7, LATER[life.beginning.language])


def requested(_life: Life, _hands: Hands) -> None:
    """Nobody has answered yet."""


def withdrawn(life: Life, _hands: Hands) -> None:
    life.withdraw(min(life.beginning.day + 4, 0), life.beginning.by)


def _accepted(life: Life, hands: Hands) -> None:
    if life.item.agreed_with:
        life.accept(min(life.beginning.day + 1, 0), hands.clearer)


def _report(life: Life, hands: Hands, day: int) -> None:
    life.report_done(max(day, life.beginning.day), hands.keeper, DONE[life.beginning.language])


PAST: list[tuple[Course, int]] = [
    (kept_on_time, 50), (kept_late, 14), (kept_on_new_date, 8), (returned_then_kept, 5), (late_and_open, 22),
    (late_with_help_asked, 8), (reported, 6), (declined, 4), (dropped, 3), (withdrawn, 2),
]  # fmt: skip
COMING: list[tuple[Course, int]] = [
    (accepted, 26), (in_progress, 28), (help_asked, 14), (new_date_asked, 10), (reported, 8), (requested, 14),
]  # fmt: skip
LONG_PAST: list[tuple[Course, int]] = [
    (kept_on_time, 60), (kept_late, 16), (kept_on_new_date, 8), (returned_then_kept, 5), (declined, 5), (dropped, 6),
]  # fmt: skip
OWN_PAST: list[tuple[Course, int]] = [(kept_on_time, 85), (kept_late, 15)]
OWN_COMING: list[tuple[Course, int]] = [(accepted, 60), (in_progress, 40)]


def plan_action_items(world: World, held: list[Held], story: list[Life]) -> None:
    lives = [*story]
    for one in held:
        if one.meeting.status == MeetingStatus.HELD:
            lives += items_of(world, one)
    lives += requests(world)
    lives += loose_items(world, TOTAL - len(lives))
    write_lives(lives)
    tell_of_waiting(world, [life.item for life in lives])


def items_of(world: World, one: Held) -> list[Life]:
    """What the meeting left to do: own tasks where it is internal, items of both sides where it is shared."""
    lives = []
    series = one.series
    for position, (topic, matter) in enumerate(one.topics):
        if not one.is_shared and position:
            break
        for number, summary in enumerate(matter.ours[: 2 if one.is_shared else 1]):
            other = series.parties[(position + number) % len(series.parties)] if one.is_shared else ""
            lives.append(_live(world, one, topic, matter, summary, series.component, other))
        if one.is_shared and series.speaker:
            speaking = [party for party in series.parties if speaker_of(world, party)]
            first, ours = speaking[position % len(speaking)], series.component
            lives += [_live(world, one, topic, matter, summary, first, ours) for summary in matter.theirs]
    return lives


def _live(world: World, one: Held, topic: object, matter: matters.Matter, summary: str, owner: str, other: str) -> Life:
    series = one.series
    due = one.offset + world.chance.choice(LEADS)
    life = begin(
        world,
        Beginning(
            summary=summary,
            owner=owner,
            agreed_with=other,
            area=series.area,
            day=one.offset,
            due=due if due != 0 else 1,
            by=series.officer,
            meeting=one.meeting,
            topic=topic,  # type: ignore[arg-type]
            is_shared=one.is_shared,
            sector=matter.sector,
            priority=Priority.HIGH if world.chance.random() < 0.15 else Priority.NORMAL,
            language=series.language,
        ),
    )
    course(world, life)(life, hands_of(world, life, series.officer))
    return life


def course(world: World, life: Life) -> Course:
    own = not life.item.agreed_with
    # A short lead leaves no room for a long story.
    is_past = life.beginning.due < -1 and life.beginning.due - life.beginning.day >= 5
    is_known = is_noted_already(world, life)
    if is_past:
        long_past = life.beginning.due < OLDEST_OPEN or is_known
        table = LONG_PAST if long_past and not own else OWN_PAST if own else PAST
    else:
        table = OWN_COMING if own else COMING
    courses, weights = zip(*table, strict=True)
    chosen: Course = world.chance.choices(courses, weights)[0]
    speaks = not life.item.agreed_with or speaker_of(world, life.beginning.agreed_with)
    if speaks:
        return chosen
    # Nobody there can sign in to confirm: such an item reads "reported, not contradicted".
    return reported if is_past else in_progress


def is_noted_already(world: World, life: Life) -> bool:
    """Whether a later meeting noted the same again: then the earlier one was brought to its end."""
    key = (life.beginning.summary, life.beginning.owner)
    is_known = key in world.noted
    world.noted.add(key)
    return is_known


def hands_of(world: World, life: Life, officer: str) -> Hands:
    """On the mission's side the officer keeps and the head clears; elsewhere one person speaks for the office."""
    owner, other = life.beginning.owner, life.beginning.agreed_with
    if not other:
        return Hands(officer, officer, "head" if officer != "head" else "officer")
    if world.organisations[owner].is_mission:
        return Hands(officer, "head", speaker_of(world, other) or "head")
    speaker = speaker_of(world, owner) or officer
    return Hands(speaker, speaker, officer)


def speaker_of(world: World, organisation: str) -> str:
    """The person of that organisation who can sign in; of the mission, its liaison officer."""
    if world.organisations[organisation].is_mission:
        return "officer"
    places = world.cast.places.items()
    return next((key for key, place in places if place == organisation and key in world.cast.users), "")


def requests(world: World) -> list[Life]:
    """What officials asked of the mission between meetings: some cleared, some declined, some not answered yet."""
    lives = []
    for number, (by, area, language, summary) in enumerate(matters.REQUESTS):
        day = -3 - number * 5
        start = Beginning(summary, "civil_affairs", world.cast.places[by], area, day, day + 14, by, language=language)
        life = begin(world, start)
        if number % 4 == 3:
            life.decline(min(day + 4, 0), "head", NotDoneReason.NOT_RESPONSIBLE, NOT_DONE[language])
        elif number > 2:
            hands = hands_of(world, life, "officer")
            course(world, life)(life, hands)
        lives.append(life)
    return lives


def loose_items(world: World, count: int) -> list[Life]:
    """What was asked or noted between meetings: requests of officials, and the officers' own tasks."""
    lives = []
    for number in range(count):
        summary = matters.OWN_TASKS[number % len(matters.OWN_TASKS)]
        day, due = -1 - number, 9 - number
        keeper = "capacity" if "ñ" in summary or "hoja" in summary else "officer"
        life = begin(
            world,
            Beginning(summary, "civil_affairs", "", "COR", day, due if due else 1, keeper, is_shared=False),
        )
        course(world, life)(life, hands_of(world, life, keeper))
        lives.append(life)
    return lives


def tell_of_waiting(world: World, items: list[ActionItem]) -> None:
    """Unread notices in the bell for what was reported lately and waits to be confirmed. Nothing is mailed."""
    since = world.clock.at(-NEWS_DAYS)
    waiting = [
        item
        for item in items
        if item.status == ActionStatus.REPORTED_DONE
        and item.agreed_with_root_id
        and item.reported_at
        and item.reported_at > since
    ]
    readers = {user.pk: key for key, user in world.cast.users.items() if key in {"officer", "head", "mayor", "prefect"}}
    sides = dict(
        Membership.objects.filter(person__user_id__in=readers).values_list("person__user_id", "organisation__root_id")
    )
    notices = [
        Notice(
            user_id=user_id,
            kind="action_item_reported_done",
            about_kind=item._meta.label_lower,
            about_id=item.pk,
            key=f"r{item.revision}",
            created_at=item.reported_at or since,
        )
        for item in waiting
        for user_id, side in sides.items()
        if side == item.agreed_with_root_id
    ]
    write_dated(notices, "created_at")
