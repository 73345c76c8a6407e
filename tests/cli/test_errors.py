from __future__ import annotations

import errno

import click
import pytest
from click.testing import CliRunner

from quizgen.cli.errors import explained
from quizgen.errors import Disagreement, UsageError


def left_with(error: BaseException) -> tuple[int, str]:
    @click.command
    @click.pass_context
    def command(ctx: click.Context) -> None:
        with explained(ctx):
            raise error

    result = CliRunner().invoke(command)
    return result.exit_code, result.stderr


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (UsageError("there is no such thing"), 2, "Error: there is no such thing\n"),
        (Disagreement("the formula gives 3,\n but torch 4"), 1, "Error: the formula gives 3, but torch 4\n"),
        (PermissionError(errno.EACCES, "Permission denied", "x.toml"), 1, "Error: x.toml: permission denied\n"),
        (KeyboardInterrupt(), 130, "\n"),
    ],
)
def test_an_error_is_one_line_and_its_exit_status(error: BaseException, status: int, words: str) -> None:
    assert left_with(error) == (status, words)


def test_a_fault_of_the_program_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), explained(click.Context(click.Command("x"))):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    "text", ["x" * 5000, "x " * 5000, f"{'/a' * 900}/b.toml: slots[1].count: 0 is not a whole number"]
)
def test_what_is_said_has_at_most_300_characters_and_keeps_both_ends(text: str) -> None:
    _, said = left_with(UsageError(text))
    assert len(said) == len(said.rstrip("\n")) + 1 <= 301
    assert said[:8] == f"Error: {text[0]}"
    assert said.split()[-1].endswith(text.rsplit(maxsplit=1)[-1][-5:])
    assert ("slots[1].count" in said) == ("slots" in text)
