"""What is known, as the rows of its tables again: what forms are filled with and data packages are written from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dudao.facts.contract import TableSchema, stages
from dudao.facts.known import Fact, KnownFacts, Terms
from dudao.values.absence import State


def rows_of_table(schema: TableSchema, facts: KnownFacts | None) -> Iterable[dict[str, Any]]:
    """Rows of column id to entry, as a person would type them: numbers as decimals, states by their words, blanks left out."""
    if facts is None:
        return ()
    if schema.kind == "dataset":
        return _dataset_rows(schema, facts)
    if schema.id == "bodies":
        labels = {names[0]: names[1] for names in schema.by_id["kind"].choices}
        return (
            {
                "code": body.code,
                "name": body.name,
                "kind": labels.get(body.kind, body.kind),
                "parent_code": body.parent_code,
                "valid_from": body.valid_from,
                "valid_to": body.valid_to,
                "short_names": "；".join(body.short_names),
            }
            for body in facts.bodies
        )
    if schema.id == "ledger":
        labels = {names[0]: names[1] for names in schema.by_id["kind"].choices}
        names = [column.id for column in schema.fields]
        return (
            {name: getattr(entry, "location" if name == "place" else name) for name in names}
            | {"kind": labels.get(entry.kind, entry.kind)}
            for entry in facts.ledger
        )
    if schema.id == "evidence":
        names = [column.id for column in schema.fields]
        return (
            {name: getattr(entry, name) for name in names} | {"points": "；".join(entry.points)}
            for entry in facts.evidence
        )
    return _term_rows(facts.terms)


def _term_rows(terms: Terms) -> Iterable[dict[str, Any]]:
    yield from ({"kind": "本地名称", "term": name} for name in terms.names)
    for leader in terms.leaders:
        yield {
            "kind": "领导职务",
            "term": leader.name,
            "post": leader.post,
            "valid_from": leader.valid_from,
            "valid_to": leader.valid_to,
        }
    yield from ({"kind": "相邻地区", "term": name} for name in terms.neighbours)
    yield from ({"kind": "须遮蔽", "term": word} for word in terms.masked)


def _dataset_rows(schema: TableSchema, facts: KnownFacts) -> Iterable[dict[str, Any]]:
    names = {body.code: body.name for body in facts.bodies}
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for fact in facts.facts:
        reference = fact.reference
        if reference.table != schema.id:
            continue
        key = (reference.body_code, reference.period, reference.key)
        row = rows.setdefault(key, _key_cells(schema, fact, names))
        row[reference.field] = _shown(fact)
    return rows.values()


def _key_cells(schema: TableSchema, fact: Fact, names: dict[str, str]) -> dict[str, Any]:
    reference = fact.reference
    row: dict[str, Any] = {"body_code": reference.body_code, "period": reference.period}
    if reference.body_code in names:
        row["body_name"] = names[reference.body_code]
    if "stage" in schema.keys and reference.key in stages(schema.own):
        row["stage"] = stages(schema.own)[reference.key].label_zh
    others = [name for name in schema.keys if name not in ("body_code", "period", "stage")]
    row.update(zip(others, reference.key.split("|"), strict=False))
    return row


def _shown(fact: Fact) -> Any:
    if fact.state is State.VALUE or fact.state is State.ZERO:
        return fact.text or fact.value
    return None if fact.state is State.NOT_COLLECTED else fact.state.label_zh
