"""The signed record form as people upload it: what is taken, the hash its code names, a preview; the file under its own hash."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from dudao.values.digests import digest_of_bytes
from dudao.web.policies import Refused

MOST_BYTES = 20_000_000
SECONDS = 60
KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
"""First bytes of what is taken; the name that a file came with says nothing."""
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A scan: its bytes with their hash and kind, hashes that its codes name, a preview of its first page."""

    name: str
    content: bytes
    suffix: str
    sha256: str
    hashes: tuple[str, ...]
    preview: bytes


def read_scan(content: bytes, name: str) -> ReadScan:
    """Read a scan in a process of its own.

    Raises:
        Refused: too large, of another kind, or not to be read.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("扫描件超过 20 MB，请降低分辨率后再传。"))
    suffix = next((kind for start, kind in KINDS.items() if content.startswith(start)), "")
    if not suffix:
        raise Refused(_("请上传 PDF、PNG 或 JPG 格式的扫描件。"))
    hashes, preview = _read_apart(content, suffix)
    return ReadScan(Path(name).name, content, suffix, digest_of_bytes(content), hashes, preview)


def _read_apart(content: bytes, suffix: str) -> tuple[tuple[str, ...], bytes]:
    with TemporaryDirectory() as folder:
        source, preview = Path(folder) / f"scan.{suffix}", Path(folder) / "preview.png"
        source.write_bytes(content)
        words = [sys.executable, "-P", "-m", "dudao.web.submissions.scan_reading", str(source), str(preview)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            ran = subprocess.run(
                words, capture_output=True, timeout=SECONDS, check=False, env=environment, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired:
            raise _not_read() from None
        if ran.returncode != 0 or not preview.is_file():
            raise _not_read()
        return tuple(ran.stdout.decode("ascii", "ignore").split()), preview.read_bytes()


def _not_read() -> Refused:
    return Refused(_("扫描件读不出来，可能已损坏；请重新扫描后上传。"))


def keep_scan(scan: ReadScan) -> tuple[str, str]:
    """Put file and preview into the storage under the file's hash; gives back both names."""
    start = f"scans/{scan.sha256[:2]}/{scan.sha256}"
    for name, content in ((f"{start}.{scan.suffix}", scan.content), (f"{start}-preview.png", scan.preview)):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
    return f"{start}.{scan.suffix}", f"{start}-preview.png"
