from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from quizgen.cli.record.options import Learner, learner_options

HOSTILE = (
    "",
    ".",
    "..",
    "../anna",
    "a/b",
    "a\\b",
    "-x",
    ".hidden",
    "a b",
    "a\nb",
    "con",
    "LPT1.x",
    "a.",
    "x" * 49,
    "a\0b",
)


@click.command()
@learner_options
def command(learner: Learner) -> None:
    click.echo(f"{learner.profile} {learner.keep}")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_none_of_a_file_is_refused(name: str) -> None:
    found = CliRunner().invoke(command, ["--profile", name])
    assert found.exit_code == 2
    assert "a profile cannot be called" in found.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "default True"),
        (["--no-record"], "default False"),
        (["--profile", "anna-2.b"], "anna-2.b True"),
        (["--profile", "Ju\u0308rgen"], "J\u00fcrgen True"),
    ],
)
def test_whose_log_it_is(options: list[str], said: str) -> None:
    assert CliRunner().invoke(command, options).output == f"{said}\n"
