from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coordination.models import ActionItem, Meeting
from foundation.access.actors import actor_for
from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.people.models import Organisation, Post
from foundation.people.roles import Role
from monitoring.domain.running import claim_due_schedules
from monitoring.models import Edition
from sample.planning import SMALL

pytestmark = pytest.mark.django_db


def actor(account: str):
    return actor_for(User.objects.get(email=f"{account}@carana.example"))


def test_the_small_sample_has_all_people_and_few_meetings():
    call_command("load_sample", small=True, stdout=StringIO())

    assert (Organisation.objects.count(), Post.objects.count()) == (60, 150)
    assert (Meeting.objects.count(), ActionItem.objects.count()) == (SMALL.meetings, SMALL.items)


def test_loading_twice_writes_once():
    said = StringIO()
    call_command("load_sample", small=True, stdout=said)
    entries = Entry.objects.count()

    call_command("load_sample", small=True, stdout=said)

    assert Entry.objects.count() == entries
    assert said.getvalue().count("action items") == 1


def test_production_refuses_the_sample(settings):
    settings.MODE = "production"

    with pytest.raises(CommandError, match="never loaded in production") as refusal:
        call_command("load_sample", small=True, stdout=StringIO())

    assert refusal.value.returncode == 3
    assert not User.objects.exists()


def test_every_role_can_sign_in():
    call_command("load_sample", small=True, stdout=StringIO())

    roles = {actor(user.email.partition("@")[0]).role for user in User.objects.filter(is_active=True)}

    assert roles == {role.value for role in Role}
    assert User.objects.get(email="mayor@carana.example").check_password("carana-2026")


def test_the_sample_is_alive_today():
    call_command("load_sample", small=True, stdout=StringIO())
    today = timezone.localdate()

    assert ActionItem.objects.overdue(on=today).owed_by(actor("officer").root_id).exists()
    assert ActionItem.objects.overdue(on=today).owed_by(actor("mayor").root_id).exists()
    assert Meeting.objects.upcoming(on=today).exists()


def test_a_report_writes_itself_for_the_mission_and_for_the_town():
    call_command("load_sample", small=True, stdout=StringIO())

    assert claim_due_schedules(now=timezone.now()) == 1
    assert claim_due_schedules(now=timezone.now()) == 0
    editions = {(edition.audience, edition.language) for edition in Edition.objects.all()}
    assert editions == {(kind, language) for kind in ("mission", "organisation") for language in ("en", "fr", "ar")}


def test_the_deputy_acts_for_the_mayor():
    call_command("load_sample", small=True, stdout=StringIO())

    assert actor("deputy").for_post_id in actor("mayor").post_ids


def test_the_first_story_stands_half_way():
    call_command("load_sample", small=True, stdout=StringIO())
    seen_by_mayor = ActionItem.objects.visible_to(actor("mayor"))

    workers = seen_by_mayor.get(summary__startswith="Envoyer la liste des douze ouvriers")

    assert (workers.status, workers.remarks.get(kind="return").text[:4]) == ("in_progress", "Neuf")
    assert seen_by_mayor.get(summary__startswith="Deux cents litres").status == "requested"
    assert not seen_by_mayor.filter(summary__startswith="Donner les heures de patrouille").exists()


def test_nothing_of_the_mission_alone_reaches_the_mayor():
    call_command("load_sample", small=True, stdout=StringIO())
    internal = ActionItem.objects.filter(sensitivity="internal")

    assert internal.exists()
    assert not internal.visible_to(actor("mayor")).exists()


def test_the_accounts_are_printed():
    call_command("load_sample", small=True, stdout=StringIO())
    said = StringIO()

    call_command("sample_accounts", stdout=said)

    assert "mayor@carana.example" in said.getvalue()
    assert "carana-2026" in said.getvalue()
