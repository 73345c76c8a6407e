"""The arguments between a call's parentheses, as Python has them, each a value that it can have."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from quizgen import layers
from quizgen.architectures.lines.arithmetic import worked_out
from quizgen.architectures.lines.kinds_of_values import FRACTIONS, WHETHER, wanted
from quizgen.architectures.lines.misread import Misread
from quizgen.architectures.lines.numbers import LARGEST, MOST_CHANNELS, Place
from quizgen.architectures.lines.scanning import Inner, Word
from quizgen.architectures.lines.signatures import (
    COUNTS,
    HARMLESS,
    ONLY,
    PLACED,
    REQUIRED,
    by_name,
    signature,
    stem_of,
)

INFERRED = ("in_channels", "in_features", "num_features")
"""What Lazy modules leave out."""
FUNCTIONS = ("ReLU", "SiLU", "GELU", "Mish", "Hardswish", "Sigmoid", "Hardsigmoid", "Tanh")
"""Of a gate; they change neither what is learned nor what it costs."""
SHOWN = 40
"""Characters of an argument in an error."""


class Arguments(Struct, frozen=True):
    """What stands between the parentheses of a call of the module ``kind``."""

    kind: str
    line: str
    inner: Inner
    place: Place

    def read(self, *, lazy: bool) -> dict[str, Any]:
        """The arguments by name, those alone that matter here; raises Misread for what torch would not take."""
        names = [one for one in signature(self.kind) or () if not (lazy and one in INFERRED)]
        given = self._named(self._parsed(names), names)
        values = {name: self._value(name, node) for name, node in given.items() if name not in PLACED}
        return self._told({name: value for name, value in values.items() if name not in HARMLESS}, given)

    def _parsed(self, names: Sequence[str]) -> ast.Call:
        text = re.sub(r"\s", " ", self.line[self.inner.start : self.inner.end])
        try:
            call = ast.parse(f"_({text})", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            call = None
        if not isinstance(call, ast.Call):
            example = f"them as Python has them, such as {self.kind}({', '.join(names[:1])})"
            raise self._error(f"the arguments of {self.kind} are not understood", example)
        return call

    def _named(self, call: ast.Call, names: Sequence[str]) -> dict[str, ast.expr]:
        """The arguments by name, as they are written."""
        if len(call.args) > len(names):
            most = f"at most {len(names)}: {', '.join(names)}" if names else "none"
            raise self._error(f"{self.kind} has {len(call.args)} arguments", most, call.args[len(names)])
        given = dict(zip(names, call.args, strict=False))
        for one in call.keywords:
            if one.arg in given or one.arg is None:
                raise self._error(f"'{one.arg or '**'}' stands twice or is not told", "each argument once", one)
            if one.arg not in (*names, *by_name(self.kind)):
                fits = f"{'one of ' * (len(names) > 1)}{', '.join(names)}" if names else "none"
                raise self._error(f"{self.kind} has no '{one.arg}'", fits, one)
            given[one.arg] = one.value
        return given

    def _told(self, values: dict[str, Any], given: dict[str, ast.expr]) -> dict[str, Any]:
        """The arguments that the layer's value has; raises Misread where another one says more than it can tell."""
        for name, only in ONLY.items():
            if name in values and name not in fields(self.kind) and values.pop(name) not in only:
                fits = f"{name}={only[0]!r}, or leave it out"
                raise self._error(f"'{name}' changes what {self.kind} does", fits, given[name])
        for name in REQUIRED.get(stem_of(self.kind), ()):
            if name not in values:
                raise self._error(f"{self.kind} needs '{name}'", f"{name}=...")
        return values

    def _value(self, name: str, node: ast.expr) -> Any:
        if isinstance(node, ast.Attribute | ast.Name) and name in {"activation", "scale_activation"}:
            found = node.attr if isinstance(node, ast.Attribute) else node.id
            if found not in FUNCTIONS:
                raise self._error(f"{name} is '{found}'", f"one of {', '.join(FUNCTIONS)}", node)
            return found
        try:
            value = ast.literal_eval(worked_out(node))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            written = " ".join(ast.unparse(node).split())[:SHOWN]
            fits = "True or False" if name in WHETHER else "the number itself"
            raise self._error(f"{name} is '{written}', which is no value", fits, node) from None
        if fits := wanted(name, value, stem_of(self.kind)):
            raise self._error(f"{name} is {' '.join(repr(value).split())[:SHOWN]}", fits, node)
        return bool(value) if name in WHETHER and value is not None else self._bounded(name, value, node)

    def _bounded(self, name: str, value: Any, node: ast.expr) -> Any:
        """A number or a row of numbers, within bounds."""
        match value:
            case str() | None:
                return value
            case list() | tuple():
                return tuple(self._bounded(name, one, node) for one in value)
            case _ if name in FRACTIONS:
                return float(value)
            case float() if name == "scale_factor":
                return self._whole(name, int(value), node) if value.is_integer() else value
            case float():
                raise self._error(f"{name} is {value}", "a whole number", node)
        return self._whole(name, value, node)

    def _whole(self, name: str, value: int, node: ast.expr) -> int:
        most = MOST_CHANNELS if name in COUNTS else LARGEST
        least = 0 if name in {"padding", "output_padding", "start_dim", "dim"} else 1
        negative = name in {"padding", "end_dim", "start_dim", "dim"}
        if abs(value) > most:
            raise self._error(f"{name} is too large", f"at most {most:,}", node)
        if value < least and not (negative and value < 0):
            raise self._error(f"{name} is {value}", f"{least} or more", node)
        return value

    def _error(self, what: str, fits: str, node: ast.expr | ast.keyword | None = None) -> Misread:
        start, end = self.inner.start, max(self.inner.end, self.inner.start + 1)
        if node is not None:
            start, end = (self.inner.start + self._column(at) for at in (node.col_offset, node.end_col_offset or 0))
        return self.place.error(what, fits, Word("", start, end))

    def _column(self, offset: int) -> int:
        """The character at which Python, which counts bytes behind the opening, sees something."""
        text = self.line[self.inner.start : self.inner.end].encode()
        return len(text[: max(offset - 2, 0)].decode(errors="ignore"))


def fields(kind: str) -> tuple[str, ...]:
    """The arguments that a layer's value has."""
    found: tuple[str, ...] = getattr(layers, kind).__struct_fields__
    return found
