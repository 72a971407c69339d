"""Tables that people hand in: which files are taken, reading them under the name they came with, and faults by sheet and cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dudao.diagnostics.model import Diagnostic, Severity
from dudao.facts.known import CellPlace
from dudao.facts.load import LoadedFacts, load_facts
from dudao.web.policies import Refused, Words

Step = TypeVar("Step")
Kept = TypeVar("Kept")
MOST_BYTES, LONGEST_STEM = 20_000_000, 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a row: sheet and cell (or row), what, and whether the table cannot be taken because of it."""

    sheet: str
    cell: str
    words: Words
    is_error: bool


@dataclass(frozen=True, slots=True)
class RowPlan(Generic[Step]):
    """What a table would do: rows that are new, rows that change an entry, how many are the same, and what is wrong."""

    new: tuple[Step, ...]
    changed: tuple[Step, ...]
    same: int
    faults: tuple[Fault, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may be carried out."""
        return bool(self.new or self.changed) and not any(fault.is_error for fault in self.faults)


def hand_in(form: BaseForm, action: Callable[..., Kept], **more: Any) -> Kept | None:
    """What an action makes of the file in a form (`content`, `name` without folders, `size` in bytes), its other fields
    and what else is given.

    None for a form that does not hold, and where the action refuses: the reason then stands at the file's field.
    """
    if not form.is_valid():
        return None
    fields = dict(form.cleaned_data)
    file: UploadedFile[bytes] = fields.pop("file")
    try:
        return action(content=file, name=Path(str(file.name)).name, size=file.size or 0, **fields, **more)
    except Refused as refused:
        form.add_error("file", str(refused.reason))
    return None


def suffix_of_table(name: str, size: int, suffixes: Sequence[str]) -> str:
    """The suffix of a file that is taken; refused for another kind, or one that is too large."""
    suffix = Path(name).suffix.lower()
    if suffix not in suffixes:
        raise Refused(gettext_lazy("请上传 %(kinds)s 文件。") % {"kinds": "、".join(suffixes)})
    if size > MOST_BYTES:
        raise Refused(gettext_lazy("文件超过 20 MB，请拆分后上传。"))
    return suffix


def short_name(name: str) -> str:
    """A file's name as any file system takes it: no folders, at most 60 characters before its suffix.

    >>> short_name("../表.xlsx"), len(short_name("长" * 200 + ".csv"))
    ('表.xlsx', 64)
    """
    path = Path(Path(name).name)
    return f"{path.stem[:LONGEST_STEM]}{path.suffix[:LONGEST_STEM]}"


def read_as(path: Path, name: str) -> LoadedFacts:
    """A kept file read under another name: remarks name it, and a csv is known by nothing else."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / short_name(name)
        copy.symlink_to(path.resolve())
        return load_facts([copy])


def fault_of(each: Diagnostic) -> Fault:
    """A remark of reading as a fault of the table."""
    place = each.params.get("place")
    sheet, cell = where(place if isinstance(place, CellPlace) else None)
    return Fault(sheet, cell, each.message(language()), each.severity is Severity.ERROR)


def where(place: CellPlace | None) -> tuple[str, str]:
    """Sheet (or file), and cell (or row); empty for no place."""
    if place is None:
        return "", ""
    row = _("第 %(row)s 行") % {"row": place.row} if place.row else ""
    return place.sheet or place.file, place.cell or row


def language() -> str:
    """The language of the page as the core calls it: zh or en."""
    return "en" if (get_language() or "").startswith("en") else "zh"
