"""Workbooks (xlsx, xlsm, xls, ods) by calamine; a second look where cells show errors or lack a result."""

from __future__ import annotations

import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dudao.facts.readers.contract import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, refuse_if_too_large, too_large
from dudao.facts.readers.dark_cells import Unseen, find_unseen, widest_box
from dudao.values.errors import UnreadableError

MAX_UNPACKED = 400 * 1024 * 1024


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook; hidden ones without their rows.

    Raises: UnreadableError for an encrypted or damaged workbook, or one over the limits.
    """
    is_package = _refuse_bomb(path)
    if is_package:
        _refuse_far_cells(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    unseen = _unseen(path, is_package=is_package)
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        if meta.visible is not SheetVisibleEnum.Visible:
            sheets.append(Sheet(path.name, meta.name, [], addressed=True, is_hidden=True))
            continue
        try:
            sheet = book.get_sheet_by_name(meta.name)
            rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
        except (CalamineError, ValueError, OverflowError) as error:
            raise _unreadable(path, error) from error
        beside = unseen.get(meta.name, Unseen())
        for (row, column), cell in beside.cells.items():
            if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
                rows[row][column] = cell
        merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        sheets.append(
            refuse_if_too_large(
                Sheet(
                    path.name,
                    meta.name,
                    rows,
                    addressed=True,
                    hidden_rows=beside.rows,
                    hidden_columns=beside.columns,
                    merges=merges,
                )
            )
        )
    return sheets


def sheet_names(path: Path) -> list[str]:
    """Names of the shown sheets in their order, without reading them; raises UnreadableError as `read_workbook` does."""
    _refuse_bomb(path)
    try:
        metas = CalamineWorkbook.from_path(str(path)).sheets_metadata
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    return [each.name for each in metas if each.visible is SheetVisibleEnum.Visible]


def _unseen(path: Path, *, is_package: bool) -> dict[str, Unseen]:
    """What the fast reader leaves out, by sheet."""
    if is_package and path.suffix.lower() != ".ods":
        return find_unseen(path)
    return dict(import_module("dudao.facts.readers.error_cells").find_errors(path))  # xls and ods are rare


def _refuse_bomb(path: Path) -> bool:
    """Whether the file is a zip package; raises UnreadableError where it would unpack to more than the limit."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _unreadable(path, error) from error
    if unpacked > MAX_UNPACKED:
        raise UnreadableError(
            f"{path.name} 解压后有 {unpacked // 1024**2} MB，超过 {MAX_UNPACKED // 1024**2} MB 的上限，没有读入",
            f"{path.name} unpacks to {unpacked // 1024**2} MB, over the limit of {MAX_UNPACKED // 1024**2} MB",
        )
    return True


def _refuse_far_cells(path: Path) -> None:
    """Raise UnreadableError where cells lie so far apart that no memory would hold the sheet between them."""
    try:
        rows, columns = widest_box(path)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise _unreadable(path, error) from error
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise too_large(path.name, "", rows, columns)


def _unreadable(path: Path, error: Exception) -> UnreadableError:
    if "password" in str(error).lower() or "encrypt" in str(error).lower():
        return UnreadableError(
            f"{path.name} 有密码，不能读；请去掉密码后另存",
            f"{path.name} is protected by a password; save it without one",
        )
    return UnreadableError(
        f"{path.name} 不能按工作簿读（{error}）；请用 WPS 或 Excel 打开后另存为 xlsx",
        f"{path.name} cannot be read as a workbook ({error}); open it and save it as xlsx again",
    )
