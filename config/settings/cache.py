"""Valkey (or Redis) holds sessions and short-lived counters: nothing that cannot be rebuilt."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.settings.mode import IS_PRODUCTION, MODE, env

REDIS_URL = env.str("REDIS_URL", "")
if IS_PRODUCTION and not REDIS_URL:
    raise ImproperlyConfigured("Production needs REDIS_URL.")

CACHES: dict[str, dict[str, Any]]
if MODE == "test" or not REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False

__all__ = [
    "CACHES",
    "REDIS_URL",
    "SESSION_COOKIE_AGE",
    "SESSION_ENGINE",
    "SESSION_SAVE_EVERY_REQUEST",
]
