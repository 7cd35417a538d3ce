"""The web server's settings, the same on one machine and in production."""

from __future__ import annotations

import os
from pathlib import Path

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
