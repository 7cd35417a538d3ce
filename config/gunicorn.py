"""The web server's settings, the same on one machine and in production."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The code is loaded once and shared: a second worker costs little memory.
preload_app = True
timeout = 60
graceful_timeout = 8
keepalive = 5
# Worker heartbeats are files: in memory they do not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """What is loaded by now lives as long as the server.

    The workers' garbage collection need not write on its pages: that would give each worker a copy of its own, some
    fifty megabytes, in the middle of a long answer.
    """
    gc.collect()
    gc.freeze()
