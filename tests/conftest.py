"""The tests run as the application's role on a database its owner has migrated: `./concord test` prepares both."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from foundation.mission.reading import Mission, know

OWNER_KEEPS = {"django_migrations", "django_content_type"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object, worker_database: None) -> None:
    """Nothing to create: the database stands."""


@pytest.fixture(scope="session")
def worker_database(worker_id: str) -> None:
    """Of several processes each has servers of its own."""
    if worker_id != "master":
        place = os.environ["CONCORD_TEST_CLUSTERS"].split(os.pathsep)[int(worker_id.removeprefix("gw"))]
        for known in (settings.DATABASES["default"], settings.OWNER_DATABASE, connection.settings_dict):
            known["HOST"] = place


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """The mission's settings are known beforehand, so that no page's statements depend on which test came first."""
    know(Mission())
    yield
    cache.clear()


def empty_tables_as_owner(_case: TransactionTestCase) -> None:
    """The application's role may not truncate, so after a test with real transactions the owner does."""
    with psycopg.connect(**owner_parameters(), autocommit=True) as owner:
        names = owner.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        kept = [name for (name,) in names if name not in OWNER_KEEPS]
        # To empty an empty table costs as much as a full one, and nearly all are empty.
        rows = owner.execute(" union all ".join(f"select '{name}' where exists (table \"{name}\")" for name in kept))
        if filled := ", ".join(f'"{name}"' for (name,) in rows.fetchall()):
            owner.execute(f"truncate {filled} restart identity cascade")


def owner_parameters() -> dict[str, str]:
    owner = settings.OWNER_DATABASE
    return {
        "host": owner["HOST"],
        "port": owner["PORT"] or "5432",
        "user": owner["USER"],
        "password": owner["PASSWORD"],
        "dbname": settings.DATABASES["default"]["NAME"],
    }


TransactionTestCase._fixture_teardown = empty_tables_as_owner  # type: ignore[method-assign]
