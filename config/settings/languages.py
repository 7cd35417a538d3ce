from __future__ import annotations

from config.settings.mode import ROOT

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("ar", "العربية"),
    ("es", "Español"),
    ("pt", "Português"),
    ("sw", "Kiswahili"),
]
# Spoken for by a reader of the language; the others say on screen that they await one.
CONFIRMED_LANGUAGES = {"en", "fr", "ar"}
LANGUAGE_COOKIE_NAME = "concord_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [ROOT / "config" / "locale"]

__all__ = [
    "CONFIRMED_LANGUAGES", "LANGUAGES", "LANGUAGE_CODE", "LANGUAGE_COOKIE_AGE", "LANGUAGE_COOKIE_NAME",
    "LANGUAGE_COOKIE_SAMESITE", "LOCALE_PATHS", "TIME_ZONE", "USE_I18N", "USE_TZ",
]  # fmt: skip
