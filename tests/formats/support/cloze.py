"""Reads the gaps of Moodle's embedded answers back, by the rules that Moodle itself reads them with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import unescape

_TYPES = "|".join(
    [
        *("NUMERICAL", "NM", "MULTICHOICE(?:_VS|_HS|_V|_H|_S)?", "MC[VH]?S?", "MULTIRESPONSE(?:_HS|_H|_S)?", "MRH?S?"),
        *("SHORTANSWER(?:_C)?", "SAC?", "MWC?"),
    ]
)
_GRADE = r"(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?"
_ANSWER = r"(.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|\Z))"
_FEEDBACK = r"(?:#(.*?(?<!\\)(?=[~}]|\Z)))?"
_ONE = re.compile(_GRADE + _ANSWER + _FEEDBACK, re.DOTALL)
_UNNAMED = _ONE.pattern.replace("(=", "(?:=").replace("(-?", "(?:-?").replace("(.", "(?:.")
_GAP = re.compile(rf"\{{([0-9]*):({_TYPES}):({_UNNAMED}(?:~{_UNNAMED})*)\}}", re.DOTALL)
_LEFT = re.compile(r"\{#([0-9]+)\}")
_NUMBER = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?::(-?[0-9]+(?:\.[0-9]+)?))?")


@dataclass(frozen=True)
class Reply:
    """An answer in a gap: a share of the gap's points, words or a number, and feedback."""

    share: Fraction
    words: str
    feedback: str
    tolerance: Fraction = Fraction(0)


@dataclass(frozen=True)
class Gap:
    """A gap with its weight."""

    weight: int
    kind: str
    replies: tuple[Reply, ...]

    @property
    def key(self) -> list[str]:
        """Whatever is worth anything."""
        return [reply.words for reply in self.replies if reply.share > 0]


def gaps(html: str) -> tuple[list[Gap], str]:
    """The gaps, and the text around them with ``{#n}`` where the n-th was; refuses such a mark that was none."""
    assert not _LEFT.search(_GAP.sub("", html))
    found: list[Gap] = []
    while match := _GAP.search(html):
        weight, kind, inner = match.groups()
        found.append(Gap(int(weight or 1), kind, tuple(_replies(kind, inner))))
        html = f"{html[: match.start()]}{{#{len(found)}}}{html[match.end() :]}"
    return found, html


def _replies(kind: str, rest: str) -> Iterator[Reply]:
    while match := re.match(f"~?{_ONE.pattern}", rest, re.DOTALL):
        grade, percent, words, feedback = match.groups()
        share = Fraction(1) if grade == "=" else Fraction(percent or 0) / 100
        if kind in {"NUMERICAL", "NM"}:
            number = _NUMBER.fullmatch(words)
            assert number, f"{words} is no number"
            yield Reply(share, number[1], _decoded(feedback or ""), Fraction(number[2] or 0))
        else:
            yield Reply(share, _decoded(words), _decoded(feedback or ""))
        rest = rest[match.end() :]
    assert not rest


def _decoded(words: str) -> str:
    """Entities first, then two of the escapes; ``\\~`` stays."""
    return unescape(words).replace("\\}", "}").replace("\\#", "#")
