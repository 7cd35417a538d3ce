from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from foundation.access.actors import Actor, actor_for
from foundation.access.decisions import ActionDenied
from foundation.journal.models import Entry
from foundation.mission import domain
from foundation.mission.forms import MissionForm
from foundation.mission.models import LanguageConfirmation, MissionSettings
from foundation.mission.reading import Mission, forget, in_mission_time, know, mission
from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from foundation.submissions.models import Changed
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Actor:
    return somebody(Role.ADMINISTRATOR, kind="mission")


def somebody(role: str, *, language: str = "en", kind: str = "local_authority") -> Actor:
    member = MembershipFactory(role=role, organisation__kind=kind, person__user__language=language)
    return actor_for(member.person.user)


def sent_by(actor: Actor) -> dict[str, object]:
    return {"submission_key": new_key(actor.user_id), "revision": 1}


GIVEN = {
    "names": {"en": "UNAC", "fr": "UNAC"},
    "zone": "Africa/Bangui",
    "markings": {"internal": {"en": "UNAC RESTRICTED"}},
    "minimum_posts": 3,
    "minimum_people": 7,
    "minimum_sensitive": 12,
}


def test_an_administrator_changes_them_and_everybody_reads_them(admin: Actor):
    row = domain.settings_row()

    domain.change_mission(**GIVEN, by=admin, seen=row.revision)

    forget()
    known = mission()
    assert (known.name, known.zone, known.minimum_people) == ("UNAC", "Africa/Bangui", 7)
    entry = Entry.objects.get()
    assert (entry.verb, entry.facts["zone"]) == ("changed", "Africa/Bangui")


def test_nobody_else_does():
    officer = somebody(Role.LIAISON_OFFICER, kind="mission")
    row = domain.settings_row()

    with pytest.raises(ActionDenied, match="administrator"):
        domain.change_mission(**GIVEN, by=officer, seen=row.revision)

    assert MissionSettings.objects.get().zone == "UTC"
    assert not Entry.objects.exists()


def test_who_was_slower_is_told(admin: Actor):
    row = domain.settings_row()
    domain.change_mission(**GIVEN, by=admin, seen=row.revision)

    with pytest.raises(Changed):
        domain.change_mission(**GIVEN, by=admin, seen=row.revision)


def test_a_day_begins_by_the_missions_clock():
    know(Mission(zone="Africa/Bangui"))

    with time_machine.travel(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)), in_mission_time():
        assert timezone.localdate().isoformat() == "2026-11-23"


def test_pages_carry_the_missions_own_marking(admin: Actor, client: Client):
    know(Mission(markings={"internal": {"fr": "UNAC DIFFUSION RESTREINTE"}}))
    client.force_login(admin.user)

    with translation.override("fr"):
        page = client.get("/administration/", headers={"Accept-Language": "fr"}).content.decode()

    assert "UNAC DIFFUSION RESTREINTE" in page


def test_a_wrong_zone_and_a_too_small_minimum_change_nothing(admin: Actor, client: Client):
    client.force_login(admin.user)
    wrong = {"name_en": "UNAC", "zone": "Mars/Base", "minimum_posts": 1, "minimum_people": 5, "minimum_sensitive": 10}

    response = client.post("/administration/mission/", sent_by(admin) | wrong)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"zone", "minimum_posts"}
    assert not Entry.objects.exists()


def test_the_form_saves_what_it_shows(admin: Actor, client: Client):
    client.force_login(admin.user)
    given = {
        "name_en": "UNAC", "zone": "Africa/Bangui", "minimum_posts": 3, "minimum_people": 5, "minimum_sensitive": 10,
        "marking_internal_ar": "مقيد",
    }  # fmt: skip

    response = client.post("/administration/mission/", sent_by(admin) | given)

    assert response.status_code == 302
    row = MissionSettings.objects.get()
    assert (row.names, row.zone, row.markings) == ({"en": "UNAC"}, "Africa/Bangui", {"internal": {"ar": "مقيد"}})


def test_a_speaker_confirms_a_language_and_takes_it_back():
    speaker = somebody(Role.LOCAL_OFFICIAL, language="sw")

    confirmation = domain.confirm_language("sw", by=speaker)
    forget()
    assert "sw" in mission().confirmed_languages

    domain.withdraw_confirmation(confirmation, by=speaker)
    forget()
    assert "sw" not in mission().confirmed_languages
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["confirmed", "withdrawn"]


def test_only_a_speaker_confirms():
    french = somebody(Role.ADMINISTRATOR, language="fr")

    with pytest.raises(ActionDenied, match="in this language"):
        domain.confirm_language("sw", by=french)

    assert not LanguageConfirmation.objects.exists()


def test_confirming_twice_is_confirming_once():
    speaker = somebody(Role.LOCAL_OFFICIAL, language="es")

    domain.confirm_language("es", by=speaker)
    domain.confirm_language("es", by=speaker)

    assert Entry.objects.count() == 1


def test_the_form_keeps_a_clock_that_no_city_stands_for():
    row = MissionSettings(zone="Etc/GMT-4")

    offered = dict(MissionForm(row=row).fields["zone"].choices)

    assert offered["Etc/GMT-4"] == "UTC+4"
    assert "Etc/GMT-4" not in dict(MissionForm(row=MissionSettings()).fields["zone"].choices)
