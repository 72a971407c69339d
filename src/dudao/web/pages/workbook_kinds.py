"""Which page takes a table that somebody hands in: told by its sheets, before remarks about columns that do not fit.

One workbook looks like another in a folder of downloads; the pages that take tables ask here first, and name the page
that takes this one.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dudao.facts.contract import table_lines
from dudao.facts.headings import table_of_name
from dudao.facts.readers.workbook import sheet_names
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.schemes.workbook.labels import SHEETS, SHEETS_EN
from dudao.values.errors import UnreadableError
from dudao.web.policies import Words

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
OF_A_SCHEME = ({SHEETS["scheme"], SHEETS["indicators"]}, {SHEETS_EN["scheme"], SHEETS_EN["indicators"]})


class TableKind(Enum):
    """What tables are handed in for: what they hold, and the page that takes them."""

    BODIES = "bodies"
    LEDGER = "ledger"
    EVIDENCE = "evidence"
    DATA = "data"
    SCHEME = "scheme"


WORDS: dict[TableKind, Words] = {
    TableKind.BODIES: _("这是机构名录，请到“机构与学校”导入。"),
    TableKind.LEDGER: _("这是台账，请到“台账”导入。"),
    TableKind.EVIDENCE: _("这是佐证材料目录，请到“佐证材料”里导入目录表。"),
    TableKind.DATA: _("这是数据填报的工作簿，请到“数据填报”导入。"),
    TableKind.SCHEME: _("这是评价方案的工作簿，请到“评价方案”上传。"),
}


def kind_of_table(path: Path, called: str, own: OwnTables = NO_OWN_TABLES) -> TableKind | None:
    """What a file is for by the names of its sheets, or of itself where it has one sheet only; None where they do not say.

    Args:
        called: the name under which the file was handed in.
    """
    names = set(_names(path)) if Path(called).suffix.lower() in WORKBOOKS else set()
    if any(sheets <= names for sheets in OF_A_SCHEME):
        return TableKind.SCHEME
    lines, tables = table_lines(own), tables_in(path, called, own)
    if any(lines[table]["kind"] == "dataset" for table in tables):
        return TableKind.DATA
    registers = [kind for kind in TableKind if kind.value in tables]
    return registers[0] if len(registers) == 1 else None


def tables_in(path: Path, called: str, own: OwnTables = NO_OWN_TABLES) -> set[str]:
    """The tables that the sheets of a file are named for; of one sheet, also that of the file's own name."""
    names = set(_names(path)) if Path(called).suffix.lower() in WORKBOOKS else set()
    told = {table_of_name(name, own) for name in (names if len(names) > 1 else names | {Path(called).stem})}
    return {each for each in told if each is not None}


def _names(path: Path) -> list[str]:
    try:
        return sheet_names(path)
    except UnreadableError:  # whoever reads it in full says what is wrong with it
        return []


def taken_elsewhere(path: Path, called: str, here: TableKind, own: OwnTables = NO_OWN_TABLES) -> Words | None:
    """The sentence that names the right page; None where a file may be meant for this one."""
    found = kind_of_table(path, called, own)
    return None if found in (None, here) else WORDS[found]
