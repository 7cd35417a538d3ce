"""The journal is written and read by the application, never changed: not by grant, not by trigger."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations


def take_rights(apps: Any, schema_editor: Any) -> None:
    owner = schema_editor.connection.settings_dict["USER"]
    if owner == settings.APP_ROLE:
        return
    role = schema_editor.quote_name(settings.APP_ROLE)
    schema_editor.execute(f"revoke update, delete, truncate on journal_entry, journal_seal from {role}")


def give_rights(apps: Any, schema_editor: Any) -> None:
    role = schema_editor.quote_name(settings.APP_ROLE)
    schema_editor.execute(f"grant update, delete on journal_entry, journal_seal to {role}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(take_rights, give_rights)]
