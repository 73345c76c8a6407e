"""Draws are reproducible, and what is drawn can be found and asked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from quizgen.asking.source import Audited
from quizgen.model import Kind, Level, Question

FEW, MORE = 8, 12
SEED, OTHER = "1", "2"
AGAIN = 2


def _drawn(source: Audited, level: Level, kind: Kind, seed: str, count: int) -> list[Question]:
    """Some questions, without their witnesses, which are functions and the same as nothing else."""
    return [replace(question, witnesses=()) for question in islice(source.draw(level, kind, seed), count)]


def reproducible(source: Audited, level: Level) -> Iterator[str]:
    """The same path gives the same items, and a longer draw starts with the shorter one."""
    for kind in [source.usual(level)]:
        once, again = _drawn(source, level, kind, SEED, FEW), _drawn(source, level, kind, SEED, MORE)
        way = "let nothing depend on clocks, random numbers or earlier draws"
        for one, other in zip(once, again, strict=False):
            if one != other:
                changed = [name for name in ("id", "stem", "params", "parts", "figures") if _differ(one, other, name)]
                yield f"at {one.where}: the same seed gives another {', '.join(changed)} when it is drawn again; {way}"
                return
        if len(again) < len(once):
            yield f"a draw of {MORE} gives {len(again)} items, one of {FEW} gives {len(once)}"


def _differ(one: Question, other: Question, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def seeded(source: Audited, level: Level) -> Iterator[str]:
    """Another seed gives other items, or the same in another order."""
    for kind in [source.usual(level)]:
        if source.count(level, kind) < FEW:
            continue
        one, other = ([question.id for question in _drawn(source, level, kind, seed, FEW)] for seed in (SEED, OTHER))
        if one == other:
            yield f"the seeds {SEED} and {OTHER} give the same items; let draw depend on the seed"


def counted(source: Audited, level: Level, kind: Kind, ids: Sequence[str], most: int | None) -> Iterator[str]:
    """What was drawn is as much as the level says that it holds, and nothing twice."""
    count = source.count(level, kind)
    wanted = count if most is None else min(count, most)
    if len(ids) != wanted:
        yield f"says that it holds {count} items of the kind {kind}, but a draw of {wanted} gives {len(ids)}"
    if len(set(ids)) < len(ids):
        twice = next(one for place, one in enumerate(ids) if one in ids[:place])
        yield f"{twice} is drawn twice as {kind}"


def again(source: Audited, level: Level) -> Iterator[str]:
    """An item is found by its id, and asked again with the same stem whatever the seed."""
    for kind in source.kinds:
        for question in _drawn(source, level, kind, SEED, AGAIN):
            yield from (f"at {question.where}: {fault}" for fault in _again(source, question))


def _again(source: Audited, question: Question) -> Iterator[str]:
    place = source.find(question.id)
    if place is None or place.level != question.level:
        yield f"the item {question.id} is not found in its level by its id"
        return
    for seed in (SEED, OTHER):
        found = source.at(place.level, question.kind, place.point, seed)
        if (found.id, found.stem, found.kind) != (question.id, question.stem, question.kind):
            yield f"asked again by its place, the item {question.id} has another id, stem or kind"
            return
        if seed == SEED and _keys(found) != _keys(question):
            yield f"asked again by its place with the same seed, the item {question.id} has another key"


def _keys(question: Question) -> list[object]:
    return [part.answer.key_json() for part in question.parts]
