"""What is wrong with a scheme, and what it changes against another: the core's own checks, in words to be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dudao.indicators.folder_check import check_folder
from dudao.schemes.compare import compare_editions
from dudao.schemes.edition import load_edition
from dudao.schemes.indicators import Edition
from dudao.schemes.load import find_scheme, load_scheme
from dudao.schemes.model import Scheme
from dudao.schemes.strict import Faults
from dudao.values.errors import DudaoError

Remark = dict[str, str | int]
"""`file` within the scheme's folder, `line`, `zh`, `en`."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A scheme read and checked; `scheme` and `edition` are None where it could not be read at all."""

    scheme: Scheme | None
    edition: Edition | None
    faults: list[Remark]
    notes: list[Remark]
    cases: int


def examine(folder: Path, day: date) -> Examined:
    """Read and check a scheme's folder, and run its cases where nothing else is wrong."""
    try:
        found = check_folder(folder, day)
    except DudaoError as error:
        remark: Remark = {"file": "", "line": 0, "zh": _inside(error.zh, folder), "en": _inside(error.en, folder)}
        return Examined(None, None, [remark], [], 0)
    faults, notes = list(_remarks(found.faults, folder)), list(_remarks(found.notes, folder))
    return Examined(found.scheme, found.edition, faults, notes, found.cases)


@lru_cache(maxsize=16)
def examine_shipped(name: str, day: date) -> Examined:
    """The same of an edition that Dudao ships, once a process and day: its files stay as they are while the site runs."""
    return examine(find_scheme(name), day)


def _remarks(faults: Faults, folder: Path) -> Iterable[Remark]:
    for each in faults.ordered():
        yield {
            "file": _inside(each.origin.file, folder),
            "line": each.origin.line,
            "zh": _inside(each.zh, folder),
            "en": _inside(each.en, folder),
        }


def _inside(text: str, folder: Path) -> str:
    """A text without the path of the site's own folder, which is nobody's business."""
    return text.replace(f"{folder}/", "").replace(str(folder), "")


def changes_between(old: str, new: Examined, folder: Path) -> list[dict[str, object]]:
    """What a scheme changes against a published edition: one object a part that came, went or changed."""
    assert new.edition is not None
    assert new.scheme is not None
    before = load_edition(old), load_scheme(old)
    return [
        {
            "part": change.part,
            "kind": change.kind,
            "code": change.code,
            "name_zh": change.name_zh,
            "name_en": change.name_en,
            "aspects": [[each.aspect, each.before, each.after] for each in change.aspects],
        }
        for change in compare_editions(before[0], new.edition, points=(before[1], new.scheme))
    ]
