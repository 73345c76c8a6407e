"""What is wrong in a file, gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.foreign.model import Remark, Severity
from quizgen.text.clipped import clipped

MOST = 2000
"""Remarks of one file: whoever mends so many reads it again."""
LONGEST = 300
"""Characters of a remark."""


class Remarks:
    """Remarks in the order in which they are found; ``question`` and ``within`` say about what is read now."""

    def __init__(self, within: str = "") -> None:
        self.question, self.within = "", within
        self._found: list[Remark] = []

    def add(self, rule: str, words: str, line: int, severity: Severity = "error") -> None:
        """Takes one more; of the same on the same line only the first."""
        one = Remark(rule, severity, clipped(words, LONGEST), max(line, 1), self.question, self.within)
        if len(self._found) < MOST and one not in self._found[-4:]:
            self._found.append(one)

    def extend(self, others: Iterable[Remark]) -> None:
        """Takes what was found elsewhere."""
        self._found.extend(others)

    @property
    def every(self) -> tuple[Remark, ...]:
        """All of them."""
        return tuple(self._found)


def shown(text: str, most: int = 40) -> str:
    """A piece of a file for a sentence: on one line, in quotes, cut where it is long."""
    one = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * most]).split())
    return f"'{one if len(one) <= most else one[: most - 1] + '…'}'"
