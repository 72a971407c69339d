"""Scheme files that people send, brought into a folder of their own: a zip of a folder, or the workbook form."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from dudao.schemes.load import FILE_NAME
from dudao.schemes.workbook.read import import_workbook
from dudao.web.pages.workbook_kinds import TableKind, taken_elsewhere
from dudao.web.policies import Refused

MOST_BYTES, MOST_FILES = 20_000_000, 3_000
TAKEN = (".yaml", ".yml", ".csv", ".lock", ".md", ".txt")
BLOCK = 1 << 16


def scheme_folder(name: str) -> Path:
    """The folder of uploaded or published content."""
    return Path(settings.MEDIA_ROOT) / "schemes" / name


def unpacked(file: Path, file_name: str) -> Path:
    """A folder with what a sent file holds, to be moved to its place or removed by the caller.

    Raises:
        Refused: neither a zip nor a workbook, too large, no scheme in it, names that lead out of the folder.
    """
    folder = Path(tempfile.mkdtemp(prefix="scheme-"))
    try:
        if file_name.lower().endswith(".xlsx"):
            elsewhere = taken_elsewhere(file, file_name, TableKind.SCHEME)
            if elsewhere is not None:
                raise Refused(elsewhere)
            import_workbook(file, folder / "content")
            return folder / "content"
        return _unzip(file, folder)
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unzip(file: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = [each for each in archive.infolist() if not each.is_dir()]
            if len(parts) > MOST_FILES or sum(each.file_size for each in parts) > MOST_BYTES:
                raise Refused(_("压缩包解开后超过 20 MB 或 3000 个文件，不像一个方案。"))
            for each in parts:
                _take(archive, each, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(_("文件读不出来：请上传方案文件夹的 zip 压缩包，或导出的方案工作簿（xlsx）。")) from error
    found = sorted(folder.rglob(FILE_NAME), key=lambda path: len(path.parts))
    if not found:
        raise Refused(_("压缩包里没有 scheme.yaml。"))
    return found[0].parent


def _take(archive: zipfile.ZipFile, part: zipfile.ZipInfo, folder: Path) -> None:
    name = PurePosixPath(part.filename)
    if name.is_absolute() or ".." in name.parts or part.filename.startswith("__MACOSX"):
        if part.filename.startswith("__MACOSX"):
            return
        raise Refused(_("压缩包里的文件名指向文件夹之外：%(name)s") % {"name": part.filename})
    if name.suffix.lower() not in TAKEN:
        return
    target = folder.joinpath(*name.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    left = MOST_BYTES
    with archive.open(part) as source, target.open("wb") as out:
        while block := source.read(BLOCK):
            left -= len(block)
            if left < 0:  # a size that the directory of the zip told wrongly
                raise Refused(_("压缩包解开后超过 20 MB 或 3000 个文件，不像一个方案。"))
            out.write(block)
