"""Canonical form and content hash, by which editions, data and documents are known."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def digest_of_bytes(content: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def digest_of_json(content: Any) -> str:
    """The SHA-256 of plain values in canonical JSON: keys sorted, no blanks, UTF-8."""
    return digest_of_bytes(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()
    )
