"""Where files lie: under the hash of their content in the site's folder, written once, never under a name of the sender's.

MEDIA_ROOT/evidence/ab/ab12…        the file, without suffix: no server and no browser takes it for anything
MEDIA_ROOT/evidence-pages/ab/ab12…/ pictures of its pages, made anew whenever they are missing
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from dudao.web.evidence.content import FileKind, kind_of
from dudao.web.policies import Refused

MEGABYTE = 1_000_000
MOST_BYTES = 200 * MEGABYTE
"""Of one file; what a reader takes at most."""
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies in its place now."""

    sha256: str
    size: int
    kind: FileKind


def keep_file(content: File[bytes]) -> Kept:
    """Put a file into its place, if it is not there yet.

    Raises:
        Refused: empty, too large, or a program; nothing is kept then.
    """
    if not content.size:
        raise Refused(_("文件是空的（0 字节），可能没有复制完整，请重新获取。"))
    require_size(content.size)
    folder = Path(settings.MEDIA_ROOT) / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".taking-", delete=False) as target:
        path = Path(target.name)
        digest, size = hashlib.sha256(), 0
        for part in content.chunks():
            digest.update(part)
            size += len(part)
            target.write(part)
    try:
        kind = kind_of(path)
        if kind is FileKind.PROGRAM:
            raise Refused(_("这是可执行程序，不能上传。"))
        place = path_of(digest.hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            os.replace(path, place)
            place.chmod(0o640)
    finally:
        path.unlink(missing_ok=True)
    return Kept(digest.hexdigest(), size, kind)


def require_size(size: int) -> None:
    """Refuse a file that is larger than is taken."""
    if size > MOST_BYTES:
        raise Refused(
            _("文件有 %(size)d MB，超过 %(most)d MB 的上限；请压缩其中的图片或拆成几个文件。")
            % {"size": -(-size // MEGABYTE), "most": MOST_BYTES // MEGABYTE}
        )


def path_of(sha256: str) -> Path:
    """Where a file lies."""
    return Path(settings.MEDIA_ROOT) / "evidence" / sha256[:2] / sha256


def pictures_of(sha256: str) -> Path:
    """The folder of a file's pictures, 1.webp and on."""
    return Path(settings.MEDIA_ROOT) / "evidence-pages" / sha256[:2] / sha256


@contextmanager
def called(sha256: str, suffix: str) -> Iterator[Path]:
    """A file under a name with a suffix, in a folder of its own that goes away: for programs that go by it."""
    with TemporaryDirectory(prefix="dudao-evidence-") as folder:
        link = Path(folder) / f"given{suffix}"
        link.symlink_to(path_of(sha256).resolve())
        yield link


def clean_name(name: str) -> str:
    """What a file was called, for people: no folders, no control characters, at most 255 characters with its suffix.

    >>> clean_name("../../etc/pass\\x00wd"), clean_name("C:\\\\材料\\\\纪要.docx"), len(clean_name("长" * 999 + ".pdf"))
    ('passwd', '纪要.docx', 255)
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(mark for mark in last if mark.isprintable()).strip(". ") or "file"
    suffix = Path(plain).suffix[:12]
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - len(suffix)] + suffix


def clean_folder(path: str) -> str:
    """The folders of a path as a browser hands it over, without the file's name and without steps upwards.

    >>> clean_folder("材料/1.1 党的领导/../会议/纪要.docx")
    '材料/1.1 党的领导/会议'
    """
    parts = [clean_name(part) for part in path.replace("\\", "/").split("/")[:-1] if part.strip(". ")]
    return "/".join(parts)[:300]
