"""The Python environment: `.venv` in the repository, exactly what the lock names."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from launch.outcomes import Failed
from launch.places import ROOT

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
STAMP = "concord-locks"
UNFINISHED = "concord-unfinished"
# The installed libraries, once, and what pip unpacks on the way.
ROOM_TO_INSTALL = 1_200_000_000

NO_WAY_TO_INSTALL = (
    "This Python can neither make an environment nor install into one: "
    "install python3-venv (Debian: apt install python3-venv) or uv, then try again."
)


class Locked(Enum):
    """Which libraries: those that run Concord, or those that also test it."""

    RUN = "requirements.lock"
    DEV = "requirements-dev.lock"

    @property
    def path(self) -> Path:
        return ROOT / self.value

    @property
    def mark(self) -> str:
        digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        return f"{self.value} {digest}"


def ensure(locked: Locked, say: Callable[[str], None]) -> Path:
    """The environment that satisfies `locked`, made or completed if need be."""
    environment = ROOT / ".venv"
    if is_stamped(environment, locked):
        return environment
    with alone():
        if is_stamped(environment, locked):
            return environment
        if environment.is_symlink():
            return linked(environment, locked)
        if (environment / UNFINISHED).exists():
            shutil.rmtree(environment)
        if not has_python(environment):
            say(f"Making the Python environment in {environment} (the first time takes a while) …")
            make(environment)
        if not holds(environment, locked):
            say("Installing the libraries …")
            install(environment, locked)
        stamp(environment, locked)
    return environment


@contextmanager
def alone() -> Iterator[None]:
    """Two commands at once in one repository: the second waits for the first to install."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def python_of(environment: Path) -> str:
    return str(environment / "bin" / "python")


def has_python(environment: Path) -> bool:
    return os.access(python_of(environment), os.X_OK)


def is_stamped(environment: Path, locked: Locked) -> bool:
    try:
        stamped = (environment / STAMP).read_text().splitlines()
    except OSError:
        return False
    return locked.mark in stamped and has_python(environment)


def stamp(environment: Path, locked: Locked) -> None:
    # What tests Concord runs it too: the second lock holds the first.
    held = (Locked.RUN, Locked.DEV) if locked is Locked.DEV else (Locked.RUN,)
    unfinished = environment / f"{STAMP}.new"
    unfinished.write_text("".join(f"{each.mark}\n" for each in held))
    unfinished.replace(environment / STAMP)


def linked(environment: Path, locked: Locked) -> Path:
    """An environment kept elsewhere is used as it is: nothing is ever installed into it."""
    if holds(environment, locked):
        return environment
    raise Failed(f".venv is a link to libraries that do not match {locked.value}: remove the link.")


COMPARE = """
import importlib.metadata, re, sys
def plain(name):
    return re.sub("[-_.]+", "-", name).lower()
held = {plain(d.metadata["Name"]): d.version for d in importlib.metadata.distributions()}
named = {}
for line in open(sys.argv[1], encoding="utf-8"):
    found = re.match("([a-zA-Z0-9._-]+)==([^ ;]+) *(;?)", line)
    if found:
        # A line with a condition may be for another machine or Python.
        versions = named.setdefault(plain(found[1]), set())
        versions |= {found[2], None} if found[3] else {found[2]}
sys.exit(any(held.get(name) not in versions for name, versions in named.items()))
"""


def holds(environment: Path, locked: Locked) -> bool:
    """Whether the environment holds every version that the lock names."""
    if not has_python(environment):
        return False
    words = [python_of(environment), "-I", "-c", COMPARE, str(locked.path)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def network_environment() -> dict[str, str]:
    """For the installers only: trust what the system trusts, unless the caller chose."""
    environment = {name: v for name, v in os.environ.items() if name != "VIRTUAL_ENV"}
    if CERTIFICATES.exists():
        if not environment.keys() & {"PIP_CERT", "REQUESTS_CA_BUNDLE"}:
            environment["PIP_CERT"] = str(CERTIFICATES)
        if not environment.keys() & {"SSL_CERT_FILE", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS"}:
            environment |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    return environment | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def attempt(words: list[str]) -> str | None:
    """Run an installer quietly; nothing where it worked, else what it said."""
    try:
        done = subprocess.run(
            words,
            env=network_environment(),
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            capture_output=True,
            check=False,
        )
    except OSError as missing:
        return str(missing)
    return None if done.returncode == 0 else (done.stderr or done.stdout).strip()


def uv() -> str | None:
    """A uv that really runs (a version manager's shim may not), or one we fetched ourselves."""
    for found in (shutil.which("uv"), str(ROOT / ".tools" / "bin" / "uv")):
        if found and attempt([found, "--version"]) is None:
            return found
    return None


def make(environment: Path) -> None:
    """An empty environment; one that could not be finished is not left behind."""
    check_room()
    try:
        environment.mkdir(exist_ok=True)
        (environment / UNFINISHED).touch()
    except OSError as refused:
        raise Failed(f"{environment} cannot be made: {refused.strerror}.") from None
    tool = uv()
    if tool:
        words = [tool, "venv", "--allow-existing", "--python", sys.executable, str(environment)]
        if attempt(words) is None:
            return
    # Without ensurepip the first fails half-way; the second needs no pip inside.
    for more in ([], ["--without-pip"]):
        if attempt([sys.executable, "-m", "venv", *more, str(environment)]) is None:
            return
    shutil.rmtree(environment, ignore_errors=True)
    raise Failed(NO_WAY_TO_INSTALL)


def install(environment: Path, locked: Locked) -> None:
    """Install exactly the lock, every file checked against its hash."""
    check_room()
    said = "no installer found"
    for words in installers(environment):
        refused = attempt([*words, "--require-hashes", "-r", str(locked.path)])
        if refused is None:
            (environment / UNFINISHED).unlink(missing_ok=True)
            return
        said = refused
        if "No space left on device" in said:
            raise Failed(f"The disk is full: no room for the libraries in {environment}.")
    raise Failed(f"The libraries could not be installed:\n{said[-2000:]}")


def installers(environment: Path) -> Iterator[list[str]]:
    """Ways to install, the fastest first, each tried only when the one before failed."""
    python = python_of(environment)
    tool = uv()
    if tool:
        yield [tool, "pip", "install", "--quiet", "--python", python]
    if attempt([python, "-m", "pip", "--version"]) is None:
        yield [python, "-m", "pip", "install", "--quiet"]
        return
    if attempt([sys.executable, "-m", "pip", "--python", python, "--version"]) is None:
        yield [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    if tool is None:
        yield [fetch_uv(), "pip", "install", "--quiet", "--python", python]


def fetch_uv() -> str:
    """uv in a folder of our own: the system's pip refuses to install anywhere else."""
    words = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(ROOT / ".tools")]
    if attempt([*words, "uv"]) is not None:
        raise Failed(NO_WAY_TO_INSTALL)
    return str(ROOT / ".tools" / "bin" / "uv")


def check_room() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < ROOM_TO_INSTALL:
        raise Failed(
            f"The disk is nearly full: the libraries need {ROOM_TO_INSTALL // 1_000_000} MB "
            f"and {free // 1_000_000} MB are free in {ROOT}."
        )
