from __future__ import annotations

FOUNDATION_APPS = [
    "foundation.access",
    "foundation.ui",
    "foundation.accounts",
    "foundation.submissions",
    "foundation.journal",
    "foundation.mission",
    "foundation.notices",
    "foundation.jobs",
    "foundation.files",
    "foundation.figures",
    "foundation.documents",
    "foundation.imports",
    "foundation.backups",
    "foundation.places",
    "foundation.calendars",
    "foundation.people",
]
SUBJECT_APPS = ["coordination", "monitoring", "desk", "sample"]

INSTALLED_APPS = [
    *FOUNDATION_APPS,
    *SUBJECT_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "foundation.accounts.middleware.LanguageMiddleware",
    "foundation.mission.middleware.MissionTimeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "foundation.access.middleware.ActorMiddleware",
    "foundation.accounts.middleware.SecondFactorMiddleware",
    "foundation.submissions.middleware.AnswersMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

__all__ = [
    "DEFAULT_AUTO_FIELD", "FOUNDATION_APPS", "INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "SUBJECT_APPS",
    "WSGI_APPLICATION",
]  # fmt: skip
