"""What programs can ask for, read from the description of the interface itself (OpenAPI)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LABELS = {"me": "密钥", "ledger": "台账", "rounds": "轮次", "data": "数据", "evidence": "佐证材料"}


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter, or a field of what is sent: name, kind, whether it must be there, what it means."""

    name: str
    kind: str
    is_required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask for."""

    method: str
    path: str
    summary: str
    words: str
    asked: tuple[Line, ...]
    sent: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Operations about one thing."""

    label: str
    operations: tuple[Operation, ...]


def groups_of(schema: Mapping[str, Any]) -> list[Group]:
    """The operations of a description, by tag."""
    found: dict[str, list[Operation]] = {}
    for path, operations in schema["paths"].items():
        for method, each in operations.items():
            found.setdefault(each["tags"][0], []).append(_operation(method, path, each, schema))
    return [Group(LABELS[tag], tuple(operations)) for tag, operations in found.items()]


def _operation(method: str, path: str, told: Mapping[str, Any], schema: Mapping[str, Any]) -> Operation:
    asked = (
        Line(each["name"], _kind(each["schema"]), bool(each.get("required")), each["schema"].get("description", ""))
        for each in told.get("parameters", ())
    )
    content = told.get("requestBody", {}).get("content", {})
    bodies = [each["schema"] for each in content.values()]
    sent = _fields(_resolved(bodies[0], schema)) if bodies else []
    return Operation(method.upper(), path, told["summary"], told.get("description", ""), tuple(asked), tuple(sent))


def _fields(body: Mapping[str, Any]) -> list[Line]:
    required = body.get("required", ())
    return [
        Line(name, _kind(each), name in required, each.get("description", ""))
        for name, each in body.get("properties", {}).items()
    ]


def _resolved(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = part.get("$ref", "").rpartition("/")[2]
    return schema["components"]["schemas"][name] if name else part


def _kind(part: Mapping[str, Any]) -> str:
    """Kinds of values as the description names them, without none: date, string, integer."""
    kinds = [_kind(each) for each in part.get("anyOf", ()) if each.get("type") != "null"]
    return "|".join(dict.fromkeys(kinds)) or str(part.get("format") or part.get("type", ""))
