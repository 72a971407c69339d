"""Evidence: the list of all entries, and every file once under its hash."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from dudao.bundles.manifest import PartKind
from dudao.bundles.write import Source
from dudao.web.evidence.queries import ManifestLine, manifest_of, missing_for
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.steps import place_of
from dudao.web.submissions.contents.contract import Gathered, Ingredient, Need
from dudao.web.submissions.contents.tables import Column, table_parts

COLUMNS = (
    Column("number", "编号"),
    Column("title", "标题"),
    Column("kind", "材料类别"),
    Column("document_number", "文号"),
    Column("issuer", "发文机关"),
    Column("date", "日期", "date"),
    Column("period", "所属时期"),
    Column("pages", "页码"),
    Column("points", "对应要点"),
    Column("visibility", "公开范围"),
    Column("state", "状态"),
    Column("name", "文件名"),
    Column("file", "封存件中的路径"),
    Column("sha256", "SHA-256"),
    Column("size", "字节数", "integer"),
)
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def needs(evaluated: RoundBody) -> list[Need]:
    """At least one entry; what the scheme asks for beyond that may lack, where the coordinator says why: it costs marks, not
    the sending."""
    address = place_of(StageKind.EVIDENCE, evaluated)
    count = evaluated.evidence.filter(removed_at=None).count()
    words = _("佐证材料 %(count)s 件") % {"count": count} if count else _("佐证材料目录还是空的")
    found = [Need(StageKind.EVIDENCE, words, count > 0, address)]
    missing = missing_for(evaluated)
    if missing:
        told = _("冻结前应备齐：%(count)s 个要点的佐证材料有缺") % {"count": len(missing)}
        lines = tuple(f"{point}：{'；'.join(lacks)}" for point, lacks in missing.items())
        found.append(Need(StageKind.EVIDENCE, told, False, address, is_required=False, lines=lines))
    return found


def gather(evaluated: RoundBody, into: Gathered) -> None:
    """The list, and the files; a file that stands for several entries goes along once."""
    lines = manifest_of(evaluated)
    rows = [_row(each) for each in lines]
    into.sources += table_parts("evidence/manifest", PartKind.EVIDENCE_LIST, "佐证材料目录", COLUMNS, rows)
    files = {each.sha256: each for each in reversed(lines) if each.sha256}
    into.sources += [
        Source(file_path(each), PartKind.EVIDENCE, f"{each.number} {each.title}".strip(), _opener(each), each.size)
        for each in files.values()
    ]


def _opener(line: ManifestLine) -> Callable[[], IO[bytes]]:
    return lambda: line.open()


def file_path(line: ManifestLine) -> str:
    """Where a file stands in the bundle: under its hash, with its suffix where that is a plain one."""
    suffix = Path(line.name).suffix.lower()
    return f"evidence/files/{line.sha256}{suffix if SUFFIX.fullmatch(suffix) else ''}"


def _row(line: ManifestLine) -> dict[str, Any]:
    row = {each.name: getattr(line, each.name, None) for each in COLUMNS}
    path = file_path(line) if line.sha256 else ""
    return row | {"points": "；".join(line.points), "file": path, "size": line.size if line.sha256 else None}


INGREDIENT = Ingredient(StageKind.EVIDENCE, needs, gather)
