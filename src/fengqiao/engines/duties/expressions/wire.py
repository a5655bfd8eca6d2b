"""Reading the checked tree that CEL hands out: a `cel.expr.CheckedExpr` of cel-spec (checked.proto, syntax.proto).

Only the few fields that conditions need are read, from the wire format of Protocol Buffers itself: neither the
protobuf package nor generated code comes in.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, TypeAlias

from fengqiao.engines.duties.expressions.nodes import Call, Constant, Literal, Name, Node, Other, Several

Fields: TypeAlias = dict[int, list[int | bytes]]
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
# google.protobuf.Any, CheckedExpr, SourceInfo, map entries.
_ANY_VALUE, _EXPR, _SOURCE_INFO, _POSITIONS, _KEY, _VALUE = 2, 4, 5, 4, 1, 2
# Expr and its kinds.
_ID, _CONSTANT, _IDENT, _CALL, _LIST = 2, 3, 4, 6, 7
_OTHER_KINDS: Final = {5: "field", 8: "message", 9: "macro"}
_TARGET, _FUNCTION, _ARGUMENTS, _ELEMENTS = 1, 2, 3, 1
# Constant.
_BOOL, _INT, _UINT, _DOUBLE, _STRING, _BYTES = 2, 3, 4, 5, 6, 7
_SIGN: Final = 1 << 63


class WireFormatError(ValueError):
    """The data is not what the package promises: another version of it, most likely."""

    code = "wire_format"


def read_checked(*, data: bytes, text: str) -> Node:
    """Return the tree of a serialised expression. Raises WireFormatError."""
    checked = _message(_message(data), _ANY_VALUE)
    source = _message(checked, _SOURCE_INFO)
    entries = [_fields(one) for one in source.get(_POSITIONS, []) if isinstance(one, bytes)]
    places = {_number(entry, _KEY): _number(entry, _VALUE) for entry in entries}
    return _node(_message(checked, _EXPR), places, len(text))


def _node(expr: Fields, places: dict[int, int], length: int) -> Node:
    at = min(places.get(_number(expr, _ID), 0), length)
    if _CONSTANT in expr:
        return Constant(_literal(_message(expr, _CONSTANT)), at)
    if _IDENT in expr:
        return Name(_text(_message(expr, _IDENT), 1), at)
    if _LIST in expr:
        return Several(_nodes(_message(expr, _LIST), _ELEMENTS, places, length), at)
    if _CALL in expr:
        call = _message(expr, _CALL)
        target = _nodes(call, _TARGET, places, length)
        return Call(_text(call, _FUNCTION), (*target, *_nodes(call, _ARGUMENTS, places, length)), at)
    return Other(next((what for field, what in _OTHER_KINDS.items() if field in expr), "expression"), at)


def _nodes(fields: Fields, field: int, places: dict[int, int], length: int) -> tuple[Node, ...]:
    found = (one for one in fields.get(field, []) if isinstance(one, bytes))
    return tuple(_node(_fields(one), places, length) for one in found)


def _literal(constant: Fields) -> Literal:
    if _STRING in constant:
        return _text(constant, _STRING)
    if _BOOL in constant:
        return bool(_number(constant, _BOOL))
    if _INT in constant:
        number = _number(constant, _INT)
        return number - (_SIGN << 1) if number >= _SIGN else number
    if _UINT in constant:
        return float(_number(constant, _UINT))  # no whole number of ours, like a fraction
    if _DOUBLE in constant:
        return float(struct.unpack("<d", _number(constant, _DOUBLE).to_bytes(8, "little"))[0])
    return b"" if _BYTES in constant else None


def _message(data: Fields | bytes, field: int = 0) -> Fields:
    if isinstance(data, bytes):
        return _fields(data)
    last = data.get(field, [b""])[-1]
    if not isinstance(last, bytes):
        raise WireFormatError(f"field {field} is no message")
    return _fields(last)


def _number(fields: Fields, field: int) -> int:
    last = fields.get(field, [0])[-1]
    if not isinstance(last, int):
        raise WireFormatError(f"field {field} is no number")
    return last


def _text(fields: Fields, field: int) -> str:
    last = fields.get(field, [b""])[-1]
    if not isinstance(last, bytes):
        raise WireFormatError(f"field {field} is no text")
    return last.decode()


def _fields(data: bytes) -> Fields:
    fields: Fields = {}
    for field, value in _pairs(data):
        fields.setdefault(field, []).append(value)
    return fields


def _pairs(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        kind = key & 7
        if kind == _VARINT:
            value, place = _varint(data, place)
            yield key >> 3, value
            continue
        if kind == _LENGTH:
            size, place = _varint(data, place)
        elif kind in {_EIGHT_BYTES, _FOUR_BYTES}:
            size = 8 if kind == _EIGHT_BYTES else 4
        else:
            raise WireFormatError(f"kind {kind}")
        chunk, place = data[place : place + size], place + size
        if place > len(data):
            raise WireFormatError("it ends too early")
        yield key >> 3, chunk if kind == _LENGTH else int.from_bytes(chunk, "little")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(data):
        byte = data[place]
        value, shift, place = value | (byte & 127) << shift, shift + 7, place + 1
        if byte < 128:
            return value, place
    raise WireFormatError("it ends too early")
