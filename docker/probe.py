"""Health of the containers: `probe.py live` asks this one, `worker` and `beat` ask the web."""

from __future__ import annotations

import http.client
import json
import os
import sys
from urllib.parse import urlsplit


def ask(path: str, host: str) -> bytes:
    """The answer's body, whatever its status; the Host header is the one Concord answers to."""
    address = urlsplit("//" + os.environ.get("WEB_BIND", "127.0.0.1:8000"))
    caller = http.client.HTTPConnection(host, address.port or 8000, timeout=4)
    name = urlsplit(os.environ.get("CONCORD_URL", "http://localhost")).netloc
    caller.request("GET", path, headers={"Host": name, "X-Forwarded-Proto": "https"})
    answer = caller.getresponse()
    body = answer.read()
    if path == "/health/live" and answer.status != http.client.OK:
        sys.exit(f"{path} answered {answer.status}")
    return body


def main(part: str) -> None:
    """Exit 0 where the part is well; otherwise say what it is."""
    if part == "live":
        ask("/health/live", "127.0.0.1")
        return
    state = json.loads(ask("/health", os.environ.get("WEB_HOST", "web"))).get(part)
    if state != "ok":
        sys.exit(f"{part} is {state}")


if __name__ == "__main__":
    main(sys.argv[1])
