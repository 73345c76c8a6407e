"""``sit`` begins a quiz on a terminal, which is closed at the end of the test; ``ask`` asks a question with a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
import pytest
import quizzed
from click.testing import CliRunner
from terminals import Terminal, quiz

from quizgen.model import Question

Sit = Callable[..., Terminal]
Ask = Callable[..., str]


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


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What the quiz prints when it asks a question and gets these lines."""
    monkeypatch.setenv("COLUMNS", "88")

    def asked(question: Question, *lines: str) -> str:
        @click.command()
        def command() -> None:
            quizzed.told(question, quizzed.TITLE)

        result = CliRunner().invoke(command, input="".join(f"{line}\n" for line in lines))
        assert result.exception is None, result.output
        return result.stdout

    return asked
