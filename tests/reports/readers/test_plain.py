"""Plain text to lines, and Markdown to headings, cells and lines."""

from pathlib import Path

import pytest

from dudao.reports.model import BlockKind, Source
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.markdown import is_markdown, without_marks


def read(tmp_path: Path, text: str, codec: str = "utf-8") -> Source:
    path = tmp_path / "report"
    path.write_bytes(text.encode(codec))
    return read_source(path)


def test_each_line_is_a_block_with_its_number(tmp_path: Path) -> None:
    source = read(tmp_path, "标题\r\n\r\n　　第一段，共12所\n第二行", "gb18030")
    assert [(block.text, block.place.paragraph) for block in source.blocks] == [
        ("标题", 1),
        ("", 2),
        ("　　第一段，共12所", 3),
        ("第二行", 4),
    ]
    assert {block.kind for block in source.blocks} == {BlockKind.LINE}
    assert source.encoding == "gb18030"
    assert source.pages is None


def test_form_feeds_make_pages_and_lines_are_counted_through(tmp_path: Path) -> None:
    source = read(tmp_path, "第一页\n完\f第二页\f")
    assert [(block.text, block.place.page, block.place.paragraph) for block in source.blocks if block.text] == [
        ("第一页", 1, 1),
        ("完", 1, 2),
        ("第二页", 2, 3),
    ]
    assert source.pages == 2


def test_control_characters_are_left_out_and_reported(tmp_path: Path) -> None:
    source = read(tmp_path, "全市共有学校\x0112所\x00，教师320人，情况良好，" + "经费持续增长，" * 100)
    assert source.blocks[0].text.startswith("全市共有学校12所，教师")
    assert [problem.code for problem in source.problems] == ["control_characters"]


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u202e", "\u2060", "\xad"])
def test_marks_hidden_in_figures_are_kept_for_the_rules_to_see(tmp_path: Path, mark: str) -> None:
    source = read(tmp_path, f"投入6{mark}4.69亿元，较上年增长1.8{mark}1%。")
    assert source.blocks[0].text.count(mark) == 2


MARKDOWN = """# 自评报告

## 一、基本情况

**全市**共有学校 *12* 所，见[附表](a.xlsx)，`云教督〔2021〕6号`。
> 引用一句

- 第一条
1. 第二条

| 学段 | 2021年 | 2022年 |
|:---|---:|---|
| 小学 | 12.3 | **12.8** |
| 初中 | 5.6 |  |

***

## 二、存在问题
XX市、__所、**市、张*
"""


def test_markdown_gives_headings_cells_and_lines_without_marks(tmp_path: Path) -> None:
    source = read(tmp_path, MARKDOWN)
    assert source.kind == "markdown"
    headings = [(block.heading_level, block.text) for block in source.blocks if block.heading_level]
    assert headings == [(1, "自评报告"), (2, "一、基本情况"), (2, "二、存在问题")]
    lines = [block.text for block in source.blocks if block.kind is BlockKind.LINE and block.text]
    assert lines == [
        "全市共有学校 12 所，见附表，云教督〔2021〕6号。",
        "引用一句",
        "第一条",
        "1. 第二条",
        "XX市、__所、**市、张*",
    ]


def test_markdown_tables_have_rows_and_columns(tmp_path: Path) -> None:
    cells = [block for block in read(tmp_path, MARKDOWN).blocks if block.kind is BlockKind.CELL]
    assert [(cell.place.row, cell.place.column, cell.text) for cell in cells[3:6]] == [
        (2, 1, "小学"),
        (2, 2, "12.3"),
        (2, 3, "12.8"),
    ]
    assert {cell.place.table for cell in cells} == {1}
    assert [cell.place.paragraph for cell in cells if cell.place.column == 1] == [11, 13, 14]


@pytest.mark.parametrize(
    "text",
    [
        "# 这不是标题\n正文，共有12所。",
        "**市共有学校**所，其中**区12所。\n**市教育局\n",
        "一、基本情况\n- 3 -\n全市共有12所\n- 4 -\n",
        "学校|人数\n小学|12\n",
        "见《方案》[2021]6号（附件）\n> 0.5%\n",
        "————————\n正文\n----------\n",
    ],
)
def test_a_plain_report_is_not_taken_for_markdown(tmp_path: Path, text: str) -> None:
    source = read(tmp_path, text)
    assert source.kind == "text"
    assert [block.text for block in source.blocks] == text.split("\n")


def test_a_table_alone_or_headings_alone_make_markdown() -> None:
    assert is_markdown("| 项目 | 数值 |\n|---|---|\n| 学校 | 12 |")
    assert is_markdown("# 报告\n\n正文\n\n## 一、情况\n\n正文")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("**一、情况**", "一、情况"),
        ("a*b*c", "a*b*c"),
        ("共__所", "共__所"),
        ("__强调__ 与 snake_case_name", "强调 与 snake_case_name"),
        (r"3\*4", "3*4"),
        ("![图](a.png)见图", "见图"),
        ("《办法》[2021]6号", "《办法》[2021]6号"),
    ],
)
def test_marks_are_taken_away_only_where_they_are_marks(printed: str, shown: str) -> None:
    assert without_marks(printed) == shown
