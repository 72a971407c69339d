"""A form to be printed and signed (自评表, 申报表, 复核表): a title, tables, places for signatures; free of any file format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of a table. `kind` is row, group (a heading over rows) or total; cells after the last one given are empty.

    A group's first cell reaches over all columns where it is the only one.
    """

    cells: tuple[str, ...]
    kind: str = "row"


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of a form.

    Attributes:
        headings: repeated on every page; () for a table of names and values, whose odd columns are the names.
        widths: shares of the width of the text, one a column. numbers: columns set to the right, counted from 0.
    """

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[FormRow, ...]
    numbers: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form: lines under the title (单位, 年度), tables, lines behind them, places to sign (each by its name).

    `is_wide` is set across (横向).
    """

    title: str
    head: tuple[str, ...]
    tables: tuple[FormTable, ...]
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    author: str = ""
    is_wide: bool = False
