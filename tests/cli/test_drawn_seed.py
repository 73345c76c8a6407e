"""A seed that nobody gave is as strong as the README asks of one that somebody gives."""

from __future__ import annotations

import re

from click.testing import CliRunner

from quizgen.cli import main

ASKED = ["generate", "conv-output-size", "-n", "1", "--level", "easy", "--format", "json"]


def drawn() -> tuple[str, str]:
    """The seed that a run says, and what it wrote."""
    result = CliRunner().invoke(main, ASKED)
    found = re.match(r"The seed is ([a-z]{12}); --seed \1 gives the same again\.", result.stderr)
    assert found, result.stderr
    return found[1], result.stdout


def test_it_is_a_dozen_letters_other_ones_each_time_and_gives_the_same_again() -> None:
    (seed, made), (other, _) = drawn(), drawn()
    assert seed != other
    assert CliRunner().invoke(main, [*ASKED, "--seed", seed]).stdout == made
