"""Files that are no report: what each is, told from its bytes, and what to do about it.

Only what a reader could not read anyway stands here; the readers themselves say what they can read.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from dudao.reports.readers import ole
from dudao.values.errors import UnreadableError

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
END_OF_DIRECTORY = b"PK\x05\x06"
LARGEST_DIRECTORY = 4 * 1024 * 1024  # some 40,000 names; a report's file has some dozens


@dataclass(frozen=True, slots=True)
class Advice:
    """What a file is and what to do with it, after "the file is" in either language."""

    zh: str
    en: str

    def as_error(self) -> UnreadableError:
        return UnreadableError(f"这是{self.zh}", f"this is {self.en}")


SPREADSHEET = Advice(
    "电子表格，不是报告正文；请提供 Word 或 PDF 格式的报告，表格数据请用 --facts 提供",
    "a spreadsheet, not a report; give the report as Word or PDF, and tables through --facts",
)
SLIDES = Advice(
    "演示文稿，不是报告正文；请提供 Word 或 PDF 格式的报告",
    "a slide show, not a report; give the report as Word or PDF",
)
PACKED = Advice("压缩包；请先解压，再提供其中的报告文件", "a packed archive; unpack it and give the report file inside")
ENCRYPTED = Advice(
    "加密的 Office 文件；请在 Word 或 WPS 中去掉打开密码，另存后再试",
    "an encrypted Office file; remove its password in Word or WPS, save it and retry",
)
PROGRAM = Advice("可执行程序，不是报告", "a program, not a report")
OFD = Advice(
    "OFD 版式文件，暂不能读取；请用阅读器导出为 PDF，或提供 Word 原稿",
    "an OFD document, which cannot be read; export it as PDF or give the Word original",
)
OPEN_DOCUMENT = Advice(
    "OpenDocument 文件；请用 WPS 或 LibreOffice 另存为 .docx 后再试",
    "an OpenDocument file; save it as .docx with WPS or LibreOffice and retry",
)
OPEN_SHEET = Advice(SPREADSHEET.zh, SPREADSHEET.en)
EBOOK = Advice("电子书；请提供 Word 或 PDF 格式的报告", "an e-book; give the report as Word or PDF")
RTF = Advice(
    "RTF 文件；请用 Word 或 WPS 另存为 .docx 后再试", "an RTF file; save it as .docx with Word or WPS and retry"
)
WORD_XML = Advice(
    "Word 的 XML 文件；请用 Word 或 WPS 另存为 .docx 后再试",
    "a Word XML file; save it as .docx with Word or WPS and retry",
)
MAIL = Advice("邮件文件；请提供其中的附件", "an e-mail; give the attachment inside it")
DATABASE = Advice("数据库文件，不是报告", "a database, not a report")
MEDIA = Advice("音频或视频文件，不是报告", "sound or video, not a report")
FONT = Advice("字体文件，不是报告", "a font, not a report")
VECTOR = Advice("PostScript 文件；请转成 PDF 后再试", "a PostScript file; convert it to PDF and retry")
PHOTO = Advice(
    "不支持的图片格式；请转成 PNG 或 JPG 后再试", "a kind of picture that cannot be read; convert it to PNG or JPG"
)
CNKI = Advice("CAJ 文献文件；请转成 PDF 后再试", "a CAJ document; convert it to PDF and retry")

# offset, bytes at it, advice
SIGNATURES = (
    (0, b"Rar!\x1a\x07", PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", PACKED),
    (0, b"\x1f\x8b", PACKED),
    (0, b"BZh", PACKED),
    (0, b"\xfd7zXZ\x00", PACKED),
    (0, b"\x28\xb5\x2f\xfd", PACKED),
    (257, b"ustar", PACKED),
    (0, b"MSCF", PACKED),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\xfe\xed\xfa", PROGRAM),
    (0, b"\x00asm", PROGRAM),
    (0, b"SQLite format 3\x00", DATABASE),
    (0, b"PAR1", DATABASE),
    (0, b"{\\rtf", RTF),
    (0, b"%!PS", VECTOR),
    (0, b"ID3", MEDIA),
    (0, b"OggS", MEDIA),
    (0, b"\x1aE\xdf\xa3", MEDIA),
    (0, b"fLaC", MEDIA),
    (8, b"WAVE", MEDIA),
    (8, b"AVI ", MEDIA),
    (4, b"ftypheic", PHOTO),
    (4, b"ftypheix", PHOTO),
    (4, b"ftypmif1", PHOTO),
    (4, b"ftypavif", PHOTO),
    (4, b"ftyp", MEDIA),
    (0, b"8BPS", PHOTO),
    (0, b"\x00\x01\x00\x00\x00", FONT),
    (0, b"OTTO", FONT),
    (0, b"ttcf", FONT),
    (0, b"wOFF", FONT),
    (0, b"wOF2", FONT),
    (0, b"CAJ\x00", CNKI),
    (0, b"KDH ", CNKI),
    (0, b"HN\xc8", CNKI),
)

# a name, or the beginning of one, inside a ZIP file; the first that is there decides
ZIP_MEMBERS = (
    ("OFD.xml", OFD),
    ("xl/", SPREADSHEET),
    ("ppt/", SLIDES),
    ("META-INF/MANIFEST.MF", PROGRAM),
    ("AndroidManifest.xml", PROGRAM),
)

# what the `mimetype` member of a ZIP file begins with
ZIP_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", OPEN_DOCUMENT),
    (b"application/vnd.oasis.opendocument.spreadsheet", OPEN_SHEET),
    (b"application/vnd.oasis.opendocument.presentation", SLIDES),
    (b"application/epub+zip", EBOOK),
)

# names of streams in an OLE file; the first that is there decides
OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("Workbook", SPREADSHEET),
    ("Book", SPREADSHEET),
    ("PowerPoint Document", SLIDES),
    ("__properties_version1.0", MAIL),
)

XML_MARKS = ((b'progid="Word.Document"', WORD_XML), (b"schemas.microsoft.com/office/2006/xmlPackage", WORD_XML))


def known_not_to_be_a_report(path: Path, head: bytes) -> Advice | None:
    """What a file is, if it is surely none that a reader takes; None leaves it to the readers."""
    if head.startswith(ZIP):
        return _inside_zip(path, head)
    if head.startswith(ole.MARK):
        return _inside_ole(path)
    if head[:2] == b"MZ" and b"PE\x00\x00" in head[:4096]:
        return PROGRAM
    for offset, mark, advice in SIGNATURES:
        if head.startswith(mark, offset):
            return advice
    if head.lstrip()[:5] == b"<?xml":
        return next((advice for mark, advice in XML_MARKS if mark in head), None)
    return None


def _inside_zip(path: Path, head: bytes) -> Advice | None:
    """What a ZIP file holds; None for a Word file, and for a broken one, of which its reader can say more."""
    if _directory_size(path) > LARGEST_DIRECTORY:
        return PACKED
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:80] if _is_small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None if b"word/" in head or b"[Content_Types].xml" in head else PACKED
    if any(name.startswith("word/") for name in names):
        return None
    for begin, advice in ZIP_MIMETYPES:
        if mimetype.startswith(begin):
            return advice
    for member, advice in ZIP_MEMBERS:
        if any(name.startswith(member) for name in names):
            return advice
    return None if "[Content_Types].xml" in names else PACKED


def _directory_size(path: Path) -> int:
    """Bytes that a ZIP file says its directory takes; 0 where it does not say.

    Source: APPNOTE.TXT 4.3.16: the size stands 12 bytes after the mark of the last record.
    """
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, 66_000), 2)
        tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size < 200
    except KeyError:
        return False


def _inside_ole(path: Path) -> Advice | None:
    """What an OLE file holds, by the names in its directory; None for Word's and for one that cannot be told."""
    names = ole.stream_names(path.read_bytes())
    if "WordDocument" in names:
        return None
    return next((advice for name, advice in OLE_STREAMS if name in names), None)
