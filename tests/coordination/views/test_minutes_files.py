"""The minutes as PDF and as Word file: what the printed page says, and no more."""

from __future__ import annotations

import io

import docx
import pytest

from coordination.domain.endorsements import endorse_minutes_with_reservation
from coordination.domain.minutes import circulate_minutes
from coordination.domain.minutes_documents import minutes_document
from coordination.domain.minutes_pages import minutes_page
from coordination.models import Endorsement
from foundation.documents.canonical import canonical
from tests.coordination.meeting_world import DAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def meeting(world):
    officer = world.officer()
    made = world.logged(officer, attendances=world.crowd(2), own_note="Candid", joint_note="Said <b>together</b>")
    circulate_minutes(made, by=officer, seen=None, answer_by=None)
    made.refresh_from_db()
    return made


def texts_of(made: bytes) -> str:
    file = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in file.paragraphs), *cells])


def test_a_word_file_holds_the_record_and_the_answers(client, world, meeting):
    mayor = world.mayor()
    endorsement = Endorsement.objects.get(organisation=world.town)
    endorse_minutes_with_reservation(endorsement, by=mayor, seen=endorsement.revision, text="Not before June")
    client.force_login(mayor.user)

    response = client.get(f"/meetings/{meeting.pk}/minutes/docx/")

    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="minutes-1-shared.docx"'
    text = texts_of(response.content)
    for words in (
        "Market road",
        "Night patrols",
        "At 20:00",
        "Send the list",
        "Said <b>together</b>",
        "Not before June",
    ):
        assert words in text
    assert "Candid" not in text


def test_a_pdf_is_the_same_until_something_changes(client, world, meeting):
    mayor = world.mayor()
    client.force_login(mayor.user)
    address = f"/meetings/{meeting.pk}/minutes/pdf/"
    first = client.get(address)

    assert first["Content-Type"] == "application/pdf"
    assert client.get(address).content == first.content
    endorsement = Endorsement.objects.get(organisation=world.town)
    endorse_minutes_with_reservation(endorsement, by=mayor, seen=endorsement.revision, text="Not before June")
    assert client.get(address).content != first.content


def test_each_side_gets_its_own_reading(world, meeting):
    pages = [minutes_page(meeting, actor, today=DAY) for actor in (world.officer(), world.mayor())]

    ours, theirs = (minutes_document(page) for page in pages)

    assert canonical(ours) == canonical(theirs)


def test_minutes_that_nobody_was_shown_are_no_file(client, world):
    officer = world.officer()
    meeting = world.logged(officer)
    client.force_login(officer.user)

    assert client.get(f"/meetings/{meeting.pk}/minutes/pdf/").status_code == 404
    client.force_login(world.sultan().user)
    assert client.get(f"/meetings/{meeting.pk}/minutes/docx/").status_code == 404
