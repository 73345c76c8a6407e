"""Keys of somebody's questions about layers, worked out anew by torch.

A stem is read as a whole or not at all: every number in it has to be accounted for, every word known, everything told
that the answer needs, and one thing asked. Of any other question nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.model import ForeignFile, Remark
from quizgen.verifying.brief import remark
from quizgen.verifying.checking import Checked, checked, shown

__all__ = ["Checked", "checked", "found"]


def found(file: ForeignFile) -> Iterator[Remark]:
    """A remark ``key-wrong`` for each key that torch refutes, at its line, with the right value and what gives it."""
    for question in file.questions:
        result = checked(question)
        if result is not None and not result.right:
            words = remark(result.key.written, result.line, shown(result.value))
            yield Remark("key-wrong", "error", words, result.key.line, question.name, question.own.get("member", ""))
