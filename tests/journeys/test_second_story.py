"""The deputy acts for the mayor, visibly; then the post changes holder and the commitments stay with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.journeys.house import House, Way
from tests.journeys.post_office import link_in_mail
from tests.journeys.roles import Administrator, Invited, MeetingToLog, Officer, Official, Promise, Topic
from tests.journeys.visitor import NAMES

AREA = {"en": "Corma", "fr": "Corma", "ar": "كورما"}
MAYOR_OF_CORMA = {"en": "Mayor of Corma", "fr": "Maire de Corma", "ar": "عمدة كورما"}
PASSWORD = "une-longue-phrase-2026"


def meeting_with(counterpart: str, summary: str, way: Way) -> MeetingToLog:
    today = datetime.now(UTC).date()
    return MeetingToLog(
        title=f"Point · {summary}",
        day=str(today),
        counterpart=counterpart,
        area=AREA[way.language],
        kind="liaison_meeting",
        topics=[Topic(summary, outcome="action")],
        promises=[Promise(summary, counterpart, str(today + timedelta(days=10)))],
    )


def test_the_deputy_acts_for_the_mayor_visibly(house: House, way: Way):
    summary = f"Registre {uuid4().hex[:6].upper()}"
    officer = house.visitor(Officer, way, account="officer")
    deputy = house.visitor(Official, way, account="deputy")
    officer.share(officer.log_meeting(meeting_with("corma", summary, way)))

    deputy.accept(summary)
    assert MAYOR_OF_CORMA[way.language] in deputy.text_of(".status-strip")
    deputy.report_done("Vingt registres remis.")
    deputy.look("story2-deputy")

    officer.open_item(summary)
    assert officer.status() == "reported_done"
    assert officer.reads("Béatrice Yakoma")
    assert officer.reads(MAYOR_OF_CORMA[way.language])


def test_the_post_changes_holder_and_its_commitments_stay(house: House, way: Way):
    mark = uuid4().hex[:6].upper()
    town, old_mail, new_mail = f"Mairie {mark}", f"old.{mark}@example.org".lower(), f"new.{mark}@example.org".lower()
    NAMES[town] = {"fr": town}
    summary = f"Chemin de Muka {mark}"
    admin = house.visitor(Administrator, way, account="admin")
    officer = house.visitor(Officer, way, account="officer")

    # A town, its mayor, and the mayor's account.
    place = admin.add_organisation(town, kind="local_authority", area=AREA[way.language])
    post = admin.add_post(place, f"Maire {mark}")
    admin.appoint(post, f"Ancien Maire {mark}")
    admin.invite_holder(post, place, email=old_mail)
    admin.look("story2-organisation")
    old = house.visitor(Invited, way)
    old.accept_invitation(link_in_mail(old_mail, "/accounts/invitation/"), PASSWORD)
    officer.share(officer.log_meeting(meeting_with(town, summary, way)))
    old.accept(summary)
    assert old.status() == "accepted"

    # The post is handed over: the old account is out at its next request.
    admin.hand_over(post, f"Nouvelle Maire {mark}")
    old.open("/actions/")
    assert old.path.startswith("/accounts/login/")

    # The new mayor starts with the inherited list.
    admin.invite_holder(post, place, email=new_mail)
    new = house.visitor(Invited, way)
    new.accept_invitation(link_in_mail(new_mail, "/accounts/invitation/"), PASSWORD)
    new.open("/")
    assert new.path.startswith("/actions/")
    assert new.reads(summary)
    new.look("story2-inherited")
    new.open_item(summary)
    new.report_done("Chemin ouvert.")
    assert new.status() == "reported_done"
