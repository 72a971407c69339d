"""What files are read, by which reader, how each is known, and what reading one may cost."""

from __future__ import annotations

from tools.docs_pages.markdown import code, page, table

from dudao.reports.readers.choose import READERS
from dudao.reports.readers.encodings import CANDIDATES, MARKS, SHOWN
from dudao.reports.readers.limits import LIMITS, MEBIBYTE

ADDRESS = "docs/reference/readers.md"
LEAD = """文件的种类由内容判断，不看扩展名；选了哪个、为什么，记在 JSON 的 `source` 中。除纯文本外，都在受限的独立进程里读：超过时间、内存或大小的上限，得到一句说明，不会拖垮机器。宏、外部链接和脚本从不运行。

The kind of a file is found from its content, not from its name. All but plain text is read in a process of its own with limits; going over one gives a plain sentence. Macros, links and scripts are never followed."""

READS = {
    "word": (
        ".docx .docm .dotx",
        "正文、表格（含合并单元格）、页眉页脚、脚注、自动编号、修订、文本框、内容控件、批注、隐藏文字",
        "body, tables with spans, headers, footnotes, generated numbering, tracked changes, text boxes, content controls, comments, hidden text",
    ),
    "legacy_word": (".doc .wps", "经 LibreOffice 转换；没有安装时说明怎么办", "through LibreOffice where installed"),
    "pdf": (
        ".pdf",
        "有文字层的 PDF：按版面还原行、段、栏和表格；扫描页交给 OCR",
        "PDF with a text layer: lines, paragraphs, columns and tables from the layout; scanned pages go to OCR",
    ),
    "webpage": (
        ".html .htm .mhtml",
        "政府网站和文档分享页；页面自己的文字归入 `hosting`，不算正文",
        "government sites and document-sharing pages; the page's own words become `hosting`",
    ),
    "scan": (
        ".png .jpg .tif .bmp .webp",
        "图片，须装 OCR 附加组件（`pip install dudao[ocr]`）",
        "pictures, with the OCR extra",
    ),
    "plain": (".txt .md", "纯文本与 Markdown，编码自动判断", "plain text and Markdown; the encoding is found"),
}

LIMIT_MEANINGS = {
    "file_bytes": ("文件大小，压缩文件解开后也不得超过", "size of the file, and of what a packed file unpacks to"),
    "markup_bytes": ("网页大小，不计图片", "size of a web page without its pictures"),
    "pages": ("PDF 的页数", "pages of a PDF"),
    "characters": ("正文字数，约合 25,000 页", "characters of the text; some 25,000 pages"),
    "blocks": ("段落、行和单元格的总数", "paragraphs, lines and cells together"),
    "seconds": ("读一个文件的时间（钟表时间，也是单核计算时间）", "one reader's time, by the clock and of one core"),
    "memory": ("读一个文件时另占的内存", "memory that a reader may take besides what its process holds"),
    "scanned_pages": ("一次最多识别的扫描页数", "pages that OCR may be asked for"),
    "scan_seconds": ("识别一批扫描页的时间", "time of OCR for a batch of pages"),
    "scan_memory": ("识别一批扫描页时占的内存", "memory of OCR for a batch of pages"),
    "pixels": ("一张图片的像素数", "pixels of one picture"),
}


def readers_page() -> tuple[str, str]:
    """Address and content."""
    rows = [(code(each.name), *_reads(each.name)) for each in READERS]
    return ADDRESS, page(
        "读取与上限 · Readers and limits",
        LEAD,
        "## 能读的文件 · What is read",
        table(("读取程序 Reader", "文件 Files", "读出什么 What it reads"), rows),
        "不是报告的文件（电子表格、演示文稿、压缩包、加密文件、OFD、RTF 等）会说明是什么、怎么办，不会当作文字硬读。\n\n"
        "Files that are no report (spreadsheets, slides, archives, encrypted files, OFD, RTF) are told by their bytes, "
        "with what to do.",
        "## 编码 · Encodings",
        _encodings(),
        "## 上限 · Limits",
        table(("上限 Limit", "值 Value", "说的是什么 What of"), _limits()),
    )


def _reads(name: str) -> tuple[str, str]:
    files, zh, en = READS[name]
    return code(files), f"{zh}<br>{en}"


def _encodings() -> str:
    marks = "、".join(dict.fromkeys(shown for _, _, shown in MARKS))
    tried = "、".join(SHOWN.get(each, each) for each in CANDIDATES)
    return (
        f"有字节顺序标记的按标记：{marks}；没有的，在 {tried} 中取读出来最像中文的一种。乱码不当作文字读，逐处报告"
        "（[STR027](rules/STR027-text-garbled.md)）。\n\n"
        f"A byte-order mark decides; else the one of {tried} whose reading looks most like Chinese. "
        "Garbled text is reported with its place."
    )


def _limits() -> list[tuple[str, str, str]]:
    return [(code(name), _shown(name), f"{zh}<br>{en}") for name, (zh, en) in LIMIT_MEANINGS.items()]


def _shown(name: str) -> str:
    value = getattr(LIMITS, name)
    if name.endswith(("bytes", "memory")):
        return f"{value // MEBIBYTE} MiB"
    return f"{value:g} 秒 s" if name.endswith("seconds") else f"{value:,}"
