"""The product's settings and one schedule more, so that telling is under way when its worker is killed."""

from __future__ import annotations

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.kills"]
