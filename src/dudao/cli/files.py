"""Writing a result: whole or not at all, never over what it was made from, and with a plain reason where it cannot be."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.visible import one_line
from dudao.values.errors import MisuseError

REASONS = {
    errno.ENOENT: Bilingual("没有这个文件夹", "there is no such folder"),
    errno.ENOTDIR: Bilingual("路径中间有一段是文件，不是文件夹", "a part of the path is a file, not a folder"),
    errno.EISDIR: Bilingual("这是文件夹", "this is a folder"),
    errno.EACCES: Bilingual("没有写入权限", "no permission to write there"),
    errno.EPERM: Bilingual("没有写入权限", "no permission to write there"),
    errno.EROFS: Bilingual("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Bilingual("磁盘已满", "the disk is full"),
    errno.ENAMETOOLONG: Bilingual("文件名太长", "the name is too long"),
    errno.ETXTBSY: Bilingual("文件正被别的程序使用", "another program is using the file"),
    errno.EBUSY: Bilingual("文件正被别的程序使用", "another program is using the file"),
}
LONGEST_NAME = 120


def cannot_write(path: Path, error: OSError) -> MisuseError:
    """The one sentence for a file that could not be written."""
    said = os.strerror(error.errno) if error.errno else str(error)
    why = REASONS.get(error.errno or 0, Bilingual(said, said))
    return MisuseError(
        f"无法写入 {path}：{why.zh}；请换一个位置或文件名",
        f"cannot write {path}: {why.en}; choose another place or name",
    )


def cannot_use(error: OSError) -> MisuseError:
    """The one sentence for a path that the system refuses wherever it was met (a name too long, a disk gone)."""
    why = REASONS[error.errno or 0]
    named = one_line(os.fsdecode(error.filename))[:LONGEST_NAME] if isinstance(error.filename, (str, bytes)) else ""
    return MisuseError(
        f"无法读写文件 {named}：{why.zh}" if named else f"无法读写文件：{why.zh}",
        f"cannot use the file {named}: {why.en}" if named else f"cannot use a file: {why.en}",
    )


def check_target(out: Path, sources: Iterable[Path]) -> None:
    """Refuse, before any work is done, a target that is a folder, has no folder, or is a file the work is made from."""
    if not out.name or out.is_dir():
        raise cannot_write(out, IsADirectoryError(errno.EISDIR, ""))
    try:
        if not stat.S_ISDIR(out.parent.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "")
    except OSError as error:
        raise cannot_write(out, error) from error
    if not out.is_file():
        return
    for source in sources:
        inside = source.iterdir() if source.is_dir() else (source,)
        if any(each.is_file() and out.samefile(each) for each in inside):
            raise MisuseError(
                f"结果不能写到 {out}：它正是这次要读的文件，会被覆盖；请另给一个文件名",
                f"the result must not go to {out}: it is being read and would be lost; give another name",
            )


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all; raises MisuseError where the folder will not take it.

    A device or a pipe (/dev/stdout, /dev/null) is written to, not replaced.
    """
    blob = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    check_target(path, ())
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(blob)
        else:
            _replace(path, blob)
    except OSError as error:
        raise cannot_write(path, error) from error


def _replace(path: Path, blob: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".dudao-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(blob)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
