"""What a run remembers has a bound: no cache has an entry more for each item."""

from __future__ import annotations

import gc
from collections import Counter
from functools import lru_cache
from itertools import islice

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


def without_bound() -> Counter[str]:
    """How many entries there are in each cache of ours that forgets none, by the function's name."""
    found = Counter[str]()
    for one in gc.get_objects():
        if type(one) is _CACHE and one.cache_info().maxsize is None and one.__module__.startswith("quizgen."):
            found[f"{one.__module__}.{one.__qualname__} {id(one)}"] = one.cache_info().currsize
    return found


def written(questions: list[Question]) -> int:
    """How many of them are written as JSON, as nobody has verified them."""
    return sum(bool(item_line(unproved(question))) for question in questions)


@pytest.mark.parametrize("source", catalog.families(), ids=lambda source: source.id)
def test_no_cache_without_a_bound_has_an_entry_for_each_item(source: Source) -> None:
    coming = source.draw("hard", source.usual("hard"), "1")
    first, before = written([*islice(coming, NUMBER)]), without_bound()
    later = written([*islice(coming, NUMBER)])
    if later == first == NUMBER:  # a small level has all of its points in them
        grown = without_bound() - before
        assert {name: more for name, more in grown.items() if more > MOST} == {}


def test_texts_and_numbers_are_held_up_to_a_bound() -> None:
    every = [one for one in gc.get_objects() if type(one) is Remembered]
    assert every
    assert all(one.held <= one.most for one in every)
