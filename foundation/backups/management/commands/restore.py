from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.backups.keys import REFUSED, backup_key
from foundation.backups.postgres import ProgramFailed
from foundation.backups.restoring import NotEmpty, NotTheSame, restore_backup
from foundation.backups.sealed import Damaged


class Command(BaseCommand):
    help = "Bring a backup back into an empty database and folder, and compare every table with what was saved."
    # There is no table yet to check anything with.
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="the backup")
        parser.add_argument("--key-file", default="", help="the file that holds the key; else BACKUP_KEY")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sums = restore_backup(Path(options["source"]), backup_key(options["key_file"]))
        except (Damaged, NotEmpty) as problem:
            raise CommandError(str(problem), returncode=REFUSED) from None
        except OSError as problem:
            raise CommandError(f"{problem.strerror}: {problem.filename}", returncode=REFUSED) from None
        except NotTheSame as problem:
            raise CommandError(
                f"Restored, but these tables are not what was saved: {', '.join(problem.args[0])}"
            ) from None
        except ProgramFailed as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"Restored as of {sums.taken_at}: {sums.row_count} rows in {len(sums.tables)} tables "
            f"and {len(sums.files)} files, each as it was saved."
        )
