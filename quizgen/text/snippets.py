"""The program that a text shows, as a program."""

from __future__ import annotations

from quizgen.errors import FormulaError
from quizgen.math.tree import Hole
from quizgen.text.nodes import CodeBlock, Text
from quizgen.text.reader import blocks


def snippet(text: Text) -> str:
    """The lines of the text's one code block with the values in it; raises FormulaError unless there is one."""
    found = [block for block in blocks(text.template) if isinstance(block, CodeBlock)]
    if len(found) != 1:
        raise FormulaError(f"one block of code is expected, not {len(found)}, in '{text.template}'")
    return "\n".join("".join(_filled(part, text) for part in line) for line in found[0].lines)


def _filled(part: str | Hole, text: Text) -> str:
    return str(text.values[part.name]) if isinstance(part, Hole) else part
