"""The environment is used as it is when it holds the lock, and never half-made."""

from __future__ import annotations

import pytest

from launch import environment
from launch.environment import Locked
from launch.outcomes import Failed


@pytest.fixture
def made(tmp_path):
    """A folder that looks like an environment."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bin" / "python").chmod(0o755)
    return tmp_path


def test_a_stamp_for_tests_counts_for_running_too(made):
    environment.stamp(made, Locked.DEV)

    assert environment.is_stamped(made, Locked.DEV)
    assert environment.is_stamped(made, Locked.RUN)


def test_a_stamp_for_running_does_not_count_for_tests(made):
    environment.stamp(made, Locked.RUN)

    assert environment.is_stamped(made, Locked.RUN)
    assert not environment.is_stamped(made, Locked.DEV)


def test_a_stamp_of_another_lock_does_not_count(made):
    (made / environment.STAMP).write_text("requirements.lock 0000\n")

    assert not environment.is_stamped(made, Locked.RUN)


def test_a_stamp_without_a_python_does_not_count(tmp_path):
    environment.stamp(tmp_path, Locked.RUN)

    assert not environment.is_stamped(tmp_path, Locked.RUN)


def test_a_linked_environment_with_other_libraries_is_refused_and_left_alone(made, tmp_path):
    with pytest.raises(Failed, match="remove the link"):
        environment.linked(made, Locked.RUN)

    assert not (made / environment.STAMP).exists()


def test_installers_trust_what_the_system_trusts(monkeypatch, tmp_path):
    certificates = tmp_path / "ca.crt"
    certificates.touch()
    monkeypatch.setattr(environment, "CERTIFICATES", certificates)
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "UV_SYSTEM_CERTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("UV_NATIVE_TLS", raising=False)

    variables = environment.network_environment()

    assert variables["PIP_CERT"] == str(certificates)
    assert variables["UV_SYSTEM_CERTS"] == "1"


def test_installers_keep_the_callers_own_certificates(monkeypatch):
    monkeypatch.setenv("PIP_CERT", "/mine/pip.crt")
    monkeypatch.setenv("SSL_CERT_FILE", "/mine/uv.crt")
    monkeypatch.delenv("UV_SYSTEM_CERTS", raising=False)

    variables = environment.network_environment()

    assert variables["PIP_CERT"] == "/mine/pip.crt"
    assert "UV_SYSTEM_CERTS" not in variables


def test_a_full_disk_is_one_sentence(monkeypatch):
    monkeypatch.setattr(environment, "ROOM_TO_INSTALL", 10**18)

    with pytest.raises(Failed, match="The disk is nearly full"):
        environment.check_room()
