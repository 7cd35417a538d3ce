"""The closed lists: said in the mission's words, shortened and lengthened; old records keep what they have."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from coordination.choices import MeetingKind, NotDoneReason, Outcome, Sector
from coordination.forms.new_action_items import AddActionItemForm
from coordination.lists import MEETING_KINDS, OUTCOMES, REASONS, SECTORS
from foundation.access.actors import Actor, actor_for
from foundation.access.decisions import ActionDenied
from foundation.figures.countables import countable_named
from foundation.journal.models import Entry
from foundation.mission import list_entries
from foundation.mission.api.fields import ListedField
from foundation.mission.lists import closed_lists
from foundation.mission.models import ListEntry
from foundation.mission.reading import forget
from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from foundation.submissions.models import Changed
from tests.factories import ActionItemFactory, MeetingFactory, MembershipFactory, actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Actor:
    member = MembershipFactory(role=Role.ADMINISTRATOR, organisation__kind="mission")
    return actor_for(member.person.user)


def sent_by(actor: Actor, revision: int = 1) -> dict[str, object]:
    return {"submission_key": new_key(actor.user_id), "revision": revision}


def codes(closed_list) -> list[str]:
    return [code for code, _label in closed_list.offered()]


def test_an_entry_switched_off_is_not_offered_and_old_records_keep_it(admin: Actor):
    item = ActionItemFactory(sector=Sector.WATER)

    list_entries.switch_off_entry(SECTORS, "water", by=admin, seen=1)
    forget()

    assert "water" not in codes(SECTORS)
    assert item.get_sector_display() == "water"
    assert ("water", "water") in SECTORS.choices
    entry = Entry.objects.get()
    assert (entry.verb, entry.facts) == ("switched_off", {"list_name": "sectors", "code": "water"})

    list_entries.switch_on_entry(SECTORS, "water", by=admin, seen=2)
    forget()
    assert "water" in codes(SECTORS)


def test_the_mission_says_an_entry_in_its_own_words_by_language(admin: Actor):
    item = ActionItemFactory(sector=Sector.ROADS)

    list_entries.reword_entry(SECTORS, "roads", names={"fr": "pistes et ponts"}, by=admin, seen=1)
    forget()

    with translation.override("fr"):
        assert item.get_sector_display() == "pistes et ponts"
        assert ("roads", "pistes et ponts") in SECTORS.offered()
    with translation.override("en"):
        assert item.get_sector_display() == "roads and works"

    list_entries.reword_entry(SECTORS, "roads", names={}, by=admin, seen=2)
    forget()
    with translation.override("fr"):
        assert item.get_sector_display() != "pistes et ponts"


def test_an_entry_of_the_missions_own_is_chosen_counted_and_narrowed_by(admin: Actor):
    entry = list_entries.add_entry(SECTORS, names={"en": "livestock", "fr": "élevage"}, by=admin)
    forget()
    officer = actor_of(admin.user.person.memberships.get().organisation, Role.LIAISON_OFFICER)

    form = AddActionItemForm(actor=officer)
    item = ActionItemFactory(sector=entry.code)

    assert (entry.code, "livestock") in list(form.fields["sector"].choices)
    assert item.get_sector_display() == "livestock"
    sector = countable_named("action-items").dimension("sector")
    assert entry.code in sector.declared
    with translation.override("ar"):
        assert str(sector.words([entry.code])[entry.code]) == "livestock"
    assert Entry.objects.get().facts["code"] == entry.code


def test_a_list_that_rules_hang_on_takes_no_entry(admin: Actor):
    with pytest.raises(ActionDenied, match="none can be added"):
        list_entries.add_entry(OUTCOMES, names={"en": "gift"}, by=admin)

    assert not ListEntry.objects.exists()


def test_what_is_chosen_when_nobody_chooses_stays(admin: Actor):
    for closed_list, code in (
        (MEETING_KINDS, MeetingKind.LIAISON_MEETING),
        (OUTCOMES, Outcome.INFORMATION),
        (SECTORS, Sector.OTHER),
        (REASONS, NotDoneReason.OTHER),
    ):
        with pytest.raises(ActionDenied, match="it stays"):
            list_entries.switch_off_entry(closed_list, code, by=admin, seen=1)


def test_only_an_administrator_changes_lists():
    officer = actor_of(MeetingFactory().held_by, Role.LIAISON_OFFICER)

    with pytest.raises(ActionDenied, match="administrator"):
        list_entries.switch_off_entry(SECTORS, "water", by=officer, seen=1)

    assert not ListEntry.objects.filter(is_off=True).exists()


def test_who_saw_an_older_entry_is_told(admin: Actor):
    list_entries.reword_entry(SECTORS, "water", names={"en": "wells"}, by=admin, seen=1)

    with pytest.raises(Changed):
        list_entries.switch_off_entry(SECTORS, "water", by=admin, seen=1)


def test_the_pages_show_change_and_add(client: Client, admin: Actor):
    client.force_login(admin.user)

    added = client.post("/administration/lists/sectors/add/", {**sent_by(admin), "name_en": "livestock"}, follow=True)
    client.post("/administration/lists/sectors/water/", {**sent_by(admin), "name_en": "wells"})
    client.post("/administration/lists/sectors/roads/switch_off/", sent_by(admin))
    forget()
    page = client.get("/administration/lists/").content.decode()

    assert added.status_code == 200
    assert all(f'data-list="{one.name}"' in page for one in closed_lists())
    assert "Livestock" in page
    assert "Concord says: <bdi>water</bdi>" in page
    assert page.count("Not offered") == 1
    assert "Offer it again" in client.get("/administration/lists/sectors/roads/").content.decode()
    assert client.get("/administration/lists/sectors/no-such/").status_code == 404
    assert client.get("/administration/lists/no-such/add/").status_code == 404


def test_sending_twice_adds_once(client: Client, admin: Actor):
    client.force_login(admin.user)
    sent = {**sent_by(admin), "name_en": "livestock"}

    answers = [client.post("/administration/lists/sectors/add/", sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert ListEntry.objects.count() == 1


def test_an_entry_without_words_is_refused_with_a_sentence(client: Client, admin: Actor):
    client.force_login(admin.user)

    answer = client.post("/administration/lists/sectors/add/", sent_by(admin))

    assert answer.status_code == 422
    assert "Give the name in one language at least." in answer.content.decode()


def test_a_program_may_send_what_is_offered_and_nothing_else(admin: Actor):
    list_entries.switch_off_entry(SECTORS, "water", by=admin, seen=1)
    forget()
    field = ListedField(of=SECTORS)

    assert field.run_validation("health") == "health"
    with pytest.raises(Exception, match="not one of"):
        field.run_validation("water")


def test_a_meeting_that_is_edited_keeps_its_kind(client: Client, admin: Actor):
    meeting = MeetingFactory(kind=MeetingKind.VISIT)
    officer = actor_of(meeting.held_by, Role.LIAISON_OFFICER, areas=[meeting.area])
    list_entries.switch_off_entry(MEETING_KINDS, "visit", by=admin, seen=1)
    forget()
    client.force_login(officer.user)

    edited = client.get(f"/meetings/{meeting.pk}/edit/").content.decode()
    fresh = client.get("/meetings/new/").content.decode()

    assert 'value="visit"' in edited
    assert 'value="visit"' not in fresh
