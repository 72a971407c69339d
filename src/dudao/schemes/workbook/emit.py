"""Content as YAML text, with the line on which each entry came to stand, so that a fault of the text leads back to its cell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Way = tuple[str | int, ...]


@dataclass(slots=True)
class Text:
    """YAML in the making. `places`: line (from 1) to the way of the entry that stands on it."""

    lines: list[str] = field(default_factory=list)
    places: dict[int, Way] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"


def emit_yaml(content: Mapping[str, Any]) -> Text:
    """A mapping as block YAML: text in quotes, lists of words on one line, lists of entries below each other."""
    text = Text()
    _mapping(content, "", (), text)
    return text


def _mapping(content: Mapping[str, Any], indent: str, way: Way, text: Text, first: str = "") -> None:
    for key, value in content.items():
        head, first = first or indent, ""
        own = (*way, key)
        if isinstance(value, Mapping):
            _line(f"{head}{key}:", own, text)
            _mapping(value, indent + "  ", own, text)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            _line(f"{head}{key}:", own, text)
            for number, each in enumerate(value):
                if each:
                    _mapping(each, indent + "    ", (*own, number), text, first=f"{indent}  - ")
                else:
                    _line(f"{indent}  - {{}}", (*own, number), text)
        else:
            _line(f"{head}{key}: {_scalar(value)}", own, text)


def _line(line: str, way: Way, text: Text) -> None:
    text.lines.append(line)
    text.places[len(text.lines)] = way


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_scalar(each) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(str(value), ensure_ascii=False)
