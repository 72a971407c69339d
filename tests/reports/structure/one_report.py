"""One report, written as every kind of file an office hands in; the readings must be equal. Invented places throughout."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

REPORT: tuple[tuple[str, str], ...] = (
    ("title", "云州市人民政府履行教育职责自查自评报告"),
    ("addressee", "江东省人民政府教育督导委员会："),
    (
        "p",
        "按照《江东省人民政府办公厅关于印发〈对市级人民政府履行教育职责的评价办法〉的通知》（江政办发〔2021〕18号）要求，我市对2021年履行教育职责情况进行了全面自查。现将有关情况报告如下。",
    ),
    ("h1", "一、基本情况"),
    (
        "p",
        "云州市辖3个县、2个区，总人口312.6万人。全市现有各级各类学校1042所，在校学生48.37万人，专任教师31256人，其中小学专任教师14820人，初中专任教师9640人。",
    ),
    ("h1", "二、主要做法和成效"),
    ("h2", "（一）坚持党对教育工作的全面领导"),
    (
        "p",
        "市委教育工作领导小组先后召开会议6次，研究解决教育重大问题23个。市四大家领导到学校调研86次，印发《云州市教育事业发展“十四五”规划》（云政发〔2021〕9号）。",
    ),
    ("h2", "（二）依法落实教育投入"),
    (
        "p",
        "2021年，全市一般公共预算教育支出58.72亿元，比上年的55.40亿元增长5.99%，占一般公共预算支出的17.3%，比上年提高0.4个百分点。小学、初中生均一般公共预算教育支出分别为11286元、16034元。",
    ),
    ("h3", "1．保障教师待遇"),
    (
        "p",
        "全市义务教育教师平均工资收入水平不低于当地公务员平均工资收入水平，2021年发放乡村教师生活补助3460万元，惠及教师8215人。",
    ),
    ("h3", "2．改善办学条件"),
    (
        "p",
        "投入资金6.38亿元，新建、改扩建中小学校舍面积21.5万平方米，新增学位1.2万个，消除大班额126个，大班额占比由2020年的3.6%下降到1.9%。",
    ),
    ("caption", "表1 2021年全市教育基本情况（单位：所、人）"),
    ("table", ""),
    ("h1", "三、存在的问题"),
    (
        "p",
        "一是城镇学位供给仍然偏紧，城区小学平均班额达到47人。二是乡村教师结构性缺员问题比较突出，音体美教师缺口312人。",
    ),
    ("h1", "四、下一步工作打算"),
    ("p", "到2023年底，新增公办幼儿园学位8000个，公办园在园幼儿占比达到52%以上。"),
    ("attachment", "附件：云州市教育经费投入情况表"),
    ("signatory", "云州市人民政府"),
    ("date", "2022年3月15日"),
)
TABLE = [
    ["学段", "学校数", "在校学生", "专任教师"],
    ["幼儿园", "486", "98320", "6796"],
    ["小学", "372", "214560", "14820"],
    ["初中", "148", "112380", "9640"],
    ["普通高中", "36", "58440", "4730"],
]

CHROME_ABOVE = """<div class="top"><a href="/">首页</a> <a>无障碍阅读</a> <a>登录</a></div>
<div class="nav"><ul><li><a href="/a">政务公开</a></li><li><a href="/b">政务服务</a></li></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>教育督导</a> &gt; 正文</div>"""
CHROME_BELOW = """<div class="oper"><a>打印本页</a> <a>关闭窗口</a></div></div>
<div class="rel"><h3>相关链接</h3><ul><li><a>临江县召开教育督导工作会议</a></li></ul></div>
<div class="footer"><p>主办：云州市人民政府办公室</p><p>网站标识码：3301000001 江ICP备05000001号</p></div>"""
INFO = "来源：云州市教育局 发布时间：2022-03-20 09:30 浏览次数：1286 次 字体：[大 中 小] 分享到：微信 微博"
TYPST_PAGE = """#set page(paper: "a4", margin: (x: 28mm, y: 37mm), numbering: "— 1 —")
#set text(font: "Noto Serif CJK SC", size: 16pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 1em)
"""
AT_THE_RIGHT = ("signatory", "date")


def without_table() -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in REPORT if kind not in ("table", "caption")]


def as_text() -> str:
    return "\n".join(_printed(kind, text) for kind, text in REPORT) + "\n"


def _printed(kind: str, text: str) -> str:
    if kind == "table":
        return "\n".join("\t".join(row) for row in TABLE)
    if kind == "title":
        return " " * 8 + text + "\n"
    return {"addressee": "", "signatory": " " * 40, "date": " " * 40}.get(kind, "　　") + text


def as_wrapped_text(width: int) -> str:
    """Copied from a page: every line ends at so many characters."""
    lines: list[str] = []
    for kind, text in without_table():
        if kind == "title" or kind in AT_THE_RIGHT:
            lines.append("　" * 8 + text)
            continue
        indented = text if kind == "addressee" else "　　" + text
        lines += [indented[at : at + width] for at in range(0, len(indented), width)]
    return "\n".join(lines) + "\n"


def with_stray_blanks(text: str) -> str:
    return re.sub("(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff%])", " ", text)


def as_markdown() -> str:
    head, *rows = [f"| {' | '.join(row)} |" for row in TABLE]
    table = "\n".join([head, "|" + "---|" * len(TABLE[0]), *rows])
    marks = {"title": "# ", "h1": "## ", "h2": "### ", "h3": "#### "}
    return "\n\n".join(table if kind == "table" else marks.get(kind, "") + text for kind, text in REPORT)


def as_html_body() -> str:
    styles = {"title": "text-align:center;font-size:22pt", "signatory": "text-align:right", "date": "text-align:right"}
    rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in TABLE)
    return "".join(
        f"<table border=1>{rows}</table>"
        if kind == "table"
        else f'<p style="{styles.get(kind, "text-indent:2em")}">{html.escape(text)}</p>'
        for kind, text in REPORT
    )


def as_government_page() -> str:
    title, body = REPORT[0][1], as_html_body().split("</p>", 1)[1]
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_云州市人民政府门户网站</title></head><body>"
        f"{CHROME_ABOVE}<div class='article'><h1>{title}</h1><div class='info'>{INFO}</div>"
        f"<div class='TRS_Editor'>{body}</div>{CHROME_BELOW}</body></html>"
    )


def as_html() -> str:
    return f"<html><head><meta charset='utf-8'></head><body>{as_html_body()}</body></html>"


def write_word(path: Path, *, with_heading_styles: bool) -> None:
    document = Document()
    for kind, text in REPORT:
        if kind == "table":
            table = document.add_table(len(TABLE), len(TABLE[0]))
            for row, cells in enumerate(TABLE):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = cell
        elif with_heading_styles and kind in ("h1", "h2", "h3"):
            document.add_paragraph(text, style=f"Heading {kind[1]}")
        else:
            _add_paragraph(document.add_paragraph(), kind, text)
    document.sections[0].header.paragraphs[0].text = "云州市教育督导"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.save(str(path))


def _add_paragraph(paragraph: object, kind: str, text: str) -> None:
    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    if kind == "title":
        paragraph.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(22)  # type: ignore[attr-defined]
    elif kind in AT_THE_RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT  # type: ignore[attr-defined]
    elif kind != "addressee":
        paragraph.paragraph_format.first_line_indent = Pt(32)  # type: ignore[attr-defined]


def write_typst_pdf(path: Path) -> None:
    source = path.with_suffix(".typ")
    source.write_text(TYPST_PAGE + "\n\n".join(_in_typst(kind, text) for kind, text in REPORT), "utf-8")
    typst.compile(str(source), output=str(path))


def _in_typst(kind: str, text: str) -> str:
    if kind == "table":
        return f"#table(columns: {len(TABLE[0])}, {', '.join(f'[{cell}]' for row in TABLE for cell in row)})"
    wraps = {
        "title": "#align(center)[#text(size: 22pt)[%s]]",
        "addressee": "#par(first-line-indent: 0em)[%s]",
        "signatory": "#align(right)[%s]",
        "date": "#align(right)[%s]",
    }
    return wraps.get(kind, "%s") % text


def convert(source: Path, kind: str, target: Path) -> Path:
    """LibreOffice's version of a file; `target` says what it is to be called."""
    folder = target.parent / f"from-{source.stem}-to-{kind.split(':')[0]}"
    profile = f"-env:UserInstallation=file://{target.parent}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / f"{source.stem}.{kind.split(':')[0]}").rename(target)
