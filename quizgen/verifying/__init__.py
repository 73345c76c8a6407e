"""Keys of somebody's questions about layers, worked out anew by torch.

A stem is read as a whole or not at all: every number in it has to be accounted for, every word known, everything told
that the answer needs, and one thing asked. Of any other question nothing is said.
"""

from __future__ import annotations

from msgspec import Struct

from quizgen.foreign.model import Foreign, ForeignFile, Remark
from quizgen.verifying.brief import remark
from quizgen.verifying.checking import Checked, checked, shown

__all__ = ["Checked", "Verified", "checked", "verified"]


class Verified(Struct, frozen=True):
    """What torch says of a file's keys: how many it worked out again, and a remark for each that it refutes."""

    keys: int
    remarks: tuple[Remark, ...]


def verified(file: ForeignFile) -> Verified:
    """The keys of all questions that are understood.

    A remark ``key-wrong`` has the key's line, the right value and what gives it.
    """
    found = [(question, result) for question in file.questions if (result := checked(question)) is not None]
    return Verified(len(found), tuple(_refuted(question, result) for question, result in found if not result.right))


def _refuted(question: Foreign, result: Checked) -> Remark:
    words = remark(result.key.written, result.line, shown(result.value))
    return Remark("key-wrong", "error", words, result.key.line, question.name, question.own.get("member", ""))
