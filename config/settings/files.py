from __future__ import annotations

from config.settings.mode import DATA_DIR, MODE, ROOT

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STATICFILES_DIRS = [ROOT / "static"]
PRIVATE_FILES_ROOT = DATA_DIR / "files"
FILE_SIZE_LIMIT = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "foundation.files.uploading.CappedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_FILES_ROOT},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE == "test"
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

__all__ = [
    "DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS", "FILE_SIZE_LIMIT", "FILE_UPLOAD_HANDLERS",
    "PRIVATE_FILES_ROOT",
    "STATICFILES_DIRS", "STATIC_ROOT", "STATIC_URL", "STORAGES",
]  # fmt: skip
