"""What a run remembers has a bound: no cache has an entry more for each item."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.asking.verify import unproved
from quizgen.formats.json import item_line
from quizgen.model import Question
from quizgen.text.remembered import Remembered

NUMBER = 100
"""Questions after which it is counted, and then so many more."""
MOST = NUMBER // 2
"""So many entries a cache may gain from these: one for each shape that is new, never for each question."""
_CACHE = type(lru_cache(lambda: None))


class Caches:
    """All caches of ours that forget nothing: objects that were looked through are put aside, so that none is twice."""

    def __init__(self) -> None:
        self._known: list[Any] = []

    def held(self) -> Counter[str]:
        """How many entries there are in each, by the function's name."""
        self._known += [one for one in gc.get_objects() if type(one) is _CACHE and self._is_ours(one)]
        gc.freeze()
        return Counter({f"{one.__module__}.{one.__qualname__} {id(one)}": self._many(one) for one in self._known})

    def _is_ours(self, one: Any) -> bool:
        return one.cache_info().maxsize is None and str(one.__module__).startswith("quizgen.")

    def _many(self, one: Any) -> int:
        return int(one.cache_info().currsize)


@pytest.fixture(scope="module")
def caches() -> Iterator[Caches]:
    yield Caches()
    gc.unfreeze()


def written(questions: list[Question]) -> int:
    """How many of them are written as JSON, as nobody has verified them."""
    return sum(bool(item_line(unproved(question))) for question in questions)


@pytest.mark.parametrize("source", catalog.families(), ids=lambda source: source.id)
def test_no_cache_without_a_bound_has_an_entry_for_each_item(source: Source, caches: Caches) -> None:
    coming = source.draw("hard", source.usual("hard"), "1")
    first, before = written([*islice(coming, NUMBER)]), caches.held()
    later = written([*islice(coming, NUMBER)])
    if later == first == NUMBER:  # a small level has all of its points in them
        grown = caches.held() - before
        assert {name: more for name, more in grown.items() if more > MOST} == {}


def test_texts_and_numbers_are_held_up_to_a_bound() -> None:
    gc.unfreeze()
    every = [one for one in gc.get_objects() if type(one) is Remembered]
    assert every
    assert all(one.held <= one.most for one in every)
