"""Set the sample report of examples/yunzhou as an official Word file and as a saved page of a document-sharing site.

    python tools/make_examples.py

The text is `report.txt`; what comes out is committed beside it, so that the demo needs nothing but the checker.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.word import render_word

HERE = Path(__file__).parent.parent / "examples" / "yunzhou"
CHROME_ABOVE = "{title}\nVIP专免\n2024-03-18\n999+\n21.4KB\n11 页\n海报\n侵权投诉"
CHROME_BELOW = (
    "摘要:\n展开>>\n收起<<\n{summary}...\n评论(0)\n没有更多评论了哦~\n声明:文档来自于公开资料整理和用户上传\n"
    "请登录,再发表你的看法\n登录/注册"
)


def document_of(lines: list[str]) -> OfficialDocument:
    """The lines of report.txt as parts: title first, then addressee; signatory and date last."""
    title, addressee, *body, signatory, date = lines
    return OfficialDocument(title, addressee.rstrip("："), tuple(_part(line) for line in body), signatory, date)


def _part(line: str) -> Part:
    return Part(PartKind.HEADING_1 if re.match("[一二三四五六七八九十]、", line) else PartKind.TEXT, line)


def saved_page(lines: list[str]) -> str:
    """The report as it reaches an office from a sharing site: chrome around it, wrapped, and cut off in the middle."""
    kept = lines[: next(index for index, line in enumerate(lines) if line.startswith("（八）"))]
    kept.append("（八）加强教师队伍建设。")
    wrapped = [piece for line in kept for piece in textwrap.wrap(line, width=30, break_long_words=True)]
    summary = "".join(lines)[:180]
    return "\n".join([CHROME_ABOVE.format(title=lines[0]), *wrapped, CHROME_BELOW.format(summary=summary)]) + "\n"


def main() -> None:
    lines = (HERE / "report.txt").read_text("utf-8").splitlines()
    (HERE / "report.docx").write_bytes(render_word(document_of(lines)))
    (HERE / "report-page.txt").write_text(saved_page(lines), "utf-8")


if __name__ == "__main__":
    main()
