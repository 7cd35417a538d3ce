from __future__ import annotations

from datetime import datetime
from random import Random
from uuid import UUID

VERSION, VARIANT = 7 << 76, 2 << 62


class Ids:
    """Ids as the models make them, but of the planned instant, and the same at every loading.

    Those of one millisecond are in the order in which they were asked for.
    """

    def __init__(self, chance: Random) -> None:
        self.chance, self.last, self.count = chance, -1, 0

    def at(self, instant: datetime) -> UUID:
        milliseconds = int(instant.timestamp() * 1000)
        self.count = self.count + 1 if milliseconds == self.last else 0
        self.last = milliseconds
        return UUID(int=milliseconds << 80 | VERSION | self.count << 64 | VARIANT | self.chance.getrandbits(62))
