from __future__ import annotations

from collections.abc import Sequence

from coordination.models import ActionItem, ActionItemFile
from foundation.access.actors import Actor
from foundation.files.storing import Checked, store


def add_files(item: ActionItem, files: Sequence[Checked], *, by: Actor) -> list[ActionItemFile]:
    """Keep supporting documents on the item, for both sides. The caller has asked whether `by` may."""
    return [ActionItemFile.objects.create(item=item, file=store(checked, by=by)) for checked in files]
