"""Which braces of a masked question hold its answers, where some stand in it that should have been escaped.

Moodle takes the first brace that opens and the first that closes. Where there are others the meant ones are those that
begin as answers do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACE = re.compile(r"[{}]")
_SIDES = r"(?:T|TRUE|F|FALSE)"
_ANSWERS = re.compile(rf"\s*(?:[=~#]|{_SIDES}\s*(?:#|$)|$)")
_TEX_BEFORE = re.compile(r"(?:\\[A-Za-z]+\*?|[_^]|\})$")


@dataclass(frozen=True, slots=True)
class Group:
    """From the brace at ``start`` to the one at ``end``; ``plain`` where there are no others within."""

    start: int
    end: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The braces with the answers, None where there are none, and the first that should have been escaped.

    ``unclosed`` is the place of a brace without its other.
    """

    group: Group | None = None
    stray: int | None = None
    unclosed: int | None = None


def balance(text: str) -> int:
    """How many braces are open at the end."""
    return text.count("{") - text.count("}")


def opens_with_end(text: str) -> bool:
    """Whether the first brace is one that closes."""
    found = _BRACE.search(text)
    return found is not None and found[0] == "}"


def is_whole(text: str, *, ended: bool) -> bool:
    """Whether a text has its answers, and with ``ended`` nothing after them."""
    if balance(text) != 0:
        return False
    groups = [group for group in _groups(text) if _is_answers(text, group)]
    return bool(groups) and (not ended or groups[-1].end == len(text.rstrip()) - 1)


def found(text: str) -> Found:
    """Where the answers stand."""
    if not _BRACE.search(text):
        return Found()
    if balance(text) != 0 or any(group.end < group.start for group in _groups(text)):
        return Found(unclosed=_odd(text))
    groups = _groups(text)
    likely = [group for group in groups if _is_answers(text, group)]
    if not likely and len(groups) == 1 and not _TEX_BEFORE.search(text[: groups[0].start]):
        likely = groups
    if not likely:
        return Found(None, groups[0].start)
    chosen = likely[0]
    others = [group.start for group in groups if group != chosen]
    within = [] if chosen.plain else [text.index("{", chosen.start + 1)]
    return Found(chosen, min([*others, *within], default=None))


def _groups(text: str) -> list[Group]:
    """The outermost pairs of braces."""
    groups, depth, start, plain = [], 0, 0, True
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            start, plain = (brace.start(), True) if depth == 0 else (start, False)
            depth += 1
        elif depth > 0:
            depth -= 1
            if depth == 0:
                groups.append(Group(start, brace.start(), plain))
        else:
            groups.append(Group(brace.start(), -1, plain=False))
    return groups


def _is_answers(text: str, group: Group) -> bool:
    if group.end < 0 or _TEX_BEFORE.search(text[: group.start]):
        return False
    return _ANSWERS.match(text[group.start + 1 : group.end]) is not None


def _odd(text: str) -> int:
    """The place of the first brace without its other."""
    open_ones: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            open_ones.append(brace.start())
        elif not open_ones:
            return brace.start()
        else:
            open_ones.pop()
    return open_ones[0]
