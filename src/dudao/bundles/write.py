"""Writing bundles: the same parts give the same bytes on every machine, whatever the order they came in.

Nothing is packed (most parts are packed already), times are fixed, names sorted, the manifest last.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from dudao.bundles.endorsements import Endorsements
from dudao.bundles.manifest import Heading, Manifest, PartLine
from dudao.bundles.names import ENDORSEMENTS, MANIFEST, OWN, clashes, is_safe
from dudao.values.errors import MisuseError

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell; every entry has it."""
UNIX, PLAIN_FILE = 3, 0o100644 << 16
CHUNK = 1024 * 1024
LARGE = 2**31 - 1

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A part to be sealed: its path and kind, what it is called, and how its bytes are opened. `size` is an estimate."""

    path: str
    kind: str
    title: str
    opened: Callable[[], IO[bytes]]
    size: int = 0
    more: tuple[tuple[str, str], ...] = ()


def source_of(path: str, kind: str, title: str, content: bytes, more: Mapping[str, str] | None = None) -> Source:
    """A part whose bytes are at hand."""
    told = tuple(sorted((more or {}).items()))
    return Source(path, kind, title, lambda: io.BytesIO(content), len(content), told)


def write_bundle(target: Path, heading: Heading, sources: Iterable[Source], told: Told | None = None) -> Manifest:
    """Seal parts into a file.

    Args:
        target: a path to write; whoever wants all or nothing gives one that is moved into place afterwards.
        told: called with parts done and all parts.
    Raises:
        MisuseError: a name that is not safe, or two parts of one name.
    """
    ordered = sorted(sources, key=lambda each: each.path)
    require_names([each.path for each in ordered])
    lines = []
    with ZipFile(target, "w", ZIP_STORED) as file:
        for number, each in enumerate(ordered, 1):
            lines.append(_put(file, each))
            if told is not None:
                told(number, len(ordered))
        manifest = Manifest(heading, tuple(lines))
        _put_bytes(file, MANIFEST, manifest.as_bytes())
    return manifest


def endorse_bundle(
    sealed: Path, target: Path, bundle: str, entries: Sequence[Mapping[str, str]], sources: Iterable[Source] = ()
) -> Endorsements:
    """The sealed file with endorsements beside its manifest, as a file of its own; the sealed one stays as it is.

    Args:
        bundle: hash of the sealed bundle. entries: what was said, in its order. sources: parts of the endorsements, whose
            paths begin with `endorsements/`.
    """
    ordered = sorted(sources, key=lambda each: each.path)
    require_names([each.path for each in ordered])
    shutil.copyfile(sealed, target)
    with ZipFile(target, "a", ZIP_STORED) as file:
        lines = [_put(file, each) for each in ordered]
        endorsements = Endorsements(bundle, tuple(entries), tuple(lines))
        _put_bytes(file, ENDORSEMENTS, endorsements.as_bytes())
    return endorsements


def require_names(paths: Sequence[str]) -> None:
    """Refuse names that a bundle cannot have."""
    for path in paths:
        if not is_safe(path) or path in OWN:
            raise MisuseError(f"封存件里不能有文件名 {path}", f"a bundle cannot hold the name {path}")
    for path in clashes(paths):
        raise MisuseError(f"封存件里有两份 {path}", f"two parts of the bundle are called {path}")


def _entry(path: str, size: int) -> ZipInfo:
    info = ZipInfo(path, EPOCH)
    info.create_system, info.external_attr, info.file_size = UNIX, PLAIN_FILE, size
    return info


def _put(file: ZipFile, source: Source) -> PartLine:
    digest, size = hashlib.sha256(), 0
    with (
        source.opened() as read,
        file.open(_entry(source.path, source.size), "w", force_zip64=source.size > LARGE) as to,
    ):
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            to.write(chunk)
    return PartLine(source.path, source.kind, digest.hexdigest(), size, source.title, source.more)


def _put_bytes(file: ZipFile, path: str, content: bytes) -> None:
    with file.open(_entry(path, len(content)), "w") as to:
        to.write(content)
