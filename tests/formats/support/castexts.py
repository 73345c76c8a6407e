"""What STACK finds in a CASText: values, blocks, inputs; and whether all of it is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(r"\{@(?P<tex>[^{}@#]*)@\}|\{#(?P<typed>[^{}@#]*)#\}|\[\[(?P<block>[^\[\]]*)\]\]")
_LEFT = re.compile(r"\{@|@\}|\{#|#\}|\[\[|\]\]")


@dataclass
class Found:
    """Expressions that are shown, and what stands in double brackets."""

    shown: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def found(castext: str) -> Found:
    """Raises AssertionError where a bracket or a block is open."""
    every = Found()
    for mark in _MARK.finditer(castext):
        shown = mark["tex"] if mark["tex"] is not None else mark["typed"]
        if shown is not None:
            every.shown.append(shown)
        else:
            every.blocks.append(mark["block"])
    left = _MARK.sub("", castext)
    assert not _LEFT.search(left), left
    opened = 0
    for block in every.blocks:
        opened += block.startswith("if ") - (block == "/if")
        assert opened in {0, 1}, block
    assert not opened
    return every
