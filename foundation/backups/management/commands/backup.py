from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.backups.keys import REFUSED, backup_key, make_key
from foundation.backups.postgres import ProgramFailed
from foundation.backups.sealed import Damaged
from foundation.backups.taking import take_backup


class Command(BaseCommand):
    help = "Write everything that is kept into one sealed file, and read it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", nargs="?", help="the file to write; it must not be there yet")
        parser.add_argument("--key-file", default="", help="the file that holds the key; else BACKUP_KEY")
        parser.add_argument("--make-key", metavar="FILE", help="only make a new key")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["make_key"]:
                make_key(options["make_key"])
                self.stdout.write(
                    f"The key lies in {options['make_key']}. Without it no backup can be opened: keep a copy."
                )
                return
            if not options["target"]:
                raise CommandError("Say which file to write.", returncode=2)
            backup = take_backup(Path(options["target"]), backup_key(options["key_file"]), version=settings.VERSION)
        except FileExistsError as there:
            raise CommandError(f"{there.filename or there} is there already.", returncode=REFUSED) from None
        except OSError as problem:
            raise CommandError(f"{problem.strerror}: {problem.filename}", returncode=REFUSED) from None
        except (Damaged, ProgramFailed) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"Backed up and read back: {backup.row_count} rows, {backup.file_count} files, {backup.size} bytes, "
            f"sha256 {backup.sha256}"
        )
