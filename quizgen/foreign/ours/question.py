"""An item of quizgen's JSON as a question."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from quizgen.foreign.model import Foreign, Passage, Picture
from quizgen.foreign.ours.asked import Reader
from quizgen.sets.records import FigureAsked, Meaning, QuestionAsked

_OWN = ("family", "topic", "level", "kind", "asks", "source", "language", "section", "slot", "form")


def question(kept: QuestionAsked, row: Mapping[str, Any], reader: Reader, *, line: int, source: str) -> Foreign:
    """The question of a record; ``row`` and ``source`` are the same as JSON, which holds more."""
    stem, asked = reader.asked(reader.passage(kept.stem, "stem"), kept.parts)
    solution = _solution(kept, reader)
    tags = row.get("tags")
    own = {name: str(row[name]) for name in _OWN if isinstance(row.get(name), str | int)}
    return Foreign(
        sort=kept.kind,
        name=kept.item,
        line=line,
        stem=stem,
        asked=asked,
        points=Fraction(kept.points),
        general=solution,
        hints=tuple(_hints(kept, reader)),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        idnumber=kept.item,
        category=f"{kept.topic}/{kept.level}",
        pictures=tuple(_pictures(kept.figures, line)),
        own=own | {"json": source},
    )


def _hints(kept: QuestionAsked, reader: Reader) -> Iterator[Passage]:
    """What its author says to think of, then the hints that it came with."""
    if kept.hint:
        yield reader.passage(kept.hint, "hint")
    for place, words in enumerate(kept.hints or ()):
        yield reader.passage(words, f"hints[{place}]")


def _solution(kept: QuestionAsked, reader: Reader) -> Passage | None:
    several = len(kept.parts) > 1
    texts = [f"**({one.part})**\n\n{one.solution}" if several else one.solution for one in kept.parts if one.solution]
    path = "parts[0].solution" if several else "solution"
    return Passage("\n\n".join(texts), "quizgen", reader.passage("", path).line) if texts else None


def _pictures(figures: Sequence[FigureAsked], line: int) -> Iterator[Picture]:
    """Figures, which are data here: what is to be drawn, as JSON."""
    for number, one in enumerate(figures, start=1):
        told = {"kind": one.kind, "params": one.params, "alt": one.alt, "place": one.place}
        content = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        yield Picture(f"figure-{number}.json", content, line, one.alt)


INSIDE = frozenset({"parts", "options", "grid", "cells", "overlooked"})
"""Keys of an item below which misconceptions are told."""


def meanings(row: Mapping[str, Any]) -> dict[str, Meaning]:
    """What an item says about its misconceptions; under no name stands what it says about what is right."""
    found: dict[str, Meaning] = {}
    waiting: list[Any] = [row]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            if "misconception" in one and isinstance(one.get("feedback"), str):
                found[str(one["misconception"] or "")] = Meaning(one["feedback"])
            waiting.extend(value for name, value in one.items() if name in INSIDE)
    return found
