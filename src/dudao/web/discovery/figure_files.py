"""Figures as files: CSV that spreadsheets open as it is, and a workbook; no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from dudao.web.discovery.citing import whole_address

MOST = 20_000
"""Rows of a file; the open data package has them all."""
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def heading() -> list[str]:
    """The columns of both files."""
    return [
        *(_("地区"), _("年度"), _("期间"), _("指标"), _("原文"), _("数值"), _("单位"), _("换算值"), _("核对状态")),
        *(_("文档"), _("页"), _("网址")),
    ]


def as_csv(figures: Iterable[Any]) -> bytes:
    """CSV in UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heading())
    writer.writerows([_plain(each) for each in row] for row in _rows(figures))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def as_workbook(figures: Iterable[Any]) -> bytes:
    """A workbook with one sheet; numbers are numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("数字"))
    sheet.append(heading())
    for row in _rows(figures):
        sheet.append([_plain(each) for each in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def page_of(address: str, page: int) -> str:
    """Where a figure stands: the page of its document."""
    return whole_address(reverse("library:page-text", args=[address, page]))


def _rows(figures: Iterable[Any]) -> Iterator[Sequence[Any]]:
    for each in figures:
        canonical = each.canonical.normalize() if each.canonical is not None else None
        yield (
            *(each.place, each.year, each.period, each.metric, each.text, each.value.normalize(), each.unit, canonical),
            *(str(each.get_state_display()), each.title, each.page, page_of(each.address, each.page)),
        )


def _plain(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) else cell
