"""Captions and units of tables, and their head rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.structure.markers import find_marker
from dudao.reports.structure.tables import NUMBER_CELL

CAPTION = re.compile(
    r"附?[表图][ ]?[\d一二三四五六七八九十]{1,3}(?:[-—.．]\d{1,2})?[ ]?[:：、.]?.{0,60}|.{2,50}(?:表|一览|统计|对照)(?:[（(].{1,20}[）)])?|.{4,50}情况(?:统计|汇总)?(?:[（(].{1,20}[）)])?"
)
FIGURE_CAPTION = re.compile(r"附?图[ ]?[\d一二三四五六七八九十]{1,3}(?:[-—.．]\d{1,2})?[ ]?[:：、.]?[^。；]{0,60}")
UNIT = re.compile(r"[（(]?(?:计量)?单位[:：](?P<unit>[^）)。]{1,16})[）)]?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年(?:度|底|末)?|[-—/]\d{1,4}学年|学年)?")


_NAMES_A_TABLE = re.compile(r"[表图]|一览|统计|对照")


def reads_as_caption(text: str) -> bool:
    """Whether a line right above a table is its caption; a numbered line that names no table is the heading of its section.

    >>> reads_as_caption("各市教育经费情况"), reads_as_caption("二、各市教育经费情况"), reads_as_caption("二、教育经费情况表")
    (True, False, True)
    >>> reads_as_caption("（一）办学条件情况"), reads_as_caption("表2 办学条件情况"), reads_as_caption("2021年教育经费情况")
    (False, True, True)
    """
    if CAPTION.fullmatch(text) is None:
        return False
    return find_marker(text) is None or _NAMES_A_TABLE.search(text) is not None


def unit_in(text: str) -> str | None:
    """The unit that a caption or a line above a table names.

    >>> unit_in("单位：万元"), unit_in("表1 教育经费情况（单位：亿元、%）"), unit_in("教育经费情况")
    ('万元', '亿元、%', None)
    """
    found = UNIT.search(text)
    return found["unit"].strip() if found else None


def without_unit(text: str) -> str:
    """A caption without the unit of its table (单位：万元)."""
    return UNIT.sub("", text).strip()


def head_rows(rows: Sequence[Sequence[str]], spans: Sequence[Sequence[int]]) -> int:
    """How many rows of a table are its head: those above the first with figures, at least what their cells span.

    `rows` are texts of cells, `spans` the rows each covers. 0 for a table that begins with figures; 1 where no row has any.
    """
    for number, row in enumerate(rows):
        reach = max((number_ + span for number_, spanned in enumerate(spans[:number]) for span in spanned), default=0)
        figures = [
            text
            for text in row[1:]
            if NUMBER_CELL.fullmatch(text) and text.strip("-—－/") and not _YEAR.fullmatch(text)
        ]
        if figures and number >= reach:
            return number
    return 1
