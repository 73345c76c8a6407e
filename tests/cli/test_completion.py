"""What a shell is told when somebody presses TAB, by the protocol that its script speaks."""

from __future__ import annotations

import json
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

from quizgen import architectures, catalog, resources
from quizgen.cli import COMMANDS, known, main
from quizgen.cli.explain import SUFFIXES
from quizgen.cli.shells import joined
from quizgen.explain import FORMATS
from quizgen.model import KINDS, LEVELS

IDS = {source.id for source in catalog.sources()}
NAMES = IDS | {*catalog.topics(), "all"}
HEAVY = {"torch", "sympy", "numpy", "typst", "quizgen.catalog", "quizgen.blueprint", "quizgen.oracle"}
BASH = shutil.which("bash") or "bash"
PROGRAM = """
import json, sys
from quizgen.cli import main
try:
    main(prog_name="quizgen")
except SystemExit:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with one file of somebody's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-items.toml").touch()


def asked(line: str) -> dict[str, str]:
    """How bash's script asks about the last word of a line, which may be empty."""
    return {"_QUIZGEN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}


def completed(line: str) -> list[tuple[str, str]]:
    """Each type and value that bash is told; nothing may be said on standard error."""
    result = CliRunner().invoke(main, env=asked(line))
    assert result.stderr == ""
    told = (part.partition(",") for part in result.stdout.splitlines() if part)
    return [(kind, value) for kind, _, value in told]


def values(line: str) -> list[str]:
    found = completed(line)
    assert {kind for kind, _ in found} <= {"plain"}
    return [value for _, value in found]


def test_the_names_that_are_found_without_an_import_are_those_that_there_are() -> None:
    assert set(known.families()) == {source.id for source in catalog.families()}
    assert set(known.files()) == {source.id for source in catalog.authored()}
    assert set(known.topics()) == set(catalog.topics())
    assert known.formats() == tuple(sorted(catalog.formats()))
    assert known.architectures() == architectures.names()
    assert set(known.blueprints()) == {path.stem for path in (resources.banks() / "blueprints").glob("*.toml")}
    assert set(SUFFIXES) == set(FORMATS)


def test_commands_are_completed() -> None:
    assert values("quizgen ") == list(COMMANDS)
    assert values("quizgen ge") == ["generate"]
    assert values("quizgen new fo") == ["format"]
    assert values("quizgen progress ") == ["export", "import", "undo", "reset"]
    assert values("quizgen progress re") == ["reset"]


@pytest.mark.parametrize("command", ["generate", "quiz", "show", "check"])
def test_families_topics_and_files_of_items_are_completed(command: str) -> None:
    every = set(values(f"quizgen {command} "))
    others = set(catalog.formats()) if command == "check" else set()
    assert every == NAMES | others | {"my-items.toml"}
    assert values(f"quizgen {command} conv-output-s") == ["conv-output-size"]
    assert values(f"quizgen {command} pooling ch") == sorted(name for name in NAMES if name.startswith("ch"))


@pytest.mark.parametrize("command", ["generate", "quiz", "show", "check"])
def test_of_a_list_with_commas_the_last_part_is_completed_and_nothing_twice(command: str) -> None:
    assert values(f"quizgen {command} pooling,conv-output-s") == ["pooling,conv-output-size"]
    assert values(f"quizgen {command} pooling,my") == ["pooling,my-items.toml"]
    assert "pooling,pooling" not in values(f"quizgen {command} pooling,")


@pytest.mark.parametrize("command", ["generate all", "quiz", "show dilation"])
@pytest.mark.parametrize("option", ["--kind", "--as"])
def test_levels_and_kinds_are_completed(command: str, option: str) -> None:
    assert values(f"quizgen {command} --level ") == [*LEVELS, "all"]
    assert values(f"quizgen {command} {option} ") == list(KINDS)
    assert values(f"quizgen {command} {option} grid,ma") == ["grid,matching"]


@pytest.mark.parametrize("command", ["generate all", "exam midterm"])
def test_formats_are_completed(command: str) -> None:
    assert values(f"quizgen {command} --format ") == sorted(catalog.formats())
    assert values(f"quizgen {command} --format pdf,js") == ["pdf,json", "pdf,jsonl"]


def test_blueprints_networks_and_topics_are_completed() -> None:
    assert values("quizgen exam mid") == ["midterm"]
    assert values("quizgen exam my") == ["my-items.toml"]
    assert values("quizgen explain resnet1") == ["resnet18"]
    assert values("quizgen explain vgg16 --format m") == ["markdown"]
    assert values("quizgen generate --network vgg") == values("quizgen quiz --network vgg") == ["vgg16"]
    assert values("quizgen new family mine --topic dil") == ["dilation"]


@pytest.mark.parametrize("command", ["progress", "progress undo", "progress export -"])
def test_profiles_that_there_are_are_completed(command: str) -> None:
    folder = Path(os.environ["QUIZGEN_DATA"])
    assert values(f"quizgen {command} --profile ") == []
    folder.mkdir()
    for name in ("default.sqlite", "anna.sqlite", "anna.sqlite-wal", "notes.txt"):
        (folder / name).touch()
    assert values(f"quizgen {command} --profile ") == ["anna", "default"]
    assert values(f"quizgen {command} --profile a") == ["anna"]


def test_rules_of_lint_are_completed() -> None:
    assert values("quizgen lint a.xml --rule equal-") == ["equal-numbers", "equal-options"]
    assert values("quizgen lint a.xml --ignore mojibake,name-c") == ["mojibake,name-cut"]
    assert values("quizgen lint a.xml --format s") == ["sarif"]


def test_what_may_be_begun_anew_is_completed() -> None:
    assert values("quizgen progress reset conv-output-s") == ["conv-output-size"]
    assert values("quizgen progress reset dilation,conv-output-s") == ["dilation,conv-output-size"]


@pytest.mark.parametrize(
    "line",
    [
        "generate all -o it",
        "exam midterm -o it",
        "explain vgg16 -o it",
        "generate ../it",
        "exam ../it",
        "explain ../it",
        "progress import it",
        "lint it",
        "progress export ../it",
    ],
)
def test_paths_are_left_to_the_shell(line: str) -> None:
    assert completed(f"quizgen {line}") == [("file", line.rpartition(" ")[2])]


@pytest.mark.parametrize("option", ["--seed", "--title", "-n", "--input"])
def test_nothing_is_offered_where_anything_may_stand(option: str) -> None:
    assert completed(f"quizgen generate all {option} ") == []


def test_after_a_wrong_command_nothing_is_said() -> None:
    result = CliRunner().invoke(main, env=asked("quizgen famlies x"))
    assert (result.stdout.strip(), result.stderr) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "quizgen ",
        *(f"quizgen {command} a" for command in COMMANDS),
        "quizgen generate all --format pdf,m",
        "quizgen lint a --rule m",
    ],
)
def test_completion_imports_nothing_large(line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | asked(line), check=True, capture_output=True, text=True
    )
    assert not HEAVY & set(json.loads(done.stderr))


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
            ("quiz --network=resnet1", "quiz --network=resnet18 "),
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
