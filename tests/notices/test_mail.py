from __future__ import annotations

from email import message_from_bytes, policy

from django.core.mail import EmailMessage

from foundation.notices.mail import EmlBackend


def test_sample_mail_is_a_file_that_opens(tmp_path, settings):
    settings.OUTBOX_DIR = tmp_path / "outbox"
    messages = [EmailMessage(f"Réunion {number}", "مرحبا\n", to=["a@carana.example"]) for number in range(3)]
    assert EmlBackend().send_messages(messages) == 3
    files = sorted(settings.OUTBOX_DIR.iterdir())
    assert [file.suffix for file in files] == [".eml"] * 3
    first = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert first["Subject"] == "Réunion 0"
    assert "مرحبا" in first.get_content()
    assert settings.OUTBOX_DIR.stat().st_mode & 0o777 == 0o700
