"""PostgreSQL runs as someone it accepts, and no folder is opened to make that true."""

from __future__ import annotations

import pytest

from launch import identity
from launch.identity import Identity, Kind
from launch.outcomes import Failed

MAPPED = Identity(Kind.MAPPED, 1, 1, "daemon", "daemon")


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(identity.os, "geteuid", lambda: 0)


def test_an_ordinary_user_runs_them_himself(monkeypatch, tmp_path):
    monkeypatch.setattr(identity.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(identity, "name_of", lambda uid: "amina")

    chosen = identity.choose(tmp_path, tmp_path / "postgres")

    assert (chosen.kind, chosen.server, chosen.client) == (Kind.SELF, "amina", "amina")


def test_roots_servers_run_as_nobody_where_nobody_can_reach_the_folder(as_root, monkeypatch, tmp_path):
    monkeypatch.setattr(identity, "may_enter", lambda path: True)

    chosen = identity.choose(tmp_path, tmp_path / "postgres")

    assert (chosen.kind, chosen.server, chosen.client) == (Kind.NOBODY, "nobody", "root")


def test_roots_servers_run_in_a_namespace_under_a_closed_folder(as_root, monkeypatch, tmp_path):
    monkeypatch.setattr(identity, "may_enter", lambda path: False)
    monkeypatch.setattr(identity, "mapped", lambda: MAPPED)

    assert identity.choose(tmp_path, tmp_path / "postgres") == MAPPED


def test_a_cluster_keeps_the_owner_it_was_made_by(as_root, monkeypatch, tmp_path):
    monkeypatch.setattr(identity, "may_enter", lambda path: True)
    monkeypatch.setattr(identity, "mapped", lambda: MAPPED)
    owned = tmp_path / "postgres"
    owned.mkdir()  # by the one who runs this test, who is not nobody

    assert identity.choose(tmp_path, owned) == MAPPED


def test_without_a_namespace_root_is_told_what_to_do(as_root, monkeypatch, tmp_path):
    monkeypatch.setattr(identity, "may_enter", lambda path: False)
    monkeypatch.setattr(identity, "mapped", lambda: None)

    with pytest.raises(Failed, match="--data /var/lib/concord"):
        identity.choose(tmp_path, tmp_path / "postgres")


def test_may_enter_looks_at_every_parent_and_changes_none(tmp_path):
    closed = tmp_path / "closed"
    inner = closed / "inner"
    inner.mkdir(parents=True)
    inner.chmod(0o755)
    closed.chmod(0o700)

    assert not identity.may_enter(inner)
    assert closed.stat().st_mode & 0o777 == 0o700
