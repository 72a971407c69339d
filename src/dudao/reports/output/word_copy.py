"""A copy of a Word file in which some parts are replaced or added and everything else stays byte for byte.

Which parts, and what stands in them, is for `annotated.py`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dudao.reports.readers.ooxml.package import DAMAGED
from dudao.values.errors import UnreadableError

EPOCH = (1980, 1, 1, 0, 0, 0)
"""Stamp of new entries, so that equal copies are equal bytes."""


def write_copy(
    source: Path, out: Path, *, changed: Mapping[str, bytes], left_out: frozenset[str] = frozenset()
) -> None:
    """Write a copy of a zip package; it is complete or not there at all.

    Args:
        changed: entry name (as in the zip) to its new bytes; names the zip does not have are added.
        left_out: names in lower case of entries that are not copied.
    Raises: UnreadableError where an entry of the source cannot be copied.
    """
    with _whole(out) as copy:
        try:
            with zipfile.ZipFile(source) as original:
                _copy_entries(original, copy, changed, left_out)
            for added in changed.keys() - {entry.filename for entry in copy.infolist()}:
                copy.writestr(_entry(added), changed[added])
        except DAMAGED as error:
            raise UnreadableError(
                f"无法复制文件 {source.name}（内容损坏或磁盘写不进）；请用 Word、WPS 另存后再试",
                f"{source.name} cannot be copied (damaged, or the disk refuses); save it anew and retry",
            ) from error


def write_package(out: Path, parts: Mapping[str, bytes]) -> None:
    """Write a new zip package, its parts in the given order; it is complete or not there at all."""
    with _whole(out) as package:
        for name, content in parts.items():
            package.writestr(_entry(name), content)


@contextmanager
def _whole(out: Path) -> Iterator[zipfile.ZipFile]:
    """A zip file that takes its name only when all is in it; raises OSError where the folder will not take it."""
    handle, name = tempfile.mkstemp(prefix=".dudao-", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            yield package
        os.chmod(name, 0o644)
        os.replace(name, out)
    finally:
        Path(name).unlink(missing_ok=True)


def _copy_entries(
    original: zipfile.ZipFile, copy: zipfile.ZipFile, changed: Mapping[str, bytes], left_out: frozenset[str]
) -> None:
    # a name that stands twice means its last entry, as every reader of zip files takes it
    for entry in {each.filename: each for each in original.infolist()}.values():
        if entry.filename.lower() in left_out:
            continue
        if entry.filename in changed:
            copy.writestr(_entry(entry.filename), changed[entry.filename])
            continue
        same = zipfile.ZipInfo(entry.filename, entry.date_time)
        same.external_attr = entry.external_attr
        same.compress_type = zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
        with original.open(entry) as stream, copy.open(same, "w", force_zip64=entry.file_size >= 2**31) as target:
            shutil.copyfileobj(stream, target)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
