"""Markdown as exam.json has it, taken apart for a page: paragraphs, lists, tables and code, with code and mathematics.

It is what ``quizgen.text.markdown`` prints, and no more of Markdown than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

_SPAN = re.compile(
    r"(?P<fence>`+) ?(?P<code>.+?) ?(?P=fence)(?!`)|\$(?P<math>[^$\n]+)\$|\\(?P<kept>[^A-Za-z0-9\s])|&#(?P<sign>\d+);"
)
_ITEM = re.compile(r"- |\d+\. ")
_RULE = re.compile(r"\|( ?:?-+:? ?\|)+")
_CELL = re.compile(r"(?<!\\)\|")
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_TEX = {
    r"\cdot": "·", r"\times": "×", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\sqrt": "√",
    r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\pm": "±", r"\sum": "Σ", r"\gamma": "γ", r"\beta": "β", r"\mu": "μ",
    r"\sigma": "σ", r"\varepsilon": "ε", r"\epsilon": "ε", r"\left": "", r"\right": "", r"\,": " ", r"\;": " ",
}  # fmt: skip
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|[,;])")
_WORDS = re.compile(r"\\(?:text|mathrm|operatorname|mathit)\{([^{}]*)\}")
_RAISED = re.compile(r"([\^_])\{([^{}]*)\}")
_RAISE = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")


class Span(Struct, frozen=True):
    """Words, code or mathematics within a line."""

    kind: Literal["words", "code", "math"]
    text: str


Line: TypeAlias = tuple[Span, ...]


class Block(Struct, frozen=True):
    """A paragraph or code block with its lines, a list with its entries, or a table with its rows, the head first."""

    kind: Literal["paragraph", "code", "list", "table"]
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()


def blocks(markdown: str) -> list[Block]:
    """What a text is made of."""
    return list(_blocks(markdown.split("\n")))


def line(markdown: str) -> Line:
    """What a single line is made of."""
    return tuple(_spans(markdown))


def _blocks(lines: list[str]) -> Iterator[Block]:
    waiting: list[str] = []
    place = 0
    while place < len(lines):
        if lines[place].startswith("```"):
            yield from _prose(waiting)
            waiting, end = [], _end(lines, place)
            yield Block("code", tuple((Span("code", one),) for one in lines[place + 1 : end]))
            place = end
        elif lines[place].strip():
            waiting.append(lines[place])
        else:
            yield from _prose(waiting)
            waiting = []
        place += 1
    yield from _prose(waiting)


def _end(lines: list[str], start: int) -> int:
    fence = lines[start][: len(lines[start]) - len(lines[start].lstrip("`"))]
    return next((place for place in range(start + 1, len(lines)) if lines[place].startswith(fence)), len(lines))


def _prose(lines: list[str]) -> Iterator[Block]:
    """What stands between empty lines."""
    if not lines:
        return
    if len(lines) > 1 and _RULE.fullmatch(lines[1].strip()):
        rows = [lines[0], *lines[2:]]
        yield Block(
            "table", rows=tuple(tuple(line(cell.strip()) for cell in _CELL.split(row.strip())[1:-1]) for row in rows)
        )
    elif _ITEM.match(lines[0]):
        yield Block("list", tuple(line(_ITEM.sub("", one, count=1)) for one in lines))
    else:
        yield Block("paragraph", tuple(map(line, lines)))


def _spans(text: str) -> Iterator[Span]:
    words, last = "", 0
    for found in _SPAN.finditer(text):
        words += text[last : found.start()]
        last = found.end()
        if found["kept"] or found["sign"]:
            words += found["kept"] or chr(int(found["sign"]))
            continue
        if words:
            yield Span("words", words)
        words = ""
        yield Span("code", found["code"]) if found["code"] else Span("math", _read(found["math"]))
    if words + text[last:]:
        yield Span("words", words + text[last:])


def _read(tex: str) -> str:
    """Mathematics in signs that every font has; what is not known stays as it is written in TeX."""
    shown = _WORDS.sub(r"\1", tex)
    while (after := _FRACTION.sub(r"(\1)/(\2)", shown)) != shown:
        shown = after
    shown = _RAISED.sub(_raised, shown)
    shown = _COMMAND.sub(lambda found: _TEX.get(found[0], found[0]), shown)
    return " ".join(shown.replace("-", "−").split())


def _raised(found: re.Match[str]) -> str:
    above = found[2].translate(_RAISE)
    return (
        above
        if found[1] == "^" and above.isprintable() and not set(above) & set(found[2])
        else f"{found[1]}({found[2]})"
    )
