"""Write the twin of a shared report: one report as a document-sharing site shows it, saved as text, web page, Word and PDF.

    python -m tools.make_twin [FOLDER]      default: examples/library/twin

Place, people and figures are invented. The shape is that of such pages: chrome before and after the report, lines cut at
the width of the page, masked names beside names left in, a text that breaks off in a heading, an opening that is repeated.
"""

from __future__ import annotations

import html
import sys
import tempfile
from pathlib import Path

import typst
from docx import Document

from dudao.reports.draft.portable import FONTS

FOLDER = Path("examples/library/twin")
NAME = "report"
WIDTH = 29
"""Full characters of a line on the page."""
TITLE = "市人民政府履行教育职责情况的自评报告"
HEAD = (TITLE, "VIP专免", "2025-03-18", "999+", "21.4KB", "12 页", "海报", "侵权投诉")
FOOT = ("评论(0)", "没有更多评论了哦~", "声明:文档由用户上传,资料取自公开渠道", "请登录，再发表你的看法", "登录/注册")
BODY = (
    "省人民政府教育督导委员会办公室:",
    "2023年以来,XX市坚持把教育放在优先位置,围绕办好老百姓家门口的学校持续用力。按照省里部署和评价要点,市政府逐条对照开展自查,现将有关情况报告如下:",
    "一、健全领导体制,推动教育改革落地情况",
    "(一)完善党委统一领导机制。市委教育工作领导小组全年召开4次会议,专题研究学校布局、教师编制等事项。2023年9月8日,市委书记XXX到XX师范学院调研,给新生讲开学第一课;10月19日,市长陈望川到XX实验中学调研,现场研究食堂和宿舍改造。",
    "(二)推进评价改革。",
    "市教育局会同有关部门集中研读《深化新时代教育评价改革总体方案》,列出改革任务27项,已完成21项。对照负面清单清理文件14份。",
    "(三)开展专项行动。落实《青岭省教育系统专项行动实施办法》,把要求写进学校章程和教师培训课程,各区县同步推进。",
    "二、落实投入和资源保障,解决群众关切问题情况",
    "(四)保证教育投入。2023年,全市一般公共预算教育经费52.36亿元,比上年增长4.12%,各学段生均公用经费标准足额落实。2023年6月,市政府印发《XX市优化教育经费支出结构实施意见》,新增经费向农村学校倾斜。",
    "(五)增加公办学位供给。实施《XX市义务教育学位建设规划(2022-2024年)》,计划新建、改扩建学校35所,已开工28所,建成14所,新增学位2.1万个。2023年,大班额比例比上年下降0.37个百分点,超大班额全部消除。",
    "(六)办好普惠性学前教育。新建公办幼儿园22所,公办园在园幼儿占比达到53.8%,普惠性幼儿园覆盖率为89.6%。将市直9所学校整体移交云岭区政府管理。",
    "(七)加强教师队伍建设。2022年、2023年分别招聘中小学教师864名、912名。截至今年X月底,已有3个县(市、区)完成县管校聘改革。中小学教师平均工资收入不比当地公务员低。2023年教师节前,市政府表彰优秀教师1,250名。",
    "(八)推动职业教育产教融合发展。",
)
SUMMARY = "".join((TITLE, *BODY))[:210] + "..."


def wrapped(paragraph: str) -> list[str]:
    """A paragraph in lines as wide as the page, figures and Latin letters counting half."""
    lines, line, width = [], "", 0.0
    for mark in paragraph:
        width += 0.5 if mark.isascii() else 1
        if width > WIDTH and mark not in ",。;:、)》":
            lines.append(line)
            line, width = "", 0.5 if mark.isascii() else 1
        line += mark
    return [*lines, line]


def as_text() -> str:
    """The page as its text is copied: chrome, the report in cut lines, chrome."""
    body = [line for paragraph in BODY for line in wrapped(paragraph)]
    return "\n".join((*HEAD, TITLE, *body, "摘要:", "展开>>", "收起<<", SUMMARY, *FOOT)) + "\n"


def as_web_page() -> str:
    """The page as a browser saves it, with a script that must never run."""

    def spans(lines: tuple[str, ...]) -> str:
        return "".join(f"<span>{html.escape(line)}</span>\n" for line in lines)

    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in (TITLE, *BODY))
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{TITLE}</title>\n'
        "<script>document.title = 'changed';</script></head>\n<body>\n"
        f'<div class="head"><h1>{TITLE}</h1>\n<div>{spans(HEAD[1:])}</div></div>\n'
        f'<div class="content">\n{body}</div>\n'
        f'<div class="summary"><div>摘要:</div><div>展开&gt;&gt;</div><div>收起&lt;&lt;</div><p>{SUMMARY}</p></div>\n'
        f'<div class="foot">{"".join(f"<div>{html.escape(line)}</div>" for line in FOOT)}</div>\n</body></html>\n'
    )


def lines_whole() -> tuple[str, ...]:
    """The page paragraph by paragraph, as it is pasted into a word processor."""
    return (*HEAD, TITLE, *BODY, "摘要:", "展开>>", "收起<<", SUMMARY, *FOOT)


def write_word(path: Path) -> None:
    """The page as it is pasted into a word processor."""
    document = Document()
    for line in lines_whole():
        document.add_paragraph(line)
    document.save(str(path))


def write_pdf(path: Path) -> None:
    """The page as it is printed."""
    fonts = ", ".join(f'"{font}"' for font in FONTS["宋体"])
    head = f'#set page("a4", margin: 25mm)\n#set text(font: ({fonts},), size: 12pt, lang: "zh")\n#set par(justify: false)\n'
    paragraphs = "\n\n".join(f"#par({_quoted(line)})" for line in lines_whole())
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(head + paragraphs, "utf-8")
        path.write_bytes(typst.compile(main, root=folder, format="pdf", timestamp=946_684_800))


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(folder: Path) -> None:
    """Write the four files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.txt").write_text(as_text(), "utf-8")
    (folder / f"{NAME}.html").write_text(as_web_page(), "utf-8")
    write_word(folder / f"{NAME}.docx")
    write_pdf(folder / f"{NAME}.pdf")
    for each in sorted(folder.iterdir()):
        print(f"{each.name} {each.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
