"""``quizgen lint`` as it is called: files in, what was found out, and the status."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main

Run = Callable[..., Result]
LINTING = Path(__file__).parents[1] / "linting"
CLEAN, FAULTY, WARNED = (
    str(LINTING / "bases" / "moodle.xml"),
    str(LINTING / "planted" / "thirds.xml"),
    str(LINTING / "planted" / "half_a_formula.xml"),
)


def piped(content: bytes, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["lint", "-", *arguments], input=content)


@pytest.mark.parametrize(("names", "status"), [([CLEAN], 0), ([WARNED], 0), ([CLEAN, FAULTY], 1)])
def test_the_status_says_whether_there_are_errors(run: Run, names: list[str], status: int) -> None:
    assert run("lint", *names).exit_code == status


def test_a_line_says_file_line_severity_rule_and_what_is_there(run: Run) -> None:
    told = run("lint", FAULTY).stdout.splitlines()
    assert told[1].startswith(f"{FAULTY}:22: error fraction-refused: Moodle has no fraction 33.33: write 33.33333,")
    assert told[-1] == f"{FAULTY}, 2 questions: 1 error."
    assert run("lint", CLEAN).stdout == f"{CLEAN}, 8 questions: nothing is wrong.\n"


def test_standard_input_is_a_file_of_any_sort() -> None:
    told = piped(b"::Q::What is it? {=a ~a ~b}\n")
    assert told.exit_code == 1
    assert told.stdout.splitlines()[1].startswith("standard input:1: error equal-options: 'a' is offered in line 1")
    assert piped(Path(CLEAN).read_bytes(), "--format", "json").exit_code == 0


def test_json_and_sarif_go_to_a_file_that_is_written_whole(run: Run, tmp_path: Path) -> None:
    for form in ("json", "sarif"):
        place = tmp_path / f"found.{form}"
        result = run("lint", FAULTY, WARNED, "--format", form, "-o", str(place))
        assert (result.exit_code, result.stdout) == (1, "")
        assert json.loads(place.read_text("utf-8"))["version"] in {1, "2.1.0"}


def test_the_same_files_give_the_same_bytes(run: Run) -> None:
    for form in ("text", "json", "sarif"):
        first = run("lint", FAULTY, WARNED, "--format", form).stdout
        assert first == run("lint", FAULTY, WARNED, "--format", form).stdout


def test_rules_are_chosen_and_left_out_by_their_ids(run: Run) -> None:
    assert run("lint", FAULTY, "--ignore", "fraction-refused").exit_code == 0
    assert run("lint", FAULTY, "--rule", "equal-options,mojibake").exit_code == 0
    assert run("lint", FAULTY, "--rule", "fraction-refused", "--rule", "mojibake").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.xml"], "there is no file nowhere.xml"),
        ([str(LINTING.parent / "plugins")], "has no files of questions in it"),
        ([str(LINTING / "planted" / "README.md")], "holds no questions that are known"),
        ([CLEAN, "--rule", "fraction-refuse"], "did you mean 'fraction-refused'"),
        (["-", "-"], "standard input can be read once"),
        ([], "Missing argument 'FILES...'"),
    ],
)
def test_what_is_no_file_of_questions_is_refused_in_one_sentence(run: Run, arguments: list[str], said: str) -> None:
    result = run("lint", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) <= 301


def test_nothing_is_written_where_one_of_the_files_is_none(run: Run, tmp_path: Path) -> None:
    assert run("lint", FAULTY, "nowhere.xml", "-o", str(tmp_path / "found.txt")).exit_code == 2
    assert [*tmp_path.iterdir()] == []


def test_of_a_folder_all_files_of_questions_are_read_and_others_are_counted(run: Run, tmp_path: Path) -> None:
    for name, source in (("b.xml", FAULTY), ("a/c.XML", CLEAN), (".hidden/d.xml", FAULTY)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(Path(source).read_bytes())
    (tmp_path / "notes.txt").write_text("Buy milk.", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"x")
    for _ in range(2):
        told = run("lint", str(tmp_path), "--format", "json", "-o", str(tmp_path / "found.json"))
        assert told.exit_code == 1
        record = json.loads((tmp_path / "found.json").read_text("utf-8"))
        assert [one["file"] for one in record["files"]] == [str(tmp_path / "a/c.XML"), str(tmp_path / "b.xml")]
        assert (
            told.stderr
            == "In folders 1 file is passed over, for no questions are read in it; named alone it says why\n"
        )


def test_a_report_does_not_replace_a_file_that_is_read(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "week.xml"
    own.write_bytes(Path(FAULTY).read_bytes())
    told = run("lint", CLEAN, str(own), "-o", str(tmp_path / "." / "week.xml"))
    assert told.exit_code == 2
    assert "itself, and the report would replace it" in told.stderr
    assert own.read_bytes() == Path(FAULTY).read_bytes()


def test_verify_says_which_line_of_torch_refutes_a_key() -> None:
    asked = b"What is the width of the output of nn.Conv2d(3, 8, 3, 1, 1) for an input of 3 x 32 x 32?"
    question = b"::Q::" + asked + b" {#%d}\n"
    assert "key-wrong" not in piped(question % 30).stdout
    told = piped(question % 30, "--verify")
    assert told.exit_code == 1
    assert re.search(r"standard input:1: error key-wrong: The key 30 is wrong: .*32", told.stdout)
    told = piped(question % 32, "--verify")
    assert told.exit_code == 0
    assert told.stdout.endswith("nothing is wrong.\nKeys worked out again in PyTorch: 1 of 1.\n")
    assert "again" not in piped(question % 32).stdout
    other = b"::N::How many parameters does nn.BatchNorm2d(64) have? {#256}\n"
    assert "0 of 1; nobody verified the others" in piped(other, "--verify").stdout
    assert json.loads(piped(other, "--verify", "--format", "json").stdout)["summary"]["verified"] == 0


def test_colours_and_narrow_lines_are_for_terminals() -> None:
    path = Path(FAULTY)
    asked = ["-m", "quizgen", "lint", path.name]
    around = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    screen = pexpect.spawn(
        *(sys.executable, asked),
        cwd=str(path.parent),
        env={**around, "TERM": "xterm"},
        dimensions=(40, 60),
        encoding="utf-8",
    )
    told = screen.read()
    assert "\x1b[31m" in told
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip("\r") for line in told.split("\n")]
    assert max(map(len, lines)) <= 60
    assert any(line.startswith("    ") for line in lines)
