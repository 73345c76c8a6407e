"""``run`` is quizgen's command line within this process."""

from __future__ import annotations

from collections.abc import Callable

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
