"""How a command ends: its exit code and the one sentence that explains it."""

from __future__ import annotations

DONE = 0
FAILED = 1
WRONG_USAGE = 2
REFUSED_INPUT = 3


class Ending(Exception):
    """Ends the command with one sentence on standard error and `code`."""

    code = FAILED


class Failed(Ending):
    """Something that should have worked did not."""


class WrongUsage(Ending):
    """The command line cannot be read."""

    code = WRONG_USAGE


class Refused(Ending):
    """The command line is well formed, but what it names cannot be used."""

    code = REFUSED_INPUT
