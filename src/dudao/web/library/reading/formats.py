"""Which files the library takes, told from what they hold: what each is opened as, and why some are not taken."""

from __future__ import annotations

from pathlib import Path, PurePath

from dudao.web.evidence.content import HEAD_BYTES, SUFFIXES, FileKind

OFFICE = frozenset((".docx", ".xlsx", ".pptx"))
"""What LibreOffice sets; it tells old formats (doc, wps, xls, ppt) from new ones by itself."""
WRITTEN = frozenset((".txt", ".md", ".html"))
"""Texts without pages of their own: their report is set as pages."""
MARKDOWN = frozenset((".md", ".markdown"))
NOT_TAKEN = {
    FileKind.LOCKED: "文件设有打开密码，无法读取；请去掉密码另存后重新上传",
    FileKind.ARCHIVE: "这是压缩包（或已损坏的 Office 文件）；请解压后逐个上传",
    FileKind.MEDIA: "音频、视频不能作为文档；请上传文字材料",
    FileKind.PROGRAM: "这是可执行程序，不能上传",
    FileKind.OTHER: "无法识别的文件；请另存为 PDF、Word 或图片后重新上传",
}
DRAWING = "SVG 图形不能作为文档；请另存为 PDF 或 PNG 图片后重新上传"


def suffix_of(kind: FileKind, name: str) -> str:
    """What a file of a kind is opened as; "" where it is not taken.

    >>> suffix_of(FileKind.TEXT, "报告.md"), suffix_of(FileKind.WORD, "报告.pdf"), suffix_of(FileKind.MEDIA, "a.pdf")
    ('.md', '.docx', '')
    """
    if kind is FileKind.TEXT and PurePath(name).suffix.lower() in MARKDOWN:
        return ".md"
    return SUFFIXES.get(kind, "")


def why_not_taken(path: Path, kind: FileKind) -> str:
    """Why a file cannot become a document, in one sentence; "" where nothing speaks against trying."""
    if kind is FileKind.WEB and is_drawing(path):
        return DRAWING
    return NOT_TAKEN.get(kind, "")


def is_drawing(path: Path) -> bool:
    """Whether a file of markup is an SVG drawing: its first element, whatever stands before it."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES).lower()
    at = head.find(b"<svg")
    return at >= 0 and not any(0 <= head.find(mark) < at for mark in (b"<html", b"<body", b"<!doctype html"))
