"""``run`` is quizgen's command line within this process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs ``quizgen`` with words as arguments; ``input`` is what a pipe gives."""

    def invoke(*arguments: str, input: str = "") -> Result:  # noqa: A002 - as click calls it
        result = CliRunner().invoke(main, arguments, input=input)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def blueprint(tmp_path: Path) -> Callable[[str], str]:
    """Writes a blueprint and gives its path."""

    def write(text: str) -> str:
        path = tmp_path / "exam.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture(autouse=True)
def _nobody_verifies_any_more() -> Iterator[None]:
    """Who left before the end of a quiz left a thread that verifies: it must not use what the next test puts in."""
    yield
    if ahead := sys.modules.get("quizgen.study.ahead"):
        assert not ahead.busy(60)
