from __future__ import annotations

import base64
import io
import json
import random
import stat
from uuid import uuid4

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from foundation.journal import sealing, signing
from foundation.journal.models import Entry, Seal
from foundation.journal.sealing import checkpoint_directory, checkpoints, seal_entries, write_checkpoints
from foundation.journal.verifying import problems
from tests.conftest import owner_parameters

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    signing._key.cache_clear()


def write(count: int = 1) -> list[Entry]:
    return [
        Entry.objects.create(verb="changed", subject_kind="x.y", subject_id=uuid4(), via="page", facts={"é": [1, None]})
        for _ in range(count)
    ]


@pytest.fixture
def sealed(monkeypatch):
    """Three seals over 12 entries."""
    monkeypatch.setattr(sealing, "BATCH", 4)
    entries = write(12)
    assert seal_entries() == 12
    assert Seal.objects.count() == 3
    return entries


def as_owner(*statements: str) -> None:
    """What somebody with the owner's password can do: past grants and triggers."""
    with psycopg.connect(**owner_parameters()) as owner:
        owner.execute("alter table journal_entry disable trigger all")
        owner.execute("alter table journal_seal disable trigger all")
        for statement in statements:
            owner.execute(statement)
        owner.execute("alter table journal_entry enable trigger all")
        owner.execute("alter table journal_seal enable trigger all")


def test_a_whole_journal_is_found_whole(sealed, capsys):
    write(2)
    assert list(problems()) == []
    call_command("verify_journal")
    said = capsys.readouterr().out
    assert "14 entries, 3 seals, 2 entries wait" in said
    assert seal_entries() == 2
    assert seal_entries() == 0
    assert list(problems()) == []


def test_sealing_waits_for_transactions_that_still_write():
    with transaction.atomic():
        write()
        assert seal_entries() == 0
    assert seal_entries() == 1


def test_nothing_sealed_is_a_whole_journal_too():
    assert seal_entries() == 0
    assert list(problems()) == []


CHANGES = {
    "verb": "verb = 'x'",
    "kind": "subject_kind = 'x'",
    "subject": "subject_id = gen_random_uuid()",
    "user": "by_user_id = gen_random_uuid()",
    "side": "by_root_id = gen_random_uuid()",
    "office": "for_post_id = gen_random_uuid()",
    "way": "via = 'api'",
    "facts": "facts = '{}'",
    "sensitivity": "sensitivity = 'restricted'",
    "time": "at = at + interval '1 microsecond'",
    "order": "transaction_id = transaction_id + 1",
    "number": "id = 1000000",
}


def test_every_changed_field_is_found(sealed):
    as_owner("create table journal_copy as table journal_entry")
    try:
        for change, statement in CHANGES.items():
            as_owner(f"update journal_entry set {statement} where id = {random.choice(sealed).pk}")
            assert list(problems()), change
            as_owner("delete from journal_entry", "insert into journal_entry table journal_copy")
            assert not list(problems()), change
    finally:
        as_owner("drop table journal_copy")


def test_the_command_fails_when_something_was_changed(sealed):
    as_owner(f"update journal_entry set verb = 'x' where id = {sealed[3].pk}")
    said = io.StringIO()
    with pytest.raises(CommandError, match="not as it was sealed: 1 problems"):
        call_command("verify_journal", stderr=said)
    assert "seal 1" in said.getvalue()


def test_a_missing_entry_is_found_and_counted(sealed):
    as_owner(f"delete from journal_entry where id in ({sealed[1].pk}, {sealed[2].pk})")
    assert [problem for problem in problems() if "2 of the 4 entries of seal 1" in problem]


def test_an_inserted_entry_is_found(sealed):
    as_owner(
        "insert into journal_entry select id + 500000, 'x', subject_kind, subject_id, by_user_id, by_root_id,"
        f" for_post_id, via, facts, sensitivity, at, transaction_id from journal_entry where id = {sealed[5].pk}"
    )
    assert [problem for problem in problems() if "1 entries were inserted among the 4 entries of seal 2" in problem]


def test_entries_that_changed_places_are_found(sealed):
    one, two = sealed[0].pk, sealed[1].pk
    as_owner(
        f"update journal_entry set id = -1 where id = {one}",
        f"update journal_entry set id = {one} where id = {two}",
        f"update journal_entry set id = {two} where id = -1",
    )
    assert list(problems())


def test_one_broken_batch_does_not_hide_the_others(sealed):
    as_owner(f"update journal_entry set verb = 'x' where id in ({sealed[0].pk}, {sealed[11].pk})")
    found = list(problems())
    assert len(found) == 2
    assert "seal 1 " in found[0]
    assert "seal 3 " in found[1]


def test_a_cut_off_end_is_found_by_the_checkpoints(sealed):
    as_owner(
        "delete from journal_seal where number = 3",
        f"delete from journal_entry where id >= {sealed[8].pk}",
    )
    assert list(problems()) == [f"The journal was cut off: seal 3, up to entry {sealed[11].pk}, is gone."]
    # Going on after the cut does not hide it.
    write(4)
    seal_entries()
    assert "Seal 3 is not the one its checkpoint remembers." in list(problems())


def test_an_emptied_journal_is_found(sealed):
    as_owner("truncate journal_entry, journal_seal")
    assert len(list(problems())) == 3


def test_a_seal_made_without_the_key_is_found(sealed, settings):
    as_owner(f"update journal_entry set verb = 'x' where id = {sealed[-1].pk}")
    before = Seal.objects.get(number=2)
    forged = sealing.digest_of(Entry.objects.filter(pk__gte=sealed[8].pk).order_by("pk"), before=before.digest)
    as_owner(f"update journal_seal set digest = '{forged}' where number = 3")
    assert "Seal 3 was not signed with this journal's key, or was changed." in list(problems())
    settings.JOURNAL_SIGNING_KEY = base64.b64encode(b"x" * 32).decode()
    assert sum("not signed with" in problem for problem in problems()) == 6


def test_a_missing_seal_between_is_found(sealed):
    as_owner("delete from journal_seal where number = 2")
    assert "Seals are missing before seal 3." in list(problems())


def test_a_changed_or_lost_checkpoint_is_found(sealed):
    (path,) = checkpoint_directory().glob("*.jsonl")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0].replace('"entry_count": 4', '"entry_count": 5'), *lines[2:]]))
    assert list(problems()) == [
        "The checkpoint of seal 1 was not signed with this journal's key, or was changed.",
        "1 checkpoints are missing, the first of them that of seal 2.",
    ]


def test_a_checkpoint_that_a_crash_left_unfinished_is_written_again(sealed):
    (path,) = checkpoint_directory().glob("*.jsonl")
    path.write_bytes(path.read_bytes()[:-40])
    assert [seal.number for seal in checkpoints()] == [1, 2]
    assert list(problems()) == []
    write_checkpoints()
    write_checkpoints()
    assert [seal.number for seal in checkpoints()] == [1, 2, 3]
    assert list(problems()) == []


def test_checkpoints_of_earlier_days_are_read_too(sealed):
    (path,) = checkpoint_directory().glob("*.jsonl")
    first, *others = path.read_text().splitlines(keepends=True)
    path.with_name("2020-01-01.jsonl").write_text(first)
    path.write_text("".join(others))
    write_checkpoints()
    assert [seal.number for seal in checkpoints()] == [1, 2, 3]
    path.write_text("not json\n{}\n")
    assert [seal.number for seal in checkpoints()] == [1]


def test_the_key_is_made_once_and_for_the_owner_alone(sealed, tmp_path):
    path = signing.key_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(base64.b64decode(path.read_text())) == 32
    assert [file.name for file in tmp_path.iterdir() if "signing" in file.name] == [path.name]
    signing._key.cache_clear()
    assert list(problems()) == []
    (checkpoint_file,) = checkpoint_directory().glob("*.jsonl")
    assert stat.S_IMODE(checkpoint_file.stat().st_mode) == 0o600
    assert json.loads(checkpoint_file.read_text().splitlines()[0])["number"] == 1


def test_a_key_that_is_none_is_refused(settings):
    settings.JOURNAL_SIGNING_KEY = "short"
    with pytest.raises(ImproperlyConfigured, match="32 bytes"):
        signing.sign(b"x")
