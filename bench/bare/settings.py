"""A plain Django site with the same content: the usual middleware, no login, rights, journal, languages or keys."""

from __future__ import annotations

import os
from pathlib import Path

from config.settings.databases import database_from
from config.settings.mode import ROOT

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "bench.bare.views"
INSTALLED_APPS = ["django.contrib.staticfiles", "bench.bare"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The frame is written by bench.frame, the pages stand here.
        "DIRS": [Path(os.environ["CONCORD_DATA"]) / "plain-templates", Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
_role = "DATABASE_OWNER_URL" if os.environ.get("BENCH_AS_OWNER") else "DATABASE_URL"
DATABASES = {"default": database_from(os.environ[_role])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
