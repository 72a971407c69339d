"""What was said to a sealed bundle after it was sealed: departments that agreed, the signature, the public notice, the sending.

They stand beside the manifest and name its hash: what was approved is what was sealed, and not a byte of it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dudao.bundles.manifest import PartLine, Taker, canonical, check_format, part_of, read_listing
from dudao.bundles.names import ENDORSEMENTS
from dudao.values.digests import digest_of_bytes

FORMAT = "dudao-endorsements"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Endorsements:
    """Entries in their order (`step`, `by`, `body`, `at`, `note`; plain texts) and parts of their own, as the signed scan."""

    bundle: str
    entries: tuple[Mapping[str, str], ...]
    parts: tuple[PartLine, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, before they are brought into canonical form."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "bundle": self.bundle,
            "entries": [dict(each) for each in self.entries],
            "parts": [each.as_json() for each in sorted(self.parts, key=lambda part: part.path)],
        }

    def as_bytes(self) -> bytes:
        """As they stand in the file."""
        return canonical(self.as_json())

    @property
    def hash(self) -> str:
        """Their own hash, which a receipt names beside the bundle's."""
        return digest_of_bytes(self.as_bytes())


def read_endorsements(content: bytes) -> Endorsements:
    """The endorsements in some bytes; raises as `read_manifest` does."""
    listed = read_listing(content, ENDORSEMENTS)
    check_format(listed, FORMAT, VERSION, ENDORSEMENTS)
    take = Taker(listed, ENDORSEMENTS)
    return Endorsements(
        bundle=take.text("bundle"),
        entries=tuple(Taker({"entries": each}, ENDORSEMENTS).texts("entries") for each in take.rows("entries")),
        parts=tuple(part_of(each, ENDORSEMENTS) for each in take.rows("parts")),
    )
