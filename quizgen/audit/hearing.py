"""Witnesses on many points, each heard once on what it is asked: testimony, and then every item about the same point.

A witness of a computed family is a function of a point. It is heard anew wherever one of the numbers that it reads
differs: what it reads no number of, such as the width of a later layer, it cannot depend on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

from msgspec import structs
from msgspec.structs import replace

from quizgen.model import Question, Values, Witness
from quizgen.space import Params
from quizgen.sparing import TORCH

Names: TypeAlias = tuple[str, ...]
Numbers: TypeAlias = tuple[int | None, ...]


class Hearing:
    """What witnesses have said so far, by what they are asked and the numbers that they read."""

    def __init__(self) -> None:
        self._said: dict[tuple[object, Names], dict[Names, dict[Numbers, Values]]] = {}

    def found(self, witness: Witness) -> Values:
        """What the witness finds; whatever it raises is raised each time."""
        match witness.run:
            case partial(func=ask, args=(Params() as params,), keywords={}):
                return self._found(ask, params)
            case run:
                return TORCH.run(run)

    def heard(self, question: Question) -> Question:
        """The question with witnesses that do not run again for what they were asked before."""
        witnesses = tuple(structs.replace(one, run=partial(self.found, one)) for one in question.witnesses)
        return replace(question, witnesses=witnesses)

    def _found(self, ask: Any, params: Params) -> Values:
        values, known = params.values, self._said.setdefault((ask, params.shape), {})
        for names, said in known.items():
            if (before := said.get(tuple(map(values.get, names)))) is not None:
                return before
        reading = _Reading(values)
        found: Values = TORCH.run(lambda: ask(Params(reading, params.shape)))
        names = tuple(reading.read)
        known.setdefault(names, {})[tuple(map(values.get, names))] = found
        return found


class _Reading(Mapping[str, int]):
    """A point's numbers, and the names under which some were looked for, in that order."""

    def __init__(self, values: Mapping[str, int]) -> None:
        self._values = values
        self.read: dict[str, None] = {}

    def __getitem__(self, name: str) -> int:
        self.read[name] = None
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        self.read |= dict.fromkeys(self._values)
        return iter(self._values)

    def __len__(self) -> int:
        self.read |= dict.fromkeys(self._values)
        return len(self._values)
