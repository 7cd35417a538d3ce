from __future__ import annotations

import factory

from foundation.files.models import StoredFile


class StoredFileFactory(factory.django.DjangoModelFactory):
    """The row of a file; its bytes are not on the disk."""

    class Meta:
        model = StoredFile

    name = factory.Sequence(lambda n: f"photo {n}.png")
    media_type = "image/png"
    size = 68
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    path = factory.Sequence(lambda n: f"{n:064x}")
