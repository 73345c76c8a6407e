"""A remark on a wrong key, no longer than remarks are."""

from __future__ import annotations

import re

from quizgen.foreign.remarks import LONGEST

_KERNEL = re.compile(r"\bkernel_size=")
_NEXT = re.compile(r"(d\((?:\d+, \d+, )?(?:\d+|\([\d, ]+\)))(, (?:\d+|\([\d, ]+\)))?, (stride|padding)=")


def remark(key: str, line: str, value: str) -> str:
    """The key as it is written, the line of torch and what it gives; a long line with short names, or cut."""
    for shorter in (line, _short(line)):
        words = _words(key, shorter, value)
        if len(words) <= LONGEST:
            return words
    room = LONGEST - len(_words(key, "", value))
    return _words(key, _cut(_short(line), room), value)


def _words(key: str, line: str, value: str) -> str:
    return f"The key {key} is wrong: {line} is {value}."


def _short(line: str) -> str:
    """The same with the names that ``from torch import nn`` gives, and settings by their place where torch has them."""
    found = _KERNEL.sub("", line.replace("torch.nn.", "nn."))
    for _ in ("stride", "padding"):
        found = _NEXT.sub(_by_place, found)
    return found


def _by_place(found: re.Match[str]) -> str:
    """Stride stands behind the kernel, padding behind stride."""
    fits = (found[3] == "padding") == (found[2] is not None)
    return f"{found[1]}{found[2] or ''}, " if fits else found[0]


def _cut(line: str, room: int) -> str:
    """The first layers and what is done with them, between which others are left out."""
    half = (room - 5) // 2
    before, after = line[:half], line[-half:]
    return f"{before[: before.rfind(', nn.') + 1]} ... {after[max(0, after.find('nn.')) :]}"
