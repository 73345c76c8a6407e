"""Several of anything: names, levels, kinds and formats, one by one or with commas."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from quizgen import resources

Run = Callable[..., Result]
COMMON = ("--level", "easy", "--seed", "7", "--format", "json")


def drawn(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run("generate", *arguments, *COMMON)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return found


def test_names_take_commas_in_generate(run: Run) -> None:
    one_by_one = drawn(run, "conv-output-size", "pool-output-size", "-n", "4")
    assert drawn(run, "conv-output-size,pool-output-size", "-n", "4") == one_by_one
    assert drawn(run, "conv-output-size, ,pool-output-size,conv-output-size", "-n", "4") == one_by_one
    assert {item["family"] for item in one_by_one} == {"conv-output-size", "pool-output-size"}


def test_names_take_commas_in_every_other_command(run: Run) -> None:
    names = "stack-jump,pooling-concepts"
    assert run("quiz", names, "-n", "2", input="q\n").exit_code == 0
    assert run("show", names, "--seed", "7").exit_code == 0
    checked = run("check", names, "-n", "1")
    assert checked.exit_code == 0, checked.stderr
    assert {line.split()[0] for line in checked.stdout.splitlines()[1:]} == set(names.split(","))


def test_a_file_whose_name_has_a_comma_is_one_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one,two").mkdir()
    text = (resources.banks() / "concepts" / "pooling.toml").read_text(encoding="utf-8")
    (tmp_path / "one,two" / "mine.toml").write_text(text, encoding="utf-8")
    assert {item["family"] for item in drawn(run, "one,two/mine.toml", "-n", "2")} == {"mine-items"}


@pytest.mark.parametrize("option", ["--kind", "--as"])
def test_kinds_take_commas_and_each_is_asked(run: Run, option: str) -> None:
    items = drawn(run, "conv-output-size", "-n", "6", option, "numerical,choice")
    assert [item["kind"] for item in items] == ["numerical", "choice"] * 3
    assert len({item["id"] for item in items}) == 6


def test_of_several_kinds_each_family_is_asked_in_those_that_it_has(run: Run) -> None:
    items = drawn(run, "conv-output-size,which-conv-output-size", "-n", "8", "--kind", "multiple,numerical")
    kinds = {item["family"]: item["kind"] for item in items}
    assert kinds == {"conv-output-size": "numerical", "which-conv-output-size": "multiple"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["generate", ","], "',' names nothing"),
        (["quiz", ""], "'' names nothing"),
        (["generate", "all", "--format", ","], "',' names nothing"),
        (["quiz", "--level", " "], "' ' names nothing"),
        (["show", "dilation", "--kind", "choise"], "there is no kind 'choise'; did you mean 'choice'?"),
        (["generate", "all", "--kind", "choice,xyz"], "there is no kind 'xyz'; known are choice, multiple, "),
        (["quiz", "--level", "harder"], "there is no level 'harder'; did you mean 'hard'?"),
        (["quiz", "pooling,dilatoin"], "did you mean 'dilation'"),
    ],
)
def test_a_word_that_is_none_is_told(run: Run, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "xyzzy"],
        ["check", "xyzzy"],
        ["explain", "xyzzy"],
        ["explain", "xyzzy.toml"],
        ["exam", "xyzzy.toml"],
    ],
)
def test_an_unknown_name_is_no_reason_to_list_a_hundred(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert len(result.stderr.rpartition("Error: ")[2]) < 200
