"""Which reader reads a file: decided from its content, never from its name alone, and the choice recorded.

Readers that parse formats of others run in a limited process (`limited`). Plain text is read in this one: it needs no
parser but ours, and its size is limited before it is opened.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

from dudao.reports.model import Source
from dudao.reports.readers import legacy_word, pdf, plain, scan, webpage, word
from dudao.reports.readers.contract import Reader
from dudao.reports.readers.limited import Call, importable_name, read_limited
from dudao.reports.readers.limits import LIMITS, Limits, limits_in_force, require_size
from dudao.reports.readers.mojibake import mark_mojibake
from dudao.reports.readers.refusals import known_not_to_be_a_report
from dudao.values.errors import DudaoError, MissingToolError, UnreadableError

READERS: tuple[Reader, ...] = (
    word.READER,
    legacy_word.READER,
    pdf.READER,
    webpage.READER,
    scan.READER,
    plain.READER,
)

HEAD_BYTES = 64 * 1024


def read_source(path: Path, *, limits: Limits = LIMITS) -> Source:
    """A file to blocks, within limits.

    Args:
        path: any file; what it is called does not matter.
        limits: what the reading may cost.
    Returns:
        The source with its SHA-256 as `digest`; `choice` says which reader answered and why each other did not.
    Raises:
        UnreadableError: missing, empty, encrypted, damaged, over a limit, or no report at all.
        MissingToolError: a scan without the OCR extra, an old Word file without LibreOffice.
    """
    try:
        head = _first_bytes(path, limits)
        advice = known_not_to_be_a_report(path, head)
        if advice is not None:
            raise advice.as_error()
        reader, choice = choose_reader(head, path.name)
        source = mark_mojibake(_read_with(reader, path, limits))
        _require_text(source)
        return replace(source, name=path.name, reader=reader.name, choice=choice, digest=_digest(path))
    except DudaoError as error:
        raise _naming_the_file(error, path) from error.__cause__
    except OSError as error:
        raise _naming_the_file(_not_opened(error), path) from error


def choose_reader(head: bytes, name: str) -> tuple[Reader, str]:
    """The reader that is surest of a file, and what all of them said; raises UnreadableError where none takes it."""
    answers = [(reader, reader.recognise(head, name)) for reader in READERS]
    said = "; ".join(f"{reader.name} {answer.score}: {answer.reason}" for reader, answer in answers)
    best, answer = max(answers, key=lambda each: each[1].score)
    if answer.score <= 0:
        raise UnreadableError(
            "无法识别的文件（二进制数据，或几种编码混在一起的文字）；请提供 Word、PDF、网页或文本格式的报告",
            "not a kind of file that can be read (binary data, or text of several encodings mixed); give the report as Word, PDF, web page or text",
        )
    return best, f"{best.name} ({said})"


def _first_bytes(path: Path, limits: Limits) -> bytes:
    """The beginning of the file, once it is one: there, ordinary, not empty, not too large."""
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        raise UnreadableError("这是文件夹；请给出其中的报告文件", "this is a folder; give the report file inside it")
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError("这不是普通文件；请给出报告文件", "this is not an ordinary file; give the report file")
    if state.st_size == 0:
        raise UnreadableError(
            "文件是空的（0 字节），可能没有下载或复制完整；请重新获取",
            "the file is empty (0 bytes); fetch or copy it again",
        )
    require_size(state.st_size, limits.file_bytes)
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _read_with(reader: Reader, path: Path, limits: Limits) -> Source:
    if reader is plain.READER:
        with limits_in_force(limits):
            return reader.read(path)
    if reader is scan.READER:
        return scan.read_within(path, limits)
    call = Call(importable_name(reader.read), str(path.resolve()), limits, limits.seconds, limits.memory)
    source = read_limited(call)
    return scan.fill_unread_pages(source, path, limits) if reader is pdf.READER else source


def _require_text(source: Source) -> None:
    if not any(block.text.strip() for block in source.blocks):
        raise UnreadableError(
            "文件中没有可读的文字；请确认提供的是报告文件",
            "the file holds no text that can be read; check that it is the report",
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_opened(error: OSError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError("找不到文件；请检查路径和文件名", "no such file; check the path and the name")
    if isinstance(error, PermissionError):
        return UnreadableError("没有读取权限；请修改文件权限后再试", "no permission to read it; change its permissions")
    return UnreadableError(
        f"文件无法打开（{error.strerror or error}）；请检查路径和磁盘",
        f"it cannot be opened ({error.strerror or error})",
    )


def _naming_the_file(error: DudaoError, path: Path) -> DudaoError:
    """The same error with the file's name before its sentence, and with its notes."""
    if f" {path.name} " in error.zh:
        return error
    kind = MissingToolError if isinstance(error, MissingToolError) else UnreadableError
    named = kind(f"{path.name}：{error.zh}", f"{path.name}: {error.en}")
    for note in getattr(error, "__notes__", ()):
        named.add_note(note)
    return named
