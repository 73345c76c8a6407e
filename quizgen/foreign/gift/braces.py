"""Which braces of a masked question hold its answers, where some stand in it that should have been escaped.

Moodle takes the first brace that opens and the first that closes. Where there are others the meant ones are those that
begin as answers do.
"""

from __future__ import annotations

import re

from msgspec import Struct

_BRACE = re.compile(r"[{}]")
_SIDES = r"(?:T|TRUE|F|FALSE)"
_ANSWERS = re.compile(rf"\s*(?:[=~#]|{_SIDES}\s*(?:#|$)|$)")
_TEX_BEFORE = re.compile(r"(?:\\[A-Za-z]+\*?|[_^]|\})$")
_NEAR = 40
"""Characters before a brace in which a command of TeX stands, if there is one."""


class Group(Struct, frozen=True):
    """From the brace at ``start`` to the one at ``end``; ``plain`` where there are no others within."""

    start: int
    end: int
    plain: bool


class Found(Struct, frozen=True):
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


class Told:
    """What the braces of a text tell to which lines are added, each character of which is looked at once.

    ``open`` is how many more open than close, ``answered`` whether answers stand in it, and ``ended`` whether nothing
    stands behind the last of these.
    """

    def __init__(self) -> None:
        self.open, self.answered, self.ended = 0, False, False
        self._depth, self._near, self._tex = 0, "", False
        self._inside: list[str] = []

    def add(self, words: str) -> None:
        """Takes the next line."""
        place = 0
        for brace in _BRACE.finditer(words):
            self._take(words[place : brace.start()])
            place = brace.end()
            self._opened() if brace[0] == "{" else self._closed()
        self._take(f"{words[place:]}\n")

    def _take(self, some: str) -> None:
        self._near = f"{self._near}{some}"[-_NEAR:]
        if some.strip():
            self.ended = False
        if self._depth:
            self._inside.append(some)

    def _opened(self) -> None:
        if self._depth == 0:
            self._tex, self._inside = _TEX_BEFORE.search(self._near) is not None, []
        self._take("{")
        self._depth += 1
        self.open += 1

    def _closed(self) -> None:
        self.open -= 1
        self._depth -= 1
        if self._depth == 0 and not self._tex and _ANSWERS.match("".join(self._inside)):
            self._take("}")
            self.answered = self.ended = True
            return
        self._depth = max(0, self._depth)
        self._take("}")


def found(text: str) -> Found:
    """Where the answers stand."""
    if not _BRACE.search(text):
        return Found()
    if balance(text) != 0 or any(group.end < group.start for group in _groups(text)):
        return Found(unclosed=_odd(text))
    groups = _groups(text)
    likely = [group for group in groups if _is_answers(text, group)]
    if not likely and len(groups) == 1 and not _follows_tex(text, groups[0].start):
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
    if group.end < 0 or _follows_tex(text, group.start):
        return False
    return _ANSWERS.match(text, group.start + 1, group.end) is not None


def _follows_tex(text: str, place: int) -> bool:
    return _TEX_BEFORE.search(text, max(0, place - _NEAR), place) is not None


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
