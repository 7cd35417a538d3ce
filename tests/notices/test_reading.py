from __future__ import annotations

import pytest
from django.db import connection

from foundation.notices import wording
from foundation.notices.models import Notice
from foundation.notices.outbox import tell
from foundation.notices.reading import in_words, mark_read
from foundation.notices.wording import Words, register_wording
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user, other = UserFactory(), UserFactory()
    for number in range(3):
        tell([user.pk, other.pk], "changed", about=OrganisationFactory(), key=str(number))
    return user


def unread(user):
    return user.notices.filter(read_at=None).count()


def test_one_reads_ones_own_only(user):
    other = Notice.objects.exclude(user=user).first()
    assert unread(user) == 3
    assert mark_read(user, [other.pk]) == 0
    assert mark_read(user, [user.notices.first().pk]) == 1
    assert unread(user) == 2
    assert mark_read(user) == 2
    assert mark_read(user) == 0
    assert unread(other.user) == 3


def test_what_one_may_not_see_or_cannot_be_said_is_left_out(user, monkeypatch, caplog):
    monkeypatch.setattr(wording, "_wordings", {})
    one, two, three = user.notices.all()

    def say(notice: Notice) -> Words | None:
        if notice == one:
            return None
        if notice == two:
            with connection.cursor() as cursor:
                cursor.execute("select no_such_column")
        return Words("s", "t", "/")

    register_wording("people.organisation", say)
    assert [notice for notice, _words in in_words([one, two, three])] == [three]
    assert "cannot be put in words" in caplog.text
