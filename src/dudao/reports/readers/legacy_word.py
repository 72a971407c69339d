"""Reads old Word files (.doc, and .wps of WPS or Works) by having LibreOffice convert them to .docx first.

How LibreOffice is run stands in `libreoffice.py`; what the converted file says is for `word.py`.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from dudao.reports.model import Source
from dudao.reports.readers import libreoffice, ole, word
from dudao.reports.readers.contract import Answer, Reader
from dudao.reports.readers.limits import in_force, require_size
from dudao.values.errors import UnreadableError

DOCUMENT_STREAMS = {"WordDocument", "CONTENTS", "MatOST", "MN0"}
"""Word and WPS keep the text in WordDocument; Microsoft Works in the others."""
_OTHERS = {
    "Workbook": "Excel",
    "Book": "Excel",
    "PowerPoint Document": "PowerPoint",
    "__properties_version1.0": "Outlook",
}
_TOLD = libreoffice.Sentences(
    missing=(
        "读取旧版 .doc、.wps 文件需要 LibreOffice；请安装（apt-get install --no-install-recommends "
        f"{libreoffice.DEBIAN_PACKAGE}），或用 Word、WPS 另存为 .docx",
        "reading old .doc and .wps files needs LibreOffice; install it (apt-get install --no-install-recommends "
        f"{libreoffice.DEBIAN_PACKAGE}) or save the file anew as .docx",
    ),
    late=(
        f"LibreOffice 在 {libreoffice.CONVERSION_SECONDS} 秒内没有转换完；请用 Word、WPS 另存为 .docx",
        f"LibreOffice did not convert it within {libreoffice.CONVERSION_SECONDS} seconds; save it anew as .docx",
    ),
    failed=(
        "LibreOffice 转换不了这个文件，可能已损坏；请用 Word、WPS 打开后另存为 .docx",
        "LibreOffice cannot convert this file, it may be damaged; open it in Word or WPS and save it anew as .docx",
    ),
)
_FIB_FLAGS = 10
_FIB_ENCRYPTED = 0x0100  # [MS-DOC] 2.5.1, FibBase.fEncrypted


def recognise(head: bytes, name: str) -> Answer:
    """Whether the first bytes are those of an old Word file; its directory may stand beyond them."""
    if not head.startswith(ole.MARK):
        return Answer(0, "not an OLE file")
    if ole.name_in(head, "EncryptedPackage"):
        return Answer(0, "an Office file behind a password")
    if any(ole.name_in(head, stream) for stream in DOCUMENT_STREAMS):
        return Answer(90, "an OLE file with a Word or Works text")
    return Answer(50, "an OLE file; what it holds is known from its directory")


def read(path: Path) -> Source:
    """An old Word file to blocks.

    Raises:
        UnreadableError: behind a password, another kind of OLE file, or LibreOffice could not convert it.
        MissingToolError: LibreOffice is not installed; the sentence names the Debian package.
    """
    _require_convertible(path)
    with tempfile.TemporaryDirectory(prefix="dudao-doc-") as folder:
        given = Path(folder) / "given.doc"
        shutil.copyfile(path, given)
        source = word.read(libreoffice.convert(given, "docx:MS Word 2007 XML", Path(folder), _TOLD))
    return replace(source, name=path.name, reader=READER.name)


def _require_convertible(path: Path) -> None:
    """Refuse what is known beforehand not to be convertible."""
    try:
        require_size(path.stat().st_size, in_force().file_bytes)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"文件 {path.name} 打不开；请检查路径和权限",
            f"the file {path.name} cannot be opened; check path and rights",
        ) from error
    streams = ole.stream_names(content)
    flags = ole.first_bytes(content, "WordDocument", 12)
    if "EncryptedPackage" in streams or (
        len(flags) == 12 and int.from_bytes(flags[_FIB_FLAGS:], "little") & _FIB_ENCRYPTED
    ):
        raise UnreadableError(
            "文件设有打开密码，无法读取；请在 Word、WPS 中取消密码后再检查",
            "the file is protected by a password; take the password off in Word or WPS, then check it again",
        )
    other = next((program for stream, program in _OTHERS.items() if stream in streams), None)
    if other is not None:
        raise UnreadableError(
            f"这是 {other} 文件，不是 Word 文档；请提供报告的 Word 文档",
            f"this is a file of {other}, not a Word document; give the report's Word document",
        )
    if not streams & DOCUMENT_STREAMS:
        raise UnreadableError(
            "文件已损坏，或不是 Word 文档；请用 Word、WPS 打开后另存为 .docx",
            "the file is damaged or no Word document; open it in Word or WPS and save it anew as .docx",
        )


READER = Reader(name="legacy_word", recognise=recognise, read=read)
