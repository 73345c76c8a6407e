"""What of a file can change a count: its syntax without comments, docstrings and sentences; and what it imports."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator
from hashlib import blake2b

WORDS = 3
"""So many words, and an end as sentences have one: no formula, name or separator looks like this."""
_ENDS = (".", "?", ":")
_SENTENCE = "a sentence"
_SILENT = frozenset({"ctx", "kind", "type_comment", "type_ignores"})
"""Fields that say nothing new, or not in every version of Python."""


def digest(*parts: bytes) -> str:
    """Sixteen hexadecimal digits for these bytes."""
    state = blake2b(digest_size=8)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def code(data: bytes, suffix: str) -> str:
    """A digest of what a file does, the same whatever words it says; of all its bytes where it cannot be read."""
    try:
        if suffix == ".py":
            return digest(dump(ast.parse(data)).encode())
        if suffix == ".toml":
            return digest(json.dumps(_wordless(tomllib.loads(data.decode())), sort_keys=True, default=str).encode())
    except (SyntaxError, ValueError):
        return digest(data)
    return digest(data)


def dump(node: ast.AST) -> str:
    """The syntax as text without docstrings and sentences, the same in every version of Python."""
    return " ".join(_tokens(node))


def _tokens(node: object) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield _SENTENCE if _is_sentence(node.value) else repr(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "f("
        yield from _tokens([part for part in node.values if not _is_empty(part)])
        yield ")"
    elif isinstance(node, ast.AST):
        yield f"{type(node).__name__}("
        for name, value in ast.iter_fields(node):
            if name not in _SILENT and value is not None and value != []:
                yield f"{name}="
                yield from _tokens(value)
        yield ")"
    elif isinstance(node, list):
        for part in node:
            if not _is_docstring(part):
                yield from _tokens(part)
    else:
        yield repr(node)


def _is_docstring(node: object) -> bool:
    """Whether it is a string that stands by itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_empty(part: ast.expr) -> bool:
    """Whether it is a piece of an f-string with nothing in it, which only some versions of Python have."""
    return isinstance(part, ast.Constant) and not part.value


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and value.rstrip().endswith(_ENDS) and len(value.split()) >= WORDS


def _wordless(value: object) -> object:
    """The same data with every sentence alike."""
    if isinstance(value, dict):
        return {name: _wordless(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_wordless(part) for part in value]
    return _SENTENCE if _is_sentence(value) else value


def imported(data: bytes, package: str) -> Iterator[str]:
    """Dotted names that may be modules which the file imports anywhere; ``package`` is what it lies in."""
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = _absolute(node, package)
            yield from (f"{start}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    """The module that names are imported from, also where dots say how far it is."""
    if not node.level:
        return str(node.module)
    parents = package.split(".")
    start = parents[: len(parents) - node.level + 1]
    return ".".join([*start, node.module] if node.module else start)
