"""Data: the last accepted version of every table, byte for byte, with what its columns mean and the explanations given."""

from __future__ import annotations

import csv
import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.bundles.manifest import PartKind
from dudao.bundles.write import Source, source_of
from dudao.web.datasets.models import TableVersion
from dudao.web.datasets.queries import accepted_versions
from dudao.web.datasets.tables import tables_asked
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.steps import place_of
from dudao.web.submissions.contents.contract import Gathered, Ingredient, Need
from dudao.web.submissions.contents.moments import utc
from dudao.web.submissions.contents.tables import Column, columns_of, schema_part, table_parts

EXPLAINED = (
    Column("table", "表"),
    Column("rule", "规则"),
    Column("words", "问题"),
    Column("text", "说明"),
    Column("by", "说明人"),
)


def needs(evaluated: RoundBody) -> list[Need]:
    """Every table that the round asks for, accepted by the coordinator."""
    there = {each.sheet.table for each in accepted_versions(evaluated)}
    lacking = [each for each in tables_asked(evaluated) if each.id not in there]
    words = _("数据表审定 %(done)s / %(total)s") % {"done": len(there), "total": len(there) + len(lacking)}
    return [Need(StageKind.DATA, words, not lacking, place_of(StageKind.DATA, evaluated))]


def gather(evaluated: RoundBody, into: Gathered) -> None:
    """A part for each accepted version, named by table, period and number."""
    schemas = {each.id: each.schema for each in tables_asked(evaluated)}
    explained: list[dict[str, Any]] = []
    for version in accepted_versions(evaluated):
        table, schema = version.sheet.table, schemas[version.sheet.table]
        path = f"data/{table}"
        into.sources.append(_part(version, path, schema.label_zh))
        into.sources.append(schema_part(path, schema.label_zh, _columns_in(version, columns_of(schema))))
        what = {"what": f"{schema.label_zh} {version.number}", "by": version.decided_by, "at": utc(version.decided_at)}
        into.approvals.append({**what, "sha256": version.sha256})
        explained += [{"table": table, **_plain(each)} for each in version.explanations]
    if explained:
        into.sources += table_parts("data/explanations", PartKind.EXPLANATIONS, "经验校验说明", EXPLAINED, explained)


def _columns_in(version: TableVersion, known: list[Column]) -> list[Column]:
    """The columns that stand in a version, in their order; one that the table does not know (备注) is a text."""
    first = bytes(version.content).split(b"\n", 1)[0].decode().lstrip("\ufeff")
    by_name = {each.name: each for each in known}
    return [by_name.get(name) or Column(name, name) for name in next(csv.reader([first]))]


def _part(version: TableVersion, path: str, title: str) -> Source:
    more = {
        "table": version.sheet.table,
        "period": version.sheet.period,
        "version": str(version.number),
        "department": version.department,
        "author": version.author,
        "submitted_at": utc(version.submitted_at),
        "accepted_by": version.decided_by,
        "accepted_at": utc(version.decided_at),
    }
    return source_of(f"{path}.csv", PartKind.DATA, title, bytes(version.content), more)


def _plain(explanation: dict[str, Any]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in explanation.items()
    }


INGREDIENT = Ingredient(StageKind.DATA, needs, gather)
