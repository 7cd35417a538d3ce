"""The meetings of the sample: a dozen series over five months, some still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from coordination.choices import MeetingKind, MeetingStatus, Outcome
from coordination.models import Attendance, Meeting, MeetingNote, MeetingParty, Topic
from foundation.access.choices import Sensitivity
from sample import matters
from sample.clock import ZONE
from sample.matters import Matter
from sample.world import World, write_dated

K = MeetingKind


@dataclass(frozen=True)
class Series:
    """Meetings with the same counterparts. `newest` and `rhythm` are days; `speaker` answers for the first party."""

    title: str
    area: str
    place: str
    language: str
    officer: str
    parties: tuple[str, ...]
    matters: list[Matter]
    newest: int
    rhythm: int
    count: int
    kinds: tuple[MeetingKind, ...] = (K.LIAISON_MEETING,)
    speaker: str = ""
    component: str = "civil_affairs"
    posts: tuple[str, ...] = ()
    is_forum: bool = False
    cancelled: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


@dataclass
class Held:
    """A meeting as planned, with what the planner of action items needs."""

    series: Series
    meeting: Meeting
    offset: int
    topics: list[tuple[Topic, Matter]]
    is_shared: bool


COMMITTEE = [
    matters.FRENCH_TOWN[0],
    matters.FRENCH_WOMEN[0],
    matters.FRENCH_TOWN[4],
    matters.FRENCH_PREFECTURE[1],
    matters.FRENCH_TOWN[3],
]
MIXED = (K.LIAISON_MEETING, K.CONTACT, K.LIAISON_MEETING, K.CALL, K.VISIT)
COMMITTEE_PARTIES = ("corma", "maldosa", "cnp", "women")
COMMITTEE_POSTS = ("mayor", "sultan", "captain", "president")

SERIES = [
    Series(
        "Comité de sécurité de Corma", "COR", "Salle du conseil, mairie", "fr", "officer", COMMITTEE_PARTIES,
        COMMITTEE, 5, 14, 9, (K.SECURITY_COMMITTEE,), "mayor", posts=COMMITTEE_POSTS, is_forum=True, left_out=(1,),
    ),
    Series(
        "Point avec le maire de Corma", "COR", "Mairie", "fr", "officer", ("corma",),
        matters.FRENCH_TOWN, 3, 10, 9, MIXED, "mayor", posts=("mayor",),
    ),
    Series(
        "Séance à la préfecture", "CRD", "Préfecture", "fr", "officer", ("prefecture",),
        matters.FRENCH_PREFECTURE, 8, 12, 7, (K.LIAISON_MEETING,), "prefect", posts=("prefect",), cancelled=(3,),
    ),
    Series(
        "لقاء مع محكمة مالدوسا", "MAL", "مجلس السلطان", "ar", "officer", ("maldosa",),
        matters.ARABIC_COURT, 10, 14, 6, (K.VISIT, K.LIAISON_MEETING), "sultan", posts=("sultan",),
    ),
    Series(
        "Association des femmes de Maldosa", "MAL", "Maison des femmes", "fr", "officer", ("women",),
        matters.FRENCH_WOMEN, -11, 18, 4, (K.COMMUNITY_DIALOGUE, K.LIAISON_MEETING), "president", posts=("president",),
    ),
    Series(
        "Kikao na meya wa Eres", "ERE", "Ofisi ya meya", "sw", "officer", ("eres",),
        matters.SWAHILI_TOWN, 2, 15, 5, MIXED, "eres_mayor", posts=("eres_mayor",), cancelled=(2,),
    ),
    Series(
        "Liaison with the police of Corma", "COR", "Police station", "en", "adviser", ("cnp",),
        matters.ENGLISH_POLICE, -3, 16, 4, (K.LIAISON_MEETING, K.PATROL_DEBRIEF), "",
        "unac_police", posts=("captain",),
    ),
    Series(
        "Suivi avec Passerelle", "COR", "Bureau de Passerelle", "fr", "officer", ("passerelle",),
        matters.FRENCH_PARTNER, 12, 21, 4, (K.LIAISON_MEETING, K.CALL), "coordinator", posts=("coordinator",),
    ),
    Series(
        "Roads of Leppko", "ERD", "Landing of the ferry", "en", "officer", ("works",),
        matters.ENGLISH_WORKS[:2], -20, 30, 2, (K.VISIT,), "road_engineer", "engineers", ("road_engineer",),
    ),
    Series(
        "Water points of Maldosa district", "MLD", "Water yard", "en", "officer", ("water_programme",),
        matters.ENGLISH_WORKS[2:], -2, 20, 3, (K.LIAISON_MEETING,), "water_lead", "engineers", ("water_lead",),
    ),
    Series(
        "Reunião com a cidade de Galasi", "GAL", "Câmara", "pt", "galasi_officer", ("galasi",),
        matters.PORTUGUESE_CITY, -5, 14, 4, (K.LIAISON_MEETING,), "galasi_mayor", "unac", ("galasi_mayor",),
    ),
    Series(
        "مجلس شيوخ كيكا", "KKA", "تحت شجرة المجلس", "ar", "officer", ("kika",),
        matters.ARABIC_COURT[3:], -14, 25, 3, (K.COMMUNITY_DIALOGUE,), posts=("elder",),
    ),
]  # fmt: skip


def plan_meetings(world: World) -> list[Held]:
    held = [plan_meeting(world, series, index) for series in SERIES for index in kept(series)]
    write_dated([one.meeting for one in held], "logged_at")
    parties, attendances, topics, notes = [], [], [], []
    for one in held:
        parties += parties_of(world, one)
        attendances += attendances_of(world, one)
        topics += [topic for topic, _matter in one.topics]
        if one.offset % 3 == 0 and one.meeting.status == MeetingStatus.HELD:
            text = "Candid: ask again next time." if one.series.language == "en" else "À redire la prochaine fois."
            notes.append(MeetingNote(meeting=one.meeting, held_by=one.meeting.held_by, text=text))
    MeetingParty.objects.bulk_create(parties)
    Attendance.objects.bulk_create(attendances)
    Topic.objects.bulk_create(topics)
    MeetingNote.objects.bulk_create(notes)
    return held


def kept(series: Series) -> list[int]:
    return [index for index in range(series.count) if index not in series.left_out]


def plan_meeting(world: World, series: Series, index: int) -> Held:
    offset = series.newest - index * series.rhythm
    status = MeetingStatus.PLANNED if offset > 0 else MeetingStatus.HELD
    if index in series.cancelled:
        status = MeetingStatus.CANCELLED
    # Most contacts are candid: of one counterpart's meetings two in three are shared; a forum's always.
    is_shared = status == MeetingStatus.HELD and (series.is_forum or index % 3 != 0)
    mission = world.organisations["unac"]
    hour = 8 + (index * 3) % 8
    meeting = Meeting(
        title=f"{series.title} · {index_matter(series, index).title}" if offset <= 0 else series.title,
        kind=series.kinds[index % len(series.kinds)],
        status=status,
        area=world.areas[series.area],
        place=series.place,
        day=world.clock.day(offset),
        starts_at=datetime.combine(world.clock.day(offset), time(hour, 30 * (index % 2)), UTC),
        zone=ZONE,
        language=series.language,
        held_by=mission,
        component=world.organisations[series.component],
        sensitivity=Sensitivity.SHARED if is_shared else Sensitivity.INTERNAL,
        logged_by=world.user(series.officer),
        logged_at=world.clock.at(min(offset, 0) if offset <= 0 else -2, 17),
    )
    topics = plan_topics(series, meeting, index) if status == MeetingStatus.HELD else []
    verb = {MeetingStatus.PLANNED: "planned", MeetingStatus.HELD: "logged", MeetingStatus.CANCELLED: "cancelled"}
    world.remember(verb[status], meeting, series.officer, meeting.logged_at, status=status.value)
    return Held(series, meeting, offset, topics, is_shared)


def index_matter(series: Series, index: int) -> Matter:
    return series.matters[(index * 2) % len(series.matters)]


def plan_topics(series: Series, meeting: Meeting, index: int) -> list[tuple[Topic, Matter]]:
    count = 1 if meeting.kind in {K.CONTACT, K.CALL} else 2
    chosen = [series.matters[(index * 2 + step) % len(series.matters)] for step in range(count)]
    return [
        (
            Topic(
                meeting=meeting,
                number=number,
                title=matter.title,
                text=matter.text,
                outcome=Outcome.ACTION if matter.ours or matter.theirs else Outcome.INFORMATION,
            ),
            matter,
        )
        for number, matter in enumerate(chosen, start=1)
    ]


def parties_of(world: World, one: Held) -> list[MeetingParty]:
    sides = [world.organisations[key] for key in one.series.parties]
    return [MeetingParty(meeting=one.meeting, organisation=side, root_id=side.root_id) for side in sides]


def attendances_of(world: World, one: Held) -> list[Attendance]:
    if one.meeting.status == MeetingStatus.CANCELLED:
        return []
    officer = world.cast.people[one.series.officer]
    component = world.organisations[one.series.component]
    rows = [Attendance(meeting=one.meeting, organisation=component, person=officer)]
    for key, post in zip(one.series.parties, one.series.posts, strict=True):
        side = world.organisations[key]
        rows.append(Attendance(meeting=one.meeting, organisation=side, post=world.cast.posts[post]))
    return rows
