"""What somebody gave to a question, as JSON for the log: see docs/learning-log.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import assert_never

from quizgen.answers import Chosen, Filled, Given, Number, Placed, Written


def told(given: Sequence[Given]) -> str:
    """The answer to the only part, or a list of the answers to all parts; ``null`` where there is none.

    Options are told by their places from 0, in a list; numbers as they are, a fraction as ``"5/2"``; the numbers of a
    shape and the cells of a table as a list.
    """
    every = [_told(one) for one in given]
    return json.dumps(every[0] if len(every) == 1 else every, separators=(",", ":"))


def _told(given: Given) -> object:
    match given:
        case None:
            return None
        case Chosen(places):
            return sorted(places)
        case Placed(places):
            return list(places)
        case Written():
            return _written(given)
        case Filled(cells):
            return [cell and _written(cell) for cell in cells]
        case _:
            assert_never(given)


def _written(given: Written) -> object:
    numbers = [_number(one) for one in given.values]
    return numbers[0] if len(numbers) == 1 else numbers


def _number(given: Number) -> int | str:
    return int(given) if given.denominator == 1 else f"{given.numerator}/{given.denominator}"
