"""A real browser on a running sample mission. Start them with `./concord journeys`."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.house import House, Way

URL = os.environ.get("CONCORD_JOURNEY_URL", "").rstrip("/")
BROWSER = os.environ.get("CONCORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""

WAYS = [
    Way(language, size, scripts)
    for language in ("en", "fr", "ar")
    for size in ("phone", "laptop")
    for scripts in (True, False)
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser or a mission nothing here can be shown, and each journey says so."""
    missing = [what for what, given in (("CONCORD_JOURNEY_URL", URL), ("a Chromium", BROWSER)) if not given]
    if missing:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=f"JOURNEY NOT MADE: there is no {' and no '.join(missing)}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if terminalreporter.stats.get("skipped"):
        terminalreporter.write_sep("*", "BROWSER JOURNEYS WERE SKIPPED: nothing was shown", red=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the screenshots go."""
    folder = Path(os.environ.get("CONCORD_SCREENSHOTS") or tempfile.mkdtemp(prefix="concord-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"\nScreenshots: {folder}")
    return folder


@pytest.fixture(scope="session")
def keys() -> dict[str, list[dict]]:
    """Cookies of those who signed in already: one sign-in for each account and run."""
    return {}


@pytest.fixture
def house(browser: Browser, pictures: Path, keys: dict[str, list[dict]]) -> Iterator[House]:
    made = House(browser, URL, pictures, keys)
    yield made
    made.close()
    faults = list(dict.fromkeys(made.faults))
    assert not faults, "\n" + "\n".join(faults)


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """The language, the width, and whether scripts run."""
    return request.param
