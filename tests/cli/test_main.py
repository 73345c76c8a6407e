from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from quizgen import catalog
from quizgen.cli import COMMANDS, MODULES, main
from quizgen.cli.options import words

Run = Callable[..., Result]
IMPORTED = """
import json, sys
from click.testing import CliRunner
from quizgen.cli import main
result = CliRunner().invoke(main, {arguments})
print(json.dumps([result.exit_code, sorted(sys.modules)]))
"""


def imported(*arguments: str) -> set[str]:
    """The modules that a command imports."""
    program = IMPORTED.format(arguments=list(arguments))
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    status, modules = json.loads(output)
    assert status == 0
    return set(modules)


def test_help_imports_neither_numpy_nor_torch_nor_sympy_nor_jinja() -> None:
    assert not imported("--help") & {"numpy", "torch", "sympy", "jinja2", "rich", "typst", "quizgen.catalog"}


@pytest.mark.parametrize(
    "arguments", [["families"], ["families", "--json"], ["generate", "--help"], ["quiz", "--help"]]
)
def test_neither_listing_nor_help_imports_torch_or_sympy(arguments: list[str]) -> None:
    assert not imported(*arguments) & {"torch", "sympy", "typst"}


@pytest.mark.parametrize("arguments", [["families"], ["--help"], ["quiz", "--help"], ["progress", "--help"]])
def test_what_a_learners_log_needs_is_imported_where_there_is_a_learner(arguments: list[str]) -> None:
    assert not imported(*arguments) & {"sqlite3", "platformdirs", "fsrs", "prompt_toolkit"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_its_help_has_an_example_that_names_it(name: str, run: Run) -> None:
    command = import_module(f"quizgen.cli.{MODULES.get(name, name)}").command
    assert isinstance(command, click.Command)
    text = run(name, "--help").output
    assert f"Usage: quizgen {name} " in text
    assert "Example" in text.partition("Options:")[2]
    assert f"quizgen {name}" in text


@pytest.mark.parametrize("words", ["", *COMMANDS, "new family", "new concepts", "new format"])
def test_help_fits_into_eighty_columns_and_speaks_of_no_ranges(words: str, run: Run) -> None:
    text = run(*words.split(), "--help").output
    assert max(map(len, text.splitlines())) <= 80
    assert "RANGE" not in text


def test_the_blueprint_in_the_help_of_exam_is_one(run: Run, tmp_path: Path) -> None:
    _, _, behind = run("exam", "--help").output.partition("comments:\n")
    path = tmp_path / "exam.toml"
    path.write_text(behind.partition("A slot may")[0], encoding="utf-8")
    made = run("exam", str(path), "--seed", "7", "-o", "-", "--format", "jsonl")
    assert made.exit_code == 0, made.stderr
    assert made.stdout.count('"topic": "dilation"') + made.stdout.count('"topic":"dilation"') == 5


def test_the_help_lists_every_command_with_its_line(run: Run) -> None:
    text = " ".join(run("--help").output.split())
    assert all(f"{name} {line}" in text for name, line in COMMANDS.items())
    assert "Example: quizgen exam" in text


@pytest.mark.parametrize("name", ["generate", "exam"])
def test_the_help_names_every_format(name: str, run: Run) -> None:
    text = " ".join(run(name, "--help").output.replace(",", " ").replace(";", " ").split())
    assert all(f" {fmt} " in text for fmt in catalog.formats())


def test_the_version_is_the_packages(run: Run) -> None:
    from importlib.metadata import version

    assert run("--version").output == f"quizgen {version('quizgen')}\n"


def test_an_unknown_command_is_told_the_nearest(run: Run) -> None:
    result = run("famlies")
    assert result.exit_code == 2
    assert "did you mean 'families'?" in result.stderr


def test_a_repeated_option_may_hold_several_words() -> None:
    assert words(["json, pdf", "json", "moodle,"]) == ("json", "pdf", "moodle")


def test_colours_are_left_out_where_no_color_is_set() -> None:
    program = "import sys; sys.stdout.isatty = lambda: True; from quizgen.cli import main; main()"
    arguments = [sys.executable, "-c", program, "show", "conv-output-size", "--seed", "7"]

    def output(**environment: str) -> str:
        clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
        env = clean | environment
        return subprocess.run(arguments, check=True, capture_output=True, text=True, env=env).stdout

    assert "\x1b[" in output(TERM="xterm")
    assert "\x1b" not in output(TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in output(TERM="dumb")


@pytest.mark.parametrize("command", ["", *COMMANDS, "new family", "new concepts", "new format"])
def test_no_line_of_the_help_is_wider_than_the_terminal(command: str) -> None:
    said = CliRunner().invoke(main, [*command.split(), "--help"], terminal_width=60).stdout
    assert max(map(len, said.splitlines())) <= 60
