"""`./concord manage …`: a management command on a data folder, whether or not it is running."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from launch import environment, folders, leftovers, servers, steps
from launch.arguments import Manage
from launch.environment import Locked
from launch.log import Log
from launch.outcomes import DONE, FAILED, REFUSED_INPUT, WRONG_USAGE, Refused
from launch.places import DataFolder

# Commands that change the database's shape, or read and write all of it, are the owner's.
AS_OWNER = ("backup", "migrate", "pgtrigger", "restore", "sqlflush", "sqlsequencereset")


def run(wanted: Manage) -> int:
    """Run the command; an exit code."""
    log = Log(terminal=sys.stderr)
    libraries = environment.ensure(Locked.RUN, log.say)
    python = environment.python_of(libraries)
    data = DataFolder(wanted.data)
    if folders.is_in_use(data):
        return on_running(wanted, data, python)
    with folders.opened(wanted.data) as held:
        leftovers.clear(held)
        pair = servers.prepare(held, libraries, log)
        try:
            pair.start()
            variables = pair.environment("sample")
            if wanted.words[0] not in AS_OWNER:
                steps.migrate(python, variables, held)
            return outcome(steps.manage(python, role(wanted, variables), *wanted.words))
        finally:
            pair.stop()


def on_running(wanted: Manage, data: DataFolder, python: str) -> int:
    facts = folders.read_run_file(data)
    if "sockets" not in facts:
        raise Refused(f"Concord is just starting on {data.path}: try again in a moment.")
    sockets = facts["sockets"]
    variables = servers.variables(data, Path(sockets["directory"]), Path(sockets["valkey"]), "concord", "sample")
    variables["CONCORD_URL"] = facts["url"]
    return outcome(steps.manage(python, role(wanted, variables), *wanted.words))


def role(wanted: Manage, variables: dict[str, str]) -> dict[str, str]:
    """The variables with the database role that the command needs, or that the caller named."""
    usual = "owner" if wanted.words[0] in AS_OWNER else "app"
    return variables | {"CONCORD_DATABASE_ROLE": os.environ.get("CONCORD_DATABASE_ROLE") or usual}


def outcome(code: int) -> int:
    """The command's own word where it is one of ours: done, wrong usage, refused input."""
    return code if code in {DONE, WRONG_USAGE, REFUSED_INPUT} else FAILED
