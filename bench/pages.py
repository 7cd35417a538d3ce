"""How many statements a page takes, and how many bytes and requests a visit."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.figures import Figure
from bench.mission import Measured
from bench.sites import Site
from foundation.jobs.schedules import WORKER_HEARTBEAT

MOST_STATEMENTS = 8
NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "select set_config", "SELECT set_config")
KB = 1000
UNLIKE_AT_MOST = 0.15


def statements(measured: Measured) -> list[Figure]:
    """Statements of one page each, without transaction control and `set_config`."""
    client = Client(headers={"host": "localhost"})
    client.force_login(measured.officer.user)
    figures = []
    for name, path in (
        ("meeting page", measured.meeting.get_absolute_url()),
        ("item list of 25", "/actions/?size=25"),
        ("item list of 100", "/actions/?size=100"),
    ):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        count = sum(not query["sql"].startswith(NOT_COUNTED) for query in captured.captured_queries)
        figures.append(Figure(f"statements of the {name}", count, MOST_STATEMENTS, "statements"))
    return figures


def check_same_content(ours: Site, our_path: str, bare: Site, bare_path: str) -> None:
    """Raise when the plain page shows less or more than ours: fewer rows, other links, another size by 15 %."""
    pages = [page_text(ours, our_path), page_text(bare, bare_path)]
    counts = []
    for page in pages:
        soup = BeautifulSoup(page, "html.parser")
        counts.append(
            {name: len(soup.select(name)) for name in ("li.row", "a[href]", "button", "select", "svg", "bdi")}
        )
    if counts[0] != counts[1] or abs(len(pages[1]) / len(pages[0]) - 1) > UNLIKE_AT_MOST:
        raise RuntimeError(f"{bare_path} has not the content of {our_path}: {counts}, {[len(page) for page in pages]}")


def sizes(site: Site, path: str) -> list[Figure]:
    """A first visit with everything the page names, and each page again, compressed as it travels."""
    page = site.ask(path)
    parts = {address: site.ask(address) for address in named_in(page_text(site, path))}
    for address, part in parts.items():
        if part.status != 200:
            raise RuntimeError(f"{address} answered {part.status}")
    own = {address: len(part.body) for address, part in parts.items()}
    styles = sum(size for address, size in own.items() if address.endswith(".css"))
    scripts = sum(size for address, size in own.items() if address.endswith(".js") and "htmx" not in address)
    blocking = 1 + sum(address.endswith((".css", ".js")) for address in own)
    figures = [
        Figure("first visit", round((len(page.body) + sum(own.values())) / KB, 1), 30, "KB"),
        Figure("requests a first visit waits for", blocking, 4, "requests"),
        Figure("style sheets", round(styles / KB, 1), 8, "KB"),
        Figure("scripts of our own", round(scripts / KB, 1), 8, "KB"),
        Figure("meeting page again", round(len(page.body) / KB, 1), 10, "KB"),
    ]
    for size, most in ((25, 10), (100, 20)):
        body = site.ask(f"/actions/?size={size}").body
        figures.append(Figure(f"item list of {size} again", round(len(body) / KB, 1), most, "KB"))
    return figures


def page_text(site: Site, path: str) -> str:
    plain = Site(site.port, site.session)
    plain.compression = "identity"
    return plain.ask(path).body.decode()


def named_in(page: str) -> list[str]:
    """Addresses of our own that the browser fetches with this page, each once."""
    soup = BeautifulSoup(page, "html.parser")
    found: list[Any] = [tag.get("href") for tag in soup.select("link[rel=stylesheet], link[rel=icon], svg use")]
    found += [tag.get("src") for tag in soup.select("script[src], img[src]")]
    return sorted({urlsplit(address).path for address in found if address and address.startswith("/static/")})


def wait_until_worker_lives() -> None:
    cache.delete(WORKER_HEARTBEAT)
    deadline = time.monotonic() + 60
    while not cache.get(WORKER_HEARTBEAT):
        if time.monotonic() > deadline:
            raise RuntimeError("the worker did not show that it lives")
        time.sleep(0.2)
    time.sleep(2)
