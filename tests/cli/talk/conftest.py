"""``sit`` begins a quiz on a terminal, which is closed at the end of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from terminals import Terminal, quiz

Sit = Callable[..., Terminal]


@pytest.fixture
def sit() -> Iterator[Sit]:
    """Begins ``quizgen quiz`` with these words, on so many ``rows`` and ``columns``."""
    started: list[Terminal] = []

    def begin(*arguments: str, rows: int = 24, columns: int = 80, **env: str) -> Terminal:
        started.append(quiz(*arguments, rows=rows, columns=columns, **env))
        return started[-1]

    yield begin
    for one in started:
        one.close()
