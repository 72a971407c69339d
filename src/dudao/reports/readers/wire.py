"""A `Source` to bytes and back, for the way from the limited process to the one that asked.

JSON and not pickle: a reader that a hostile file has taken over must not be able to run anything in its parent. The
fields are taken from the model's own types, column by column, so a field added there travels without a change here.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from dudao.reports.model import Source


class Codec(NamedTuple):
    """How a column of values of one type is packed into plain JSON values, and unpacked given its length."""

    pack: Callable[[Sequence[Any]], Any]
    unpack: Callable[[Any, int], Sequence[Any]]


def pack_source(source: Source) -> bytes:
    """The bytes that `unpack_source` makes an equal source from."""
    packed = _codec(Source).pack([source])
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_source(content: bytes) -> Source:
    """A source from its bytes; raises ValueError, KeyError or TypeError for bytes that are not one."""
    packed = json.loads(content.decode("utf-8", "surrogatepass"))
    source = _codec(Source).unpack(packed, 1)[0]
    if not isinstance(source, Source):
        raise TypeError("not a source")
    return source


@cache
def _codec(hint: Any) -> Codec:
    """The codec of a type: plain values, enums, dataclasses, tuples of any of these, and any of these or None."""
    if dataclasses.is_dataclass(hint):
        return _record_codec(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        by_value = {member.value: member for member in hint}
        return Codec(list, lambda packed, _: [by_value[value] for value in packed])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional_codec(*(each for each in arguments if each is not type(None)))
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return _sequence_codec(arguments[0])
    if origin is tuple:
        return _pair_codec(arguments)
    return Codec(list, lambda packed, _: packed)


def _is_plain(hint: Any) -> bool:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return all(part in (str, int, float, bool, type(None), Any) or get_origin(part) is Mapping for part in parts)


def _record_codec(record: Any) -> Codec:
    """Columns by field; one that holds its plain default throughout is left out."""
    hints = get_type_hints(record)
    fields = [(each.name, _codec(hints[each.name]), each.default) for each in dataclasses.fields(record)]
    getters = {name: attrgetter(name) for name, _, _ in fields}

    def pack(values: Sequence[Any]) -> dict[str, Any]:
        columns = {}
        for name, codec, default in fields:
            column = list(map(getters[name], values))
            if not (_may_be_left_out(default) and column.count(default) == len(column)):
                columns[name] = codec.pack(column)
        return columns

    def unpack(packed: dict[str, Any], count: int) -> list[Any]:
        columns = [
            codec.unpack(packed[name], count) if name in packed or not _may_be_left_out(default) else [default] * count
            for name, codec, default in fields
        ]
        return [record(*row) for row in zip(*columns, strict=True)]

    return Codec(pack, unpack)


def _may_be_left_out(default: Any) -> bool:
    return default is None or default == () or isinstance(default, (str, int, float))


def _optional_codec(*choices: Any) -> Codec:
    """Values that may be None; objects that several rows share are sent once."""
    if len(choices) != 1 or _is_plain(choices[0]):
        return Codec(list, lambda packed, _: packed)
    inner = _codec(choices[0])

    def pack(values: Sequence[Any]) -> dict[str, Any]:
        shared = {id(value): value for value in values if value is not None}
        number = {key: index for index, key in enumerate(shared)}
        return {
            "at": [-1 if value is None else number[id(value)] for value in values],
            "count": len(shared),
            "values": inner.pack(list(shared.values())),
        }

    def unpack(packed: dict[str, Any], _: int) -> list[Any]:
        values = [*inner.unpack(packed["values"], packed["count"]), None]  # None stands at -1
        return [values[at] for at in packed["at"]]

    return Codec(pack, unpack)


def _sequence_codec(element: Any) -> Codec:
    """Tuples of any length, laid end to end."""
    inner = _codec(element)

    def pack(values: Sequence[Any]) -> dict[str, Any]:
        return {"lengths": list(map(len, values)), "values": inner.pack([each for value in values for each in value])}

    def unpack(packed: dict[str, Any], _: int) -> list[Any]:
        lengths = packed["lengths"]
        each = iter(inner.unpack(packed["values"], sum(lengths)))
        return [tuple(next(each) for _ in range(length)) for length in lengths]

    return Codec(pack, unpack)


def _pair_codec(elements: tuple[Any, ...]) -> Codec:
    """Tuples of a fixed length, a column for each place."""
    inner = [_codec(element) for element in elements]

    def pack(values: Sequence[Any]) -> list[Any]:
        return [codec.pack([value[place] for value in values]) for place, codec in enumerate(inner)]

    def unpack(packed: list[Any], count: int) -> list[Any]:
        return list(
            zip(*(codec.unpack(column, count) for codec, column in zip(inner, packed, strict=True)), strict=True)
        )

    return Codec(pack, unpack)
