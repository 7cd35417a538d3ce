"""The command line: verbs and their options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from launch.outcomes import WrongUsage
from launch.places import default_data

USAGE = """\
usage: ./concord VERB

  run [--port N] [--data DIR] [--empty]   start Concord on this machine; Ctrl-C stops it
  test [pytest arguments]                 the fast tests, on a throw-away database
  journeys [pytest arguments]             the browser journeys, on a sample mission of their own
  check [--all]                           style, types, contracts, templates, migrations, texts;
                                          --all adds the slow tests and the figures at small size
  bench [--json FILE]                     measure the promised figures
  manage [--data DIR] ...                 a management command of Django on DIR

  --port N     8000 unless named
  --data DIR   where everything is kept; ~/.local/share/concord unless named
  --empty      without the sample mission

Exit: 0 done, 1 failed, 2 wrong usage, 3 what was named cannot be used.
"""


@dataclass(frozen=True)
class Run:
    data: Path
    port: int = 8000
    empty: bool = False


@dataclass(frozen=True)
class Manage:
    data: Path
    words: tuple[str, ...]


def read_run(words: list[str]) -> Run:
    """The options of `run`; WrongUsage says which word is not understood."""
    port, empty = 8000, False
    data: Path | None = None
    rest = split_equals(words)
    while rest:
        word = rest.pop(0)
        if word == "--port":
            port = read_port(value_of(word, rest))
        elif word == "--data":
            data = read_folder(value_of(word, rest))
        elif word == "--empty":
            empty = True
        else:
            raise WrongUsage(f"./concord run does not know {word}.")
    return Run(data or default_data(), port, empty)


def read_manage(words: list[str]) -> Manage:
    """`--data DIR` first, if at all; everything after it belongs to Django."""
    data, rest = None, list(words)
    if rest and rest[0].startswith("--data"):
        rest = split_equals(rest[:1]) + rest[1:]
        data = read_folder(value_of(rest.pop(0), rest))
    if not rest:
        raise WrongUsage("./concord manage needs a command of Django, for example: manage check.")
    return Manage(data or default_data(), tuple(rest))


def read_check(words: list[str]) -> bool:
    """Whether everything is to be checked."""
    if words not in ([], ["--all"]):
        raise WrongUsage(f"./concord check knows --all only, not {' '.join(words)}.")
    return bool(words)


def split_equals(words: list[str]) -> list[str]:
    """`--port=1` as `--port 1`."""
    split: list[str] = []
    for word in words:
        split += word.split("=", 1) if word.startswith("--") and "=" in word else [word]
    return split


def value_of(option: str, rest: list[str]) -> str:
    if not rest or not rest[0]:
        raise WrongUsage(f"{option} needs a value.")
    return rest.pop(0)


def read_port(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= 65535:
        raise WrongUsage(f"--port needs a number from 1 to 65535, not {word}.")
    return int(word)


def read_folder(word: str) -> Path:
    return Path(word).expanduser().absolute()
