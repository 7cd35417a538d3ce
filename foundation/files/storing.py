"""Keep a checked file privately and give it out again as a download that no browser runs."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.files.checking import Checked, check
from foundation.files.models import StoredFile

__all__ = ["Checked", "answer", "check", "store", "sweep_orphans"]

logger = logging.getLogger(__name__)

# No request lasts as long: bytes this old without a row were left by a transaction that was undone.
SETTLED = timedelta(days=1)


def store(checked: Checked, *, by: Actor) -> StoredFile:
    """Keep the bytes on the disk and their row in the caller's transaction."""
    file_id = uuid7()
    path = default_storage.save(f"{file_id.hex[-2:]}/{file_id.hex}", ContentFile(checked.content))
    with default_storage.open(path) as kept:
        os.fsync(kept.fileno())
    return StoredFile.objects.create(
        id=file_id,
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        path=path,
        stored_by=by.user,
    )


def answer(stored: StoredFile) -> HttpResponseBase:
    """The file as a download; where its bytes are lost, a page that says so (410)."""
    try:
        content = default_storage.open(stored.path)
    except FileNotFoundError:
        logger.exception("The bytes of stored file %s are lost", stored.pk)
        return HttpResponse(render_to_string("files/lost.html", {"name": stored.name}), status=410)
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def sweep_orphans() -> int:
    """Remove bytes whose row was never kept; give how many."""
    root = Path(default_storage.path(""))
    count = 0
    for shard in sorted(path for path in root.glob("*") if path.is_dir()):
        old = [path for path in shard.iterdir() if path.stat().st_mtime < time.time() - SETTLED.total_seconds()]
        names = {f"{shard.name}/{path.name}": path for path in old}
        kept = set(StoredFile.objects.filter(path__in=names).values_list("path", flat=True))
        for name in names.keys() - kept:
            names[name].unlink()
            count += 1
    return count
