"""What shells complete with the scripts that they are given, and how they part words."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from termios import tcsetwinsize

import pytest
from click.testing import CliRunner

from quizgen.cli import main
from quizgen.cli.shells import joined

BASH = shutil.which("bash") or "bash"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with one file of somebody's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-items.toml").touch()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program ``quizgen`` on the path."""
    path = tmp_path / "bin" / "quizgen"
    path.parent.mkdir()
    path.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c \'from quizgen.cli import main; main(prog_name="quizgen")\' "$@"\n'
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("program")
def test_bash_completes_a_list_with_commas() -> None:
    script = """
        eval "$(_QUIZGEN_COMPLETE=bash_source quizgen)"
        COMP_WORDS=(quizgen generate pooling,conv-output-s) COMP_CWORD=2
        _quizgen_completion quizgen
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run([BASH, "-c", script], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("pooling,conv-output-size\n", "")


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("marks", ["$COMP_WORDBREAKS", "${COMP_WORDBREAKS//=/}"])
def test_on_a_terminal_bash_completes_lists_behind_an_equals_sign(marks: str) -> None:
    """Its own keys and marks between words; somebody may have taken ``=`` out of them."""
    with bash() as typed:
        assert "loaded" in typed(
            f'COMP_WORDBREAKS="{marks}"; eval "$(_QUIZGEN_COMPLETE=bash_source quizgen)"; echo lo""aded\n', "loaded"
        )
        for line, whole in [
            ("generate pooling,conv-output-s", "generate pooling,conv-output-size "),
            ("exam midterm --format pdf,mood", "exam midterm --format pdf,moodle "),
            ("exam midterm --format=pdf,mood", "exam midterm --format=pdf,moodle "),
            ("generate all --format=mood", "generate all --format=moodle "),
            ("quiz --level=easy,me", "quiz --level=easy,medium "),
            ("show all --as=grid,ma", "show all --as=grid,matching "),
            ("quiz --network=googl", "quiz --network=googlenet "),
        ]:
            assert f"quizgen {whole}" in typed(f"\x15quizgen {line}\t", whole)


@contextmanager
def bash() -> Iterator[Callable[[str, str], str]]:
    """Types into a bash on a terminal of its own; gives what it shows until something is seen, for some seconds."""
    pid, terminal = pty.fork()
    if not pid:
        os.execve(BASH, [BASH, "--norc", "--noprofile", "-i"], os.environ | {"TERM": "dumb", "PS1": "$ "})  # noqa: S606 - no shell runs it
    tcsetwinsize(terminal, (40, 200))

    def typed(keys: str, until: str) -> str:
        os.write(terminal, keys.encode())
        shown = ""
        while until not in shown and select.select([terminal], [], [], 20)[0]:
            shown += os.read(terminal, 1 << 16).decode(errors="replace")
        return shown

    try:
        yield typed
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("option", "typed", "whole"),
    [("--format", "pdf,mood", "pdf,moodle"), ("--level", "easy,me", "easy,medium"), ("--network", "vgg", "vgg16")],
)
def test_a_shell_that_has_option_and_value_as_one_word_gets_both(
    shell: str, option: str, typed: str, whole: str
) -> None:
    line = f"quizgen generate {option}={typed}"
    environment = {
        "_QUIZGEN_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": "2" if shell == "zsh" else f"{option}={typed}",
    }
    said = CliRunner().invoke(main, env=environment).stdout.splitlines()
    assert f"{option}={whole}" in [line.removeprefix("plain,") for line in said]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (["--format", "=", "pdf,mood"], ["--format=pdf,mood"]),
        (["--format", "="], ["--format="]),
        (["--format", "=", ""], ["--format=", ""]),
        (["--title", "=", "a=b", "c"], ["--title=a=b", "c"]),
        (["a", "=", "b"], ["a", "=", "b"]),
        (["="], ["="]),
    ],
)
def test_words_that_bash_has_parted_are_put_together(words: list[str], whole: list[str]) -> None:
    assert joined(words) == whole


def test_fish_keeps_what_stands_behind_a_comma() -> None:
    """Its script parts type and value at the first comma; click's own parts them at each."""
    said = CliRunner().invoke(main, env={"_QUIZGEN_COMPLETE": "fish_source"}).stdout
    assert 'string split --max 1 "," $completion' in said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_that_the_readme_names_has_its_script(shell: str) -> None:
    result = CliRunner().invoke(main, env={"_QUIZGEN_COMPLETE": f"{shell}_source"})
    assert result.exit_code == 0
    assert f"_QUIZGEN_COMPLETE={shell}_complete" in result.stdout
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"_QUIZGEN_COMPLETE={shell}_source quizgen" in readme
