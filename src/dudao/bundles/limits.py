"""How large a bundle may be before it is read: a hostile file ends at a limit, never at the end of the memory."""

from __future__ import annotations

from dataclasses import dataclass

KB, MB, GB = 1024, 1024**2, 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """Most parts, bytes of a part, of all parts, of a list (manifest, endorsements) and of the zip's own directory.

    `ratio` is how many times larger than packed a part may be once it is larger than a megabyte; what is sealed here is
    not packed at all.
    """

    parts: int = 100_000
    part: int = 4 * GB
    total: int = 64 * GB
    listing: int = 64 * MB
    directory: int = 64 * MB
    ratio: int = 200

    def is_bomb(self, size: int, packed: int) -> bool:
        """Whether something unpacks to more than anything real would.

        >>> Limits().is_bomb(500 * MB, 500 * KB), Limits().is_bomb(500 * KB, 1), Limits().is_bomb(5 * MB, MB)
        (True, False, False)
        """
        return size > MB and size > self.ratio * max(packed, 1)
