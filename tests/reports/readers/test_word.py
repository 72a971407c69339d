"""What the Word reader sees: text in reading order, generated numbers, styles, places, page setups, odd things."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.reports.model import BlockKind, Source
from dudao.reports.readers import word
from tests.reports.readers.word_files import docx_bytes, paragraph, written


def read(folder: Path, body: str, parts: dict[str, str] | None = None, **extra: dict[str, bytes]) -> Source:
    return word.read(written(folder, docx_bytes(body, parts, **extra)))


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# ───────────────────────────── text ─────────────────────────────


def test_paragraphs_are_counted_from_one_and_blank_ones_count(tmp_path: Path) -> None:
    source = read(tmp_path, paragraph("甲") + paragraph() + paragraph("乙"))
    assert [(block.text, block.place.paragraph) for block in source.blocks] == [("甲", 1), ("", 2), ("乙", 3)]
    assert source.kind == "docx"


def test_links_controls_smart_tags_and_symbols_are_read_in_place(tmp_path: Path) -> None:
    body = (
        f"<w:p><w:hyperlink>{run('云州市')}</w:hyperlink><w:sdt><w:sdtContent>{run('共有')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('12')}</w:smartTag><w:r><w:tab/><w:noBreakHyphen/><w:br/></w:r>"
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
        "<m:oMath><m:r><m:t>x=3</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["云州市共有12\t-\n☑x=3"]


def test_controls_round_paragraphs_and_custom_xml_are_opened(tmp_path: Path) -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('甲')}<w:customXml>{paragraph('乙')}</w:customXml></w:sdtContent></w:sdt>"
    assert texts(read(tmp_path, body)) == ["甲", "乙"]


def test_inserted_text_is_in_deleted_text_is_out_and_both_are_noted_once(tmp_path: Path) -> None:
    body = paragraph("首段") + (
        f"<w:p>{run('小学')}<w:ins>{run('371所')}</w:ins><w:del><w:r><w:delText>350所</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('。')}</w:moveTo></w:p>"
    )
    source = read(tmp_path, body)
    assert texts(source) == ["首段", "小学371所。"]
    (problem,) = source.problems
    assert (problem.code, problem.quote, problem.place.paragraph) == ("tracked_changes", "371所", 2)
    assert dict(problem.params) == {"inserted": 2, "deleted": 2}


def test_a_paragraph_whose_mark_is_deleted_runs_on_into_the_next(tmp_path: Path) -> None:
    body = paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    assert texts(read(tmp_path, body)) == ["前半后半"]


def test_hidden_text_is_left_out_and_noted(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    by_style = run("藏二", '<w:rStyle w:val="H"/>')
    body = f"<w:p>{run('可见')}{run('藏一', '<w:vanish/>')}</w:p><w:p>{by_style}</w:p>"
    source = read(tmp_path, body, {"styles": styles})
    assert texts(source) == ["可见"]
    assert [(problem.code, problem.quote) for problem in source.problems] == [
        ("hidden_text", "藏一"),
        ("hidden_text", "藏二"),
    ]


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_field_shows_its_result(tmp_path: Path) -> None:
    body = f"<w:p>{run('见表')}{field(' REF x ', '3')}<w:fldSimple w:instr='DATE'>{run('。')}</w:fldSimple></w:p>"
    assert texts(read(tmp_path, body)) == ["见表3。"]


def test_a_table_of_contents_is_left_out_over_its_paragraphs(tmp_path: Path) -> None:
    begin = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("一、概况 1")}</w:p>'
    )
    end = f'<w:p>{run("二、成效 5")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert texts(read(tmp_path, begin + end + paragraph("正文"))) == ["正文"]


def test_a_field_that_never_ends_swallows_nothing(tmp_path: Path) -> None:
    body = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("甲")}</w:p>' + paragraph("乙")
    assert texts(read(tmp_path, body)) == ["甲", "乙"]


def test_a_contents_control_and_contents_styles_are_left_out(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + paragraph("一、概况 1", properties='<w:pStyle w:val="T1"/>')
        + paragraph("正文")
    )
    assert texts(read(tmp_path, body, {"styles": styles})) == ["正文"]


def text_box(inner: str) -> str:
    """A text box as Word writes it: the drawing, and the same again for old programs."""
    return (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{inner}"
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    nested = paragraph("框内") + f"<w:p><w:r>{text_box(paragraph('框中框'))}</w:r></w:p>"
    body = f"<w:p>{run('正文')}<w:r>{text_box(nested)}</w:r></w:p>" + paragraph("后文")
    source = read(tmp_path, body)
    assert [text for text in texts(source) if text] == ["正文", "框内", "框中框", "后文"]
    assert [block.kind for block in source.blocks if block.text][1] is BlockKind.TEXT_BOX
    assert source.blocks[1].place.paragraph == 1


def test_footnotes_comments_headers_and_footers_follow_the_body(tmp_path: Path) -> None:
    body = (
        f'<w:p>{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    parts = {
        "footnotes": f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("含民办园12所")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("没有引用")}</w:footnote>',
        "comments": f'<w:comment w:id="0">{paragraph("请核实")}</w:comment>',
        "header1": paragraph("内部资料"),
        "footer1": f"<w:p>{field(' PAGE ', '7')}</w:p>",
    }
    source = read(tmp_path, body, parts)
    assert [(block.kind, block.text, block.place.part) for block in source.blocks] == [
        (BlockKind.PARAGRAPH, "正文", "body"),
        (BlockKind.FOOTNOTE, "含民办园12所", "footnote"),
        (BlockKind.COMMENT, "请核实", "comment"),
        (BlockKind.HEADER, "内部资料", "header"),
        (BlockKind.FOOTER, "7", "footer"),
    ]
    assert [source.blocks[at].place.paragraph for at in (1, 2)] == [1, 1]


def test_right_to_left_marks_and_zero_width_characters_are_kept(tmp_path: Path) -> None:
    assert texts(read(tmp_path, paragraph("增长1\u200b2\u202e%"))) == ["增长1\u200b2\u202e%"]


# ───────────────────────────── tables ─────────────────────────────


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_cells_have_rows_columns_and_spans(tmp_path: Path) -> None:
    restart, covered = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell(paragraph("学段"), restart), cell(paragraph("2020年"), '<w:gridSpan w:val="2"/>')),
        row(cell(paragraph(), covered), cell(paragraph("学校")), cell(paragraph("学生"))),
        row(cell(paragraph("小学")), cell(paragraph("371") + paragraph("（所）")), cell(paragraph("19.2"))),
    )
    source = read(tmp_path, paragraph("表1") + body)
    found = [
        (block.text, block.place.table, block.place.row, block.place.column, block.span_rows, block.span_columns)
        for block in source.blocks
        if block.kind is BlockKind.CELL
    ]
    assert found == [
        ("学段", 1, 1, 1, 2, 1),
        ("2020年", 1, 1, 2, 1, 2),
        ("学校", 1, 2, 2, 1, 1),
        ("学生", 1, 2, 3, 1, 1),
        ("小学", 1, 3, 1, 1, 1),
        ("371\n（所）", 1, 3, 2, 1, 1),
        ("19.2", 1, 3, 3, 1, 1),
    ]


def test_a_nested_table_is_laid_flat_in_its_cell(tmp_path: Path) -> None:
    inner = table(row(cell(paragraph("甲")), cell(paragraph("1"))), row(cell(paragraph("乙")), cell(paragraph("2"))))
    body = table(row(cell(paragraph("前") + inner + paragraph("后")), cell(paragraph("旁"))))
    assert texts(read(tmp_path, body)) == ["前\n甲\t1\n乙\t2\n后", "旁"]


def test_a_table_of_one_cell_is_a_frame_round_ordinary_text(tmp_path: Path) -> None:
    source = read(tmp_path, table(row(cell(paragraph("甲") + paragraph("乙")))))
    assert [(block.kind, block.text) for block in source.blocks] == [
        (BlockKind.PARAGRAPH, "甲"),
        (BlockKind.PARAGRAPH, "乙"),
    ]


def test_a_deleted_row_is_left_out(tmp_path: Path) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('旧'))}{cell(paragraph('1'))}</w:tr>"
    body = table(gone, row(cell(paragraph("新")), cell(paragraph("2"))))
    assert texts(read(tmp_path, body)) == ["新", "2"]


# ───────────────────────────── numbering ─────────────────────────────

CHINESE_LIST = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/>'
    '<w:lvlRestart w:val="0"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(level: int, number: int = 5) -> str:
    return paragraph("条", properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbers(source: Source) -> list[str]:
    return [block.numbering for block in source.blocks]


def test_levels_count_restart_and_show_higher_levels(tmp_path: Path) -> None:
    body = "".join(numbered(level) for level in (0, 1, 1, 2, 3, 0, 1, 2, 3, 4))
    shown = numbers(read(tmp_path, body, {"numbering": CHINESE_LIST}))
    assert shown == ["一、", "（一）", "（二）", "1.1", "①", "二、", "（一）", "2.1", "②", ""]


def test_lists_that_share_counters_run_on_unless_they_start_anew(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>'
    )
    body = numbered(0) + numbered(0, 6) + numbered(0, 7) + numbered(0, 7) + numbered(0, 8) + numbered(0, 0)
    shown = numbers(read(tmp_path, body, {"numbering": CHINESE_LIST + more}))
    assert shown == ["一、", "二、", "一、", "二、", "III.", ""]


def test_a_style_brings_its_level_and_a_list_style_its_list(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="japaneseCounting"/>'
        '<w:pStyle w:val="H1"/><w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="H2"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styled = [paragraph("条", properties=f'<w:pStyle w:val="{style}"/>') for style in ("H1", "H2", "H2", "H1")]
    shown = numbers(read(tmp_path, "".join(styled) + numbered(0, 2), {"numbering": numbering, "styles": styles}))
    assert shown == ["第一章", "一.1", "一.2", "第二章", "第三章"]


def test_automatic_numbers_in_cells_are_kept(tmp_path: Path) -> None:
    body = table(row(cell(numbered(0)), cell(paragraph("甲") + numbered(0))))
    source = read(tmp_path, body, {"numbering": CHINESE_LIST})
    assert [(block.numbering, block.text) for block in source.blocks] == [("一、", "条"), ("", "甲\n二、条")]


# ───────────────────────────── styles ─────────────────────────────


def test_a_style_is_resolved_through_defaults_chain_and_direct_settings(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文公文"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLine="640"/></w:pPr>'
        '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/><w:basedOn w:val="b"/>'
        '<w:pPr><w:outlineLvl w:val="1"/><w:ind w:hanging="320"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        paragraph("甲")
        + paragraph("乙", properties='<w:pStyle w:val="b"/>')
        + paragraph("丙", properties='<w:pStyle w:val="h"/>', run='<w:b w:val="0"/>')
        + paragraph("丁", properties='<w:pStyle w:val="b"/><w:spacing w:line="360"/><w:ind w:firstLineChars="100"/>')
    )
    first, second, third, fourth = (block.style for block in read(tmp_path, body, {"styles": styles}).blocks)
    assert (first.font, first.size, first.align, first.first_line_chars) == ("宋体", 10.5, "justify", None)
    assert (second.font, second.size, second.line_pitch, second.first_line_chars) == ("仿宋_GB2312", 16.0, 28.95, 2.0)
    assert (third.bold, third.outline_level, third.first_line_chars) == (False, 2, -1.0)
    assert third.style_name == "heading 2"
    assert (fourth.first_line_chars, fourth.line_pitch) == (1.0, 18.0)


def test_a_change_of_style_inside_a_paragraph_is_kept(tmp_path: Path) -> None:
    heading, text = '<w:rFonts w:eastAsia="楷体_GB2312"/>', '<w:rFonts w:eastAsia="仿宋_GB2312"/>'
    (block,) = read(tmp_path, f"<w:p>{run('（一）领导。', heading)}{run('全市上下高度重视教育。', text)}</w:p>").blocks
    assert block.style is not None
    assert block.style.font == "仿宋_GB2312"
    assert [(at, style.font) for at, style in block.style_runs] == [(0, "楷体_GB2312"), (6, "仿宋_GB2312")]


def test_a_style_chain_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    )
    (block,) = read(tmp_path, paragraph("甲", properties='<w:pStyle w:val="a"/>'), {"styles": styles}).blocks
    assert block.style is not None
    assert block.style.size == 16.0


# ───────────────────────────── pages and sections ─────────────────────────────

MARK, BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:r><w:br w:type="page"/></w:r>'


def pages(source: Source) -> list[int | None]:
    return [block.place.page for block in source.blocks]


def test_the_marks_of_the_last_layout_give_the_page(tmp_path: Path) -> None:
    body = paragraph("甲") + f"<w:p>{run('乙')}{MARK}{run('二')}</w:p>" + f"<w:p>{MARK}{run('丙')}</w:p>"
    source = read(tmp_path, body)
    assert pages(source) == [1, 1, 3]
    assert source.pages == 3


def test_a_break_by_hand_and_its_mark_are_one_break(tmp_path: Path) -> None:
    source = read(tmp_path, paragraph("甲") + f"<w:p>{BREAK}</w:p><w:p>{MARK}{run('乙')}</w:p>")
    assert pages(source) == [1, 2, 2]


def test_without_marks_a_page_is_given_only_while_it_is_sure(tmp_path: Path) -> None:
    short = (
        paragraph("甲") + f"<w:p>{BREAK}{run('乙')}</w:p>" + paragraph("字" * 600) + f"<w:p>{BREAK}{run('丙')}</w:p>"
    )
    assert pages(read(tmp_path, short)) == [1, 2, 2, None]
    assert pages(read(tmp_path, paragraph("甲"))) == [None]


def test_cells_of_a_row_that_runs_over_a_page_count_its_break_once(tmp_path: Path) -> None:
    over = cell(f"<w:p>{run('上')}{MARK}{run('下')}</w:p>")
    assert pages(read(tmp_path, table(row(over, over)) + paragraph("后"))) == [1, 1, 2]


SECTION = (
    '<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984"'
    ' w:left="1587"/>{more}</w:sectPr>'
)


def test_a_section_has_paper_margins_grid_and_page_number(tmp_path: Path) -> None:
    references = '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="even" r:id="footer2"/>'
    section = SECTION.format(references=references, more='<w:docGrid w:type="lines" w:linePitch="579"/>')
    number = run("— ") + field("PAGE \\* MERGEFORMAT", "12") + run(" —")
    parts = {
        "settings": "<w:evenAndOddHeaders/>",
        "footer1": f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{number}</w:p>',
        "footer2": f'<w:p><w:pPr><w:jc w:val="left"/></w:pPr>{number}</w:p>',
    }
    (setup,) = read(tmp_path, paragraph("甲") + section, parts).page_setups
    assert (round(setup.width), round(setup.height)) == (210, 297)
    assert [round(side) for side in (setup.top, setup.bottom, setup.left, setup.right)] == [37, 35, 28, 26]
    assert setup.grid_pitch == 28.95
    assert (setup.has_page_number, setup.page_number_format, setup.odd_even_differ) == (True, "— 1 —", True)
    assert (setup.page_number_align, setup.even_page_number_align) == ("right", "left")


def test_a_later_section_keeps_the_footer_before_it_and_begins_a_page(tmp_path: Path) -> None:
    first = SECTION.format(references='<w:footerReference w:type="default" r:id="footer1"/>', more="")
    second = SECTION.format(references="", more='<w:pgNumType w:fmt="numberInDash"/>')
    body = paragraph("甲") + paragraph("乙", properties=first) + paragraph("丙") + second
    source = read(tmp_path, body, {"footer1": f"<w:p>{field('PAGE', '3')}</w:p>"})
    assert [setup.page_number_format for setup in source.page_setups] == ["1", "- 1 -"]
    assert [setup.first_block for setup in source.page_setups] == [0, 2]
    assert pages(source)[:3] == [1, 1, 2]


@pytest.mark.parametrize(("head", "taken"), [(b"PK\x03\x04word/document.xml", True), (b"%PDF-1.7", False)])
def test_it_recognises_content_not_names(head: bytes, taken: bool) -> None:
    assert (word.recognise(head, "x.txt").score >= 90) is taken
    assert word.recognise(b"plain text", "report.docx").score == 0


@pytest.mark.parametrize(
    ("footer", "sides"),
    [
        (
            '<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:align>outside</wp:align>'
            "</wp:positionH><wps:txbx><w:txbxContent><w:p>{number}</w:p></w:txbxContent></wps:txbx></wp:anchor>"
            "</w:drawing></w:r></w:p>",
            ("right", "left"),
        ),
        ('<w:p><w:pPr><w:framePr w:xAlign="center"/></w:pPr>{number}</w:p>', ("center", "center")),
        (
            "<w:sdt><w:sdtContent><w:p><w:pPr><w:jc w:val='right'/></w:pPr>{number}</w:p></w:sdtContent></w:sdt>",
            ("right", "right"),
        ),
    ],
    ids=["text box", "frame", "content control"],
)
def test_a_page_number_in_a_frame_or_text_box_has_a_side(tmp_path: Path, footer: str, sides: tuple[str, str]) -> None:
    section = SECTION.format(references='<w:footerReference w:type="default" r:id="footer1"/>', more="")
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    (setup,) = read(tmp_path, paragraph("甲") + section, {"footer1": footer.format(number=number)}).page_setups
    assert setup.page_number_format == "1"
    assert (setup.page_number_align, setup.even_page_number_align) == sides
