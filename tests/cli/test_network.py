"""``--network``: questions about one network, in ``generate`` and in ``quiz``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from jsonschema import validate

from quizgen import resources

Run = Callable[..., Result]


def test_items_about_a_network_hold_to_the_schema(run: Run) -> None:
    result = run("generate", "--network", "unet", "-n", "25", "--seed", "7", "--format", "json")
    found = json.loads(result.stdout)
    validate(found, json.loads((resources.banks() / "schema" / "items.schema.json").read_text(encoding="utf-8")))
    assert len(found["items"]) == 25
    assert {item["asks"] for item in found["items"]} >= {"output_size", "parameters", "macs", "channels"}


def test_the_same_seed_gives_the_same_items_in_every_format(run: Run, tmp_path: Path) -> None:
    words = ("generate", "--network", "resnet18", "-n", "12", "--seed", "3", "--key")
    first, again = (run(*words, "--format", "json").stdout for _ in range(2))
    assert first == again
    result = run(*words, "--format", "moodle,markdown,json,typst", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    ids = [item["id"] for item in json.loads(first)["items"]]
    assert ids == [item["id"] for item in json.loads((tmp_path / "out" / "items.json").read_text())["items"]]


def test_without_a_number_there_are_no_more_than_can_be_asked(run: Run) -> None:
    words = ("generate", "--network", "conv 3->8 k3", "--input", "3x16x16", "--seed", "1", "--format", "json")
    found = json.loads(run(*words).stdout)["items"]
    assert 0 < len(found) < 10
    result = run(*words, "-n", "50")
    assert result.exit_code == 2
    assert f"have only {len(found)}" in result.stderr


def test_a_quiz_asks_about_the_network(run: Run) -> None:
    result = run("quiz", "--network", "lenet5", "-n", "3", "--seed", "1", input="?\n?\n?\n")
    assert result.exit_code == 0
    assert result.output.count("LeNet-5: ") == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["all", "--network", "lenet5"], "not both: leave out all"),
        (["all", "--input", "3x8x8"], "--input belongs to a network"),
        (["all", "--run"], "--run belongs to a network"),
        (["--network", "lenet6"], "did you mean 'lenet5'"),
        (["--network", "relu, dropout", "--input", "3x8x8"], "there is nothing to ask about your network"),
        (["--network", "os:path"], "add --run"),
        (["--network", "lenet5", "--kind", "matching"], "nothing that was named can be asked as matching"),
    ],
)
def test_a_request_that_cannot_be_met_says_why(run: Run, arguments: list[str], says: str) -> None:
    result = run("generate", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
