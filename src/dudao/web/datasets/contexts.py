"""What the pages of data show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from dudao.web.datasets.checking import Remark
from dudao.web.datasets.desks import Desk
from dudao.web.datasets.models import CellReturn, TableVersion
from dudao.web.datasets.queries import TableLine
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words
from dudao.web.rounds.models import RoundBody


@dataclass(frozen=True, slots=True)
class BodyListPage:
    """Evaluated bodies whose data one may see."""

    template: ClassVar[str] = "datasets/body_list.html"
    leaf: Leaf = field(metadata={"help": "evaluated bodies, those of the newest round first"})


@dataclass(frozen=True, slots=True)
class SheetListPage:
    """The tables of a body."""

    template: ClassVar[str] = "datasets/sheet_list.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    lines: list[TableLine] = field(metadata={"help": "its tables with state, department, how much is filled"})
    done: int = field(metadata={"help": "how many are accepted"})
    assign: Answer = field(metadata={"help": "whether the person may hand them to departments"})
    departments: list[tuple[str, str]] = field(metadata={"help": "departments to choose from: code and name"})


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A row in words, for those without the grid's script."""

    key: str
    texts: list[str]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One table."""

    template: ClassVar[str] = "datasets/sheet_detail.html"
    desk: Desk = field(metadata={"help": "the table, its rows, its body"})
    columns: list[dict[str, Any]] = field(metadata={"help": "its columns as the grid takes them"})
    lines: list[PlainLine] = field(metadata={"help": "its rows in words"})
    remarks: list[Remark] = field(metadata={"help": "what must be mended or explained"})
    obstacles: list[Words] = field(metadata={"help": "what keeps it from being submitted"})
    fill: Answer = field(metadata={"help": "whether the person may change cells"})
    submit: Answer = field(metadata={"help": "whether the person may submit"})
    withdraw: Answer = field(metadata={"help": "whether the person may take it back"})
    accept: Answer = field(metadata={"help": "whether the person may accept"})
    send_back: Answer = field(metadata={"help": "whether the person may return it"})
    returns: list[CellReturn] = field(metadata={"help": "why it came back, while it is to be mended"})
    versions: list[TableVersion] = field(metadata={"help": "its versions, newest first"})
