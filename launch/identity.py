"""Who the servers run as: PostgreSQL refuses root, and no permission is changed to suit it."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from launch.outcomes import Failed


class Kind(StrEnum):
    """How a server's process gets its user."""

    SELF = "self"  # the user who typed the command
    NOBODY = "nobody"  # root starts it, the system's `nobody` runs it
    MAPPED = "mapped"  # a user namespace where the caller is known under another name


@dataclass(frozen=True)
class Identity:
    """`server` is the server's own name, `client` the name it sees our processes under."""

    kind: Kind
    uid: int
    gid: int
    server: str
    client: str

    def give(self, path: Path) -> None:
        """Let the server own `path`, which we have just made."""
        if self.kind is Kind.NOBODY:
            os.chown(path, self.uid, self.gid)


def name_of(uid: int) -> str:
    """The user's name, or nothing where the system knows none (PostgreSQL refuses those)."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""


def may_enter(path: Path) -> bool:
    """Whether `nobody` can walk down to `path`. Looks only; opens no folder for anyone."""
    path = path.resolve()
    return all(part.stat().st_mode & 0o001 for part in (path, *path.parents) if part.exists())


def mapped() -> Identity | None:
    """The identity inside a user namespace, where the kernel allows one."""
    # PostgreSQL must find a name: take the first ordinary system user, never 65534,
    # which stands for every user the namespace does not know.
    user = next((u for u in pwd.getpwall() if u.pw_uid not in (0, 65534)), None)
    if user is None or not sys.platform.startswith("linux"):
        return None
    identity = Identity(Kind.MAPPED, user.pw_uid, user.pw_uid, user.pw_name, user.pw_name)
    trial = subprocess.run(
        launch_words(identity, ["/bin/sh", "-c", 'test "$(id -u)" -ne 0']),
        check=False,
        capture_output=True,
        cwd="/",
    )
    return identity if trial.returncode == 0 else None


def choose(data: Path, owned: Path) -> Identity:
    """Who runs the servers on `data`; `owned` is the cluster, which keeps the owner it has."""
    me = os.geteuid()
    name = name_of(me)
    if me != 0 and name:
        return Identity(Kind.SELF, me, os.getegid(), name, name)
    if me == 0:
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            nobody = None
        owner = owned.stat().st_uid if owned.exists() else None
        if nobody and may_enter(data) and owner in (None, nobody.pw_uid):
            return Identity(Kind.NOBODY, nobody.pw_uid, nobody.pw_gid, "nobody", name or "root")
    identity = mapped()
    if identity:
        return identity
    if me == 0:
        raise Failed(
            f"PostgreSQL does not run as root, and no other user can reach {data}: "
            "name another folder, for example --data /var/lib/concord."
        )
    raise Failed(f"PostgreSQL needs a user with a name; this one has only the number {me}.")


# Runs between fork and the program itself: become the user, die with the parent, start.
SHIM = """
import os, sys
parent, death, kind, uid, gid = sys.argv[1:6]
me, group = os.geteuid(), os.getegid()
linux = sys.platform.startswith("linux")
if linux:
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
if kind == "nobody":
    os.setgroups([]); os.setgid(int(gid)); os.setuid(int(uid))
elif kind == "mapped":
    if libc.unshare(0x10000000):
        sys.exit("no user namespace: " + os.strerror(ctypes.get_errno()))
    for name, words in (("setgroups", "deny"), ("uid_map", f"{uid} {me} 1"),
                        ("gid_map", f"{gid} {group} 1")):
        with open("/proc/self/" + name, "w") as file:
            file.write(words)
if kind != "self":
    os.umask(0o077)
if linux and int(death):
    libc.prctl(1, int(death))
    if os.getppid() != int(parent):
        sys.exit("the command that started this is gone")
os.execvp(sys.argv[6], sys.argv[6:])
"""


def launch_words(identity: Identity | None, words: list[str], *, death: int = 0) -> list[str]:
    """The command that runs `words` as `identity`, sent signal `death` when our process ends."""
    kind, uid, gid = (identity.kind, identity.uid, identity.gid) if identity else (Kind.SELF, 0, 0)
    shim = [sys.executable, "-I", "-S", "-c", SHIM]
    return [*shim, str(os.getpid()), str(int(death)), str(kind), str(uid), str(gid), *words]
