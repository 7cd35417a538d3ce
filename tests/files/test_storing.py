from __future__ import annotations

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings

from foundation.access.actors import NOBODY
from foundation.files.models import StoredFile
from foundation.files.storing import answer, check, store, sweep_orphans
from tests.factories import OrganisationFactory, actor_of
from tests.files.test_checking import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(tmp_path):
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"default": storage, "staticfiles": static}):
        yield


def kept(name: str = "Réunion du 3.pdf", content: bytes = PDF) -> StoredFile:
    return store(check(SimpleUploadedFile(name, content)), by=NOBODY)


def on_disk(folder) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_kept_under_a_name_that_says_nothing(tmp_path):
    actor = actor_of(OrganisationFactory())
    stored = store(check(SimpleUploadedFile("mayor.jpg", picture("JPEG"))), by=actor)
    assert stored.stored_by == actor.user
    assert on_disk(tmp_path) == {stored.path}
    assert "mayor" not in stored.path
    assert stored.size == (tmp_path / stored.path).stat().st_size
    assert len(stored.sha256) == 64


def test_it_is_answered_as_a_download_that_no_browser_runs():
    response = answer(kept('Réunion"; x=y.pdf'))
    assert response.headers["Content-Type"] == "application/pdf"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "\n" not in disposition
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"".join(response) == PDF
    response.close()


def test_a_file_whose_bytes_are_lost_says_so(tmp_path, caplog):
    stored = kept("<b>well</b>.pdf")
    (tmp_path / stored.path).unlink()
    response = answer(stored)
    assert response.status_code == 410
    assert "no longer on the server" in response.text
    assert "<b>well" not in response.text
    assert str(stored.pk) in caplog.text


def make_old(folder) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 90_000,) * 2)


def test_bytes_of_an_undone_transaction_are_swept(tmp_path):
    stored = kept()
    with transaction.atomic():
        kept()
        transaction.set_rollback(True)
    assert len(on_disk(tmp_path)) == 2
    assert sweep_orphans() == 0  # the transaction may still be under way
    make_old(tmp_path)
    assert sweep_orphans() == 1
    assert on_disk(tmp_path) == {stored.path}
    assert sweep_orphans() == 0


def test_nothing_to_sweep_is_no_error(tmp_path):
    tmp_path.rmdir()
    assert sweep_orphans() == 0
