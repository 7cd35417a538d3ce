"""The first story, half-way: the security committee of Corma, night patrols and the market road."""

from __future__ import annotations

from datetime import UTC, datetime, time

from coordination.choices import MeetingKind, MeetingStatus, Outcome, Priority, Sector
from coordination.models import Attendance, Meeting, MeetingNote, MeetingParty, Topic
from foundation.access.choices import Sensitivity
from sample.clock import ZONE
from sample.item_lives import Beginning, Life, begin
from sample.meetings import COMMITTEE_PARTIES, COMMITTEE_POSTS
from sample.world import World, write_dated

DAY = -9


def plan_story(world: World) -> list[Life]:
    """The committee's last meeting. The mayor has agreed; others still answer. Patrol times are two days late."""
    meeting = plan_meeting(world)
    patrols = Topic(
        meeting=meeting,
        number=1,
        title="Patrouilles de nuit",
        text="Vols entre le marché et le pont. Les femmes demandent les heures de passage.",
        outcome=Outcome.DECISION,
    )
    road = Topic(
        meeting=meeting,
        number=2,
        title="Route du marché",
        text="Douze personnes travailleront sur la route ; la mairie donne leurs noms.",
        outcome=Outcome.ACTION,
    )
    diesel = Topic(
        meeting=meeting,
        number=3,
        title="Gazole pour la niveleuse",
        text="La mairie demande deux cents litres. Demande notée, sans promesse.",
        outcome=Outcome.REQUEST_NOTED,
    )
    Topic.objects.bulk_create([patrols, road, diesel])
    return [patrol_times(world, meeting, patrols), worker_list(world, meeting, road), fuel(world, meeting, diesel)]


def plan_meeting(world: World) -> Meeting:
    meeting = Meeting(
        title="Comité de sécurité de Corma · Route du marché et patrouilles de nuit",
        kind=MeetingKind.SECURITY_COMMITTEE,
        status=MeetingStatus.HELD,
        area=world.areas["COR"],
        place="Salle du conseil, mairie",
        day=world.clock.day(DAY),
        starts_at=datetime.combine(world.clock.day(DAY), time(10, 30), UTC),
        zone=ZONE,
        language="fr",
        held_by=world.organisations["unac"],
        component=world.organisations["civil_affairs"],
        sensitivity=Sensitivity.SHARED,
        logged_by=world.user("officer"),
        logged_at=world.clock.at(DAY, 17),
    )
    write_dated([meeting], "logged_at")
    world.remember("logged", meeting, "officer", meeting.logged_at, status=meeting.status)
    sides = [world.organisations[key] for key in COMMITTEE_PARTIES]
    MeetingParty.objects.bulk_create(
        MeetingParty(meeting=meeting, organisation=side, root_id=side.root_id) for side in sides
    )
    officer = Attendance(
        meeting=meeting, organisation=world.organisations["civil_affairs"], person=world.cast.people["officer"]
    )
    others = [
        Attendance(meeting=meeting, organisation=side, post=world.cast.posts[post])
        for side, post in zip(sides, COMMITTEE_POSTS, strict=True)
    ]
    Attendance.objects.bulk_create([officer, *others])
    MeetingNote.objects.create(
        meeting=meeting, held_by=meeting.held_by, text="Le capitaine est resté silencieux sur les patrouilles."
    )
    return meeting


def patrol_times(world: World, meeting: Meeting, topic: Topic) -> Life:
    life = begin(
        world,
        Beginning(
            "Donner les heures de patrouille à l’Association des femmes de Maldosa",
            "unac_police", "women", "COR", DAY, -2, "officer", meeting, topic,
            sector=Sector.SECURITY, priority=Priority.HIGH, language="fr",
        ),
    )  # fmt: skip
    life.accept(DAY + 1, "head")
    life.start(DAY + 2, "adviser")
    return life


def worker_list(world: World, meeting: Meeting, topic: Topic) -> Life:
    life = begin(
        world,
        Beginning(
            "Envoyer la liste des douze ouvriers de la route du marché",
            "corma", "civil_affairs", "COR", DAY, 3, "officer", meeting, topic,
            sector=Sector.ROADS, language="fr", owner_post="mayor",
        ),
    )  # fmt: skip
    life.accept(DAY + 1, "mayor")
    life.report_done(-4, "deputy", "Liste envoyée.", for_post="mayor")
    life.give_back(-3, "officer", "Neuf noms sur douze : il en manque trois.")
    return life


def fuel(world: World, meeting: Meeting, topic: Topic) -> Life:
    return begin(
        world,
        Beginning(
            "Deux cents litres de gazole pour la niveleuse",
            "engineers", "corma", "COR", DAY, 12, "officer", meeting, topic, sector=Sector.ROADS, language="fr",
        ),
    )  # fmt: skip
