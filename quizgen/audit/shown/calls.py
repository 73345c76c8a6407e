"""Values and calls of layers as Python writes them, with a question mark for what is asked."""

from __future__ import annotations

import ast
import re
from typing import Any

from msgspec import Struct

from quizgen import layers
from quizgen.audit.shown.layers import ASKED, Seen

_CALL = re.compile(r"(?:nn\.)?([A-Z]\w*)\((.*)\)", re.DOTALL)


def value(written: str) -> Any:
    """A number, pair, truth value or word; ``?`` for what is asked, or for what is no value."""
    try:
        return ast.literal_eval(written.replace("\N{MINUS SIGN}", "-"))
    except (ValueError, SyntaxError):
        return ASKED


def call(written: str) -> Seen | None:
    """``Conv2d(16, 32, kernel_size=3)`` as a layer with its arguments by name; None for what is no layer."""
    match = _CALL.fullmatch(written.strip())
    kind = getattr(layers, match[1], None) if match else None
    if match is None or not isinstance(kind, type):
        return None
    tree = ast.parse(f"made({match[2].replace('?', 'None')})", mode="eval").body
    if not isinstance(tree, ast.Call):
        return None
    names = kind.__struct_fields__ if issubclass(kind, Struct) else ()
    found = dict(zip(names, map(_argument, tree.args), strict=False))
    found |= {keyword.arg: _argument(keyword.value) for keyword in tree.keywords if keyword.arg}
    return Seen(written.strip(), match[1], found)


def _argument(node: ast.expr) -> Any:
    found = value(ast.unparse(node))
    return ASKED if found is None else found
